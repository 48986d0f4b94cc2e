import equal from 'fast-deep-equal';
import { fromPlain, toPlain } from '../kernel/plain';
import type { CallReply } from '../kernel/protocol';
import { Random, totalPoints } from './exercise';
import { feedbackFor } from './feedback';
import { hash32 } from './hash';
import type { AnyExercise } from './lessons';

/*
 * The part of grading that knows the hidden checks and runs nothing of the learner's: which calls
 * are made, and what the answers are worth. It runs in the grader, and in a worker of a page.
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

/** The calls for a submission: the same one always gets the same inputs, another one others. */
export function hiddenCalls(
  exercise: AnyExercise,
  source: string,
  variant: number,
): readonly HiddenCall[] {
  const random = new Random(hash32(`${exercise.id}\n${variant}\n${source}`));
  return exercise.checks.flatMap(({ calls }, check) =>
    calls(random).map((args) => ({ check, args })),
  );
}

/** What the answer to a call comes to; a string is the reason why none came. */
export function judge(
  { solution }: AnyExercise,
  { check, args }: HiddenCall,
  reply: CallReply | string,
): Outcome {
  const outcome = (kind: Outcome['kind'], right: boolean, got: unknown): Outcome => ({
    check,
    args,
    kind,
    right,
    got,
  });
  if (typeof reply === 'string') return outcome('ended', false, reply);
  if (reply.status === 'missing') return outcome('missing', false, undefined);
  if (reply.status === 'error') return outcome('threw', false, safeName(reply.error.ename));
  const copy = fromPlain(toPlain(args)) as unknown[];
  const expected = fromPlain(toPlain(solution(...copy)));
  const got = fromPlain(reply.value);
  return outcome('value', equal(got, expected), got);
}

export function resultOf(exercise: AnyExercise, outcomes: readonly Outcome[]): ExerciseResult {
  const checks = exercise.checks.map(({ about, points }, check) => {
    const own = outcomes.filter((outcome) => outcome.check === check);
    const right = own.length > 0 && own.every((outcome) => outcome.right);
    return { about, points, earned: right ? points : 0 };
  });
  return {
    id: exercise.id,
    title: exercise.title,
    points: totalPoints(exercise),
    earned: checks.reduce((sum, check) => sum + check.earned, 0),
    checks,
    feedback: feedbackFor(exercise, outcomes, checks),
  };
}

/** Names of errors are shown only when they are known: a name of one's own could carry an input out. */
export function safeName(ename: string): string {
  return /^(TS\d{1,5}|(Type|Range|Reference|Syntax|Eval|URI)?Error|ProcessExit|SessionEnded|Interrupted)$/.test(
    ename,
  )
    ? ename
    : 'an error';
}
