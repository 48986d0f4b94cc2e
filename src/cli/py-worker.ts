import { readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { parentPort, workerData } from 'node:worker_threads';
import { arenaMap } from '../charts';
import { escapeHtml } from '../charts/html';
import { boot, type ExecOptions, type Host, hostClock, type PythonProcess } from '../python';
import { describeAuditFinding, execAudited } from '../python/audited';
import { UnknownVersion, type Version, versionOf } from '../versions';
import { memoryReport } from './py-report';

/** What the command asks of the thread that runs the program. */
export interface PyRequest {
  readonly python: string;
  /** Without a program, chunks come as messages. */
  readonly program: {
    readonly source: string;
    /** As it was given: a path, or a name in angle brackets. */
    readonly filename: string;
    /** Where the program's modules are; the current folder when left out. */
    readonly folder?: string;
    readonly argv: readonly string[];
  } | null;
  readonly memory: boolean;
  /** Whether reference counts are proved between its statements. */
  readonly audit: boolean;
  readonly chart: string | null;
  /** MiB, and seconds. */
  readonly memoryLimit: number | null;
  readonly timeLimit: number | null;
  /** Set to 1 by Ctrl-C. */
  readonly signals: SharedArrayBuffer;
}

/** What the thread says: at the end of a program or of a chunk, or that it can't start. */
export interface PyAnswer {
  readonly status?: number;
  readonly ended?: boolean;
  /** Why the request can't be met. */
  readonly refused?: string;
}

const BLOCK = 1 << 16;

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(141);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** The host of a program at a terminal or in a pipe. */
function terminalHost(request: PyRequest): Host & { flush(): void } {
  const flag = new Int32Array(request.signals);
  const started = performance.now();
  const deadline = request.timeLimit === null ? Infinity : started + request.timeLimit * 1000;
  const onTerminal = isatty(1);
  let pending = '';
  let input = '';
  const flush = (): void => {
    if (pending !== '') writeAll(1, pending);
    pending = '';
  };
  return {
    write: (stream, text) => {
      if (stream === 'stdout') {
        pending += text;
        if (onTerminal || pending.length > BLOCK) flush();
        return;
      }
      flush();
      writeAll(2, text);
    },
    flush,
    readLine: () => {
      flush();
      const buffer = Buffer.alloc(4096);
      for (;;) {
        const end = input.indexOf('\n');
        if (end >= 0) {
          const line = input.slice(0, end + 1);
          input = input.slice(end + 1);
          return line;
        }
        const count = readSync(0, buffer);
        if (count === 0) {
          const rest = input;
          input = '';
          return rest;
        }
        input += buffer.toString('utf8', 0, count);
      }
    },
    ...hostClock(),
    random: Math.random,
    readFile: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
    buffering: onTerminal ? 'line' : process.env.PYTHONUNBUFFERED ? 'none' : 'block',
    interrupted: () => {
      flush();
      if (performance.now() > deadline) {
        writeAll(2, `heaplab: stopped after the time limit of ${request.timeLimit} s\n`);
        return true;
      }
      return Atomics.exchange(flag, 0, 0) === 1;
    },
  };
}

function finish(py: PythonProcess, request: PyRequest, host: { flush(): void }): void {
  if (request.memory) {
    host.flush();
    writeAll(2, memoryReport(py));
  }
  if (request.chart) {
    const chart = arenaMap(py.arenas());
    const svg = chart.svg();
    const page = `<!doctype html><meta charset="utf-8"><title>${escapeHtml(chart.text().split('\n')[0] ?? '')}</title>\n${svg}\n`;
    writeFileSync(request.chart, request.chart.endsWith('.svg') ? svg : page);
  }
}

/** Runs a program and proves its reference counts. @returns its status; 1 where something is wrong */
function audited(
  py: PythonProcess,
  source: string,
  options: ExecOptions,
  host: { flush(): void },
): { status: number } {
  const { status, findings, looks } = execAudited(py, source, options);
  py.flush();
  host.flush();
  const lines = findings.map((finding) => `${describeAuditFinding(finding)}\n`);
  const times = `${looks} look${looks === 1 ? '' : 's'}`;
  const summary =
    looks === 0
      ? 'not looked at: another thread was under way, or the program ended at once'
      : findings.length === 0
        ? `every reference count is right (${times})`
        : `${findings.length} wrong reference count${findings.length === 1 ? '' : 's'} (${times})`;
  writeAll(2, `${lines.join('')}heaplab audit: ${summary}\n`);
  return { status: findings.length > 0 && status === 0 ? 1 : status };
}

/** The version that is asked for; nothing where there is no such version, which is said. */
function askedVersion(name: string): Version | undefined {
  try {
    return versionOf(name);
  } catch (error) {
    if (!(error instanceof UnknownVersion)) throw error;
    parentPort!.postMessage({ refused: error.message } satisfies PyAnswer);
    return undefined;
  }
}

function main(request: PyRequest): void {
  const version = askedVersion(request.python);
  if (!version) return;
  const host = terminalHost(request);
  const limit = request.memoryLimit === null ? {} : { limit: request.memoryLimit * 2 ** 20 };
  const py = boot(version.name, { ...limit, host });
  const { program } = request;
  if (program) {
    const { source, filename, folder, argv } = program;
    const path = version.behaviour.mainIsAbsolute ? resolve(filename) : filename;
    const named = /^<.*>$/.test(filename) ? {} : { filename: path };
    let status: number;
    try {
      const options = { ...named, ...(folder !== undefined && { folder }), argv };
      ({ status } = request.audit ? audited(py, source, options, host) : py.exec(source, options));
      finish(py, request, host);
      py.finish();
    } finally {
      // Also what came before a failure of the simulator's own.
      py.flush();
      host.flush();
    }
    parentPort!.postMessage({ status } satisfies PyAnswer);
    parentPort!.close();
    return;
  }
  parentPort!.on('message', (message: { source?: string; end?: boolean }) => {
    if (message.end) {
      finish(py, request, host);
      py.finish();
      host.flush();
      parentPort!.postMessage({ ended: true, status: 0 } satisfies PyAnswer);
      return;
    }
    const { status, exits } = py.exec(message.source!, { filename: '<stdin>', displays: 'all' });
    host.flush();
    parentPort!.postMessage(exits ? { ended: true, status } : {});
  });
}

main(workerData as PyRequest);
