/*
 * Makes docs/differences.md from docs/differences/*.ts; with --check says whether it is in step.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../docs/differences/difference';

const FOLDER = join(__dirname, '..', 'docs', 'differences');
const PAGE = join(__dirname, '..', 'docs', 'differences.md');

/** Every difference, by the name of its file. */
export function differences(): [name: string, difference: Difference][] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts') && name !== 'difference.ts')
    .map((name) => [name, require(join(FOLDER, name)).difference as Difference]);
}

/** The page that tells of them. */
export function differencesPage(): string {
  const parts = differences().map(
    ([name, { title, what, why, instead, here, cpython }]) =>
      `## ${title}\n\n${what}\n\nWhy: ${why} Instead: ${instead}\n\n` +
      `Here \`${String(here)}\`, CPython: ${String(cpython)}. The case: [${name}](differences/${name}).\n`,
  );
  return (
    '# Where it differs from CPython\n\n' +
    'Made from the cases in [differences/](differences/) by `npm run differences`; `npm test` runs each case, ' +
    'so that none goes stale.\n\n' +
    parts.join('\n')
  );
}

if (require.main === module) {
  const page = differencesPage();
  if (process.argv.includes('--check')) {
    if (readFileSync(PAGE, 'utf8') !== page) {
      process.stderr.write('docs/differences.md is not in step: run npm run differences\n');
      process.exitCode = 1;
    }
  } else writeFileSync(PAGE, page);
}
