import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { findPythons } from '../../tools/find-pythons';
import { ROOT } from '../support/dist';
import { ObjectOps, type Op, op, type Result } from '../support/object-ops';

const pythons = findPythons().filter(({ version }) => Number(version.split('.')[1]) >= 8);
const seed = process.env.HEAPLAB_SEED ? { seed: Number(process.env.HEAPLAB_SEED) } : {};

function recorded(path: string, ops: readonly Op[]): Result[] {
  const output = execFileSync(path, [join(ROOT, 'tools', 'oracle', 'object_ops.py')], {
    input: JSON.stringify(ops),
    encoding: 'utf8',
    env: { ...process.env, PYTHONHASHSEED: '0' },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(output) as Result[];
}

test('there is an interpreter to compare with', () => {
  expect(pythons.length).toBeGreaterThan(0);
});

describe.each(pythons)('random operations on objects, $release', ({ path, version }) => {
  test('sizes, lengths, counts, tracking, order and collections', () => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 300, maxLength: 600, size: 'max' }), (ops) => {
        const real = recorded(path, ops);
        const ours = new ObjectOps(version).run(ops);
        const at = real.findIndex(
          (result, i) => JSON.stringify(result) !== JSON.stringify(ours[i]),
        );
        if (at >= 0) {
          throw new Error(
            `operation ${at}, ${JSON.stringify(ops[at])}: ${JSON.stringify(real[at])} and here ${JSON.stringify(ours[at])}`,
          );
        }
      }),
      // Without shrinking: each try starts an interpreter. HEAPLAB_SEED repeats a failure.
      { numRuns: 20, endOnFailure: true, ...seed },
    );
  }, 300_000);
});
