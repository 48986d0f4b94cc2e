import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSource } from '../../src/grading/build-lesson';
import { examplesOf, Random } from '../../src/grading/exercise';
import { promptWithRecord, recordOf } from '../../src/grading/heap/record';
import { judged } from '../../src/grading/heap/result';
import { type AnyExercise, loadLessons } from '../../src/grading/lessons';
import { toPlain } from '../../src/kernel/plain';
import { readLessonNotebook } from '../../src/site/lessons';
import { sample } from '../support/deep';
import { ROOT } from '../support/dist';

/* What each exercise has for those who are stuck, and what differs from one learner's notebook to another's. */

const [one, other] = [1, 2];
const lessons = loadLessons();
const exercises = lessons.flatMap((lesson) =>
  Object.entries(lesson.exercises).map(([name, exercise]) => ({ lesson, name, exercise })),
);
const folderOf = (lesson: string): string => join(ROOT, 'lessons', lesson);

/** Sentences: ended by a point, a question mark or an exclamation mark before a space or the end. */
const sentences = (text: string): number => text.match(/[.!?](?=['"`*)]*(\s|$))/g)?.length ?? 0;

/** Code without what makes no difference, for looking whether some of it is in another text. */
const bare = (code: string): string => code.replace(/\s+|\breturn\b|;/g, '');

/** A solution without the lines that the learner has before beginning. */
function written(lesson: string, name: string, exercise: AnyExercise): string[] {
  const ending = exercise.kind === 'heap' ? 'py' : 'ts';
  const read = (file: string): string[] =>
    readFileSync(join(folderOf(lesson), 'exercises', name, `${file}.${ending}`), 'utf8')
      .split('\n')
      .map(bare);
  const given = read('stub');
  return read('solution').filter((line) => line.length > 1 && !given.includes(line));
}

test('each exercise has three hints, and the reason in three sentences', () => {
  const lacking = exercises.filter(
    ({ exercise: { hints, reason } }) =>
      hints?.length !== 3 || new Set(hints).size !== 3 || !reason || sentences(reason) !== 3,
  );
  expect(lacking.map(({ exercise }) => exercise.id)).toEqual([]);
  const fewMistakes = exercises.filter(({ exercise }) => exercise.mistakes.length < 3);
  expect(fewMistakes.map(({ exercise }) => exercise.id)).toEqual([]);
});

test('no hint is the solution', () => {
  const told = exercises.filter(({ lesson, name, exercise }) => {
    const lines = written(lesson.name, name, exercise);
    const hints = exercise.hints!.map(bare);
    // A solution that has the stub's lines in another order has none of its own.
    return lines.length > 0 && hints.some((hint) => lines.every((line) => hint.includes(line)));
  });
  expect(told.map(({ exercise }) => exercise.id)).toEqual([]);
});

interface Shown {
  readonly inputs: string;
  readonly answers: string;
}

/** What a variant shows of an exercise, and what it expects. A program that tells what it takes has to run for that. */
function shown(exercise: AnyExercise, variant: number): Shown {
  if (exercise.kind === 'heap') {
    const trial = exercise.example(new Random(variant + 1));
    const { before, files, steps, bounds } = trial;
    const wanted = steps.map((step) => ('read' in step ? toPlain(step.want) : ''));
    const told = bounds.some((bound) => bound.told !== undefined)
      ? judged(exercise, trial, exercise.sources!.solution).findings.map(({ asked }) => asked)
      : [];
    return {
      inputs: JSON.stringify([before, files, steps.filter((step) => 'python' in step)]),
      answers: JSON.stringify([wanted, bounds, told]),
    };
  }
  const examples = examplesOf(exercise, variant);
  return {
    inputs: JSON.stringify(examples.map(({ args }) => args)),
    answers: JSON.stringify(
      examples.map(({ args }) => exercise.solution(...structuredClone(args))),
    ),
  };
}

test('at least 80 exercises differ by variant: in inputs, in what is expected, and in the check cell', () => {
  const looked = sample(exercises, 4);
  const differ = looked.filter(({ exercise }) => {
    const [a, b] = [one, other].map((variant) => shown(exercise, variant)) as [Shown, Shown];
    return (
      a.inputs !== b.inputs &&
      a.answers !== b.answers &&
      checkSource(exercise, one) !== checkSource(exercise, other)
    );
  });
  expect(differ.length).toBeGreaterThanOrEqual((80 * looked.length) / exercises.length);
}, 120_000);

test('a check cell has the words of its example as they are', () => {
  for (const { exercise } of exercises) {
    if (exercise.kind !== 'heap') continue;
    const cell = checkSource(exercise, one);
    for (const step of exercise.example(new Random(one + 1)).steps)
      if ('python' in step) expect(cell).toContain(JSON.stringify(step.python));
  }
});

test('a diagnosis shows what its own process printed', () => {
  const ill = exercises.flatMap(({ lesson, name, exercise }) =>
    exercise.kind === 'heap' && exercise.recorded ? [{ lesson, name, exercise }] : [],
  );
  expect(ill.length).toBeGreaterThanOrEqual(2);
  for (const { lesson, name, exercise } of ill) {
    const text = readFileSync(join(folderOf(lesson.name), 'exercises', name, 'prompt.md'), 'utf8');
    const records = [one, other].map((variant) => recordOf(exercise, variant)!);
    expect(records[0]).not.toBe(records[1]);
    const notebook = readLessonNotebook(lesson.name);
    const at = notebook.cells.findIndex(({ id }) => id === exercise.id);
    expect([notebook.cells[at - 1]!.source].flat().join('')).toContain(recordOf(exercise, 0));
    expect(checkSource(exercise, one)).not.toContain('read: "cause"');
    const { recorded: _, ...well } = exercise;
    expect(() => promptWithRecord(text, well, one)).toThrow('{{ recorded }}');
    expect(() => promptWithRecord('no place', exercise, one)).toThrow('{{ recorded }}');
  }
});

test('exercises are numbered in the order of their lesson', () => {
  for (const { name } of lessons) {
    const text = readFileSync(join(folderOf(name), 'lesson.md'), 'utf8');
    const places = [...text.matchAll(/^<!-- exercise: ([\w-]+) -->$/gm)].map((match) => match[1]!);
    const numbers = places.map((place) => {
      const prompt = readFileSync(join(folderOf(name), 'exercises', place, 'prompt.md'), 'utf8');
      return Number(/^### Exercise (\d+): /.exec(prompt)?.[1]);
    });
    expect([name, ...numbers]).toEqual([name, ...places.map((_, i) => i + 1)]);
  }
});
