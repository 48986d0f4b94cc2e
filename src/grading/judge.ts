import { fromPlain, samePlain, toPlain } from '../kernel/plain';
import { type Random, totalPoints } from './exercise';
import { feedbackFor, knownMistake } from './feedback';
import type { FunctionExercise } from './lessons';
import type { ExerciseResult, HiddenCall, Outcome } from './results';

/*
 * The part of grading that knows the hidden checks and runs nothing of the learner's: which calls
 * are made, and what the answers are worth. It runs in the grader, and in a worker of a page.
 */

/** The answer to a call; a string is the reason why none came. */
export type Answered =
  | { readonly status: 'ok'; readonly value: unknown }
  | { readonly status: 'missing' }
  | { readonly status: 'error'; readonly error: { readonly ename: string } }
  | string;

/** The calls of an exercise. @param randomOf what the inputs of a check are drawn from, by its index */
export function hiddenCalls(
  { checks }: FunctionExercise,
  randomOf: (check: number) => Random,
): HiddenCall[] {
  return checks.flatMap(({ calls }, check) =>
    calls(randomOf(check)).map((args) => ({ check, args })),
  );
}

/** What the hidden calls should give, by the arguments. */
const expectedValues = new WeakMap<readonly unknown[], { solution: unknown; value: unknown }>();

/** What a call should give: worked out once for all who are asked. */
export function expectedOf({ solution }: FunctionExercise, { args }: HiddenCall): unknown {
  const known = expectedValues.get(args);
  if (known?.solution === solution) return known.value;
  const copy = fromPlain(toPlain(args)) as unknown[];
  const value = fromPlain(toPlain(solution(...copy)));
  expectedValues.set(args, { solution, value });
  return value;
}

/** What the answer to a call comes to. */
export function judge({ check, args }: HiddenCall, expected: unknown, answer: Answered): Outcome {
  const outcome = (kind: Outcome['kind'], right: boolean, got: unknown): Outcome => ({
    check,
    args,
    kind,
    right,
    got,
  });
  if (typeof answer === 'string') return outcome('ended', false, answer);
  if (answer.status === 'missing') return outcome('missing', false, undefined);
  if (answer.status === 'error') return outcome('threw', false, safeName(answer.error.ename));
  let got: unknown;
  try {
    got = fromPlain(answer.value);
  } catch {
    // Only a process that was tampered with says so.
    return outcome('ended', false, 'it sent back something that is no value');
  }
  return outcome('value', samePlain(got, expected), got);
}

export function resultOf(exercise: FunctionExercise, outcomes: readonly Outcome[]): ExerciseResult {
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

/** Names of errors are shown only when they are the language's: one's own could carry an input out. */
export function safeName(ename: string): string {
  return /^(Type|Range|Reference|Syntax|Eval|URI)?Error$/.test(ename) ? ename : 'an error';
}
