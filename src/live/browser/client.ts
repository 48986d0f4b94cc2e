import {
  type CallReply,
  type CellListeners,
  type CompleteReply,
  type ExecuteReply,
  type HostMessage,
  type InspectReply,
  type IsCompleteReply,
  type Replies,
  type Request,
  tellListeners,
} from '../../kernel/protocol';
import type { KnownCells } from '../known-cells';
import type { FromEngine, FromTypeScript, StopWay, ToEngine, ToTypeScript } from './messages';

/*
 * The page's side of the live lab: a session of cells in a worker of its own, as `Session` of the
 * kernel is one in a process. TypeScript lies in a second worker, which starts when the first cell in
 * TypeScript is run or looked into, and stays when the session restarts.
 */

export interface LiveSessionOptions extends CellListeners {
  /** The address of the folder with worker.js and typescript-worker.js, with a slash at the end. */
  readonly base: string | URL;
  /** The worker that ran cells has gone, and with it the session's variables. */
  onEnd?(reason: string): void;
  /** Bytes that a simulated process may map; what the device can spare when left out. */
  readonly memory?: number;
  /** Cells that need no TypeScript to be loaded. */
  known?(): KnownCells | undefined;
}

/** What became of a request to stop. */
export type Stopped =
  /** Nothing ran. */
  | 'idle'
  /** The cell was stopped, variables are kept. */
  | 'stopped'
  /** The worker had to be ended: the session's variables are gone. */
  | 'ended';

interface Pending {
  resolve(content: never): void;
  reject(error: Error): void;
}

/** The session's worker ended under a request. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
  constructor(readonly reason: string) {
    super(`the session has ended: ${reason}; its variables are gone`);
  }
}

/** Milliseconds that a cell has to stop, where it can hear of it; and where it cannot, behind an `await`. */
const GRACE = 3000;
const GRACE_WITHOUT_WAY = 250;

/** WebKitGTK calls a page isolated and has no shared memory all the same. */
const HAS_FLAGS =
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== 'undefined';

/** Bytes: a process of ten million ints takes half a GiB. */
const GIB = 2 ** 30;

/** What a device can spare for a simulated process. */
export function spareMemory(): number {
  const { deviceMemory, userAgent } = navigator as Navigator & { deviceMemory?: number };
  if (deviceMemory !== undefined) return Math.max(0.5, Math.min(4, deviceMemory / 2)) * GIB;
  return /Mobi|Android|iPhone|iPad/.test(userAgent) ? 0.75 * GIB : 2 * GIB;
}

/** Runs cells one after another in a worker. */
export class LiveSession {
  private worker: Worker | undefined;
  private typescript: Worker | undefined;
  private readonly pending = new Map<number, Pending>();
  private ready: Promise<void> = Promise.resolve();
  private queue: Promise<unknown> = Promise.resolve();
  private nextId = 1;
  /** The cell that runs. */
  private running = 0;
  private way: StopWay = { by: 'end' };
  private stopSignalled = false;
  /** False where the worker has found that it cannot. */
  private readsAddresses = true;

  constructor(private readonly options: LiveSessionOptions) {}

  /** How a running cell can be stopped here: by `end` means that its variables are lost. */
  get stopsBy(): StopWay['by'] {
    if (HAS_FLAGS) return 'flag';
    return this.readsAddresses ? 'address' : 'end';
  }

  /** Whether there are variables: a worker has been started. */
  get started(): boolean {
    return this.worker !== undefined;
  }

  /** Starts the worker ahead of the first cell; that happens by itself, too. */
  start(): Promise<void> {
    if (!this.worker) this.launch();
    return this.ready;
  }

  /** Loads TypeScript ahead of the first cell that needs it. */
  startTypeScript(): void {
    if (!this.typescript) this.askTypeScript({ number: 0, request: undefined });
  }

  /**
   * Runs a cell, when those before it are done. Never rejects: a session that ends under a cell is an
   * error of the cell.
   * @param count shown in tracebacks as the cell's number
   * @param onId told the id that the cell's output comes with, when it begins
   */
  async execute(code: string, count: number, onId?: (id: number) => void): Promise<ExecuteReply> {
    if (!this.options.known?.()?.has(code) && !/^%%python\b/.test(code)) this.startTypeScript();
    const allowStdin = this.options.onInput !== undefined;
    const run = this.queue.then(async () => {
      try {
        return await this.request({ type: 'execute', code, count, allowStdin }, (id) => {
          this.running = id;
          onId?.(id);
        });
      } finally {
        this.running = 0;
        if (this.stopSignalled) this.prepareStop();
      }
    });
    this.queue = run.catch(() => {});
    try {
      return await run;
    } catch (thrown) {
      const { name, message } = thrown as Error;
      const error = { ename: name, evalue: message, traceback: [`${name}: ${message}`] };
      return { status: 'error', error, userExpressions: {}, pages: [] };
    }
  }

  /** What can be typed on from a place. Nothing while a cell runs. */
  async complete(code: string, position: number): Promise<CompleteReply> {
    if (this.running) return { matches: [], start: position, end: position };
    return this.request({ type: 'complete', code, position });
  }

