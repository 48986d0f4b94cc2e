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
import { CPYTHON_VERSIONS } from '../dist/src/versions';

const ROOT = join(__dirname, '..');
const PATH = join(ROOT, 'lessons', 'claims.json');

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
      process.env.HEAPLAB_PYTHON = name;
      const demo = { ...notebook, cells: notebook.cells.filter((cell) => !cell.metadata.nbgrader) };
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
