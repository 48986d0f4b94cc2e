import type { ChildProcess, StdioOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { spawnProgram } from '../../kernel/spawn';
import { type Wall, type WalledProgram, wallCommand } from './command';
import { BadFrame, FRAME_LIMITS, FrameReader, parseFrame } from './frames';
import { isReady, isReply } from './messages';
import { Stopwatch } from './stopwatch';
import { INFO_FD, SECCOMP_FD } from './system';

/** A process behind the wall has ended, or was ended; the reason can be shown to a learner. */
export class WallEnded extends Error {
  override readonly name = 'WallEnded';
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** The wall did not stand up: a fault of the machine, never of a submission. */
export class WallFailed extends Error {
  override readonly name = 'WallFailed';
}

/** Milliseconds between two looks at the memory, and for a process to start. */
const WATCH_INTERVAL = 50;
const START_LIMIT = 60_000;
/** How long a process that is not needed any more has to go by itself. */
const GRACE = 300;
const PAGE = 4096;
/** How many bytes of a process's stderr are kept, for the message when it did not start. */
const STDERR_KEPT = 40960;

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) endGroup(child);
});

/** Ends a process and all it started. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone, or there are none here.
  }
  child.kill('SIGKILL');
}

interface Pending {
  readonly id: string;
  readonly resolve: (content: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process behind the wall. It is asked one thing at a time and answers in data; whatever else comes out
 * of it ends it.
 */
export class WalledProcess {
  private readonly child: ChildProcess;
  private readonly frames = new FrameReader();
  private readonly closed: Promise<void>;
  private readonly watch: NodeJS.Timeout;
  private pending: Pending | undefined;
  private reason: string | undefined;
  private stderr = '';
  /** The process whose memory is watched: the runtime itself, not what is around it. */
  private watched: number | undefined;
  /** Seconds that the last request took, but for those in which the process waited for a processor. */
  used = 0;
  /** Resolves when the process is there and has said that it is granted nothing. */
  readonly ready: Promise<void>;

