import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN } from './dist';

/** How many notebooks a folder has results of; a line that is being written is none. */
export function gradedIn(output: string): number {
  const path = join(output, 'grading.jsonl');
  return existsSync(path) ? Math.max(0, readFileSync(path, 'utf8').split('\n').length - 2) : 0;
}

/**
 * Runs `heaplab grade` on a folder, and ends it with a signal once it has graded some more.
 * @returns how it ended, and how many results it left
 */
export async function gradeUntil(
  [from, output, ...more]: readonly [string, string, ...string[]],
  graded: number,
  signal: NodeJS.Signals,
): Promise<{
  readonly status: number | null;
  readonly signal: string | null;
  readonly left: number;
}> {
  const child = spawn(process.execPath, [BIN, 'grade', from, '-o', output, ...more], {
    stdio: 'ignore',
  });
  const goal = gradedIn(output) + graded;
  const watch = setInterval(() => {
    if (gradedIn(output) < goal) return;
    clearInterval(watch);
    child.kill(signal);
  }, 20);
  const [status, by] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(watch);
  return { status, signal: by, left: gradedIn(output) };
}
