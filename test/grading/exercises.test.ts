import { checkExercises } from './exercises';

test('solutions are right on every hidden call, and a wrong one is known by its feedback', () => {
  const { exercises, mistakes, failures } = checkExercises('some');
  expect(failures).toEqual([]);
  expect(exercises).toBeGreaterThanOrEqual(90);
  expect(mistakes).toBeGreaterThanOrEqual(2 * exercises);
}, 300_000);