  /** What is known about the name at a place. Nothing while a cell runs. */
  async inspect(code: string, position: number): Promise<InspectReply> {
    if (this.running) return { found: false, data: {} };
    return this.request({ type: 'inspect', code, position });
  }

  /** Calls a function that a cell has defined, with plain data (kernel/plain.ts). */
  call(name: string, args: readonly unknown[]): Promise<CallReply> {
    return this.request({ type: 'call', name, args });
  }

  async isComplete(code: string): Promise<IsCompleteReply> {
    if (this.running) return { status: 'unknown' };
    return this.request({ type: 'isComplete', code });
  }

  /** Stops the running cell. What waits behind it still runs: leave it out of `execute` if it should not. */
  async interrupt(): Promise<Stopped> {
    const pending = this.pending.get(this.running);
    if (!pending) return 'idle';
    const worker = this.worker!;
    this.signalStop();
    // Ends the wait of a cell that is at an `await`.
    const id = this.running;
    this.send({ type: 'interrupt', id });
    const until = performance.now() + (this.way.by === 'end' ? GRACE_WITHOUT_WAY : GRACE);
    while (this.pending.has(id) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (!this.pending.has(id)) return 'stopped';
    if (this.worker === worker) this.end('nothing else stopped the cell');
    return 'ended';
  }

  /** Begins anew: variables go, TypeScript stays loaded. */
  async restart(): Promise<void> {
    this.end('it was restarted');
    await this.start();
  }

  /** Ends the workers for good. */
  close(): void {
    this.end('it was closed');
    this.typescript?.terminate();
    this.typescript = undefined;
  }

  // ---------------------------------------------------------------- the engine's worker

  /** Hands the worker a way to hear of a stop: it hears no message while it runs a cell. */
  private prepareStop(): void {
    const by = this.stopsBy;
    if (by === 'flag') this.way = { by, flag: new Int32Array(new SharedArrayBuffer(4)) };
    else if (by === 'address') this.way = { by, url: URL.createObjectURL(new Blob()) };
    else this.way = { by };
    this.stopSignalled = false;
    this.send({ type: 'stopBy', way: this.way });
  }

  /** Tells the worker to stop. The way is used up by that. */
  private signalStop(): void {
    const { way } = this;
    this.stopSignalled = true;
    if (way.by === 'flag') Atomics.store(way.flag, 0, 1);
    if (way.by === 'address') URL.revokeObjectURL(way.url);
  }

  private launch(): void {
    const worker = new Worker(new URL('worker.js', this.options.base), { type: 'module' });
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      this.pending.set(0, { resolve, reject });
    });
    this.ready.catch(() => {});
    worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
      if (this.worker === worker) this.receive(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.worker === worker) this.end(event.message || 'its worker could not be loaded');
    });
    const { memory = spareMemory() } = this.options;
    this.send({ type: 'start', memory });
    this.prepareStop();
  }

  private end(reason: string): void {
    const { worker } = this;
    if (!worker) return;
    worker.terminate();
    this.worker = undefined;
    this.signalStop();
    const error = new SessionEnded(reason);
    const pending = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of pending) reject(error);
    this.options.onEnd?.(reason);
  }

  private send(message: ToEngine): void {
    this.worker?.postMessage(message);
  }

  private async request<R extends Request>(
    request: R,
    onId?: (id: number) => void,
  ): Promise<Replies[R['type']]> {
    await this.start();
    const id = this.nextId++;
    const reply = new Promise<Replies[R['type']]>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
    });
    onId?.(id);
    this.send({ id, ...request } as HostMessage);
    return reply;
  }

  private receive(message: FromEngine): void {
    switch (message.type) {
      case 'readsNoAddress':
        this.readsAddresses = false;
        if (!HAS_FLAGS) this.prepareStop();
        break;
      case 'ready':
        this.settle(0, undefined);
        break;
      case 'reply':
        this.settle(message.id, message.content);
        break;
      case 'output':
      case 'inputRequest':
        tellListeners(message, this.options, (answer) => this.send(answer));
        break;
      case 'convert':
        this.convert(message);
    }
  }

  private settle(id: number, content: unknown): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    pending?.resolve(content as never);
  }

  // ---------------------------------------------------------------- the worker with TypeScript

  private convert({ number, request }: FromEngine & { type: 'convert' }): void {
    const answer = this.options.known?.()?.answer(request);
    if (answer) this.send({ type: 'converted', number, answer });
    else this.askTypeScript({ number, request });
  }

  private askTypeScript(message: ToTypeScript): void {
    this.typescript ??= this.launchTypeScript();
    this.typescript.postMessage(message);
  }

  private launchTypeScript(): Worker {
    const worker = new Worker(new URL('typescript-worker.js', this.options.base), {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<FromTypeScript>) =>
      this.send({ type: 'converted', ...data }),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.typescript = undefined;
      this.end(`TypeScript could not be loaded (${event.message || 'no answer'})`);
    });
    return worker;
  }
}
