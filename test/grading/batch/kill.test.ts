import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLessons } from '../../../src/grading/lessons';
import { formatNotebook } from '../../../src/kernel/notebook';
import { journalOf, put, scratch } from '../../support/batches';
import { BIN } from '../../support/dist';
import { exercisesAlone } from '../../support/exercises';
import { gradedIn, gradeUntil } from '../../support/kill';
import { pointsOf } from '../../support/points';
import { exerciseFile, withAnswers } from '../../support/submissions';

/* The command itself, with its real grader, ended in the middle of a batch. */

const folder = scratch();
const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;

test('killed twice and interrupted once, a batch ends complete, each graded once', async () => {
  const from = join(folder, 'in');
  const output = join(folder, 'out');
  const solution = exerciseFile(lesson, 'block-size', 'solution.ts');
  const names = ['Müller', 'Möller', '王', 'ann', 'bob', 'zoe'];
  for (const [i, name] of names.entries()) {
    // No two of the same bytes.
    const notebook = exercisesAlone(withAnswers(lesson, { 'block-size': `${solution}\n// ${i}` }));
    put(join(from, `${name}.ipynb`), formatNotebook(notebook));
  }
  const run = [from, output, '--jobs', '1'] as const;
  const killed = [];
  for (let i = 0; i < 2; i++) killed.push(await gradeUntil(run, 1, 'SIGKILL'));
  expect(killed).toMatchObject([{ signal: 'SIGKILL' }, { signal: 'SIGKILL' }]);
  expect(killed[1]!.left).toBeGreaterThan(killed[0]!.left);
  const stopped = await gradeUntil(run, 1, 'SIGINT');
  expect(stopped.status).toBe(130);
  expect(stopped.left).toBeLessThan(names.length);
  // What there is, is in the tables.
  const { rows, waiting } = JSON.parse(readFileSync(join(output, 'grades.json'), 'utf8'));
  expect([rows.length, waiting]).toEqual([stopped.left, names.length - stopped.left]);
  const last = spawnSync(process.execPath, [BIN, 'grade', ...run.slice(0, 1), '-o', output], {
    encoding: 'utf8',
  });
  expect(last.stderr).toContain(`${stopped.left} of 6 are graded already`);
  expect(last.stdout).toContain('6 of 6 graded');
  expect(last.status).toBe(0);
  const [, ...attempts] = journalOf(output);
  const graded = attempts.map(({ parts }) => (parts as string[])[0]!.normalize('NFC'));
  expect(graded.sort()).toEqual(names.map((name) => `${name}.ipynb`).sort());
  for (const { result } of attempts)
    expect(result).toMatchObject({ earned: 2, points: pointsOf(lesson.name) });
  for (const name of names) {
    expect(existsSync(join(output, 'feedback', `${name}.html`))).toBe(true);
  }
}, 180_000);

(process.platform === 'win32' ? test.skip : test)(
  'a full disk ends it with a sentence; with room it goes on',
  () => {
    const from = join(folder, 'broken');
    const output = join(folder, 'full');
    for (let i = 0; i < 60; i++) put(join(from, `${i}.ipynb`), `{${i}`);
    const grade = `'${process.execPath}' '${BIN}' grade '${from}' -o '${output}'`;
    // A file may get no larger than 8 KiB: writing past that fails as on a full disk.
    const full = spawnSync('bash', ['-c', `ulimit -f 8; exec ${grade}`], { encoding: 'utf8' });
    expect(full.stderr).toContain('make room and give the same command again');
    expect(full.status).toBe(1);
    const kept = gradedIn(output);
    expect(kept).toBeGreaterThan(5);
    expect(journalOf(output)).toHaveLength(kept + 1);
    const whole = spawnSync('bash', ['-c', grade], { encoding: 'utf8' });
    expect(whole.stderr).toContain(`${kept} of 60 are graded already`);
    expect(whole.status).toBe(1);
    expect(journalOf(output)).toHaveLength(61);
  },
  60_000,
);
