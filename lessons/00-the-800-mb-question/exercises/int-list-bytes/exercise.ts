import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { intBytes as cacheTooSmall } from './wrong/cache-too-small';
import { intBytes as distinctOnly } from './wrong/distinct-only';
import { intBytes as noCache } from './wrong/no-cache';
import { intBytes as objectNotBlock } from './wrong/object-not-block';

function measured(values: number[]): number {
  const p = small('3.12', { startUp: 'none' });
  const before = p.stats().allocatedBytes;
  for (const value of values) p.PyLong_FromLong(value);
  return p.stats().allocatedBytes - before;
}

const EDGES = [-6, -5, 0, 256, 257, 2 ** 30 - 1, 2 ** 30, -(2 ** 30), 2 ** 52];

export const exercise = defineExercise<[values: number[]], number>({
  id: 'question-int-list-bytes',
  title: 'Which ints cost anything?',
  functionName: 'intBytes',
  solution: measured,
  hints: [
    'Go through the values one by one. For each ask first: is an object made at all? Then: how large is its block?',
    'From -5 to 256 nothing is made. For the others count digits: how often can you divide `Math.abs(value)` by `2 ** 30` until nothing is left? Do not use `>>`: in TypeScript it cuts numbers to 32 bits.',
    'With `digits` counted, add `Math.ceil((24 + 4 * digits) / 16) * 16` for each value outside of -5 to 256. Count a value again each time that it occurs.',
  ],
  reason:
    'Only the small ints are shared; `int(text)` makes a new object for every other value, also for one that was there before. Its size is 24 bytes and 4 for each digit of 30 bits, whatever the sign. The block is that, rounded up to a multiple of 16, so one digit and two digits both take 32 bytes.',
  examples: (random) => [
    {
      args: [
        [
          ...random.many(random.integer(1, 6), () => random.integer(300, 900)),
          random.integer(0, 200),
        ],
      ],
      about: 'the last one is shared',
    },
    { args: [[7, 7, 7]], about: 'small ones are there already' },
  ],
  checks: [
    {
      about: 'values that need one digit',
      points: 1,
      calls: (random) => random.many(5, () => [random.many(8, () => random.integer(-50, 4000))]),
    },
    {
      about: 'large values',
      points: 1,
      calls: (random) =>
        random.many(4, () => [random.many(6, () => random.integer(2 ** 29, 2 ** 40))]),
    },
    {
      about: 'values at the edges, and values that occur again',
      points: 1,
      calls: (random) => [
        [EDGES],
        ...random.many(
          3,
          () => [[random.pick(EDGES), 1000, 1000, random.pick(EDGES)]] as [number[]],
        ),
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-cache',
      feedback:
        'You give a block to the small ints as well. Those from -5 to 256 are made once, at the start.',
      answer: noCache,
    },
    {
      name: 'distinct-only',
      feedback:
        'You count equal values once. Only the small ints are shared: each other int(text) makes a new object.',
      answer: distinctOnly,
    },
    {
      name: 'object-not-block',
      feedback:
        'You add up the objects, not their blocks: an object of 28 bytes has a block of 32 bytes.',
      answer: objectNotBlock,
    },
    {
      name: 'cache-too-small',
      feedback: 'You stop sharing at 255. The last shared int is 256.',
      answer: cacheTooSmall,
    },
  ],
});
