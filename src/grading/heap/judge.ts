import { samePlain } from '../../kernel/plain';
import type { Bound, Ending, ReadStep, Sample, Trial, TrialRun } from './trial';

/*
 * What a trial's run is worth: what was measured against what was asked.
 */

/** One thing that was asked, and what was found. */
export interface Finding {
  readonly about: string;
  readonly right: boolean;
  /** In words: `at most 64 KB`. */
  readonly asked: string;
  /** The same; never an input, nor a value of the program's. */
  readonly measured: string;
  /** What was measured, for comparing; undefined where the run did not get so far. */
  readonly value: unknown;
}

export interface Verdict {
  readonly right: boolean;
  readonly findings: readonly Finding[];
  readonly ending: Ending | undefined;
}

const NOT_REACHED = 'not reached';

/** How far what a program says of itself may be from what is measured. */
const CLOSE = 0.02;

/** Judges a run. */
export function verdictOf(trial: Trial, { samples, values, ending }: TrialRun): Verdict {
  const reads = trial.steps.filter((step) => 'read' in step);
  const findings = [
    ...reads.flatMap((step, i): Finding[] =>
      'want' in step ? [readFinding(step, values[i], i >= values.length)] : [],
    ),
    ...trial.bounds.map((bound) =>
      bound.told === undefined
        ? boundFinding(bound, samples)
        : toldFinding(bound, samples, values[reads.findIndex(({ read }) => read === bound.told)]),
    ),
  ];
  const right = ending === undefined && findings.every((finding) => finding.right);
  return { right, findings, ending };
}

function readFinding({ about, want }: ReadStep, got: unknown, missing: boolean): Finding {
  const asked = 'what it should be';
  if (missing) return { about, right: false, asked, measured: NOT_REACHED, value: undefined };
  const right = samePlain(got, want);
  return { about, right, asked, measured: right ? 'the same' : 'something else', value: got };
}

/** What the program says beside what was measured. */
function toldFinding(bound: Bound, samples: readonly Sample[], told: unknown): Finding {
  const { about, measure } = bound;
  const real = Math.abs(measured(bound, samples) ?? Number.NaN);
  const asked = Number.isNaN(real) ? NOT_REACHED : `${amount(measure, real)}, within 2%`;
  if (typeof told !== 'number')
    return {
      about,
      right: false,
      asked,
      measured: told === undefined ? NOT_REACHED : 'no number',
      value: told,
    };
  const right = Math.abs(told - real) <= CLOSE * real;
  return { about, right, asked, measured: amount(measure, told), value: told };
}

function boundFinding(bound: Bound, samples: readonly Sample[]): Finding {
  const value = measured(bound, samples);
  const { about, measure, most, least, exactly } = bound;
  const words = (n: number): string => amount(measure, n);
  const limits = [
    ...(exactly === undefined ? [] : [words(exactly)]),
    ...(least === undefined ? [] : [`at least ${words(least)}`]),
    ...(most === undefined ? [] : [`at most ${words(most)}`]),
  ];
  const asked = limits.join(', ');
  if (value === undefined) return { about, right: false, asked, measured: NOT_REACHED, value };
  const right =
    value <= (most ?? Infinity) &&
    value >= (least ?? -Infinity) &&
    (exactly === undefined || value === exactly);
  return { about, right, asked, measured: words(value), value };
}

/** The value of a measure; undefined where the run did not get to its marks. */
function measured(bound: Bound, samples: readonly Sample[]): number | undefined {
  const index = (mark: string): number => samples.findIndex((sample) => sample.mark === mark);
  const end = samples[index(bound.to)];
  const start = bound.from === undefined ? undefined : samples[index(bound.from)];
  if (!end || (bound.from !== undefined && !start)) return undefined;
  const { measure } = bound;
  if (measure === 'references') return end.references[bound.name!] ?? 0;
  if (measure === 'dirtied') return end.dirtied;
  if (measure === 'peak') {
    const between = samples.slice(start ? samples.indexOf(start) + 1 : 0, samples.indexOf(end) + 1);
    return Math.max(...between.map(({ peak }) => peak)) - (start?.bytes ?? 0);
  }
  return end[measure] - (start?.[measure] ?? 0);
}

const UNITS: Partial<Record<Bound['measure'], readonly [string, string]>> = {
  blocks: ['block', 'blocks'],
  arenas: ['arena', 'arenas'],
  tracked: ['object', 'objects'],
  garbage: ['object', 'objects'],
  collections: ['collection', 'collections'],
  references: ['reference', 'references'],
};

/** `1,234 bytes`, `3 arenas`. */
export function amount(measure: Bound['measure'], n: number): string {
  const [one, many] = UNITS[measure] ?? ['byte', 'bytes'];
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** Why a run ended early, in words for the learner; nothing of an input is in them. */
export function endingText({ why, what, step }: Ending): string {
  const when = step < 0 ? 'when it ran by itself' : 'when the check used it';
  switch (why) {
    case 'missing':
      return `Your cell does not define ${what}.`;
    case 'error':
      return `Your code stopped with ${what}, ${when}.`;
    case 'use':
      return `Your code ${USES[what as keyof typeof USES]}, ${when}. The check ends there: what is kept outside of the heap counts as nothing saved.`;
    case 'replaced':
      return `Your code replaced ${what}, which belongs to Python or to the check. Leave it as it is.`;
    case 'endless':
      return `Your code did not end in time, ${when}.`;
  }
}

const USES = {
  file: 'wrote a file',
  pipe: 'opened a pipe',
  child: 'started a process, or too many',
  thread: 'started a thread',
  code: 'made code while it ran (exec, eval or compile)',
  snapshot: 'took a snapshot of tracemalloc',
} as const;

/** How far apart two runs of a trial are. */
export interface Distance {
  /** Of what is wrong in both: the logarithm of the ratio; infinite when they differ in kind. */
  readonly most: number;
  /** Of all that was measured. */
  readonly sum: number;
}

const FAR: Distance = { most: Infinity, sum: Infinity };

export function distance(a: Verdict, b: Verdict): Distance {
  if (a.ending?.why !== b.ending?.why || a.ending?.what !== b.ending?.what) return FAR;
  let most = 0;
  let sum = 0;
  for (const [i, one] of a.findings.entries()) {
    const other = b.findings[i]!;
    if (one.right !== other.right) return FAR;
    if (typeof one.value === 'number' && typeof other.value === 'number') {
      const apart = Math.abs(Math.log((Math.abs(one.value) + 1) / (Math.abs(other.value) + 1)));
      sum += apart;
      if (!one.right) most = Math.max(most, apart);
    } else if (!one.right && !samePlain(one.value, other.value)) return FAR;
  }
  return { most, sum };
}
