import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellSource } from '../../src/grading/build-lesson';
import { createTranslator, grade } from '../../src/grading/grader';
import { loadLessons } from '../../src/grading/lessons';
import type { ExerciseResult } from '../../src/grading/results';
import { lessonOf } from '../../src/grading/submission';
import { type Wall, wallHere } from '../../src/grading/wall/command';
import { type Notebook, readNotebook } from '../../src/kernel/notebook';
import { Canaries } from '../support/canaries';
import { ROOT } from '../support/dist';
import { exercisesAlone } from '../support/exercises';
import { ATTACKS, type Attack, asCell } from './attacks/catalogue';

/*
 * Submissions that try to gain points without the answer, or to reach what is around them. Each
 * submission carries several attacks and one exercise that is solved, which must be graded all the same.
 */

jest.setTimeout(120_000);

const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
const SOLVED = 'pymalloc-blocks-per-pool';
const TARGET = 'pymalloc-block-size';
const exercises = Object.values(lesson.exercises);
const attacked = exercises.filter(({ id }) => id !== SOLVED);

/** The answers of the lesson itself, by exercise. */
const SOLUTIONS = Object.fromEntries(
  Object.entries(lesson.exercises).map(([name, { id }]) => {
    const path = join(ROOT, 'lessons', lesson.name, 'exercises', name, 'solution.ts');
    return [id, cellSource(readFileSync(path, 'utf8'))];
  }),
);

/** The file that an exercise's solution is compiled to. */
function compiled(id: string): string {
  const folder = Object.keys(lesson.exercises).find((name) => lesson.exercises[name]!.id === id)!;
  return join(ROOT, 'dist', 'lessons', lesson.name, 'exercises', folder, 'solution.js');
}

/** The solved lesson's notebook with these answers instead: its exercises alone, or `whole`, with the cells to read. */
function submission(answers: Readonly<Record<string, string>>, whole = false): Notebook {
  const notebook = readNotebook(join(ROOT, 'notebooks', '02-pymalloc.ipynb'));
  if (!whole) exercisesAlone(notebook);
  for (const [id, source] of Object.entries({ ...SOLUTIONS, ...answers })) {
    notebook.cells.find((candidate) => candidate.id === id)!.source = source;
  }
  return notebook;
}

const LIMITS = { cellSeconds: 2, callSeconds: 0.7, exerciseSeconds: 1.5, memory: 400 * 2 ** 20 };

const resultOf = (results: readonly ExerciseResult[], id: string): ExerciseResult =>
  results.find((exercise) => exercise.id === id)!;

/** What attacks have left in the folders that everybody can write to. */
const leftBehind = (): string[] =>
  [...new Set([tmpdir(), '/tmp', '/dev/shm'])].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('heaplab-left')) : [],
  );

const canaries = new Canaries();
beforeAll(() => canaries.start());
afterAll(() => canaries.stop());

const here = wallHere();

/** Both layers together and each by itself; without the runtime's, cells run in Node with all that it grants. */
const WALLS: readonly (readonly [string, Wall])[] = [
  ['both layers', { runtime: true, system: true }],
  ['the runtime alone', { runtime: true, system: false }],
  ['the system alone', { runtime: false, system: true }],
];

test('this machine has both layers, so that both are tested', () => {
  // CI installs what is missing; elsewhere the tests of the system's layer say that they were skipped.
  if (process.env.CI) expect(here).toEqual({ runtime: true, system: true });
  expect(here.runtime).toBe(true);
});

const PER_SUBMISSION = attacked.length;
const groups = Array.from({ length: Math.ceil(ATTACKS.length / PER_SUBMISSION) }, (_, i) =>
  ATTACKS.slice(i * PER_SUBMISSION, (i + 1) * PER_SUBMISSION),
);

