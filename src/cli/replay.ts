import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Command } from 'commander';
import pc from 'picocolors';
import {
  compareReplay,
  parseTraceFile,
  type Replay,
  replay,
  TraceError,
  type TraceFile,
  timeReplay,
} from '../pymalloc';
import { type Version, versionOf } from '../versions';
import { CliError, count, print } from './output';

interface ReplayOptions {
  readonly python?: string;
  readonly json?: boolean;
  readonly compare?: boolean;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run a trace of allocator calls (.json or .json.gz) on a simulated heap')
    .argument('<file>', 'the trace: see tools/oracle for the format and a recorder')
    .option('--python <version>', 'the version to simulate (default: the one that was recorded)')
    .option('--json', 'print the address of each op as JSON')
    .option('--compare', 'check against the answers in the file; exit 1 at the first difference')
    .action(run);
}

/** Reads a trace file. @throws CliError naming the file and what is wrong with it. */
export function readTraceFile(path: string): TraceFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CliError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    return parseTraceFile(JSON.parse(text.toString('utf8')));
  } catch (error) {
    if (error instanceof TraceError) throw new CliError(`${path}: ${error.message}`);
    throw new CliError(`${path} is damaged or no trace: ${(error as Error).message}`);
  }
}

function run(path: string, options: ReplayOptions): void {
  const file = readTraceFile(path);
  const version = versionOf(options.python ?? file.python);
  if (options.json) {
    const traces = file.traces.map((trace) => {
      const { name, arena, offset, arenaEvents } = replay(trace, version);
      return { name, arena: [...arena], offset: [...offset], arenaEvents };
    });
    print(JSON.stringify({ traces }));
    return;
  }
  print(`${path}: recorded from Python ${file.python}, simulated as ${version.name}`);
  for (const trace of file.traces) {
    const result = replay(trace, version);
    print(
      summary(
        result,
        timeReplay(trace, version, () => performance.now()),
      ),
    );
    if (options.compare && !compare(trace, result, version)) return;
  }
}

function summary(result: Replay, nanoseconds: number): string {
  const fields = [
    `${count(result.arena.length)} ops`,
    `${count(result.arenasObtained)} arenas obtained (peak ${result.arenasPeak}, now ${result.arenasLive})`,
    `${count(result.live)} blocks live (peak ${count(result.peak)})`,
    `${count(result.requestedBytes)} bytes asked for`,
    `${nanoseconds.toFixed(0)} ns per op`,
  ];
  return `${pc.bold(result.name)}: ${fields.join(', ')}`;
}

function compare(trace: TraceFile['traces'][number], result: Replay, version: Version): boolean {
  const difference = compareReplay(trace, result);
  if (difference === undefined) {
    print(`  ${pc.green('same')} as recorded, every op and arena event`);
    return true;
  }
  process.stderr.write(`${pc.red('different')} on ${version.name}: ${difference}\n`);
  process.exitCode = 1;
  return false;
}
