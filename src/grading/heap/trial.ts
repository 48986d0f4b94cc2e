import type { Use } from '../../python/os/process-group';
import type { Data } from '../../python/plain-data';

/*
 * What is done to a learner's program, and what is measured: plain data, so that it can cross a wall.
 */

/** Runs some Python. */
export interface PythonStep {
  /** The source. */
  readonly python: string;
}

/** Gives a name a value, which the host makes. A forked process would not have it. */
export interface GiveStep {
  readonly give: string;
  readonly value: Data;
}

/** Measures now. */
export interface MarkStep {
  /** What bounds call this moment. */
  readonly mark: string;
  /** Names: how many references their objects have. */
  readonly count?: readonly string[];
}

/** Reads back what a name has, from memory, and compares it. */
export interface ReadStep {
  /** The name. */
  readonly read: string;
  /** What it should have: tuples and lists as arrays, dicts as maps. Left out where a bound compares it. */
  readonly want?: unknown;
  /** What it is, in a few words. */
  readonly about: string;
}

/**
 * One thing that is done to the process, after the learner's program has run. Python runs in a module of its own,
 * in which the learner's functions have their names.
 */
export type Step = PythonStep | GiveStep | MarkStep | ReadStep;

/** What can be measured. */
export type Measure =
  | 'bytes'
  | 'peak'
  | 'rss'
  | 'blocks'
  | 'arenas'
  | 'tracked'
  | 'garbage'
  | 'collections'
  | 'dirtied'
  | 'references';

/** What can be measured; from one mark to another, or at one. Bytes, where nothing else is said. */
export const MEASURES: Readonly<Record<Measure, string>> = {
  bytes: 'bytes in blocks: what is asked for, as tracemalloc counts it',
  peak: 'the most bytes in blocks at any time between two marks',
  rss: 'resident memory',
  blocks: 'blocks in use, as sys.getallocatedblocks counts them',
  arenas: 'arenas that pymalloc has',
  tracked: 'objects that the collector tracks',
  garbage: 'objects that only the collector can find',
  collections: 'collections that ran',
  dirtied: 'memory that a forked process wrote to: its private dirty pages',
  references: 'references to an object',
};

/** What is asked of a measure. */
export interface Bound {
  /** What is measured, by its name. */
  readonly measure: Measure;
  /** What that is here, in a few words: `bytes for the points`. */
  readonly about: string;
  /** The mark from which it counts; without one, all that there is at `to`. */
  readonly from?: string;
  /** The mark at which it is measured. */
  readonly to: string;
  /** Of `references`: the name. */
  readonly name?: string;
  /** No more than this. */
  readonly most?: number;
  /** No less than this. */
  readonly least?: number;
  /** This, and nothing else. */
  readonly exactly?: number;
  /** What the program itself says that it is, in the value that was read of this name: within 2%. */
  readonly told?: string;
}

/** A run of the learner's program on a fresh process. */
export interface Trial {
  /** CPython's version, where it is not the exercise's. */
  readonly version?: string;
  /** Python that runs before the learner's, in the module of the steps: what these need of modules. */
  readonly before?: string;
  readonly steps: readonly Step[];
  readonly bounds: readonly Bound[];
  /** What `open` finds, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the program may make use of, beside its own heap. */
  readonly allows?: readonly Use[];
}

/** A trial as it goes to the process that runs it: without what the answers should be. */
export interface TrialRequest extends Pick<Trial, 'before' | 'files' | 'allows'> {
  /** CPython's version. */
  readonly version: string;
  /** The names that the learner's program must define. */
  readonly names: readonly string[];
  /** The learner's program. */
  readonly source: string;
  readonly steps: readonly (Exclude<Step, { readonly read: string }> | { readonly read: string })[];
}

/** What a mark found. */
export interface Sample extends Readonly<Record<Exclude<Measure, 'references'>, number>> {
  readonly mark: string;
  /** By name; null where there was no object. */
  readonly references: Readonly<Record<string, number | null>>;
}

/** Why a run ended before its last step. */
export interface Ending {
  /** The index of the step, or -1 for the learner's program itself. */
  readonly step: number;
  readonly why: /** An exception, of a type that Python has, or another. */
    | 'error'
    /** A name is missing that was asked for. */
    | 'missing'
    /** It used what it may not. */
    | 'use'
    /** It replaced what belongs to Python or to the checks. */
    | 'replaced'
    /** It did not end. */
    | 'endless';
  /** The exception's type, the name, or the use. */
  readonly what: string;
  /** Python's own words for the learner's eyes alone: they may tell of the input. */
  readonly text: string;
}

/** What came of a run: as far as it got. */
export interface TrialRun {
  readonly samples: readonly Sample[];
  /** What was read, in order. */
  readonly values: readonly unknown[];
  readonly ending?: Ending | undefined;
}

export function requestOf(
  { before, files, allows, steps, version: own }: Trial,
  version: string,
  names: readonly string[],
  source: string,
): TrialRequest {
  return {
    version: own ?? version,
    names,
    source,
    ...(before !== undefined && { before }),
    ...(files && { files }),
    ...(allows && { allows }),
    steps: steps.map((step) => ('read' in step ? { read: step.read } : step)),
  };
}
