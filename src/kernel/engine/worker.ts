import './preload';
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, writeSync } from 'node:fs';
import Module from 'node:module';
import { Socket } from 'node:net';
import { type DisplayHost, HOST } from '../display';
import { fromPlain, toPlain } from '../plain';
import {
  type CallReply,
  CELL_TO_HOST_FD,
  type CellError,
  type CellMessage,
  type ExecuteReply,
  HOST_TO_CELL_FD,
  type HostMessage,
  type Output,
  type Page,
  type Replies,
} from '../protocol';
import { answerConversion } from './answer-conversion';
import { CellEngine, formatValue, Interrupted } from './cell-engine';
import { GUARD } from './guard';
import { remoteConverter } from './remote-converter';
import { describeThrown } from './traceback';

/*
 * The process that runs the cells of one session. A host starts it (kernel/session.ts) with two
 * pipes; argv: the compiled entry point of heaplab, the file whose existence means "stop", and `remote` for a
 * process without TypeScript, whose cells are converted in another (remote-converter.ts).
 */

const entry = process.argv[2]!;
const stopFile = process.argv[3]!;
const remote = process.argv[4] === 'remote';
const exit = process.exit.bind(process);

/** One cell while it runs and after: what its callbacks put out later still belongs to it. */
interface Cell {
  readonly id: number;
  readonly pages: Page[];
  readonly allowStdin: boolean;
  readonly pending: Set<Promise<unknown>>;
  running: boolean;
  /** What went wrong outside the cell's own flow: an unhandled rejection, say. */
  failure: CellError | undefined;
}

const cells = new AsyncLocalStorage<Cell>();
let lastCell: Cell = newCell(0, false);
const inputs = new Map<number, (value: string) => void>();

function newCell(id: number, allowStdin: boolean): Cell {
  return { id, pages: [], allowStdin, pending: new Set(), running: false, failure: undefined };
}

function currentCell(): Cell {
  return cells.getStore() ?? lastCell;
}

