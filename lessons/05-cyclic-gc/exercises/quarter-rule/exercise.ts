import { defineExercise } from '../../../../src/grading/exercise';
import { fullCollection } from './solution';
import { fullCollection as moreThan } from './wrong/more-than';
import { fullCollection as multiplied } from './wrong/multiplied';
import { fullCollection as notWhole } from './wrong/not-whole';
import { fullCollection as ofEverything } from './wrong/of-everything';

export const exercise = defineExercise<[pending: number, total: number], boolean>({
  id: 'gc-quarter-rule',
  title: 'The quarter rule',
  functionName: 'fullCollection',
  solution: fullCollection,
  hints: [
    'The rule says when the collection is *skipped*. You are asked when it takes place.',
    'Divide as C does for whole numbers: cut off what is behind the point. Then compare `pending` with that. What happens when both are equal?',
    'Compare `pending` with `Math.floor(total / 4)`. The collection is skipped when it is less: which comparison says *not less*?',
  ],
  reason:
    'A full collection looks at everything that is alive, so with a heap that only grows each one costs more than the last. The rule lets it run when a quarter has been added, which keeps the total work in proportion to the size of the heap. At exactly a quarter `pending` is not less, so it takes place.',
  examples: (random) => {
    const total = 100 * random.integer(10, 90);
    return [
      { args: [random.integer(1, total), total], about: 'some new ones' },
      { args: [random.integer(1, total), total], about: 'another time' },
    ];
  },
  checks: [
    {
      about: 'clearly less or more',
      points: 1,
      calls: (random) => random.many(8, () => [random.integer(0, 3000), random.integer(100, 9000)]),
    },
    {
      about: 'at a quarter',
      points: 1,
      calls: () => [
        [250, 1000],
        [249, 1000],
        [25, 101],
        [24, 99],
        [0, 0],
        [0, 3],
        [1, 7],
      ],
    },
  ],
  mistakes: [
    {
      name: 'multiplied',
      feedback:
        'The thresholds do not decide alone: the quarter rule can put a full collection off.',
      answer: multiplied,
    },
    {
      name: 'of-everything',
      feedback:
        'The quarter is one of those that survived the last full collection, not of all objects.',
      answer: ofEverything,
    },
    {
      name: 'more-than',
      feedback: 'When pending is exactly a quarter, it takes place.',
      answer: moreThan,
    },
    { name: 'not-whole', feedback: 'C divides whole numbers: 101 / 4 is 25.', answer: notWhole },
  ],
});
