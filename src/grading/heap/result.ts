import { totalPoints } from '../exercise';
import type { ExerciseResult } from '../results';
import type { HeapExercise, HeapMistake } from './exercise';
import { distance, endingText, type Verdict, verdictOf } from './judge';
import { runTrial } from './measure';
import { requestOf, type Trial } from './trial';

/*
 * What an exercise in Python is worth, and what is said about it: the runs of its hidden trials together.
 */

/** A trial that the learner's program is graded by. */
export interface HiddenTrial {
  readonly check: number;
  readonly trial: Trial;
}

/** One hidden trial and what came of it; a string is the reason why nothing did. */
export interface HeapOutcome extends HiddenTrial {
  readonly verdict: Verdict | string;
}

/** Feedback names so many things that were measured. */
const MOST_LINES = 4;
/** How far a measure may be from that of a known mistake, as a ratio. */
const ALIKE = Math.log(1.3);

export function heapResult(
  exercise: HeapExercise,
  outcomes: readonly HeapOutcome[],
): ExerciseResult {
  const isRight = ({ verdict }: HeapOutcome): boolean =>
    typeof verdict !== 'string' && verdict.right;
  const checks = exercise.checks.map(({ about, points }, check) => {
    const own = outcomes.filter((outcome) => outcome.check === check);
    return { about, points, earned: own.length > 0 && own.every(isRight) ? points : 0 };
  });
  const wrong = outcomes.filter((outcome) => !isRight(outcome));
  const mistake = wrong.length === 0 ? undefined : knownMistake(exercise, outcomes, wrong);
  const failed = checks.filter(({ earned }) => earned === 0).map(({ about }) => about);
  const feedback =
    wrong.length === 0
      ? ['All checks passed.']
      : [
          ...(mistake ? [mistake.feedback] : []),
          ...linesOf(wrong),
          `Not right yet: ${failed.join('; ')}.`,
        ];
  return {
    id: exercise.id,
    title: exercise.title,
    points: totalPoints(exercise),
    earned: checks.reduce((sum, { earned }) => sum + earned, 0),
    checks,
    feedback,
    mistake: mistake?.name,
  };
}

/** What was measured against what was asked, of the trials that were not right. */
function linesOf(wrong: readonly HeapOutcome[]): string[] {
  const lines = new Map<string, string>();
  for (const { verdict } of wrong) {
    if (typeof verdict === 'string') lines.set(verdict, `A run did not come back: ${verdict}.`);
    else if (verdict.ending) lines.set(verdict.ending.why, endingText(verdict.ending));
    else
      for (const { right, about, asked, measured } of verdict.findings)
        if (!right && !lines.has(about))
          lines.set(about, `${capital(about)}: ${measured}. Asked for: ${asked}.`);
  }
  return [...lines.values()].slice(0, MOST_LINES);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The mistake whose program does the same to the heap: on all trials if there is one, else on the wrong ones. */
function knownMistake(
  exercise: HeapExercise,
  outcomes: readonly HeapOutcome[],
  wrong: readonly HeapOutcome[],
): HeapMistake | undefined {
  for (const compared of [outcomes, wrong]) {
    const near = exercise.mistakes
      .map((mistake) => ({ mistake, apart: apart(exercise, mistake, compared) }))
      .filter(({ apart }) => apart.most <= ALIKE)
      .sort((a, b) => a.apart.sum - b.apart.sum);
    if (near.length > 0) return near[0]!.mistake;
  }
  return undefined;
}

function apart(
  exercise: HeapExercise,
  mistake: HeapMistake,
  outcomes: readonly HeapOutcome[],
): { most: number; sum: number } {
  let most = 0;
  let sum = 0;
  for (const { trial, verdict } of outcomes) {
    if (typeof verdict === 'string') return { most: Infinity, sum: Infinity };
    const by = distance(verdict, mistakeVerdict(exercise, mistake, trial));
    most = Math.max(most, by.most);
    sum += by.sum;
    if (most > ALIKE) break;
  }
  return { most, sum };
}

/** What the mistakes do in a hidden trial: these stay the same while submissions come and go. */
const verdicts = new WeakMap<Trial, Map<string, Verdict>>();

/** What a known mistake does in a trial. */
export function mistakeVerdict(
  exercise: HeapExercise,
  { name }: HeapMistake,
  trial: Trial,
): Verdict {
  const known = verdicts.get(trial) ?? new Map<string, Verdict>();
  verdicts.set(trial, known);
  let verdict = known.get(name);
  if (!verdict) {
    const source = exercise.sources?.wrong[name];
    if (source === undefined)
      throw new Error(`${exercise.id}: the program wrong/${name}.py is not there`);
    verdict = judged(exercise, trial, source);
    known.set(name, verdict);
  }
  return verdict;
}

/** Runs a program that can be trusted, here and now. */
export function judged(
  { version, names }: Pick<HeapExercise, 'version' | 'names'>,
  trial: Trial,
  source: string,
  stopped?: () => boolean,
): Verdict {
  return verdictOf(trial, runTrial(requestOf(trial, version, names, source), stopped));
}
