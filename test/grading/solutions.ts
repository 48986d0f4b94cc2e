import { totalPoints } from '../../src/grading/exercise';
import { createTranslator, grade } from '../../src/grading/grader';
import type { Lesson } from '../../src/grading/lessons';
import { wallHere } from '../../src/grading/wall/command';
import { exercisesAlone } from '../support/exercises';
import { solutionOf, withAnswers } from '../support/submissions';

/** Tests that the solutions of lessons get full points from the whole grader. */
export function proveSolutions(lessons: readonly Lesson[]): void {
  const wall = wallHere();
  const translator = createTranslator(wall);
  afterAll(() => translator.close());

  test.each(lessons)('the solutions of $name get full points', async (lesson) => {
    const names = Object.keys(lesson.exercises);
    const answers = Object.fromEntries(names.map((name) => [name, solutionOf(lesson, name)]));
    const result = await grade(exercisesAlone(withAnswers(lesson, answers)), lesson, {
      wall,
      translator,
    });
    for (const exercise of result.exercises) {
      expect(exercise).toMatchObject({ earned: exercise.points, feedback: ['All checks passed.'] });
    }
    expect(result.earned).toBe(
      names.reduce((sum, name) => sum + totalPoints(lesson.exercises[name]!), 0),
    );
  });
}
