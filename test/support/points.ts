import { totalPoints } from '../../src/grading/exercise';
import { loadLessons } from '../../src/grading/lessons';

/** The points of all exercises of a lesson. */
export function pointsOf(name: string): number {
  const lesson = loadLessons().find((each) => each.name === name)!;
  return Object.values(lesson.exercises).reduce((sum, each) => sum + totalPoints(each), 0);
}

/** How many exercises a lesson has. */
export function exercisesIn(name: string): number {
  return Object.keys(loadLessons().find((each) => each.name === name)!.exercises).length;
}
