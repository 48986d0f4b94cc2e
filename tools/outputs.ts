import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadLessons } from '../dist/src/grading/lessons';
import { runNotebook } from '../dist/src/kernel/headless';
import { writeNotebook } from '../dist/src/kernel/notebook';
import { PACKAGE_ROOT } from '../dist/src/kernel/paths';
import { wholeBank } from '../dist/src/quiz/stored';
import { measureHome } from '../dist/src/site/figures';
import { readLessonNotebook } from '../dist/src/site/lessons';
import { formatOutputs, outputsFile, outputsOf } from '../dist/src/site/stored';

/*
 * Measures the figure of the home page, makes one question of each template, runs the cells of every lesson, and keeps what they put out
 * for the pages:
 *     npm run outputs [-- --check] [--ran FOLDER] [LESSON…]
 * With --check nothing is written, and the exit code is 1 when something came out otherwise. FOLDER gets the
 * notebooks as they ran, for test/conformance/run_notebooks.py.
 */

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    options: { check: { type: 'boolean', default: false }, ran: { type: 'string' } },
    allowPositionals: true,
  });
  const { check, ran } = values;
  if (ran !== undefined) mkdirSync(ran, { recursive: true });
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const keep = (name: string, text: string): void => {
    const file = outputsFile(name);
    const shown = relative(PACKAGE_ROOT, file);
    if (!check) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      process.stdout.write(`${shown}\n`);
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      process.stdout.write(`${shown} is out of step: run npm run notebooks\n`);
      process.exitCode = 1;
    }
  };
  if (wanted('home')) keep('home', `${JSON.stringify(measureHome(), null, 1)}\n`);
  if (wanted('practice')) {
    const lines = wholeBank().map((question) => JSON.stringify(question));
    keep('practice', `[\n${lines.join(',\n')}\n]\n`);
  }
  for (const { name } of loadLessons()) {
    if (!wanted(name)) continue;
    const { notebook, failures } = await runNotebook(readLessonNotebook(name));
    const failed = failures[0];
    if (failed) throw new Error(`${name}: ${failed.cell.id} failed with ${failed.error.evalue}`);
    if (ran !== undefined) writeNotebook(join(ran, `${name}.ipynb`), notebook);
    keep(name, formatOutputs(outputsOf(notebook)));
  }
}

void main(process.argv.slice(2));
