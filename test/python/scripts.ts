import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GOLDEN, ROOT } from '../support/dist';

/** On which versions: one for each script, so that all are met, or all. */
type Versions = 'one' | 'all';

const SCRIPTS = join(GOLDEN, 'python');
const names = readdirSync(SCRIPTS)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -3));

/** What came of a script: on how many versions it ran, and the first difference on each that differed. */
interface Outcome {
  readonly name: string;
  readonly runs: number;
  readonly failures: readonly unknown[];
}

const arrived = new Map<string, Outcome>();
const awaited = new Map<string, (outcome: Outcome) => void>();
const ended: Promise<unknown>[] = [];

/** Runs a part of the scripts in a process of its own: Jest's would run them several times slower. */
function run(part: string, versions: Versions): Promise<void> {
  const script = join(ROOT, 'test', 'support', 'run-scripts.cjs');
  const child = spawn(process.execPath, ['--stack-size=4000', script, SCRIPTS, part, versions], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', (line) => {
    const outcome = JSON.parse(line) as Outcome;
    arrived.set(outcome.name, outcome);
    awaited.get(outcome.name)?.(outcome);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`scripts ${part} ended with ${code}`)),
    );
  });
}

function outcomeOf(name: string): Promise<Outcome> {
  const known = arrived.get(name);
  if (known) return Promise.resolve(known);
  const coming = new Promise<Outcome>((resolve) => awaited.set(name, resolve));
  // A process that ends without it says why.
  const over = Promise.all(ended).then(() => {
    throw new Error(`${name} was not run`);
  });
  return Promise.race([coming, over]);
}

/** Tests every recorded script; `npm test` has one version of each, `npm run test:deep` and CI all. */
export function testScripts(versions: Versions): void {
  beforeAll(() => {
    ended.push(...['0/2', '1/2'].map((part) => run(part, versions)));
  });

  test.each(names)(
    `%s prints what real interpreters printed, on ${versions} of the versions that were recorded`,
    async (name) => {
      const recorded = JSON.parse(readFileSync(join(SCRIPTS, `${name}.json`), 'utf8')) as object;
      const { runs, failures } = await outcomeOf(name);
      const all = Object.keys(recorded).length;
      expect(failures).toEqual([]);
      expect(runs).toBe(versions === 'all' ? all : 1);
      expect(runs).toBeGreaterThan(0);
    },
    240_000,
  );

  test('there are scripts', () => {
    expect(names.length).toBeGreaterThan(50);
  });
}