/** Writes to the host; the pipe blocks, so a cell that prints without end waits for the reader. */
function send(message: CellMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(CELL_TO_HOST_FD, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

function put(output: Output, cell = currentCell()): void {
  send({ type: 'output', id: cell.id, output });
}

// ---------------------------------------------------------------- what cells see

function captureStream(name: 'stdout' | 'stderr'): void {
  const stream = process[name];
  stream.write = ((chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const text =
      typeof chunk === 'string'
        ? Buffer.from(
            chunk,
            typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8',
          ).toString('utf8')
        : Buffer.from(chunk).toString('utf8');
    put({ type: 'stream', name, text });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  }) as typeof stream.write;
}

const host: DisplayHost = {
  display(data, metadata, displayId, update = false) {
    const type = update ? 'updateDisplay' : 'display';
    put({ type, data, metadata, ...(displayId !== undefined && { displayId }) });
  },
  clearOutput: (wait) => put({ type: 'clearOutput', wait }),
  page: (data, start) => currentCell().pages.push({ data, start }),
  input(prompt, password) {
    const cell = currentCell();
    if (!cell.allowStdin)
      return Promise.reject(new Error('input() needs a front end that can answer'));
    send({ type: 'inputRequest', id: cell.id, prompt, password });
    return new Promise((resolve) => inputs.set(cell.id, resolve));
  },
  wait: (shown) => currentCell().pending.add(shown),
  format: formatValue,
};

class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

/** How many turns of a guarded loop pass between two looks at the clock, and milliseconds between two at the file. */
const TURNS = 4096;
const LOOK = 100;
let turns = 0;
let looked = 0;

function turn(): void {
  if (++turns % TURNS !== 0) return;
  const now = performance.now();
  if (now - looked < LOOK) return;
  looked = now;
  if (existsSync(stopFile)) throw new Interrupted();
}

/** Only where it is needed: it takes most of the time that a process needs to start. */
function loadTypeScript(): typeof import('./typescript') {
  return require('./typescript');
}

function install(): void {
  captureStream('stdout');
  captureStream('stderr');
  Object.assign(globalThis, { [HOST]: host, [GUARD]: turn });
  process.exit = ((code?: number): never => {
    throw new ProcessExit(
      `process.exit(${code ?? ''}) was called: the cell ended there, the kernel goes on`,
    );
  }) as typeof process.exit;
  // `heaplab` is this package, wherever the notebook lies.
  const loader = Module as unknown as {
    _resolveFilename(request: string, ...rest: unknown[]): string;
  };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) =>
    request === 'heaplab' ? `${entry}.js` : resolve.call(loader, request, ...rest);
}

/** An error outside a cell's own flow: it fails the cell while it runs, and shows in it afterwards. */
function fail(thrown: unknown): void {
  const cell = currentCell();
  const error = describeThrown(thrown);
  if (!cell.running) {
    put({ type: 'error', error }, cell);
    return;
  }
  cell.failure ??= error;
  engine.interrupt();
}

// ---------------------------------------------------------------- requests

async function execute(message: HostMessage & { type: 'execute' }): Promise<ExecuteReply> {
  const cell = newCell(message.id, message.allowStdin ?? false);
  lastCell = cell;
  cell.running = true;
  const error = await cells.run(cell, async () => {
    const outcome = await engine.execute(message.code, message.count);
    // Rejections that nobody handled are reported once the microtasks have run.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(cell.pending);
    if (cell.failure) return cell.failure;
    if (outcome.status === 'error') return outcome.error;
    if (outcome.bundle) put({ type: 'result', data: outcome.bundle, metadata: {} });
    return undefined;
  });
  const userExpressions = error ? {} : await evaluate(cell, message.userExpressions ?? {});
  cell.running = false;
  const { pages } = cell;
  if (error) return { status: 'error', error, userExpressions, pages };
  return { status: 'ok', userExpressions, pages };
}

async function evaluate(
  cell: Cell,
  expressions: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  for (const [name, code] of Object.entries(expressions)) {
    const outcome = await cells.run(cell, () => engine.execute(code, 0));
    results[name] =
      outcome.status === 'ok'
        ? { status: 'ok', data: outcome.bundle ?? { 'text/plain': 'undefined' }, metadata: {} }
        : { status: 'error', ...outcome.error };
  }
  return results;
}

async function call(message: HostMessage & { type: 'call' }): Promise<CallReply> {
  const target = engine.variable(message.name);
  if (typeof target !== 'function') return { status: 'missing' };
  const cell = newCell(message.id, false);
  lastCell = cell;
  cell.running = true;
  try {
    const args = message.args.map(fromPlain);
    const value: unknown = await cells.run(cell, () => target(...args));
    return { status: 'ok', value: toPlain(value), args: args.map(toPlain) };
  } catch (error) {
    return { status: 'error', error: describeThrown(error) };
  } finally {
    cell.running = false;
  }
}

async function answer(message: HostMessage): Promise<Replies[keyof Replies] | undefined> {
  switch (message.type) {
    case 'execute':
      return execute(message);
    case 'call':
      return call(message);
    case 'complete':
      return engine.complete(message.code, message.position);
    case 'inspect':
      return engine.inspect(message.code, message.position);
    case 'isComplete':
      return engine.isComplete(message.code);
    case 'convert':
      return answerConversion(converter, process.cwd(), message.request);
    case 'inputReply':
      inputs.get(message.id)?.(message.value);
      inputs.delete(message.id);
      return undefined;
  }
}

install();
const converter = remote ? remoteConverter(send) : loadTypeScript().createCellConverter({ entry });
const engine = new CellEngine(converter, process.cwd());
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
process.on('SIGINT', () => engine.interrupt());

let buffered = '';
const requests = new Socket({ fd: HOST_TO_CELL_FD, readable: true, writable: false });
requests.setEncoding('utf8');
requests.on('data', (text: string) => {
  const lines = (buffered + text).split('\n');
  buffered = lines.pop()!;
  for (const line of lines) {
    const message = JSON.parse(line) as HostMessage;
    void answer(message).then((content) => {
      if (content) send({ type: 'reply', id: message.id, content });
    });
  }
});
requests.on('close', () => exit(0));
send({ type: 'ready' });
