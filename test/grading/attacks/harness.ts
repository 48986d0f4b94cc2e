import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellSource } from '../../../src/grading/build-lesson';
import { createTranslator, grade } from '../../../src/grading/grader';
import { type FunctionExercise, loadLessons } from '../../../src/grading/lessons';
import type { ExerciseResult } from '../../../src/grading/results';
import { type Wall, wallHere } from '../../../src/grading/wall/command';
import { type Notebook, readNotebook } from '../../../src/kernel/notebook';
import { Canaries } from '../../support/canaries';
import { ROOT } from '../../support/dist';
import { exercisesAlone } from '../../support/exercises';
import { solutionOf } from '../../support/submissions';
import { ATTACKS, type Attack, asCell } from './catalogue';

/*
 * Submissions that try to gain points without the answer, or to reach what is around them. Each
 * submission carries several attacks and one exercise that is solved, which must be graded all the same.
 */

jest.setTimeout(120_000);

export const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
export const SOLVED = 'pymalloc-blocks-per-pool';
export const TARGET = 'pymalloc-block-size';
const exercises = Object.values(lesson.exercises).filter(
  (exercise): exercise is FunctionExercise => exercise.kind === 'function',
);
export const attacked = exercises.filter(({ id }) => id !== SOLVED);

/** The answers of the lesson itself, by exercise. */
const SOLUTIONS = Object.fromEntries(
  Object.keys(lesson.exercises).map((name) => {
    const { id } = lesson.exercises[name]!;
    return [id, cellSource(solutionOf(lesson, name))];
  }),
);

/** The file that an exercise's solution is compiled to. */
function compiled(id: string): string {
  const folder = Object.keys(lesson.exercises).find((name) => lesson.exercises[name]!.id === id)!;
  return join(ROOT, 'dist', 'lessons', lesson.name, 'exercises', folder, 'solution.js');
}

/** The solved lesson's notebook with these answers instead: its exercises alone, or `whole`, with the cells to read. */
export function submission(answers: Readonly<Record<string, string>>, whole = false): Notebook {
  const notebook = readNotebook(join(ROOT, 'notebooks', '02-pymalloc.ipynb'));
  if (!whole) exercisesAlone(notebook);
  for (const [id, source] of Object.entries({ ...SOLUTIONS, ...answers })) {
    notebook.cells.find((candidate) => candidate.id === id)!.source = source;
  }
  return notebook;
}

export const LIMITS = {
  cellSeconds: 2,
  callSeconds: 0.7,
  exerciseSeconds: 1.5,
  memory: 400 * 2 ** 20,
};

export const resultOf = (results: readonly ExerciseResult[], id: string): ExerciseResult =>
  results.find((exercise) => exercise.id === id)!;

/** What attacks have left in the folders that everybody can write to. */
const leftBehind = (): string[] =>
  [...new Set([tmpdir(), '/tmp', '/dev/shm'])].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('heaplab-left')) : [],
  );

export const canaries = new Canaries();
beforeAll(() => canaries.start());
afterAll(() => canaries.stop());

export const here = wallHere();

const PER_SUBMISSION = attacked.length;

/** Tests attacks behind a wall. */
export function testAttacks(name: string, wall: Wall, attacks: readonly Attack[] = ATTACKS): void {
  const groups = Array.from({ length: Math.ceil(attacks.length / PER_SUBMISSION) }, (_, i) =>
    attacks.slice(i * PER_SUBMISSION, (i + 1) * PER_SUBMISSION),
  );
  describe(`behind ${name}`, () => {
    const possible = !wall.system || here.system;
    const translator = createTranslator(here);
    afterAll(() => translator.close());

    (possible ? test : test.skip).each(
      groups.map((group) => ({
        name: group.map((attack) => `${attack.kind}: ${attack.name}`).join('; '),
        group,
      })),
    )('nothing is gained and nothing touched by $name', async ({ group }) => {
      const answers = Object.fromEntries(
        group.map((attack, i) => [attacked[i]!.id, cellOf(attack, attacked[i]!)]),
      );
      const options = { limits: LIMITS, wall, translator };
      const { exercises: results } = await grade(submission(answers), lesson, options);
      group.forEach(({ name }, i) => {
        const { earned, feedback } = resultOf(results, attacked[i]!.id);
        expect({ name, earned }).toEqual({ name, earned: 0 });
        expect(feedback.join(' ').length).toBeGreaterThan(10);
        expect(feedback.join(' ')).not.toMatch(/canary/);
      });
      expect(resultOf(results, SOLVED)).toMatchObject({ earned: 2 });
      expect(await canaries.touched()).toEqual([]);
      expect(leftBehind()).toEqual([]);
    });
  });
}

export function cellOf(
  attack: Attack,
  { id, functionName }: { readonly id: string; readonly functionName: string },
): string {
  const { secret, left, socket, listening, port, pid } = canaries;
  const targets = { secret, left, socket, listening, port, pid, solution: compiled(id) };
  return asCell(
    attack,
    functionName,
    targets,
    exercises.map((exercise) => exercise.functionName),
  );
}
