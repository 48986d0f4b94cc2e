import './preload';
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, readFileSync, writeSync } from 'node:fs';
import Module from 'node:module';
import { Socket } from 'node:net';
import { CELL_TO_HOST_FD, type CellMessage, HOST_TO_CELL_FD, type HostMessage } from '../protocol';
import { type Cell, CellServer, type ServerHost } from './cell-server';
import { nodeHost } from './node-host';
import { createCellConverter } from './typescript';

/*
 * The process that runs the cells of one session. A host starts it (kernel/session.ts) with two
 * pipes; argv: the compiled entry point of heaplab, and the file whose existence means "stop".
 */

const entry = process.argv[2]!;
const stopFile = process.argv[3]!;
const exit = process.exit.bind(process);

const cells = new AsyncLocalStorage<Cell>();

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
    server.put({ type: 'stream', name, text });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  }) as typeof stream.write;
}

class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

function install(): void {
  captureStream('stdout');
  captureStream('stderr');
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

install();
const converter = createCellConverter({ entry });
const folder = process.cwd();
const host: ServerHost = {
  ...nodeHost(folder, () => existsSync(stopFile)),
  send,
  within: (cell, work) => cells.run(cell, work),
  current: () => cells.getStore(),
  // Rejections that nobody handled are reported once the microtasks have run.
  settled: () => new Promise((resolve) => setImmediate(resolve)),
  readFile(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
};
const server = new CellServer(host, converter, folder);
process.on('unhandledRejection', (thrown) => server.fail(thrown));
process.on('uncaughtException', (thrown) => server.fail(thrown));
// A signal ends the script that runs, and nothing when there is none.
process.on('SIGINT', () => {});

let buffered = '';
const requests = new Socket({ fd: HOST_TO_CELL_FD, readable: true, writable: false });
requests.setEncoding('utf8');
requests.on('data', (text: string) => {
  const lines = (buffered + text).split('\n');
  buffered = lines.pop()!;
  for (const line of lines) {
    server.receive(JSON.parse(line) as HostMessage);
  }
});
requests.on('close', () => exit(0));
send({ type: 'ready' });
