import type { Random } from '../exercise';
import type { Bound, MarkStep, PythonStep, ReadStep, Trial } from './trial';

/*
 * An exercise in Python that is judged on the heap: the learner's program runs on a fresh simulated process, and
 * what is measured there is right or not. Its files are beside it: prompt.md, stub.py, solution.py, wrong/*.py.
 */

/** A hidden check: all of its trials must be right for its points. */
export interface HeapCheck {
  /** What it looks at, in words that give no input away: it is shown in the feedback. */
  readonly about: string;
  readonly points: number;
  /** Drawn from the grader's seed, so that no answer can be learnt by heart. */
  readonly trials: (random: Random) => readonly Trial[];
}

/** A wrong solution that people write, which the grader knows by what it does to the heap. */
export interface HeapMistake {
  /** Its file in wrong/, without the ending. */
  readonly name: string;
  /** What is wrong with it, as feedback to the learner. */
  readonly feedback: string;
}

/** What an exercise's own file says. */
export interface HeapExerciseSpec {
  /** nbgrader's grade_id; unique over all lessons. */
  readonly id: string;
  readonly title: string;
  /** The names that the learner's program must define. */
  readonly names: readonly string[];
  /** CPython's version. */
  readonly version: string;
  /** As of other exercises. */
  readonly hints?: readonly string[];
  readonly reason?: string;
  /**
   * Of a diagnosis: a program that runs as the ill process did. What it prints, with the numbers of a learner's
   * variant, is in the prompt where that says `{{ recorded }}`.
   */
  readonly recorded?: (random: Random) => string;
  /** What the check cell tries, with the numbers of a learner's variant. */
  readonly example: (random: Random) => VisibleTrial;
  readonly checks: readonly HeapCheck[];
  readonly mistakes: readonly HeapMistake[];
}

/** A trial that a check cell shows: its inputs are Python that one can read. */
export interface VisibleTrial {
  /** Python that runs before the learner's. */
  readonly before?: string;
  /** What `open` finds, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the program may make use of beside its own heap. */
  readonly allows?: readonly ('file' | 'pipe' | 'child' | 'thread' | 'code' | 'snapshot')[];
  /** What is done, after the learner's program has run. */
  readonly steps: readonly (PythonStep | MarkStep | ReadStep)[];
  /** What is asked of what the marks measured. */
  readonly bounds: readonly Bound[];
}

/** The sources of an exercise's programs. */
export interface HeapSources {
  readonly solution: string;
  /** By the name of the mistake. */
  readonly wrong: Readonly<Record<string, string>>;
}

export interface HeapExercise extends HeapExerciseSpec {
  readonly kind: 'heap';
  /** Set when it is loaded (lessons.ts), or by the page's build. */
  readonly sources?: HeapSources;
}

export function defineHeapExercise(exercise: HeapExerciseSpec): HeapExercise {
  return { kind: 'heap', ...exercise };
}
