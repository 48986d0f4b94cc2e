import { checkExercises } from './exercises';

test('solutions are right, stubs are not, and wrong functions are known', () => {
  const { exercises, mistakes, failures } = checkExercises('some');
  expect(failures).toEqual([]);
  expect(exercises).toBeGreaterThanOrEqual(90);
  // One of each function; all of them, and the programs, are in the deep test.
  expect(mistakes).toBeGreaterThanOrEqual(60);
}, 300_000);
