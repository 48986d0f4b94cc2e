import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ENTRY, WORKER } from './paths';
import {
  CELL_TO_HOST_FD,
  type CellListeners,
  type CellMessage,
  type ExecuteReply,
  HOST_TO_CELL_FD,
  type HostMessage,
  type Replies,
  type Request,
  tellListeners,
} from './protocol';
import { refuseSnapshot, usableSnapshot } from './snapshot';
import { spawnNode } from './spawn';

export interface SessionOptions extends CellListeners {
  /** Working folder of the cells: the notebook's. */
  readonly folder?: string;
  /** Bytes of memory a session may hold; 80% of the machine's when left out. */
  readonly memoryLimit?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** A session's process ended under a request. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
  constructor(readonly reason: string) {
    super(`the session's process is gone: ${reason}; its variables are lost`);
  }
}

interface Pending {
  readonly resolve: (content: never) => void;
  readonly reject: (error: Error) => void;
}

const WATCH_INTERVAL = 100;
const INTERRUPT_INTERVAL = 500;
const PAGE = 4096;

/**
 * One session of cells: a process of its own (engine/worker.ts), so that a cell that never ends,
 * exits, or eats all memory takes nothing with it but its own variables.
 *
 * A process that ended is replaced at the next request.
 */
export class Session {
  private child: ChildProcess | undefined;
  private readonly pending = new Map<number, Pending>();
  private readonly scratch = mkdtempSync(join(tmpdir(), 'heaplab-'));
  private readonly stopFile = join(this.scratch, 'stop');
  private watch: NodeJS.Timeout | undefined;
  private reason: string | undefined;
  private ready: Promise<void> = Promise.resolve();
  private nextId = 1;
  private closed = false;
  private stopping = false;
  private again: NodeJS.Timeout | undefined;

  constructor(private readonly options: SessionOptions = {}) {
    this.start();
    process.once('exit', this.onHostExit);
  }

  private readonly onHostExit = (): void => {
    this.kill();
    rmSync(this.scratch, { recursive: true, force: true });
  };

  /** Resolves when the engine is warm; rejects when it cannot start. */
  whenReady(): Promise<void> {
    return this.ready;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  private start(): void {
    this.reason = undefined;
    this.ready = new Promise((resolve, reject) => {
      this.pending.set(0, { resolve: resolve as Pending['resolve'], reject });
    });
    this.ready.catch(() => {});
    this.launch(usableSnapshot());
  }

  private launch(snapshot: string | undefined): void {
    const { folder, env } = this.options;
    const from = snapshot === undefined ? [] : ['--snapshot-blob', snapshot];
    const child = spawnNode([...from, WORKER, ENTRY, this.stopFile], {
      cwd: folder ?? process.cwd(),
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.child = child;
    let buffered: Buffer[] = [];
    (child.stdio[CELL_TO_HOST_FD] as Readable).on('data', (chunk: Buffer) => {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const line = Buffer.concat([...buffered, chunk.subarray(from, end)]).toString('utf8');
        buffered = [];
        from = end + 1;
        this.receive(line);
      }
      if (from < chunk.length) buffered.push(chunk.subarray(from));
    });
    // What native code or a child process of a cell writes past Node's own streams.
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]!.setEncoding('utf8').on('data', (text: string) => {
        // Node's own complaint about a snapshot, which is followed by a start without it.
        if (snapshot !== undefined && this.pending.has(0)) return;
        const id = this.running || this.nextId - 1;
        this.options.onOutput?.(id, { type: 'stream', name, text });
      });
    }
    child.stdio[HOST_TO_CELL_FD]?.on('error', () => {});
    child.on('error', (error) => this.ended(child, `its process cannot start: ${error.message}`));
    child.on('close', (code, signal) => {
      if (snapshot !== undefined && this.pending.has(0) && !this.reason && this.child === child) {
        clearInterval(this.watch);
        refuseSnapshot();
        this.launch(undefined);
      } else this.ended(child, this.explain(code, signal));
    });
    this.watchMemory(child);
  }

  /** The newest request under way; 0 when there is none. */
  private get running(): number {
    return Math.max(0, ...this.pending.keys());
  }

