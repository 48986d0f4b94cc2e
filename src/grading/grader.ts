import type { Notebook } from '../kernel/notebook';
import { totalPoints } from './exercise';
import { type ExerciseResult, hiddenCalls, type Outcome, resultOf } from './judge';
import type { AnyExercise, Lesson } from './lessons';
import { Runner, Together } from './runner';
import { DEFAULT_LIMITS, type Limits, Translator } from './sandbox';
import { findSubmission, type Submission } from './submission';

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
  } = {},
): Promise<Grade> {
  const { limits = DEFAULT_LIMITS, onExercise } = options;
  const translators = options.translators ?? createTranslators(limits);
  try {
    return await gradeWith(translators, notebook, lesson, limits, onExercise);
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
): Promise<Grade> {
  const submissions = Object.values(lesson.exercises).map((exercise) =>
    findSubmission(notebook, exercise),
  );
  const results: (ExerciseResult | undefined)[] = await rightTogether(
    submissions,
    lesson.variant,
    new Together(limits, translators[0]!),
    onExercise,
  );
  const queue = [...submissions.entries()].filter(([index]) => !results[index]);
  const work = async (translator: Translator): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, submission] = next;
      const start = (): ReturnType<typeof Runner.start> =>
        Runner.start(submission, limits, translator);
      const result = await gradeAlone(submission, lesson.variant, start);
      results[index] = result;
      onExercise?.(result);
    }
  };
  await Promise.all(translators.map(work));
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
): Promise<(ExerciseResult | undefined)[]> {
  const results: (ExerciseResult | undefined)[] = [];
  try {
    for (const submission of submissions) {
      const { exercise, cell } = submission;
      const outcomes =
        cell && (await together.outcomes(submission, hiddenCalls(exercise, cell.source, variant)));
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
): Promise<ExerciseResult> {
  const { exercise, cell, problem } = submission;
  if (!cell) return nothing(exercise, `No points: ${problem}.`);
  const first = await start();
  if ('problem' in first) return nothing(exercise, `No points: ${first.problem}`);
  let runner: Runner | undefined = first;
  const outcomes: Outcome[] = [];
  let failed = -1;
  try {
    for (const call of hiddenCalls(exercise, cell.source, variant)) {
      if (call.check === failed) continue;
      if (!runner) {
        const again = await start();
        if ('problem' in again) return nothing(exercise, `No points: ${again.problem}`);
        runner = again;
      }
      const outcome: Outcome = await runner.call(call);
      outcomes.push(outcome);
      if (outcome.kind !== 'ended') continue;
      // The rest of this check can give no points; the next one gets a fresh process.
      await runner.close();
      runner = undefined;
      failed = call.check;
    }
  } finally {
    await runner?.close();
  }
  return resultOf(exercise, outcomes);
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
