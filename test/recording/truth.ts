import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GOLDEN, ROOT } from '../support/dist';

export const SCRIPTS = readdirSync(join(GOLDEN, 'python'))
  .filter((name) => name.endsWith('.py'))
  .map((name) => join(GOLDEN, 'python', name));

/** What came of a program: how many steps were compared, and what was not the same. */
export interface Outcome {
  readonly name: string;
  readonly compared: number;
  readonly found: readonly string[];
}

/** Compares steps of programs with runs that are stopped there, in a process of its own. */
export function compare(files: readonly string[], seed: number, part = '0/1'): Promise<Outcome[]> {
  const script = join(ROOT, 'test', 'support', 'compare-recordings.cjs');
  const child = spawn(
    process.execPath,
    ['--stack-size=4000', script, String(seed), part, ...files],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const outcomes: Outcome[] = [];
  createInterface(child.stdout).on('line', (line) => outcomes.push(JSON.parse(line) as Outcome));
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(outcomes) : reject(new Error(`it ended with ${code}`)),
    );
  });
}
