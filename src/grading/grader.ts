import { createHash } from 'node:crypto';
import type { Notebook } from '../kernel/notebook';
import { Random, totalPoints } from './exercise';
import { feedbackFor } from './feedback';
import type { AnyExercise, Lesson } from './lessons';
import { type Outcome, Runner, Together } from './runner';
import { DEFAULT_LIMITS, type Limits, Translator } from './sandbox';
import { findSubmission, type Submission } from './submission';

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

export interface Grade {
  readonly lesson: string;
  readonly points: number;
  readonly earned: number;
  readonly exercises: readonly ExerciseResult[];
}

/** How many exercises are graded at once. */
const AT_ONCE = 2;

/**
 * Grades a submission. Points are given on positive evidence alone: a check counts when each of its
 * calls came back from the learner's process with the right value.
 */
export async function grade(
  notebook: Notebook,
  lesson: Lesson,
  options: {
    readonly limits?: Limits;
    /** From `createTranslators`, for many submissions one after the other: they take a second to start. */
    readonly translators?: readonly Translator[];
    readonly onExercise?: (result: ExerciseResult) => void;
    /** Stops the work when aborted, and `grade` throws its reason. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<Grade> {
  const { limits = DEFAULT_LIMITS, onExercise, signal } = options;
  const translators = options.translators ?? createTranslators(limits);
  try {
    return await gradeWith(translators, notebook, lesson, limits, onExercise, signal);
  } finally {
    if (!options.translators) await closeTranslators(translators);
  }
}

/** A translator for each exercise that is graded at once. */
export function createTranslators(limits: Limits = DEFAULT_LIMITS): Translator[] {
  return Array.from({ length: AT_ONCE }, () => new Translator(limits));
}

export async function closeTranslators(translators: readonly Translator[]): Promise<void> {
  await Promise.all(translators.map((translator) => translator.close()));
}

async function gradeWith(
  translators: readonly Translator[],
  notebook: Notebook,
  lesson: Lesson,
  limits: Limits,
  onExercise: ((result: ExerciseResult) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Grade> {
  const submissions = Object.values(lesson.exercises).map((exercise) =>
    findSubmission(notebook, exercise),
  );
  const results: (ExerciseResult | undefined)[] = await rightTogether(
    submissions,
    lesson.variant,
    new Together(limits, translators[0]!),
    onExercise,
    signal,
  );
  const queue = [...submissions.entries()].filter(([index]) => !results[index]);
  const work = async (translator: Translator): Promise<void> => {
    for (let next = queue.shift(); next && !signal?.aborted; next = queue.shift()) {
      const [index, submission] = next;
      const start = (): ReturnType<typeof Runner.start> =>
        Runner.start(submission, limits, translator);
      const result = await gradeAlone(submission, lesson.variant, start, signal);
      if (signal?.aborted) return;
      results[index] = result;
      onExercise?.(result);
    }
  };
  await Promise.all(translators.map(work));
  signal?.throwIfAborted();
  const exercises = results as ExerciseResult[];
  const sum = (of: (result: ExerciseResult) => number): number =>
    exercises.reduce((total, result) => total + of(result), 0);
  return {
    lesson: lesson.name,
    points: sum((result) => result.points),
    earned: sum((result) => result.earned),
    exercises,
  };
}

/**
 * The results of the exercises that are right in full when all run in one process, as they do in the
 * notebook. A process takes a while to start, and most exercises need none of their own; one
 * that loses a point here may have lost it to another's cell, and is graded again alone.
 */
async function rightTogether(
  submissions: readonly Submission[],
  variant: number,
  together: Together,
  onExercise: ((result: ExerciseResult) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<(ExerciseResult | undefined)[]> {
  const results: (ExerciseResult | undefined)[] = [];
  try {
    for (const submission of submissions) {
      signal?.throwIfAborted();
      const { exercise, cell } = submission;
      const outcomes =
        cell && (await together.outcomes(submission, hiddenCalls(submission, variant)));
      const result = outcomes && resultOf(exercise, outcomes);
      const right = result && result.earned === result.points ? result : undefined;
      results.push(right);
      if (right) onExercise?.(right);
    }
  } finally {
    await together.close();
  }
  return results;
}

async function gradeAlone(
  submission: Submission,
  variant: number,
  start: () => ReturnType<typeof Runner.start>,
  signal: AbortSignal | undefined,
): Promise<ExerciseResult> {
  const { exercise, cell, problem } = submission;
  if (!cell) return nothing(exercise, `No points: ${problem}.`);
  const first = await start();
  if ('problem' in first) return nothing(exercise, `No points: ${first.problem}`);
  let runner: Runner | undefined = first;
  const outcomes: Outcome[] = [];
  let failed = -1;
  try {
    for (const { check, args } of hiddenCalls(submission, variant)) {
      if (signal?.aborted) break;
      if (check === failed) continue;
      if (!runner) {
        const again = await start();
        if ('problem' in again) return nothing(exercise, `No points: ${again.problem}`);
        runner = again;
      }
      const outcome: Outcome = await runner.call(check, args);
      outcomes.push(outcome);
      if (outcome.kind !== 'ended') continue;
      // The rest of this check can give no points; the next one gets a fresh process.
      await runner.close();
      runner = undefined;
      failed = check;
    }
  } finally {
    await runner?.close();
  }
  return resultOf(exercise, outcomes);
}

/** A call that the learner's function is graded by. */
export interface HiddenCall {
  readonly check: number;
  readonly args: readonly unknown[];
}

function hiddenCalls({ exercise, cell }: Submission, variant: number): HiddenCall[] {
  const random = new Random(seedOf(exercise, cell?.source ?? '', variant));
  return exercise.checks.flatMap(({ calls }, check) =>
    calls(random).map((args) => ({ check, args })),
  );
}

/** The same submission always gets the same inputs, another one others. */
function seedOf(exercise: AnyExercise, source: string, variant: number): number {
  return createHash('sha256')
    .update(`${exercise.id}\n${variant}\n${source}`)
    .digest()
    .readInt32LE(0);
}

function nothing(exercise: AnyExercise, feedback: string): ExerciseResult {
  const { id, title, checks } = exercise;
  return {
    id,
    title,
    points: totalPoints(exercise),
    earned: 0,
    checks: checks.map(({ about, points }) => ({ about, points, earned: 0 })),
    feedback: [feedback],
  };
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
