import { fromPlain, samePlain, toPlain } from '../kernel/plain';
import type { FunctionExercise } from './lessons';
import type { CheckResult, Outcome } from './results';

type AnyMistake = FunctionExercise['mistakes'][number];

/**
 * What to tell the learner: the mistake, where the answers are those of a known one, and otherwise
 * what kind of calls went wrong. Never an input, nor an answer.
 */
export function feedbackFor(
  exercise: FunctionExercise,
  outcomes: readonly Outcome[],
  checks: readonly CheckResult[],
  mistake: AnyMistake | undefined,
): string[] {
  const wrong = outcomes.filter((outcome) => !outcome.right);
  if (wrong.length === 0) return ['All checks passed.'];
  const lines: string[] = [];
  if (outcomes.every((outcome) => outcome.kind === 'missing')) {
    return [`No points: the cell ran, but defines no function ${exercise.functionName}.`];
  }
  if (mistake) lines.push(mistake.feedback);
  const ended = wrong.find((outcome) => outcome.kind === 'ended');
  if (ended) lines.push(`A call did not come back: ${String(ended.got)}.`);
  const threw = wrong.filter((outcome) => outcome.kind === 'threw');
  if (threw.length > 0) {
    const which = threw.length === outcomes.length ? 'All' : 'Some';
    lines.push(`${which} calls threw ${String(threw[0]!.got)}.`);
  }
  if (wrong.some((outcome) => outcome.kind === 'value' && outcome.got === undefined)) {
    lines.push('Some calls returned nothing: is a return missing?');
  }
  const failed = checks.filter((check) => check.earned === 0).map((check) => check.about);
  lines.push(`Not right yet: ${failed.join('; ')}.`);
  return lines;
}

/** The mistake that gives these answers: on all calls if there is one, else on the wrong ones. */
export function knownMistake(
  exercise: FunctionExercise,
  outcomes: readonly Outcome[],
): AnyMistake | undefined {
  const answered = outcomes.filter(({ kind }) => kind === 'value' || kind === 'threw');
  const wrong = answered.filter((outcome) => !outcome.right);
  if (wrong.length === 0) return undefined;
  for (const compared of [answered, wrong]) {
    for (const mistake of exercise.mistakes) {
      if (compared.every((outcome) => answersSo(mistake, outcome))) return mistake;
    }
  }
  return undefined;
}

/** What the mistakes answer, by the arguments of a hidden call: these stay the same while submissions come and go. */
const answers = new WeakMap<readonly unknown[], Map<AnyMistake, Answer>>();

type Answer = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'threw' };

/** What a known mistake answers to a hidden call. */
export function answerOf(mistake: AnyMistake, args: readonly unknown[]): Answer {
  const known = answers.get(args) ?? new Map<AnyMistake, Answer>();
  answers.set(args, known);
  let answer = known.get(mistake);
  if (!answer) {
    try {
      const copy = fromPlain(toPlain(args)) as unknown[];
      answer = { kind: 'value', value: fromPlain(toPlain(mistake.answer(...copy))) };
    } catch {
      answer = { kind: 'threw' };
    }
    known.set(mistake, answer);
  }
  return answer;
}

/** Whether a mistake answers a call as it was answered: with the value, or by throwing. */
function answersSo(mistake: AnyMistake, { args, kind, got }: Outcome): boolean {
  const answer = answerOf(mistake, args);
  return answer.kind === 'value'
    ? kind === 'value' && samePlain(answer.value, got)
    : kind === 'threw';
}
