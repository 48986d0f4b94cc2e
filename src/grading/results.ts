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
