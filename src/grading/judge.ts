import { fromPlain, samePlain, toPlain } from '../kernel/plain';
import { totalPoints } from './exercise';
import { feedbackFor, knownMistake } from './feedback';
import type { AnyExercise } from './lessons';
import type { ExerciseResult, HiddenCall, Outcome } from './results';

/*
 * The part of grading that knows the hidden checks and runs nothing of the learner's: what the answers
 * to their calls are worth. It is used by the grader, and in a worker of a page.
 */

/** What came of a call, as it is judged: `got` is the value, already read. */
export type Answered =
  | { readonly kind: 'value'; readonly got: unknown }
  /** The name of the error; it is shown when it is known. */
  | { readonly kind: 'threw'; readonly got: string }
  | { readonly kind: 'missing' }
  /** The reason why no answer came. */
  | { readonly kind: 'ended'; readonly got: string };

export function judge(
  { solution }: AnyExercise,
  { check, args }: HiddenCall,
  answered: Answered,
): Outcome {
  const base = { check, args, kind: answered.kind, right: false };
  switch (answered.kind) {
    case 'missing':
      return { ...base, got: undefined };
    case 'threw':
      return { ...base, got: safeName(answered.got) };
    case 'ended':
      return { ...base, got: answered.got };
    case 'value': {
      const copy = fromPlain(toPlain(args)) as unknown[];
      const expected = fromPlain(toPlain(solution(...copy)));
      return { ...base, right: samePlain(answered.got, expected), got: answered.got };
    }
  }
}

export function resultOf(exercise: AnyExercise, outcomes: readonly Outcome[]): ExerciseResult {
  const checks = exercise.checks.map(({ about, points }, check) => {
    const own = outcomes.filter((outcome) => outcome.check === check);
    const right = own.length > 0 && own.every((outcome) => outcome.right);
    return { about, points, earned: right ? points : 0 };
  });
  const mistake = knownMistake(exercise, outcomes);
  return {
    id: exercise.id,
    title: exercise.title,
    points: totalPoints(exercise),
    earned: checks.reduce((sum, check) => sum + check.earned, 0),
    checks,
    feedback: feedbackFor(exercise, outcomes, checks, mistake),
    mistake: mistake?.name,
  };
}

/** Names of errors are shown only when they are known: a name of one's own could carry an input out. */
export function safeName(ename: string): string {
  return /^(TS\d{1,5}|(Type|Range|Reference|Syntax|Eval|URI)?Error)$/.test(ename)
    ? ename
    : 'an error';
}
