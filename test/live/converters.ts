import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/dist';

interface Comparison {
  readonly counts: {
    readonly cells: number;
    readonly diagnostics: number;
    readonly places: number;
  };
  readonly differences: readonly unknown[];
}

const FOLDER = join(ROOT, 'notebooks');
export const NOTEBOOKS: readonly string[] = readdirSync(FOLDER).filter((name) =>
  name.endsWith('.ipynb'),
);

/**
 * What the kernel's converter and the live lab's make of the cells of notebooks.
 * @param positions how many places of a cell are completed and hovered over
 * @param cells how many of each notebook, from its first
 */
export function compareConverters(
  positions: number,
  notebooks: readonly string[],
  cells = Number.MAX_SAFE_INTEGER,
): Comparison {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'test', 'support', 'compare-converters.cjs'),
      String(positions),
      String(cells),
      ...notebooks.map((name) => join(FOLDER, name)),
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Comparison;
}
