/*
 * What an exercise is made of. The prompt and the stub that learners see are files beside it
 * (prompt.md, stub.ts); everything here but the examples stays with the grader.
 */

/** The learner's function: plain data in, plain data out. */
export type Answer<A extends readonly unknown[], R> = (...args: A) => R;

/** A call shown in the notebook, with what it should return. */
export interface Example<A extends readonly unknown[]> {
  readonly args: A;
  /** What this example is about, in a few words. */
  readonly about: string;
}

/** A hidden check: all of its calls must be right for its points. */
export interface Check<A extends readonly unknown[]> {
  /** What it looks at, in words that give no input away: it is shown in the feedback. */
  readonly about: string;
  readonly points: number;
  /** The calls; drawn from the grader's seed, so that no answer can be learnt by heart. */
  readonly calls: (random: Random) => readonly A[];
}

/** A wrong solution that people write, which the grader knows by its answers. */
export interface Mistake<A extends readonly unknown[], R> {
  /** Its file in wrong/, without the ending. */
  readonly name: string;
  /** What is wrong with it, as feedback to the learner. */
  readonly feedback: string;
  readonly answer: Answer<A, R>;
}

/** An exercise whose answer is a function in TypeScript. Those in Python are in heap/exercise.ts. */
export interface Exercise<A extends readonly unknown[] = readonly never[], R = unknown> {
  readonly kind: 'function';
  /** nbgrader's grade_id; unique over all lessons. */
  readonly id: string;
  readonly title: string;
  /** The name of the function that learners write. */
  readonly functionName: string;
  readonly solution: Answer<A, R>;
  /**
   * Up to three hints as Markdown, each of more help than the one before: where to look, how to go
   * about it, nearly the code. A page opens them one at a time.
   */
  readonly hints?: readonly string[];
  /**
   * Why the solution is right, as Markdown. A page shows it with the text of solution.ts, once the
   * exercise is solved or given up; without it the page offers no solution.
   */
  readonly reason?: string;
  /** What the check cell tries: as they are, or made from the numbers of a learner's variant. */
  readonly examples: readonly Example<A>[] | ((random: Random) => readonly Example<A>[]);
  readonly checks: readonly Check<A>[];
  readonly mistakes: readonly Mistake<A, R>[];
}

/** Checks the types of an exercise where it is written. */
export function defineExercise<A extends readonly unknown[], R>(
  exercise: Omit<Exercise<A, R>, 'kind'>,
): Exercise<A, R> {
  return { kind: 'function', ...exercise };
}

/** The examples that a variant of the notebook shows. */
export function examplesOf<A extends readonly unknown[]>(
  { examples }: Pick<Exercise<A>, 'examples'>,
  variant: number,
): readonly Example<A>[] {
  return typeof examples === 'function' ? examples(new Random(variant + 1)) : examples;
}

export function totalPoints(exercise: {
  readonly checks: readonly { readonly points: number }[];
}): number {
  return exercise.checks.reduce((sum, check) => sum + check.points, 0);
}

/** A stream of random numbers: of a seed, which repeats it, or of a source of one's own. */
export class Random {
  /** The next one: a whole number from 0 to 2**32 - 1. */
  readonly next: () => number;

  /** @param source a seed of 32 bits, or what gives whole numbers from 0 to 2**32 - 1 */
  constructor(source: number | (() => number)) {
    this.next = typeof source === 'function' ? source : splitmix32(source);
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor((this.next() / 2 ** 32) * (to - from + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!;
  }

  many<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make);
  }
}

/** Steele and Vigna's splitmix32: for numbers that need not be secret. */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
}
