/*
 * Runs every notebook on every version and writes down on which of them each claim's cell succeeded:
 * lessons/claims.json, from which CLAIMS.md is made. `npm run claims [-- LESSON…]`, some
 * minutes, on what was built; `npm run notebooks` puts it into CLAIMS.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLesson } from '../dist/src/grading/build-lesson';
import { loadLessons } from '../dist/src/grading/lessons';
import { runNotebook } from '../dist/src/kernel/headless';
import type { NotebookCell } from '../dist/src/kernel/notebook';
import { CPYTHON_VERSIONS } from '../dist/src/versions';

const ROOT = join(__dirname, '..');
/** Where a notebook says which version it runs on. */
const VERSION = /const VERSION = '[\d.]+'/;
const PATH = join(ROOT, 'lessons', 'claims.json');

/** The cells that are no exercises, with the notebook's version set as a reader would. */
function demonstration(cells: readonly NotebookCell[], version: string): NotebookCell[] {
  let set = 0;
  const shown = cells
    .filter((cell) => !cell.metadata.nbgrader)
    .map((cell) => {
      const source = cell.source.replace(VERSION, `const VERSION = '${version}'`);
      if (VERSION.test(cell.source)) set++;
      return { ...cell, source };
    });
  if (set !== 1) throw new Error(`${set} cells set VERSION: there has to be one`);
  return shown;
}

async function main(): Promise<void> {
  const only = process.argv.slice(2);
  const held: Record<string, string[]> = existsSync(PATH)
    ? JSON.parse(readFileSync(PATH, 'utf8'))
    : {};
  const known = new Set<string>();
  for (const lesson of loadLessons()) {
    const { notebook, claims } = buildLesson(join(ROOT, 'lessons', lesson.name), lesson);
    for (const { id } of claims) known.add(id);
    if (claims.length === 0 || (only.length > 0 && !only.includes(lesson.name))) continue;
    for (const { id } of claims) held[id] = [];
    for (const name of CPYTHON_VERSIONS) {
      const demo = { ...notebook, cells: demonstration(notebook.cells, name) };
      const { failures } = await runNotebook(demo, { folder: ROOT, allowErrors: true });
      const failed = new Set(failures.map(({ cell }) => cell.id));
      const here = claims.filter(({ cell }) => !failed.has(cell));
      for (const { id } of here) held[id]!.push(name);
      process.stdout.write(
        `${lesson.name} on ${name}: ${here.length} of ${claims.length} claims hold\n`,
      );
    }
  }
  const sorted = Object.entries(held)
    .filter(([id]) => known.has(id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = sorted.map(
    ([id, versions]) => ` ${JSON.stringify(id)}: ${JSON.stringify(versions)}`,
  );
  writeFileSync(PATH, `{\n${rows.join(',\n')}\n}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