  private receive(line: string): void {
    let message: CellMessage;
    try {
      message = JSON.parse(line) as CellMessage;
    } catch {
      // Only a cell that writes to our pipe by its number can do this: it speaks for nobody.
      return;
    }
    switch (message?.type) {
      case 'ready':
        this.settle(0, (pending) => pending.resolve(undefined as never));
        break;
      case 'reply':
        this.settle(message.id, (pending) => pending.resolve(message.content as never));
        break;
      case 'output':
      case 'inputRequest':
        tellListeners(message, this.options, (answer) => this.send(answer));
        break;
    }
  }

  private settle(id: number, how: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    // The next cell must not find the stop that this one was asked to make.
    if (this.stopping && id !== 0) this.unstop();
    if (pending) how(pending);
  }

  private explain(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.reason) return this.reason;
    if (signal === 'SIGABRT' || code === 134) return 'it ran out of memory, or Node aborted';
    return signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
  }

  private ended(child: ChildProcess, reason: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    clearInterval(this.watch);
    const error = new SessionEnded(reason);
    for (const id of [...this.pending.keys()]) this.settle(id, (pending) => pending.reject(error));
  }

  private watchMemory(child: ChildProcess): void {
    const limit = this.options.memoryLimit ?? totalmem() * 0.8;
    this.watch = setInterval(() => {
      let resident: number;
      try {
        resident = Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
      } catch {
        return; // No /proc here, or the process has just ended.
      }
      if (resident > limit)
        this.kill(`it held more than ${Math.round(limit / 2 ** 20)} MiB of memory`);
    }, WATCH_INTERVAL);
    this.watch.unref();
  }

  private send(message: HostMessage): void {
    const pipe = this.child?.stdio[HOST_TO_CELL_FD] as Writable | undefined;
    pipe?.write(`${JSON.stringify(message)}\n`);
  }

  /**
   * Sends a request and waits for its reply.
   * @throws SessionEnded when the process ends first.
   */
  async request<R extends Request>(
    request: R,
    onId?: (id: number) => void,
  ): Promise<Replies[R['type']]> {
    if (this.closed) throw new SessionEnded('it was closed');
    if (!this.child) this.start();
    await this.ready;
    const id = this.nextId++;
    const reply = new Promise<Replies[R['type']]>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
    });
    onId?.(id);
    this.send({ id, ...request });
    return reply;
  }

  /** Runs a cell; a process that ends under it is an error of the cell. */
  async execute(
    request: Omit<Request & { type: 'execute' }, 'type'>,
    onId?: (id: number) => void,
  ): Promise<ExecuteReply> {
    try {
      return await this.request({ type: 'execute', ...request }, onId);
    } catch (thrown) {
      if (!(thrown instanceof SessionEnded)) throw thrown;
      const error = {
        ename: thrown.name,
        evalue: thrown.message,
        traceback: [`${thrown.name}: cell ${request.count}: ${thrown.message}`],
      };
      return { status: 'error', error, userExpressions: {}, pages: [] };
    }
  }

  /**
   * Asks the running cell to stop: by a file that loops look for, and by a message that ends a wait. What neither has
   * stopped after a while is in a function of some library: SIGINT, again and again until it has.
   */
  interrupt(): void {
    const { child, running } = this;
    if (!child || running === 0 || this.stopping) return;
    this.stopping = true;
    writeFileSync(this.stopFile, '');
    this.send({ type: 'interrupt', id: running });
    this.again = setInterval(() => {
      if (this.pending.has(running)) child.kill('SIGINT');
      else this.unstop();
    }, INTERRUPT_INTERVAL);
  }

  private unstop(): void {
    this.stopping = false;
    clearInterval(this.again);
    rmSync(this.stopFile, { force: true });
  }

  /** Ends the process at once; the running request fails with the reason. */
  kill(reason?: string): void {
    const { child } = this;
    if (!child?.pid) return;
    if (reason) this.reason = reason;
    child.kill('SIGKILL');
  }

  /** Ends the process for good and removes what the session left on disk. */
  async close(): Promise<void> {
    this.closed = true;
    const { child } = this;
    if (child) {
      const gone = new Promise((resolve) => child.once('close', resolve));
      this.kill('it was closed');
      await gone;
    }
    process.removeListener('exit', this.onHostExit);
    rmSync(this.scratch, { recursive: true, force: true });
  }
}