describe.each(WALLS)('behind %s', (_, wall) => {
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

function cellOf(
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

async function graded(notebook: Notebook): Promise<readonly ExerciseResult[]> {
  const results = (await grade(notebook, lesson, { limits: LIMITS, seed: '1' })).exercises;
  expect(resultOf(results, SOLVED)).toMatchObject({ earned: 2 });
  return results;
}

test('a cell that is missing, renamed, duplicated or turned into prose earns nothing and says why', async () => {
  const notebook = submission({});
  const cell = (id: string) => notebook.cells.find((candidate) => candidate.id === id)!;
  const [missing, renamed, duplicated, prose, kept] = attacked.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  (cell(renamed).metadata.nbgrader as { grade_id: string }).grade_id = 'other';
  notebook.cells.push({ ...structuredClone(cell(duplicated)), id: 'copy' });
  cell(prose).cell_type = 'markdown';
  notebook.cells.splice(notebook.cells.indexOf(cell(missing)), 1);
  const exercises = await graded(notebook);
  for (const [id, says] of [
    [missing, /is missing/],
    [renamed, /is missing/],
    [duplicated, /2 cells have the grade_id/],
    [prose, /not a code cell/],
  ] as const) {
    expect(resultOf(exercises, id)).toMatchObject({
      earned: 0,
      feedback: [expect.stringMatching(says)],
    });
  }
  expect(resultOf(exercises, kept).earned).toBe(resultOf(exercises, kept).points);
});

test('cells before an exercise are run where it needs them; one that ends the process is left out', async () => {
  const notebook = submission(
    {
      [TARGET]: 'function blockSize(n: number): number { return helper(n); }',
    },
    true,
  );
  const [first, second] = notebook.cells.filter((cell) => cell.cell_type === 'code');
  first!.source = "process.kill(process.pid, 'SIGKILL'); for (;;);";
  second!.source =
    'function helper(n: number): number { return n > 512 ? 0 : Math.ceil(n / 16) * 16; }';
  expect(resultOf(await graded(notebook), TARGET).earned).toBe(2);
});

test('feedback never shows an input, even when the learner throws it; the same seed gives the same grade', async () => {
  const notebook = submission({
    [TARGET]:
      'function blockSize(n: number): number { const e = new Error(String(n)); e.name = "n" + n; throw e; }',
    'pymalloc-choose-arena':
      'function chooseArena(f: number[]): number { return f.length > 4 ? 0 : f.indexOf(Math.min(...f)); }',
  });
  const first = await graded(notebook);
  expect(resultOf(first, TARGET).earned).toBe(0);
  expect(resultOf(first, TARGET).feedback.join(' ')).not.toMatch(/n\d+/);
  expect(await graded(notebook)).toEqual(first);
});

test('a notebook of no lesson is refused', () => {
  const empty = submission({});
  empty.cells = [];
  empty.metadata = {};
  expect(() => lessonOf(empty, 'x.ipynb')).toThrow(/x.ipynb has no exercises of a lesson/);
});

// An attack that never worked would prove nothing: these do, where nothing is in the way.
test('without a wall the attacks reach the solution, the files and the servers', async () => {
  const names = [
    'reads the solution as a file',
    'imports the solution as a module, as text, as bytes',
    'writes outside',
    'asks a server of the machine',
    'makes a socket in the file system by listening',
    'starts a program',
  ];
  const chosen = names.map((name) => ATTACKS.find((attack) => attack.name === name)!);
  const answers = Object.fromEntries(
    chosen.map((attack, i) => [attacked[i]!.id, cellOf(attack, attacked[i]!)]),
  );
  const translator = createTranslator(here);
  const open = { runtime: false, system: false };
  const { exercises: results, wall } = await grade(submission(answers), lesson, {
    limits: LIMITS,
    wall: open,
    translator,
  });
  await translator.close();
  expect(wall).toEqual(['none (--unsafe)']);
  const earned = chosen.map((_, i) => resultOf(results, attacked[i]!.id).earned > 0);
  expect(earned.slice(0, 2)).toEqual([true, true]);
  const touched = (await canaries.touched()).join('; ');
  expect(touched).toMatch(/servers had \d+ connections/);
  expect(touched).toMatch(/left/);
  expect(touched).toMatch(/listening/);
});