  /** @param memory bytes that the process may hold */
  constructor(
    program: WalledProgram,
    wall: Wall,
    private readonly memory: number,
  ) {
    const command = wallCommand(program, wall, memory);
    const around = command.isolation ? 'pipe' : 'ignore';
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', around, around];
    this.child = spawnProgram(command.file, command.args, {
      stdio,
      env: command.env,
      cwd: command.cwd,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    alive.add(this.child);
    this.ready = this.started(command.runtime);
    // Whoever asks for something sees it.
    this.ready.catch(() => {});
    this.closed = new Promise((resolve) => {
      const gone = (): void => {
        alive.delete(this.child);
        clearInterval(this.watch);
        this.fail(this.reason ?? this.explain());
        resolve();
      };
      this.child.once('close', gone);
      this.child.once('error', (error) => {
        this.reason ??= `it could not be started: ${error.message}`;
        if (this.child.pid === undefined) gone();
      });
    });
    this.child.stdin!.on('error', () => {});
    this.child.stdout!.on('data', (chunk: Buffer) => this.receive(chunk));
    this.child.stderr!.on('data', (chunk: Buffer) => {
      if (this.stderr.length < STDERR_KEPT)
        this.stderr += chunk.toString('utf8').slice(0, STDERR_KEPT);
    });
    if (command.isolation) {
      const filter = this.child.stdio[SECCOMP_FD] as Writable;
      filter.on('error', () => {});
      filter.end(command.isolation.filter);
      this.findWatched();
    } else this.watched = this.child.pid;
    this.watch = setInterval(() => this.lookAtMemory(), WATCH_INTERVAL);
    this.watch.unref();
  }

  private async started(runtime: string): Promise<void> {
    const timer = setTimeout(() => this.kill('it did not start in time'), START_LIMIT);
    try {
      const said = await this.expect('ready');
      if (!isReady(said)) throw new WallEnded('it did not say what it is granted');
      if (said.runtime === runtime && said.granted.length === 0) return;
      const found =
        said.granted.length > 0
          ? `it is granted ${said.granted.join(', ')}`
          : `it is ${said.runtime}`;
      this.kill(found);
      throw new WallFailed(`the wall does not hold: ${found}`);
    } catch (error) {
      if (!(error instanceof WallEnded)) throw error;
      throw new WallFailed(
        `no process could be started behind the wall: ${error.reason} ${this.stderr}`.trim(),
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** bubblewrap says in JSON which process it has started. */
  private findWatched(): void {
    let text = '';
    (this.child.stdio[INFO_FD] as Readable).on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
      if (pid !== undefined) this.watched = Number(pid);
    });
  }

  private lookAtMemory(): void {
    if (this.watched === undefined) return;
    let resident: number;
    try {
      resident = Number(readFileSync(`/proc/${this.watched}/statm`, 'utf8').split(' ')[1]) * PAGE;
    } catch {
      return; // No /proc here, or the process has just ended.
    }
    if (resident > this.memory) {
      this.kill(`it held more than ${Math.round(this.memory / 2 ** 20)} MiB of memory`);
    }
  }

  private expect(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.pending = { id, resolve, reject };
    });
  }

  private receive(chunk: Buffer): void {
    if (this.reason !== undefined) return;
    try {
      for (const line of this.frames.push(chunk)) this.settle(line);
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      this.kill(error.message);
    }
  }

  private settle(line: string): void {
    const { pending } = this;
    if (!pending) throw new BadFrame('it sent back something that nobody had asked for');
    const reply: unknown = parseFrame(line);
    if (!isReply(reply) || reply.id !== pending.id)
      throw new BadFrame('it sent back something that is no reply');
    this.pending = undefined;
    pending.resolve(reply.content);
  }

  private explain(): string {
    const { exitCode, signalCode } = this.child;
    // What V8 does without memory.
    if (
      signalCode === 'SIGABRT' ||
      signalCode === 'SIGTRAP' ||
      exitCode === 133 ||
      exitCode === 134
    ) {
      return 'it ran out of memory';
    }
    return signalCode ? `it was ended by ${signalCode}` : 'it ended by itself';
  }

  private fail(reason: string): void {
    this.reason ??= reason;
    const { pending } = this;
    this.pending = undefined;
    pending?.reject(new WallEnded(this.reason));
  }

  get ended(): boolean {
    return this.reason !== undefined;
  }

  /**
   * Asks and waits for the answer.
   * @param isContent whether an answer is one to this question; a process that gives another is ended
   * @param bytes that the answer may have
   * @param seconds that it may take; what it waits for a processor does not count (see `Stopwatch`)
   * @throws WallEnded when the process ends first, or takes longer than `seconds`
   * @throws WallFailed when it never was behind the wall
   */
  async request<C>(
    message: object,
    isContent: (content: unknown) => content is C,
    what: string,
    seconds: number,
    bytes: number = FRAME_LIMITS.bytes,
  ): Promise<C> {
    await this.ready;
    if (this.reason !== undefined) throw new WallEnded(this.reason);
    if (this.pending) throw new Error('a walled process is asked one thing at a time');
    const stopwatch = new Stopwatch(this.watched);
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      timer = setTimeout(late, Math.max(1, (seconds - stopwatch.seconds) * 1000));
    };
    const late = (): void => {
      // An answer that lies in the pipe came in time: this process was busy itself.
      timer = setTimeout(() => {
        if (stopwatch.seconds < seconds) wait();
        else this.kill(`${what} took longer than ${seconds} s`);
      }, 0);
    };
    wait();
    try {
      // Nobody can answer a question before it is asked: its number is not to be guessed.
      const id = randomBytes(12).toString('base64url');
      const answer = this.expect(id);
      this.frames.bytes = bytes;
      this.child.stdin!.write(`${JSON.stringify({ id, ...message })}\n`);
      const content = await answer;
      if (isContent(content)) return content;
      this.kill('it sent back something that is no reply');
      throw new WallEnded(this.reason!);
    } finally {
      this.used = stopwatch.seconds;
      clearTimeout(timer!);
    }
  }

  /** Ends the process at once; what it was asked fails with the reason. */
  kill(reason: string): void {
    this.fail(reason);
    endGroup(this.child);
  }

  /** Ends the process, which may go by itself when nobody asks any more, and waits until it is gone. */
  async close(): Promise<void> {
    this.fail('it was closed');
    this.child.stdin!.end();
    const timer = setTimeout(() => endGroup(this.child), GRACE);
    await this.closed;
    clearTimeout(timer);
    // What it may have left behind in its group.
    endGroup(this.child);
  }
}
