import { once } from 'node:events';
import { boot } from '../../src';
import { spawnNode } from '../../src/kernel/spawn';

// Node 20 has no buffers of 8 GiB that grow: what is reserved counts there.
const grows = Number(process.versions.node.split('.')[0]) >= 22;

(grows ? test : test.skip)(
  'address space that simulated processes reserve does not count when a process starts (from Node 22 on)',
  async () => {
    const kept = Array.from({ length: 40 }, () => boot('3.12'));
    const child = spawnNode(['-e', 'process.exit(7)'], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([7, null]);
    // Nothing was let go to make room.
    for (const py of kept) expect(py.status().VmRSS).toBeGreaterThan(0);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(2 ** 30);
  },
);

test('a process starts though many simulated ones, let go, still have their address space', async () => {
  for (let i = 0; i < 16; i++) boot('3.12');
  const child = spawnNode(['-e', 'process.exit(7)'], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([7, null]);
});
