/*
 * What grading finds: the calls that are made, what came of them, and what it is worth.
 */

export interface CheckResult {
  readonly about: string;
  readonly points: number;
  readonly earned: number;
}

export interface ExerciseResult {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly earned: number;
  readonly checks: readonly CheckResult[];
  readonly feedback: readonly string[];
  /** `Mistake.name` of the known wrong solution that answers as this one does. */
  readonly mistake: string | undefined;
}

/** A call that the learner's function is graded by. */
export interface HiddenCall {
  readonly check: number;
  readonly args: readonly unknown[];
}

/** One hidden call and what came of it. Nothing of it is shown to the learner. */
export interface Outcome {
  readonly check: number;
  readonly args: readonly unknown[];
  readonly right: boolean;
  readonly kind: 'value' | 'threw' | 'missing' | 'ended';
  /** The value returned; the name of the error; the reason why the process ended. */
  readonly got: unknown;
}
