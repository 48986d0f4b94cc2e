import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN, ROOT } from '../support/dist';

const SCRIPTS = join(GOLDEN, 'python');

test('scripts print what real interpreters printed, on every version that was recorded', () => {
  const output = execFileSync(
    process.execPath,
    ['--stack-size=4000', join(ROOT, 'test', 'support', 'run-scripts.cjs'), SCRIPTS],
    { encoding: 'utf8' },
  );
  const { runs, failures } = JSON.parse(output) as { runs: number; failures: unknown[] };
  const recorded = readdirSync(SCRIPTS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(SCRIPTS, name), 'utf8')) as object);
  expect(failures).toEqual([]);
  expect(runs).toBe(recorded.reduce((sum, versions) => sum + Object.keys(versions).length, 0));
  expect(runs).toBeGreaterThan(130);
});
