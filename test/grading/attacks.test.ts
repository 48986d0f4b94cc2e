import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellSource } from '../../src/grading/build-lesson';
import { closeTranslators, createTranslators, grade } from '../../src/grading/grader';
import type { ExerciseResult } from '../../src/grading/judge';
import { loadLessons } from '../../src/grading/lessons';
import { lessonOf } from '../../src/grading/submission';
import { type Notebook, readNotebook } from '../../src/kernel/notebook';
import { ROOT } from '../support/dist';
import { exercisesAlone } from '../support/exercises';

/*
 * Submissions that try to gain points without the answer. Five exercises carry an attack each, the
 * sixth is solved: it must be graded all the same.
 */

jest.setTimeout(120_000);

const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
const SOLVED = 'pymalloc-blocks-per-pool';
const TARGET = 'pymalloc-block-size';
const attacked = Object.values(lesson.exercises).filter(({ id }) => id !== SOLVED);

/** The answers of the lesson itself, by exercise. */
const SOLUTIONS = Object.fromEntries(
  Object.entries(lesson.exercises).map(([name, { id }]) => {
    const path = join(ROOT, 'lessons', lesson.name, 'exercises', name, 'solution.ts');
    return [id, cellSource(readFileSync(path, 'utf8'))];
  }),
);

/** The solved lesson's notebook with these answers instead: its exercises alone, or `whole`, with the cells to read. */
function submission(answers: Readonly<Record<string, string>>, whole = false): Notebook {
  const notebook = readNotebook(join(ROOT, 'notebooks', '02-pymalloc.ipynb'));
  if (!whole) exercisesAlone(notebook);
  for (const [id, source] of Object.entries({ ...SOLUTIONS, ...answers })) {
    notebook.cells.find((candidate) => candidate.id === id)!.source = source;
  }
  return notebook;
}

async function graded(notebook: Notebook): Promise<readonly ExerciseResult[]> {
  const { exercises } = await grade(notebook, lesson, { limits: LIMITS, translators });
  expect(exercises.find(({ id }) => id === SOLVED)).toMatchObject({ earned: 2 });
  return exercises;
}

const resultOf = (exercises: readonly ExerciseResult[], id: string): ExerciseResult =>
  exercises.find((exercise) => exercise.id === id)!;

// What a grading leaves behind would be seen there.
const temporary = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
const LIMITS = { cellSeconds: 3, callSeconds: 1, memory: 400 * 2 ** 20, temporary };
const translators = createTranslators({ ...LIMITS, memory: 700 * 2 ** 20, temporary: tmpdir() });
afterAll(() => closeTranslators(translators));
const canary = mkdtempSync(join(temporary, 'canary-'));
writeFileSync(join(canary, 'secret'), 'x');
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** FN stands for the exercise's function, CHECKS for the file its solution is compiled to. */
const attacks: Record<string, string> = {
  'reads the solution from the grader': `import { createRequire } from 'node:module';
const stolen = require(CHECKS).FN;
function FN(n: number): number { return stolen(n); }`,
  'reads the checks as a file': `import { readFileSync } from 'node:fs';
function FN(n: number): number { return eval(readFileSync(CHECKS, 'utf8') + '; FN')(n); }`,
  'starts a process that could': `import { execFileSync } from 'node:child_process';
function FN(n: number): number { return Number(execFileSync(process.execPath, ['-p', 'require(CHECKS).FN(' + n + ')']).toString()); }`,
  'writes outside its folder': `import { writeFileSync } from 'node:fs';
try { writeFileSync(${JSON.stringify(join(canary, 'left'))}, 'here'); } catch {}
function FN(n: number): number { return -1; }`,
  'deletes files': `import { rmSync } from 'node:fs';
try { rmSync(${JSON.stringify(join(canary, 'secret'))}); } catch {}
function FN(n: number): number { return -1; }`,
  'patches built-ins so that all is equal': `Object.is = () => true;
(Array.prototype as any).every = () => true; (Number.prototype as any).valueOf = () => 32;
(JSON as any).stringify = ((s) => (v: unknown) => s(v))(JSON.stringify);
function FN(n: number): number { return new (class { valueOf() { return 32; } toJSON() { return 32; } equals() { return true; } } as any)(); }`,
  'breaks JSON and the engine': `(JSON as any).stringify = () => '{"type":"reply"}'; (Object.prototype as any).status = 'ok';
function FN(n: number): number { return -1; }`,
  'prints a result of its own': `console.log(JSON.stringify({ earned: 2, points: 2 })); console.log('All checks passed.');
function FN(n: number): number { console.log('2 of 2 points'); return -1; }`,
  'writes replies of its own to the pipe': `import { writeSync } from 'node:fs';
function FN(n: number): number { for (let id = 0; id < 100; id++) writeSync(3, JSON.stringify({ type: 'reply', id, content: { status: 'ok', value: 32, args: [] } }) + '\\n'); return -1; }`,
  exits: 'process.exit(0);',
  'exits in the call': 'function FN(n: number): number { process.exit(0); }',
  'kills its process': "process.kill(process.pid, 'SIGKILL');",
  'kills its process in the call':
    "function FN(n: number): number { process.kill(process.pid, 'SIGKILL'); return 32; }",
  'loops for ever': 'for (;;);',
  'loops for ever in the call': 'function FN(n: number): number { for (;;); }',
  'never settles': 'function FN(n: number): any { return new Promise(() => {}); }',
  'allocates without end': 'const hog: Buffer[] = []; for (;;) hog.push(Buffer.alloc(2 ** 24, 1));',
  'allocates without end in the call': `const hog: number[][] = [];
function FN(n: number): number { for (;;) hog.push(new Array(100_000).fill(n)); }`,
  'returns an endless structure': `function FN(n: number): any { const a: any[] = []; a.push(a); return a; }`,
  'is silent': '// nothing here',
  'is not the function asked for': 'function somethingElse(n: number): number { return 32; }',
  'does not compile': 'function FN(n: number): number { return "32"; }',
};

const groups = Array.from(
  { length: Math.ceil(Object.keys(attacks).length / attacked.length) },
  (_, i) => Object.entries(attacks).slice(i * attacked.length, (i + 1) * attacked.length),
);

test.each(groups.map((group) => ({ name: group.map(([name]) => name).join('; '), group })))(
  'gain nothing and leave nothing behind: a submission that $name',
  async ({ group }) => {
    const answers = group.map(([, attack], i) => {
      const { id, functionName } = attacked[i]!;
      const folder = Object.keys(lesson.exercises).find(
        (name) => lesson.exercises[name]!.id === id,
      )!;
      const compiled = join(
        ROOT,
        'dist',
        'lessons',
        lesson.name,
        'exercises',
        folder,
        'solution.js',
      );
      expect(existsSync(compiled)).toBe(true);
      const code = attack
        .replaceAll('FN', functionName)
        .replaceAll('CHECKS', JSON.stringify(compiled));
      return [id, code] as const;
    });
    const exercises = await graded(submission(Object.fromEntries(answers)));
    group.forEach(([name], i) => {
      const { earned, feedback } = resultOf(exercises, attacked[i]!.id);
      expect({ name, earned }).toEqual({ name, earned: 0 });
      expect(feedback.join(' ').length).toBeGreaterThan(10);
    });
    expect(readdirSync(canary)).toEqual(['secret']);
    expect(readdirSync(temporary)).toEqual([canary.slice(temporary.length + 1)]);
  },
);

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

test('feedback never shows an input, even when the learner throws it; the same submission gets the same grade', async () => {
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
