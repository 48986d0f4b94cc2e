import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { escapeHtml } from '../charts/html';
import { readNotebook } from '../kernel/notebook';
import { createTranslator, type Grade, type GradeOptions, grade } from './grader';
import { GradingError, lessonOf } from './submission';
import { wallHere } from './wall/command';

/** One submission of a pile, and what became of it. */
export interface Graded {
  /** Who handed it in: the file's name, or the folder it is in where several have the same. */
  readonly learner: string;
  readonly path: string;
  readonly seconds: number;
  readonly result: Grade | undefined;
  /** Why it could not be graded. */
  readonly problem: string | undefined;
}

/** The notebooks among some files and folders, in order. @throws GradingError naming a path that is not there */
export function notebooksIn(paths: readonly string[]): string[] {
  const found = paths.flatMap((path): string[] => {
    if (!existsSync(path))
      throw new GradingError(`cannot read '${path}': there is no such file or folder`);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ipynb') && !name.includes('.ipynb_checkpoints'))
      .sort()
      .map((name) => join(path, name));
  });
  return [...new Set(found)];
}

/** Who each notebook is from. */
function learners(paths: readonly string[]): string[] {
  const names = paths.map((path) => basename(path, '.ipynb'));
  if (new Set(names).size === names.length) return names;
  const folders = paths.map((path) => basename(dirname(path)));
  if (new Set(folders).size === folders.length) return folders;
  return paths.map((path) => relative('.', path).replace(/\.ipynb$/, ''));
}

/** Grades many submissions, several at once; one that is broken does not stop the others. */
export async function gradePile(
  paths: readonly string[],
  onGraded: (graded: Graded) => void,
  signal?: AbortSignal,
): Promise<Graded[]> {
  const names = learners(paths);
  const results: Graded[] = [];
  const wall = wallHere();
  const queue = paths.map((path, index) => ({ path, index }));
  const work = async (): Promise<void> => {
    const translator = createTranslator(wall);
    try {
      for (let next = queue.shift(); next && !signal?.aborted; next = queue.shift()) {
        const graded = await gradeOne(next.path, names[next.index]!, { wall, translator });
        results[next.index] = graded;
        onGraded(graded);
      }
    } finally {
      await translator.close();
    }
  };
  // Each grading runs two processes by itself.
  const atOnce = Math.max(1, Math.floor(availableParallelism() / 2));
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.filter(Boolean);
}

async function gradeOne(path: string, learner: string, options: GradeOptions): Promise<Graded> {
  const started = performance.now();
  const done = (result: Grade | undefined, problem?: string): Graded => ({
    learner,
    path,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    result,
    problem,
  });
  try {
    const notebook = readNotebook(path);
    return done(await grade(notebook, lessonOf(notebook, path), options));
  } catch (error) {
    return done(undefined, (error as Error).message);
  }
}

/** The table of a pile, one line for each exercise, as CSV. */
export function pileCsv(pile: readonly Graded[]): string {
  const field = (value: string | number): string =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value);
  const rows = pile.flatMap(({ learner, result, problem, seconds }) =>
    result
      ? result.exercises.map(({ id, earned, points, feedback }) => [
          learner,
          result.lesson,
          id,
          earned,
          points,
          feedback.join(' '),
          seconds,
        ])
      : [[learner, '', '', 0, 0, `not graded: ${problem}`, seconds]],
  );
  const header = ['learner', 'lesson', 'exercise', 'points', 'of', 'feedback', 'seconds'];
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** A page that a learner gets back. */
export function feedbackPage({ learner, result, problem }: Graded): string {
  const exercises = (result?.exercises ?? []).map(
    ({ title, earned, points, checks, feedback }) => `<section>
<h2>${escapeHtml(title)}: ${earned} of ${points}</h2>
<ul>${checks.map((check) => `<li>${check.earned > 0 ? '✓' : '✗'} ${escapeHtml(check.about)} (${check.earned}/${check.points})</li>`).join('')}</ul>
${feedback.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</section>`,
  );
  const head = result
    ? `<p><strong>${escapeHtml(result.lesson)}: ${result.earned} of ${result.points} points</strong></p>`
    : `<p><strong>This notebook could not be graded:</strong> ${escapeHtml(problem ?? '')}</p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(learner)} · Heaplab</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
ul{list-style:none;padding-left:0}</style></head>
<body><main><h1>${escapeHtml(learner)}</h1>
${head}
${exercises.join('\n')}
</main></body>
</html>
`;
}
