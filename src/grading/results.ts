/*
 * What grading finds: results of checks, and the calls that they make.
 */

export interface CheckResult {
  readonly about: string;
  readonly points: number;
  readonly earned: number;
}

/** A call that the learner's function is graded by. */
export interface HiddenCall {
  readonly check: number;
  readonly args: readonly unknown[];
}

/** One hidden call and what came of it. Nothing of it is shown to the learner. */
export interface Outcome extends HiddenCall {
  readonly right: boolean;
  readonly kind: 'value' | 'threw' | 'missing' | 'ended';
  /** The value returned; the name of the error; the reason why the process ended. */
  readonly got: unknown;
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
