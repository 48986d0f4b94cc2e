import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../../../src/grading/batch/results';
import { loadLessons } from '../../../src/grading/lessons';
import { journalOf, scratch } from '../../support/batches';
import { BIN } from '../../support/dist';
import { gradeUntil } from '../../support/kill';
import { makePile } from '../../support/submissions';

const SIZE = 300;
const folder = scratch();
const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;

test(`a batch of ${SIZE}, killed twice on the way, ends complete, each graded once`, async () => {
  const from = join(folder, 'in');
  const output = join(folder, 'out');
  const made = makePile(from, lesson, SIZE);
  for (const graded of [100, 100]) {
    const killed = await gradeUntil([from, output], graded, 'SIGKILL');
    expect(killed.signal).toBe('SIGKILL');
  }
  const last = spawnSync(process.execPath, [BIN, 'grade', from, '-o', output], {
    stdio: 'ignore',
  });
  expect(last.status).toBe(0);
  const [, ...attempts] = journalOf(output);
  expect(attempts.map(({ parts }) => (parts as string[])[0]).sort()).toEqual([...made.keys()]);
  const { rows } = JSON.parse(readFileSync(join(output, 'grades.json'), 'utf8')) as Results;
  expect(rows).toHaveLength(SIZE);
  for (const { file, result } of rows) {
    for (const { id, earned, points, mistake } of result!.exercises) {
      const did = made.get(file)![id]!;
      if (did === 'right') expect({ file, id, earned }).toEqual({ file, id, earned: points });
      else if (did === 'nothing') expect({ file, id, earned }).toEqual({ file, id, earned: 0 });
      else {
        expect(earned).toBeLessThan(points);
        expect({ file, id, mistake }).toEqual({ file, id, mistake: did.mistake });
      }
    }
  }
}, 3_600_000);
