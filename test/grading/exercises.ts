import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/dist';

/** Runs `check-exercises.cjs`. @returns how many exercises and wrong solutions were looked at, and what failed */
export function checkExercises(...what: string[]): {
  exercises: number;
  mistakes: number;
  failures: unknown[];
} {
  // A process of its own: the simulations that answers are computed by are slow in Jest's sandbox.
  const script = join(ROOT, 'test', 'support', 'check-exercises.cjs');
  return JSON.parse(execFileSync(process.execPath, [script, ...what], { encoding: 'utf8' }));
}
