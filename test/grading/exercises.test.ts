import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/dist';

test('solutions are right on every hidden call, and wrong ones are known by their feedback', () => {
  // A process of its own: the simulations that answers are computed by are slow in Jest's sandbox.
  const output = execFileSync(
    process.execPath,
    [join(ROOT, 'test', 'support', 'check-exercises.cjs')],
    { encoding: 'utf8' },
  );
  const { exercises, mistakes, failures } = JSON.parse(output) as {
    exercises: number;
    mistakes: number;
    failures: unknown[];
  };
  expect(failures).toEqual([]);
  expect(exercises).toBeGreaterThanOrEqual(60);
  expect(mistakes).toBeGreaterThanOrEqual(3 * exercises);
}, 300_000);
