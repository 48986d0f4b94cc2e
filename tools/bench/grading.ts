import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLessons } from '../../dist/src/grading/lessons';
import { formatNotebook } from '../../dist/src/kernel/notebook';
import { makePile, mistakeOf, solutionOf, withAnswers } from '../../test/support/submissions';
import type { Row } from './main';

const BIN = join(__dirname, '..', '..', 'bin', 'heaplab.js');
const COUNT = 10;
const MIXED = 30;

/** What a command took, with all the processes it started. Seconds. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** `heaplab grade` on batches of lesson 02: processor time a submission, and wall time of a mixed batch. */
export function benchGrading(): Row[] {
  const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
  const names = Object.keys(lesson.exercises);
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-bench-'));
  /** Submissions with the first exercises wrong; each with a text of its own, as no two learners write the same. */
  const batch = (wrong: number): string => {
    const path = join(folder, `wrong-${wrong}`);
    mkdirSync(path);
    for (let i = 0; i < COUNT; i++) {
      const answers = names.map((name, at) => {
        const { kind, mistakes } = lesson.exercises[name]!;
        const source =
          at < wrong ? mistakeOf(lesson, name, mistakes[0]!.name) : solutionOf(lesson, name);
        return [name, `${source}\n${kind === 'heap' ? '#' : '//'} ${i}\n`] as const;
      });
      const notebook = withAnswers(lesson, Object.fromEntries(answers));
      writeFileSync(join(path, `learner-${i}.ipynb`), formatNotebook(notebook));
    }
    return path;
  };
  try {
    const right = grade(batch(0), COUNT);
    const wrong = grade(batch(3), COUNT);
    const mixed = join(folder, 'mixed');
    makePile(mixed, lesson, MIXED);
    const many = grade(mixed, MIXED);
    const seconds = (value: number): string => `${value.toFixed(2)} s`;
    const row = (what: string, value: number, bar: string): Row => ({
      what,
      heaplab: seconds(value),
      reference: '',
      ratio: '',
      bar,
    });
    return [
      row(
        'grading: a submission that is right in all of lesson 02, CPU',
        right.cpu / COUNT,
        '1.0 s',
      ),
      row('grading: the same with three exercises wrong, CPU', wrong.cpu / COUNT, '2.0 s'),
      row(`grading: ${MIXED} mixed ones, wall time`, many.wall, '45 s'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Grades a folder; the shell adds up the processor time of all that was started and has ended. */
function grade(path: string, count: number): Cost {
  const script = `TIMEFORMAT='%U %S %R'; time "$0" "$1" grade "$2" -o "$2-graded" >&2 2>/dev/null`;
  const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, BIN, path], {
    encoding: 'utf8',
  });
  const [user, system, wall] = stderr.trim().split(/\s+/).slice(-3).map(Number) as [
    number,
    number,
    number,
  ];
  if (status !== 0) throw new Error(`grading ${path} failed: ${stderr}`);
  const graded = execFileSync('grep', ['-c', '', join(`${path}-graded`, 'totals.csv')], {
    encoding: 'utf8',
  });
  if (Number(graded) !== count + 1) throw new Error(`${graded} lines for ${count} submissions`);
  return { cpu: user + system, wall };
}
