import { type BatchOptions, SUBMISSION_SECONDS } from '../grading/batch/batch';
import { readBytes, submissionIn } from '../grading/batch/read';
import { type Grade, grade } from '../grading/grader';
import type { ExerciseResult } from '../grading/results';
import { DEFAULT_LIMITS } from '../grading/sandbox';
import { CliError, out, print, printable } from './output';

/** Grades one notebook and prints how each exercise went. */
export async function gradeOne(
  path: string,
  options: Pick<BatchOptions, 'seconds' | 'memory' | 'wall'> & {
    readonly seed: string;
    readonly json: boolean;
  },
  signal: AbortSignal,
): Promise<void> {
  const { seed, json, wall, seconds = SUBMISSION_SECONDS } = options;
  const { memory = DEFAULT_LIMITS.memory } = options;
  const { notebook, lesson } = submissionIn(readBytes(path, path), path);
  const total = Object.keys(lesson.exercises).length;
  let done = 0;
  const onTerminal = process.stderr.isTTY && !json;
  const timeout = AbortSignal.timeout(seconds * 1000);
  let result: Grade;
  try {
    result = await grade(notebook, lesson, {
      seed,
      ...(wall && { wall }),
      limits: { ...DEFAULT_LIMITS, memory },
      signal: AbortSignal.any([signal, timeout]),
      onExercise: ({ title }) => {
        if (onTerminal) process.stderr.write(`\r\x1b[Kgraded ${++done} of ${total}: ${title}`);
      },
    });
  } catch (error) {
    if (timeout.aborted && !signal.aborted) {
      throw new CliError(
        `the grading of ${path} took longer than ${seconds} s in all (--timeout)`,
        1,
      );
    }
    throw error;
  } finally {
    if (onTerminal) process.stderr.write('\r\x1b[K');
  }
  print(json ? JSON.stringify({ ...result, seed }, null, 2) : text(result, seed));
}

function text(result: Grade, seed: string): string {
  return [
    ...result.exercises.flatMap(exerciseLines),
    out.bold(`${result.lesson}: ${result.earned} of ${result.points} points`),
    out.dim(`The same hidden inputs again: --seed ${seed}`),
  ].join('\n');
}

function exerciseLines({ id, title, points, earned, checks, feedback }: ExerciseResult): string[] {
  const colour = earned === points ? out.green : earned > 0 ? out.yellow : out.red;
  return [
    `${out.bold(title)} (${id}): ${colour(`${earned} of ${points} points`)}`,
    ...checks.map(
      (check) =>
        `  ${check.earned > 0 ? out.green('✓') : out.red('✗')} ${check.about} (${check.earned}/${check.points})`,
    ),
    ...feedback.map((line) => `  ${printable(line)}`),
    '',
  ];
}
