import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { leakingLine } from './solution';
import { leakingLine as grewMost } from './wrong/grew-most';
import { leakingLine as largest } from './wrong/largest';
import { leakingLine as lastHour } from './wrong/last-hour';

/** A service with a cache, buffers, and sometimes leaks. */
function hours(random: Random, leaks: number): Record<string, number>[] {
  const rates = random.many(leaks, () => random.integer(100, 900));
  return Array.from({ length: 6 }, (_, hour) => ({
    'cache.py:12': Math.min(90_000, 20_000 + hour * 30_000),
    'buffer.py:40': 1000 * random.integer(10, 80),
    'conf.py:3': 5000,
    ...Object.fromEntries(rates.map((rate, i) => [`handler.py:${20 + i}`, 3000 + hour * rate])),
  }));
}

/** The planted leak. */
const planted = (snapshots: Record<string, number>[]): string => leakingLine(snapshots);

export const exercise = defineExercise<[snapshots: Record<string, number>[]], string>({
  id: 'tracemalloc-find-the-leak',
  title: 'Diagnose: which line leaks?',
  functionName: 'leakingLine',
  solution: planted,
  hints: [
    'What does a cache do over some hours, and what does a buffer do? What does only a leak do?',
    'For each line write down its sizes, snapshot by snapshot, with 0 where it is missing. A leak rises from each to the next.',
    "Use `sizes.every((size, i) => i === 0 || size > sizes[i - 1])`, and of the lines that pass keep the one with the largest `sizes.at(-1) - sizes[0]`. Begin with `''`.",
  ],
  reason:
    'A full cache grew much and then stood still, and a buffer is high or low by chance. Only a leak is larger every time, even if by little. So the direction of each step tells more than the size of the last one.',
  examples: [
    {
      args: [
        [
          { 'a.py:1': 10, 'b.py:2': 500 },
          { 'a.py:1': 20, 'b.py:2': 900 },
          { 'a.py:1': 30, 'b.py:2': 900 },
        ],
      ],
      about: 'slow but steady',
    },
  ],
  checks: [
    {
      about: 'services with one leak',
      points: 1,
      calls: (random) => random.many(5, () => [hours(random, 1)]),
    },
    {
      about: 'with two, and with none',
      points: 1,
      calls: (random) => [
        [hours(random, 2)],
        [hours(random, 2)],
        [hours(random, 0)],
        [[{ 'a.py:1': 5 }, { 'a.py:1': 5 }]],
      ],
    },
  ],
  mistakes: [
    {
      name: 'largest',
      feedback: 'You return the largest line. A large cache that stays as it is does not leak.',
      answer: largest,
    },
    {
      name: 'grew-most',
      feedback:
        'You compare the first snapshot with the last. A cache that filled up, or a buffer that is high just now, grew too.',
      answer: grewMost,
    },
    {
      name: 'last-hour',
      feedback:
        'You look at the last hour alone. Whatever happened to grow in it is not yet a leak.',
      answer: lastHour,
    },
  ],
});
