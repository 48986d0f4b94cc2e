import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../../src/grading/batch/lock';
import { spawnNode } from '../../../src/kernel/spawn';
import { put, scratch } from '../../support/batches';
import { ROOT } from '../../support/dist';

const folder = scratch();

/** A process that holds a folder until it is killed. */
async function holder(path: string) {
  const code = `require(${JSON.stringify(join(ROOT, 'dist/src/grading/batch/lock.js'))})
    .lockFolder(process.argv[1]).then(() => { console.log('held'); setInterval(() => {}, 1000); })`;
  const child = spawnNode(['-e', code, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

test('one grader at a time; one that was killed blocks nobody', async () => {
  const path = join(folder, 'a');
  const child = await holder(path);
  await expect(lockFolder(path)).rejects.toThrow(/another grader works in .*: wait until it ends/);
  expect(readdirSync(path)).toHaveLength(1);
  child.kill('SIGKILL');
  await once(child, 'close');
  const release = await lockFolder(path);
  await expect(lockFolder(path)).rejects.toThrow(/another grader/);
  release();
  expect(readdirSync(path)).toEqual([]);
});

test('of many that start together at most one gets the folder', async () => {
  const path = join(folder, 'b');
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(path)));
  const got = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(got.length).toBeLessThanOrEqual(1);
  for (const release of got) release();
  (await lockFolder(path))();
});

test("another machine's grader holds the folder while it touches its mark", async () => {
  const mark = put(
    join(folder, 'c', 'grader-1-abcd.lock'),
    JSON.stringify({ pid: 1, where: 'another machine', started: '1' }),
  );
  const touching = setInterval(() => utimesSync(mark, new Date(), new Date()), 300);
  await expect(lockFolder(join(folder, 'c'))).rejects.toThrow(/grader-1-abcd\.lock/);
  clearInterval(touching);
  utimesSync(mark, 0, 0);
  (await lockFolder(join(folder, 'c')))();
  expect(readdirSync(join(folder, 'c'))).toEqual([]);
});
