import { defineExercise } from '../../../../src/grading/exercise';
import { slots } from './solution';
import { slots as alwaysDoubles } from './wrong/always-doubles';
import { slots as doublesWhenFull } from './wrong/doubles-when-full';
import { slots as oneEarly } from './wrong/one-early';

export const exercise = defineExercise<[keys: number], number>({
  id: 'interview-dict-resize',
  title: 'How many slots?',
  functionName: 'slots',
  solution: slots,
  hints: [
    'A table is never full. When does the next key not fit any more, and what is the new size made from?',
    'A table of `s` slots takes `Math.floor((s * 2) / 3)` entries. The key after that makes a new table, from the number of entries that are there.',
    'Loop over the insertions. When `used` has reached the limit, take the smallest power of two, from 8 on, that is at least `used * 3`.',
  ],
  reason:
    'A third of the slots stays empty, so that a search for a key ends soon. The new size comes from the entries and not from the old size, so that a dict that had many deletions does not grow for nothing. For a dict that only grows the two rules nearly agree, and at the edges they differ.',
  examples: [
    { args: [5], about: 'the first table' },
    { args: [6], about: 'the second' },
  ],
  checks: [
    {
      about: 'dicts of some size',
      points: 1,
      calls: (random) => random.many(8, () => [random.integer(7, 5000)]),
    },
    {
      about: 'at the edges',
      points: 1,
      calls: () => [[1], [5], [6], [10], [11], [21], [22], [42], [43], [85], [86]],
    },
  ],
  mistakes: [
    {
      name: 'doubles-when-full',
      feedback: 'A table is never full: at two thirds it is made larger.',
      answer: doublesWhenFull,
    },
    {
      name: 'always-doubles',
      feedback: 'The new table depends on the entries: three times as many, up to a power of two.',
      answer: alwaysDoubles,
    },
    {
      name: 'one-early',
      feedback: 'It is the insertion after the last that fits that makes the table grow.',
      answer: oneEarly,
    },
  ],
});
