import type { Notebook } from '../kernel/notebook';
import { totalPoints } from './exercise';
import type { HeapExercise } from './heap/exercise';
import { gradeHeap, hiddenTrials, TrialRunner } from './heap/grade';
import type { HiddenTrial } from './heap/result';
import { hiddenCalls, resultOf } from './judge';
import type { AnyExercise, FunctionExercise, Lesson } from './lessons';
import type { ExerciseResult, HiddenCall, Outcome } from './results';
import { Bench, Runner, Together } from './runner';
import { DEFAULT_LIMITS, type Limits } from './sandbox';
import { hiddenRandom, newSeed } from './seed';
import { findSubmission, type Submission } from './submission';
import { type Wall, wallHere } from './wall/command';
import { Translator } from './wall/translator';

export interface Grade {
  readonly lesson: string;
  readonly points: number;
  readonly earned: number;
  readonly exercises: readonly ExerciseResult[];
  /** The layers that were between the submission and this machine. */
  readonly wall: readonly string[];
}

export interface GradeOptions {
  readonly limits?: Limits;
  /** The wall to grade behind; the one that this machine has when left out. */
  readonly wall?: Wall;
  /** For many submissions one after the other: it takes a second or two to start. */
  readonly translator?: Translator;
  readonly onExercise?: (result: ExerciseResult) => void;
  /** What hidden inputs are drawn from: the same seed gives the same grade. A new one when left out. */
  readonly seed?: string | Uint8Array;
  /** Ends the grading, which throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How many exercises are graded at once that are not right with the others. */
const AT_ONCE = 2;

/** The layers of a wall, as results name them. */
export function layersOf({ runtime, system }: Wall): string[] {
  return [runtime ? 'deno' : 'none (--unsafe)', ...(system ? ['bubblewrap'] : [])];
}

/** A translator for submissions that are graded one after the other; close it at the end. */
export function createTranslator(wall: Wall, limits: Limits = DEFAULT_LIMITS): Translator {
  return new Translator(wall, limits.cellSeconds);
}

/**
 * Grades a submission. Points are given on positive evidence alone: a check counts when each of its
 * calls came back from the learner's process with the right value.
 * @throws NoWall when there is nothing to grade behind, and WallFailed when it does not hold
 */
export async function grade(
  notebook: Notebook,
  lesson: Lesson,
  options: GradeOptions = {},
): Promise<Grade> {
  const { limits = DEFAULT_LIMITS, wall = wallHere(), seed = newSeed(), signal } = options;
  signal?.throwIfAborted();
  const translator = options.translator ?? createTranslator(wall, limits);
  const bench = new Bench(wall, limits, translator, signal);
  try {
    const exercises = await gradeOn(bench, notebook, lesson, seed, options.onExercise);
    const sum = (of: (result: ExerciseResult) => number): number =>
      exercises.reduce((total, result) => total + of(result), 0);
    return {
      lesson: lesson.name,
      points: sum((result) => result.points),
      earned: sum((result) => result.earned),
      exercises,
      wall: layersOf(wall),
    };
  } finally {
    await bench.close();
    if (!options.translator) await translator.close();
  }
}

async function gradeOn(
  bench: Bench,
  notebook: Notebook,
  lesson: Lesson,
  seed: string | Uint8Array,
  onExercise: ((result: ExerciseResult) => void) | undefined,
): Promise<ExerciseResult[]> {
  const results = new Map<AnyExercise, ExerciseResult>();
  const done = (exercise: AnyExercise, result: ExerciseResult): void => {
    results.set(exercise, result);
    onExercise?.(result);
  };
  const functions: Submission<FunctionExercise>[] = [];
  const heaps: Submission<HeapExercise>[] = [];
  for (const exercise of Object.values(lesson.exercises)) {
    if (exercise.kind === 'heap') heaps.push(findSubmission(notebook, exercise));
    else functions.push(findSubmission(notebook, exercise));
  }
  await rightTogether(functions, seed, bench, done);
  const queue = functions.filter(({ exercise }) => !results.has(exercise));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      done(next.exercise, await gradeAlone(next, seed, bench));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await onTheHeap(heaps, seed, bench, done);
  return Object.values(lesson.exercises).map((exercise) => results.get(exercise)!);
}

/** Grades the exercises in Python, one after the other. */
async function onTheHeap(
  submissions: readonly Submission<HeapExercise>[],
  seed: string | Uint8Array,
  bench: Bench,
  done: (exercise: AnyExercise, result: ExerciseResult) => void,
): Promise<void> {
  const runner = new TrialRunner(bench.wall, bench.limits);
  try {
    for (const submission of submissions) {
      const { exercise, cell, problem } = submission;
      bench.throwIfAborted();
      const result = cell
        ? await gradeHeap(runner, submission, seededTrials(exercise, seed), () =>
            bench.throwIfAborted(),
          )
        : nothing(exercise, `No points: ${problem}.`);
      done(exercise, result);
    }
  } finally {
    await runner.close();
  }
}

/**
 * The results of the exercises that are right in full when all run in one process, as they do in the
 * notebook. A process takes a while to start, and most exercises need none of their own; one
 * that loses a point here may have lost it to another's cell, and is graded again alone.
 */
async function rightTogether(
  submissions: readonly Submission<FunctionExercise>[],
  seed: string | Uint8Array,
  bench: Bench,
  done: (exercise: AnyExercise, result: ExerciseResult) => void,
): Promise<void> {
  const together = new Together(bench);
  for (const submission of submissions) {
    const { exercise, cell } = submission;
    const outcomes = cell && (await together.outcomes(submission, seededCalls(exercise, seed)));
    const result = outcomes && resultOf(exercise, outcomes);
    if (result && result.earned === result.points) done(exercise, result);
  }
  await together.close();
}

async function gradeAlone(
  submission: Submission<FunctionExercise>,
  seed: string | Uint8Array,
  bench: Bench,
): Promise<ExerciseResult> {
  const { exercise, cell, problem } = submission;
  if (!cell) return nothing(exercise, `No points: ${problem}.`);
  const outcomes: Outcome[] = [];
  let runner: Runner | undefined;
  let seconds = bench.limits.exerciseSeconds;
  let failed = -1;
  try {
    for (const call of seededCalls(exercise, seed)) {
      if (call.check === failed) continue;
      if (!runner) {
        const started = await Runner.start(bench, submission, seconds);
        if ('problem' in started) return nothing(exercise, `No points: ${started.problem}`);
        runner = started;
      }
      const outcome: Outcome = await runner.call(call);
      outcomes.push(outcome);
      if (outcome.kind !== 'ended') continue;
      // The rest of this check can give no points; the next one gets a fresh process.
      seconds = runner.secondsLeft;
      await runner.close();
      runner = undefined;
      failed = call.check;
      if (seconds <= 0) break;
    }
  } finally {
    await runner?.close();
  }
  return resultOf(exercise, outcomes);
}

/** What was drawn last for an exercise. */
const drawn = new WeakMap<FunctionExercise, { seed: string; calls: readonly HiddenCall[] }>();

/** The calls of a seed: the same for all who are graded with it, so what they should give is worked out once. */
export function seededCalls(
  exercise: FunctionExercise,
  seed: string | Uint8Array,
): readonly HiddenCall[] {
  const name = typeof seed === 'string' ? seed : `bytes ${seed}`;
  const last = drawn.get(exercise);
  if (last?.seed === name) return last.calls;
  const calls = hiddenCalls(exercise, (check) => hiddenRandom(seed, exercise.id, check));
  drawn.set(exercise, { seed: name, calls });
  return calls;
}

/** The same of exercises in Python. */
const drawnTrials = new WeakMap<HeapExercise, { seed: string; trials: readonly HiddenTrial[] }>();

export function seededTrials(
  exercise: HeapExercise,
  seed: string | Uint8Array,
): readonly HiddenTrial[] {
  const name = typeof seed === 'string' ? seed : `bytes ${seed}`;
  const last = drawnTrials.get(exercise);
  if (last?.seed === name) return last.trials;
  const trials = hiddenTrials(exercise, seed);
  drawnTrials.set(exercise, { seed: name, trials });
  return trials;
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
    mistake: undefined,
  };
}
