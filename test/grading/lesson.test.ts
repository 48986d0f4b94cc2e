import { join } from 'node:path';
import { createTranslator, grade } from '../../src/grading/grader';
import { loadLessons } from '../../src/grading/lessons';
import { checksum } from '../../src/grading/nbgrader';
import { nbgrader } from '../../src/grading/submission';
import { wallHere } from '../../src/grading/wall/command';
import { readNotebook } from '../../src/kernel/notebook';
import { ROOT } from '../support/dist';
import { exercisesAlone } from '../support/exercises';
import { mistakeOf, withAnswers } from '../support/submissions';
import { proveSolutions } from './solutions';

// As for a batch.
const wall = wallHere();
const translator = createTranslator(wall);
afterAll(() => translator.close());

describe.each(loadLessons())('$name', (lesson) => {
  test('carries nbgrader metadata with nothing of our own inside, and no outputs', () => {
    const { cells } = readNotebook(join(ROOT, 'notebooks', `${lesson.name}.ipynb`));
    const known = [
      'schema_version',
      'grade_id',
      'grade',
      'locked',
      'solution',
      'task',
      'points',
      'cell_type',
      'checksum',
    ];
    for (const cell of cells) {
      const meta = nbgrader(cell) as
        | (Parameters<typeof checksum>[1] & { checksum: string })
        | undefined;
      expect(cell.outputs ?? []).toEqual([]);
      if (!meta) continue;
      expect(Object.keys(meta).filter((key) => !known.includes(key))).toEqual([]);
      expect(meta.checksum).toBe(checksum(cell.source, meta));
      expect('points' in meta).toBe(meta.grade);
    }
  });
});

// Of all lessons in lesson.deep.test.ts.
proveSolutions(loadLessons().filter(({ name }) => name.startsWith('02') || name.startsWith('07')));

// What is said of every lesson's wrong solutions in exercises.test.ts, through the whole grader for one.
describe('a whole submission', () => {
  const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
  const names = Object.keys(lesson.exercises);

  test('the untouched notebook gets none', async () => {
    const result = await grade(withAnswers(lesson, {}), lesson, { wall, translator });
    expect(result.earned).toBe(0);
    for (const { feedback } of result.exercises) {
      expect(feedback).toEqual(['No points: nothing is written yet.']);
    }
  });

  test('a stub whose metadata is lost gets none either', async () => {
    const notebook = withAnswers(lesson, {});
    for (const cell of notebook.cells)
      delete (nbgrader(cell) as { checksum?: string } | undefined)?.checksum;
    const name = 'block-size';
    const one = { ...lesson, exercises: { [name]: lesson.exercises[name]! } };
    const { earned, exercises } = await grade(exercisesAlone(notebook), one, { wall, translator });
    expect(earned).toBe(0);
    expect(exercises.map(({ feedback }) => feedback.join()).join()).toContain('threw Error');
  });

  test('wrong solutions lose points, with feedback that names their mistake', async () => {
    const answers: Record<string, string> = {};
    for (const name of names) {
      const [mistake] = lesson.exercises[name]!.mistakes;
      answers[name] = mistakeOf(lesson, name, mistake!.name);
    }
    const { exercises } = await grade(exercisesAlone(withAnswers(lesson, answers)), lesson, {
      wall,
      translator,
    });
    for (const name of names) {
      const result = exercises.find(({ id }) => id === lesson.exercises[name]!.id)!;
      expect(result.earned).toBeLessThan(result.points);
      const [mistake] = lesson.exercises[name]!.mistakes;
      expect(result).toMatchObject({ mistake: mistake!.name });
      expect(result.feedback[0]).toBe(mistake!.feedback);
    }
  });
});
