import { createTranslator, grade } from '../../src/grading/grader';
import type { ExerciseResult } from '../../src/grading/results';
import { lessonOf } from '../../src/grading/submission';
import type { Notebook } from '../../src/kernel/notebook';
import { ATTACKS, isQuick } from './attacks/catalogue';
import {
  attacked,
  canaries,
  cellOf,
  here,
  LIMITS,
  lesson,
  resultOf,
  SOLVED,
  submission,
  TARGET,
  testAttacks,
} from './attacks/harness';

jest.setTimeout(120_000);

test('this machine has both layers, so that both are tested', () => {
  // CI installs what is missing; elsewhere the tests of the system's layer say that they were skipped.
  if (process.env.CI) expect(here).toEqual({ runtime: true, system: true });
  expect(here.runtime).toBe(true);
});

testAttacks('both layers', { runtime: true, system: true }, ATTACKS.filter(isQuick));

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
