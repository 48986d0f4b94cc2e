import { compare, SCRIPTS } from './truth';

test('steps of a hundred programs are what runs that are stopped there are', async () => {
  const seed = Number(process.env.HEAPLAB_SEED ?? Date.now() % 100_000);
  const parts = await Promise.all(['0/2', '1/2'].map((part) => compare(SCRIPTS, seed, part)));
  const outcomes = parts.flat();
  expect(outcomes).toHaveLength(SCRIPTS.length);
  const wrong = outcomes.flatMap(({ name, found }) => found.map((each) => `${name}: ${each}`));
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
}, 900_000);
