import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** When an audit proves all reference counts. */
export type AuditTimes = 'none' | 'end' | 'statements';

/** What came of a program on the simulator. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** What the simulator itself failed with; that it came to no end, or crashed. Empty when all is well. */
  readonly internal: string;
  /** Wrong reference counts, a line each. */
  readonly findings: readonly string[];
}

/** Runs programs on the simulator that was built, in a process that is replaced when one takes it down. */
export class Simulator {
  private child: Child | undefined;
  private answer: ((outcome: Outcome) => void) | undefined;

  /** @param seconds how long a program may take */
  constructor(
    private readonly version: string,
    private readonly audit: AuditTimes = 'none',
    private readonly seconds = 60,
  ) {}

  run(source: string): Promise<Outcome> {
    const child = this.child ?? this.start();
    const { version, audit } = this;
    return new Promise((resolve) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, this.seconds * 1000);
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        this.answer = undefined;
        child.removeListener('close', died);
        resolve(outcome);
      };
      const died = (code: number | null, signal: string | null): void => {
        this.child = undefined;
        const internal = late
          ? `no end after ${this.seconds} seconds`
          : `the simulator's process ended with ${code ?? signal}`;
        settle({ stdout: '', stderr: '', internal, findings: [] });
      };
      this.answer = settle;
      child.once('close', died);
      child.stdin.write(`${JSON.stringify({ version, source, audit })}\n`);
    });
  }

  /** Ends its process. */
  close(): void {
    this.child?.stdin.end();
    this.child = undefined;
  }

  private start(): Child {
    const script = join(__dirname, 'child.cjs');
    // What V8 says when it runs out of memory would hide the summary.
    const child: Child = spawn(process.execPath, ['--stack-size=4000', script], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    createInterface(child.stdout).on('line', (line) => this.answer?.(JSON.parse(line)));
    // Writing to a process that has just died: `close` says so.
    child.stdin.on('error', () => {});
    this.child = child;
    return child;
  }
}
