import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellSource } from '../grading/build-lesson';
import type { Lesson } from '../grading/lessons';
import { PACKAGE_ROOT } from '../kernel/paths';
import { codeHtml } from './code';
import { Prose } from './markdown';

/*
 * Hints and solutions of exercises as files of their own: a page loads one when its reader asks. What
 * goes into them is written for learners. Nothing of the hidden checks does.
 */

/** The solution of an exercise, as HTML. */
export interface SolutionHelp {
  readonly code: string;
  readonly reason: string;
}

/** Writes `ID.hints.json` and `ID.solution.json` for each exercise that has them. */
export function writeHelp(
  folder: string,
  lessons: readonly Pick<Lesson, 'name' | 'exercises'>[],
): void {
  mkdirSync(folder, { recursive: true });
  const prose = new Prose((href) => href);
  const write = (file: string, value: unknown): void =>
    writeFileSync(join(folder, file), JSON.stringify(value));
  for (const { name, exercises } of lessons)
    for (const [place, { id, kind, hints, reason }] of Object.entries(exercises)) {
      const language = kind === 'heap' ? 'python' : 'typescript';
      if (hints)
        write(
          `${id}.hints.json`,
          hints.map((hint) => prose.html(hint)),
        );
      if (reason === undefined) continue;
      const file = `solution.${language === 'python' ? 'py' : 'ts'}`;
      const path = join(PACKAGE_ROOT, 'lessons', name, 'exercises', place, file);
      const text = readFileSync(path, 'utf8').trim();
      const solution: SolutionHelp = {
        code: codeHtml(language === 'python' ? text : cellSource(text), language),
        reason: prose.html(reason),
      };
      write(`${id}.solution.json`, solution);
    }
}
