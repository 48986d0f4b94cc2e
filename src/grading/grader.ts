import { createHash } from 'node:crypto';
import equal from 'fast-deep-equal';
import type { Notebook } from '../kernel/notebook';
import { fromPlain, toPlain } from '../kernel/plain';
import { SessionEnded } from '../kernel/session';
import { Random, totalPoints } from './exercise';
import { feedbackFor } from './feedback';
import type { AnyExercise, Lesson } from './lessons';
import { DEFAULT_LIMITS, type Limits, Sandbox } from './sandbox';
import { findSubmission, type Submission } from './submission';

/** One hidden call and what came of it. Nothing of it is shown to the learner. */
export interface Outcome {
  readonly check: number;
  readonly args: readonly unknown[];
  readonly right: boolean;
  readonly kind: 'value' | 'threw' | 'missing' | 'ended';
  /** The value returned; the name of the error; the reason why the process ended. */
  readonly got: unknown;
}

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
    readonly onExercise?: (result: ExerciseResult) => void;
  } = {},
): Promise<Grade> {
  const queue = Object.values(lesson.exercises).map((exercise, index) => ({ exercise, index }));
  const results: ExerciseResult[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const result = await gradeExercise(
        findSubmission(notebook, next.exercise),
        lesson.variant,
        options.limits ?? DEFAULT_LIMITS,
      );
      results[next.index] = result;
      options.onExercise?.(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const sum = (of: (result: ExerciseResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  return {
    lesson: lesson.name,
    points: sum((result) => result.points),
    earned: sum((result) => result.earned),
    exercises: results,
  };
}

async function gradeExercise(
  submission: Submission,
  variant: number,
  limits: Limits,
): Promise<ExerciseResult> {
  const { exercise, cell, problem } = submission;
  if (!cell) return nothing(exercise, `No points: ${problem}.`);
  const first = await Runner.start(submission, limits);
  if ('problem' in first) return nothing(exercise, `No points: ${first.problem}`);
  let runner: Runner | undefined = first;
  const outcomes: Outcome[] = [];
  const random = new Random(seedOf(exercise, cell.source, variant));
  try {
    for (const [check, { calls }] of exercise.checks.entries()) {
      for (const args of calls(random)) {
        if (!runner) {
          const again = await Runner.start(submission, limits);
          if ('problem' in again) return nothing(exercise, `No points: ${again.problem}`);
          runner = again;
        }
        const outcome: Outcome = await runner.call(check, args);
        outcomes.push(outcome);
        if (outcome.kind !== 'ended') continue;
        // The rest of this check can give no points; the next one gets a fresh process.
        await runner.close();
        runner = undefined;
        break;
      }
    }
  } finally {
    await runner?.close();
  }
  return resultOf(exercise, outcomes);
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

/** A sandbox in which the learner's cell has run. */
class Runner {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly exercise: AnyExercise,
  ) {}

  /**
   * Runs the learner's cell, alone if that works, else after everything that stands before it. Cells
   * before it that fail or end their process are left out; the exercise is graded all the same.
   */
  static async start(
    { exercise, cell, before }: Submission,
    limits: Limits,
  ): Promise<Runner | { readonly problem: string }> {
    const dead = new Set<string>();
    let problem = '';
    let ended = false;
    for (const preceding of [before.slice(0, 1), before]) {
      for (;;) {
        const sandbox = new Sandbox(limits);
        const killer = await firstToEnd(sandbox, preceding, dead);
        if (killer !== undefined) {
          dead.add(killer);
          await sandbox.close();
          continue;
        }
        const { error } = await sandbox.run(cell!);
        if (!error) return new Runner(sandbox, exercise);
        await sandbox.close();
        ended = error.ename === SessionEnded.name;
        problem = `its cell failed with ${safeName(error.ename)}${hint(error.ename, error.evalue)}.`;
        break;
      }
      // A cell that ended its process does so again, whatever stands before it.
      if (ended) break;
    }
    return { problem };
  }

  async call(check: number, args: readonly unknown[]): Promise<Outcome> {
    const { solution, functionName } = this.exercise;
    const copy = (): unknown[] => fromPlain(toPlain(args)) as unknown[];
    const expected = fromPlain(toPlain(solution(...copy())));
    const outcome = (kind: Outcome['kind'], right: boolean, got: unknown): Outcome => ({
      check,
      args,
      kind,
      right,
      got,
    });
    try {
      const reply = await this.sandbox.call(functionName, args.map(toPlain));
      if (reply.status === 'missing') return outcome('missing', false, undefined);
      if (reply.status === 'error') return outcome('threw', false, safeName(reply.error.ename));
      const got = fromPlain(reply.value);
      return outcome('value', equal(got, expected), got);
    } catch (error) {
      if (!(error instanceof SessionEnded)) throw error;
      return outcome('ended', false, reasonOf(error.message));
    }
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** Runs cells that are not graded; the id of the first one that ended the process, if any. */
async function firstToEnd(
  sandbox: Sandbox,
  cells: Submission['before'],
  dead: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const cell of cells) {
    if (dead.has(cell.id)) continue;
    const { error } = await sandbox.run(cell);
    if (error?.ename === SessionEnded.name) return cell.id;
  }
  return undefined;
}

/** The reason in a SessionEnded message, which is ours: nothing of the learner's stands in it. */
function reasonOf(message: string): string {
  return /is gone: (.*); its variables/.exec(message)?.[1] ?? 'its process ended';
}

/** Names of errors are shown only when they are known: a name of one's own could carry an input out. */
function safeName(ename: string): string {
  return /^(TS\d{1,5}|(Type|Range|Reference|Syntax|Eval|URI)?Error|ProcessExit|SessionEnded|Interrupted)$/.test(
    ename,
  )
    ? ename
    : 'an error';
}

/** The message of an error of a cell, which has not seen a hidden input yet. */
function hint(ename: string, evalue: string): string {
  if (ename === SessionEnded.name) return `: ${reasonOf(evalue)}`;
  return evalue ? `: ${evalue.slice(0, 200)}` : '';
}
