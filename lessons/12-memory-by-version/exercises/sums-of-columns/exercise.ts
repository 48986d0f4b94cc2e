import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

function trial(random: Random, count: number): VisibleTrial {
  const step = random.integer(3, 9);
  const line = (i: number): number[] =>
    Array.from({ length: 20 }, (_, column) => 1000 + i * step + column * column);
  const totals = Array.from({ length: 20 }, (_, column) =>
    Array.from({ length: count }, (_, i) => line(i)[column]!).reduce((sum, each) => sum + each, 0),
  );
  return {
    steps: [
      {
        python: `lines = [' '.join(str(1000 + i * ${step} + c * c) for c in range(20)) for i in range(${count})]
warm = sums(lines[:2])`,
      },
      { mark: 'start' },
      { python: 'got = sums(lines)' },
      { mark: 'done' },
      { read: 'got', want: totals, about: 'the sums' },
    ],
    bounds: [
      {
        measure: 'blocks',
        about: `blocks more in use after ${count} lines`,
        from: 'start',
        to: 'done',
        most: 25,
      },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'start',
        to: 'done',
        exactly: 0,
      },
    ],
  };
}

const on = (random: Random, version: string): Trial => ({
  version,
  ...trial(random, random.integer(200, 300)),
});

export const exercise = defineHeapExercise({
  id: 'versions-sums-of-columns',
  title: 'Rows of twenty',
  names: ['sums'],
  version: '3.12',
  hints: [
    'Where does a tuple of twenty come from in your code? From `tuple(…)`, from `zip(*rows)`, and from a call with a star too.',
    'A list of twenty has no such trouble: its array goes back to pymalloc. Or make no row at all, and add each number to its column.',
    'Begin with `totals = [0] * 20`, and for each line go over `enumerate(line.split())`: `totals[i] += int(text)`.',
  ],
  reason:
    'On 3.11 and 3.12 tuples of one to twenty items go onto free lists when they die, and new ones are taken from those of up to nineteen only. So each dead tuple of twenty stays, up to two thousand of them. Code that makes no such tuple does not depend on it, on any version.',
  example: (random) => trial(random, random.integer(30, 40)),
  checks: [
    { about: 'on 3.12', points: 2, trials: (random) => [trial(random, random.integer(200, 300))] },
    {
      about: 'on other versions',
      points: 1,
      trials: (random) => [on(random, '3.11'), on(random, '3.14')],
    },
  ],
  mistakes: [
    {
      name: 'collects',
      feedback:
        'A full collection empties the free lists, but it looks at all objects of the process for that. Make no tuples of twenty.',
    },
    {
      name: 'unpacked',
      feedback:
        'A call with a star makes a tuple of its arguments: again a tuple of twenty for each line.',
    },
    {
      name: 'all-rows-first',
      feedback: 'Now all rows are there at once, and they are tuples of twenty as before.',
    },
    {
      name: 'last-line-only',
      feedback: 'These are the numbers of the last line: nothing is added up.',
    },
  ],
});
