import { checkExercises } from './exercises';

test('each wrong solution of every exercise is known by its feedback', () => {
  const { exercises, mistakes, failures } = checkExercises();
  expect(failures).toEqual([]);
  expect(mistakes).toBeGreaterThanOrEqual(3 * exercises);
}, 600_000);
