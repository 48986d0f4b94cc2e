import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  compareMallocReplay,
  type MallocTraceFile,
  parseMallocTraceFile,
  replayMalloc,
  TraceError,
  timeMallocReplay,
} from '../malloc';
import { compareReplay, parseTraceFile, replay, type TraceFile, timeReplay } from '../pymalloc';
import { versionOf } from '../versions';
import { CliError, count, err, out, print } from './output';

/** Options of `heaplab replay`. */
export interface ReplayOptions {
  readonly python?: string;
  readonly json?: boolean;
  readonly compare?: boolean;
}

/** One trace, run: what `--json` prints, what the summary says, and what `--compare` found. */
interface RunTrace {
  readonly name: string;
  readonly ops: number;
  readonly json: Record<string, unknown>;
  readonly summary: readonly string[];
  readonly compare: () => string | undefined;
  readonly nanoseconds: (rounds: number) => number;
}

/** Reads a trace file of either kind. @throws CliError naming the file and what is wrong with it. */
function readTraceFile(path: string): TraceFile | MallocTraceFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CliError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    const value: unknown = JSON.parse(text.toString('utf8'));
    const ofMalloc = typeof value === 'object' && value !== null && 'glibc' in value;
    return ofMalloc ? parseMallocTraceFile(value) : parseTraceFile(value);
  } catch (error) {
    if (error instanceof TraceError) throw new CliError(`${path}: ${error.message}`);
    throw new CliError(`${path} is damaged or no trace: ${(error as Error).message}`);
  }
}

const now = (): number => performance.now();

function* pymallocTraces(file: TraceFile, python: string): Generator<RunTrace> {
  const version = versionOf(python);
  for (const trace of file.traces) {
    const result = replay(trace, version);
    const { name, arena, offset, arenaEvents } = result;
    const { arenasObtained, arenasPeak, arenasLive } = result;
    yield {
      name,
      ops: arena.length,
      json: { name, arena: [...arena], offset: [...offset], arenaEvents },
      summary: [
        `${count(arenasObtained)} arenas obtained (peak ${arenasPeak}, now ${arenasLive})`,
        `${count(result.live)} blocks live (peak ${count(result.peak)})`,
        `${count(result.requestedBytes)} bytes asked for`,
      ],
      compare: () => compareReplay(trace, result),
      nanoseconds: (rounds) => timeReplay(trace, version, now, rounds),
    };
  }
}

function* mallocTraces(file: MallocTraceFile): Generator<RunTrace> {
  for (const trace of file.traces) {
    const result = replayMalloc(trace);
    const { name, offset, heapEnd, usable } = result;
    yield {
      name,
      ops: offset.length,
      json: { name, offset: [...offset], heapEnd: [...heapEnd], usable: [...usable] },
      summary: [
        `heap of ${count(heapEnd.at(-1) ?? 0)} bytes`,
        `${count(result.live)} blocks live (peak ${count(result.peak)})`,
        `${count(result.requestedBytes)} bytes asked for`,
      ],
      compare: () => compareMallocReplay(trace, result),
      nanoseconds: (rounds) => timeMallocReplay(trace, now, rounds),
    };
  }
}

/** Runs the traces of a file and prints what they did, or compares it. @throws CliError when the file is no trace */
export function replayFile(path: string, options: ReplayOptions): void {
  const file = readTraceFile(path);
  const python = 'python' in file ? (options.python ?? file.python) : undefined;
  if (!('python' in file) && options.python) {
    throw new CliError(`${path} is a trace of the C library's malloc: it has no --python version`);
  }
  const traces = 'python' in file ? pymallocTraces(file, python!) : mallocTraces(file);
  if (options.json) {
    print(JSON.stringify({ traces: Array.from(traces, ({ json }) => json) }));
    return;
  }
  print(
    'python' in file
      ? `${path}: recorded from Python ${file.python}, simulated as ${versionOf(python!).name}`
      : `${path}: recorded from glibc ${file.glibc}`,
  );
  for (const trace of traces) {
    // Small traces are run more often, until V8 has compiled what they need.
    const rounds = Math.min(50, Math.max(3, Math.ceil(1_000_000 / (trace.ops + 1))));
    const nanoseconds = trace.nanoseconds(rounds).toFixed(0);
    const fields = [`${count(trace.ops)} ops`, ...trace.summary, `${nanoseconds} ns per op`];
    print(`${out.bold(trace.name)}: ${fields.join(', ')}`);
    if (!options.compare) continue;
    const difference = trace.compare();
    if (difference !== undefined) {
      process.stderr.write(`${err.red('different')}: ${difference}\n`);
      process.exitCode = 1;
      return;
    }
    print(`  ${out.green('same')} as recorded, at every op`);
  }
}
