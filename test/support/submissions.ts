import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellSource } from '../../src/grading/build-lesson';
import { Random } from '../../src/grading/exercise';
import { asCell as pythonCell } from '../../src/grading/heap/cell';
import type { Lesson } from '../../src/grading/lessons';
import { formatNotebook, type Notebook, readNotebook } from '../../src/kernel/notebook';
import { ROOT } from './dist';
import { exercisesAlone } from './exercises';

/** A file of an exercise's folder. */
export function exerciseFile(lesson: Lesson, exercise: string, ...path: string[]): string {
  return readFileSync(join(ROOT, 'lessons', lesson.name, 'exercises', exercise, ...path), 'utf8');
}

/** A learner's file as the cell it is: no exports, `heaplab` by its name, and types of another file written out. */
function asCell(source: string, lesson: Lesson, exercise: string): string {
  const types = /^import type .*$/m.test(source)
    ? [
        ...exerciseFile(lesson, exercise, 'solution.ts').matchAll(
          /export (?:interface [\s\S]*?^}|type [^;]*;)/gm,
        ),
      ]
        .map(([text]) => text)
        .join('\n')
    : '';
  return cellSource(`${types}\n${source.replace(/^import type .*$/gm, '')}`).trim();
}

/** The solution of an exercise, as its file has it. */
export function solutionOf(lesson: Lesson, exercise: string): string {
  const { kind } = lesson.exercises[exercise]!;
  return exerciseFile(lesson, exercise, `solution.${kind === 'heap' ? 'py' : 'ts'}`);
}

/** A known mistake of an exercise, as its file has it. */
export function mistakeOf(lesson: Lesson, exercise: string, mistake: string): string {
  const { kind } = lesson.exercises[exercise]!;
  return exerciseFile(lesson, exercise, 'wrong', `${mistake}.${kind === 'heap' ? 'py' : 'ts'}`);
}

/** The lesson's notebook with some exercises answered, by the names of their folders. */
export function withAnswers(lesson: Lesson, answers: Readonly<Record<string, string>>): Notebook {
  const notebook = readNotebook(join(ROOT, 'notebooks', `${lesson.name}.ipynb`));
  for (const [exercise, source] of Object.entries(answers)) {
    const known = lesson.exercises[exercise]!;
    notebook.cells.find((cell) => cell.id === known.id)!.source =
      known.kind === 'heap'
        ? pythonCell(known.id, known.version, source)
        : asCell(source, lesson, exercise);
  }
  return notebook;
}

/** What a learner of a made batch did in an exercise: solved it, made a known mistake, or nothing. */
export type Did = 'right' | 'nothing' | { readonly mistake: string };

/**
 * A folder of submissions made from solutions and wrong ones, one in ten with nothing done.
 * @returns what each did, by file name and exercise id
 */
export function makePile(
  folder: string,
  lesson: Lesson,
  count: number,
  seed = 1,
): Map<string, Record<string, Did>> {
  const random = new Random(seed);
  const batch = new Map<string, Record<string, Did>>();
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const answers: Record<string, string> = {};
    const did: Record<string, Did> = {};
    for (const [name, { id, mistakes }] of Object.entries(lesson.exercises)) {
      const chance = random.integer(1, 10);
      const { name: mistake } = random.pick(mistakes);
      did[id] = chance <= 7 ? 'right' : chance <= 9 ? { mistake } : 'nothing';
      if (chance <= 7) answers[name] = solutionOf(lesson, name);
      else if (chance <= 9) answers[name] = mistakeOf(lesson, name, mistake);
    }
    const notebook = exercisesAlone(withAnswers(lesson, answers));
    // No two of the same bytes, which would be graded once.
    notebook.metadata.learner = i;
    const file = `learner-${String(i).padStart(3, '0')}.ipynb`;
    writeFileSync(join(folder, file), formatNotebook(notebook));
    batch.set(file, did);
  }
  return batch;
}
