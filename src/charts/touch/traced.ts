import { boot, deterministicHost, type PythonProcess } from '../../python';
import { runWatched } from '../../python/watched';
import type { Snapshot } from '../../tracemalloc';
import { type Call, callTree } from '../call-tree';

/*
 * A program under tracemalloc: the reader goes through its run, and sees at each line what is held, by line and by
 * the calls that led there.
 */

/** A program, and the moment of its run that is looked at. */
export interface TracedInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** The program, line by line. */
  readonly lines: readonly string[];
  /** Frames that a trace keeps at most: what `tracemalloc.start` gets. */
  readonly frames: number;
  /** How many lines have run. */
  readonly step: number;
  /** The moment of an older snapshot, which lines are compared with. */
  readonly since?: number;
}

/** A moment of the run. */
export interface TracedStep {
  /** The line that ran, from 1; 0 at the start. */
  readonly line: number;
  /** Bytes traced after it. */
  readonly bytes: number;
}

/** What a line holds, or how much more than at the older snapshot. */
export interface TracedLine {
  /** The line, from 1. */
  readonly line: number;
  /** Bytes. */
  readonly bytes: number;
  /** Blocks. */
  readonly blocks: number;
}

/** A run, and what is traced at one moment of it. */
export interface TracedState {
  /** All moments, from the start on. */
  readonly steps: readonly TracedStep[];
  /** The moment that is shown. */
  readonly step: number;
  /** Bytes that are traced now. */
  readonly now: number;
  /** The most that there ever were, until now. */
  readonly peak: number;
  /** Bytes of the records that tracemalloc itself keeps. */
  readonly records: number;
  /** Lines that hold something, or have changed since the older snapshot; the largest first. */
  readonly lines: readonly TracedLine[];
  /** What is held now, by the calls that led to it. */
  readonly calls: readonly TracedCall[];
}

/** A line in the tree of calls. */
export interface TracedCall extends Pick<Call, 'depth' | 'bytes' | 'from'> {
  /** The line, from 1; 0 for all. */
  readonly line: number;
}

const FILE = 'program.py';
/** Lines that may run: as many can be gone through by hand. */
const MOST_STEPS = 400;

/** What is in a traced process at one moment. */
interface Moment {
  readonly snapshot: Snapshot;
  readonly traced: readonly [number, number];
  readonly records: number;
}

/** Traces the program from its first line on. @throws RangeError for too many lines; Error when it fails */
export function traceRun({ python, lines, frames, step, since }: TracedInput): TracedState {
  const process = boot(python, { host: deterministicHost() });
  const { tracemalloc } = process;
  const moments = new Map<number, Moment>();
  const steps: TracedStep[] = [];
  let running = 0;
  const over = (): void => {
    if (steps.length === 0) tracemalloc.start(frames);
    if (steps.length > MOST_STEPS) throw new RangeError(`more than ${MOST_STEPS} lines ran`);
    const traced = tracemalloc.get_traced_memory();
    const at = steps.push({ line: running, bytes: traced[0] }) - 1;
    if (at === step || at === since) moments.set(at, momentOf(process, traced));
  };
  const nothing = (): void => {};
  const { error } = runWatched(process, lines.join('\n'), FILE, {
    line: ({ lineno, isDefinition }) => {
      if (isDefinition) return;
      over();
      running = lineno;
    },
    end: over,
    blocks: { allocated: nothing, freed: nothing, resized: nothing },
  });
  if (error !== undefined) throw new Error(error.trim().split('\n').at(-1));
  const shown = moments.get(step);
  if (!shown) throw new RangeError(`there is no step ${step}: the program has ${steps.length - 1}`);
  const [now, peak] = shown.traced;
  return {
    steps,
    step,
    now,
    peak,
    records: shown.records,
    lines: linesOf(shown, since === undefined ? undefined : moments.get(since)),
    calls: callTree(shown.snapshot.statistics('traceback')).map(
      ({ depth, bytes, from, frame }) => ({ depth, bytes, from, line: frame?.lineno ?? 0 }),
    ),
  };
}

function momentOf({ tracemalloc }: PythonProcess, traced: readonly [number, number]): Moment {
  return {
    snapshot: tracemalloc.take_snapshot(),
    traced,
    records: tracemalloc.get_tracemalloc_memory(),
  };
}

function linesOf({ snapshot }: Moment, older: Moment | undefined): TracedLine[] {
  const rows = older
    ? snapshot
        .compare_to(older.snapshot, 'lineno')
        .map(({ traceback, size_diff, count_diff }) => ({
          traceback,
          size: size_diff,
          count: count_diff,
        }))
        .filter(({ size, count }) => size !== 0 || count !== 0)
    : snapshot.statistics('lineno');
  return rows.map(({ traceback, size, count }) => ({
    line: traceback.frames[0]!.lineno,
    bytes: size,
    blocks: count,
  }));
}
