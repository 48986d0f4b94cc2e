import { compare, SCRIPTS } from './truth';

const some = ['refcounts', 'generations', 'class_comprehensions'].map(
  (name) => SCRIPTS.find((file) => file.endsWith(`/${name}.py`))!,
);

test('steps of recorded programs are what a run that is stopped there is, in every byte', async () => {
  const outcomes = await compare(some, 7);
  expect(outcomes).toHaveLength(some.length);
  for (const { found, compared } of outcomes) {
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThan(6);
  }
});
