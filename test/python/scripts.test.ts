import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GOLDEN, ROOT } from '../support/dist';

const SCRIPTS = join(GOLDEN, 'python');

interface Outcome {
  readonly runs: number;
  readonly failures: readonly unknown[];
}

async function run(part: string): Promise<Outcome> {
  const script = join(ROOT, 'test', 'support', 'run-scripts.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--stack-size=4000', script, SCRIPTS, part],
    { encoding: 'utf8' },
  );
  return JSON.parse(stdout) as Outcome;
}

test('scripts print what real interpreters printed, on every version that was recorded', async () => {
  const outcomes = await Promise.all(['0/2', '1/2'].map(run));
  const runs = outcomes.reduce((sum, outcome) => sum + outcome.runs, 0);
  const recorded = readdirSync(SCRIPTS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(SCRIPTS, name), 'utf8')) as object);
  expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
  expect(runs).toBe(recorded.reduce((sum, versions) => sum + Object.keys(versions).length, 0));
  expect(runs).toBeGreaterThan(300);
}, 240_000);
