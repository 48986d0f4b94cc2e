/*
 * Makes notebooks/*.ipynb from lessons/: `npm run notebooks`, or with --check to only compare.
 * The lesson's TypeScript, stubs and check cells included, is type-checked on the way.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLesson } from '../src/grading/build-lesson';
import { loadLessons } from '../src/grading/lessons';
import { formatNotebook } from '../src/kernel/notebook';
import { PACKAGE_ROOT } from '../src/kernel/paths';
import { typeCheckCells } from './type-check-cells';

const check = process.argv.includes('--check');
let failed = false;
mkdirSync(join(PACKAGE_ROOT, 'notebooks'), { recursive: true });
for (const lesson of loadLessons()) {
  const notebook = buildLesson(join(PACKAGE_ROOT, 'lessons', lesson.name), lesson);
  const problems = typeCheckCells(notebook);
  for (const problem of problems) process.stderr.write(`lessons/${lesson.name}: ${problem}\n`);
  failed ||= problems.length > 0;
  const path = join(PACKAGE_ROOT, 'notebooks', `${lesson.name}.ipynb`);
  const text = formatNotebook(notebook);
  if (!check) {
    writeFileSync(path, text);
    process.stdout.write(`notebooks/${lesson.name}.ipynb: ${notebook.cells.length} cells\n`);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`notebooks/${lesson.name}.ipynb is out of step: run npm run notebooks\n`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
