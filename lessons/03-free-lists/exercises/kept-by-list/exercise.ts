import { defineExercise } from '../../../../src/grading/exercise';
import { kept } from './solution';
import { kept as belowZero } from './wrong/below-zero';
import { kept as ignoresBefore } from './wrong/ignores-before';
import { kept as noCapacity } from './wrong/no-capacity';
import { kept as orderSwapped } from './wrong/order-swapped';

export const exercise = defineExercise<
  [before: number, freed: number, made: number, capacity: number],
  number
>({
  id: 'freelists-kept-by-list',
  title: 'How many are kept?',
  functionName: 'kept',
  solution: kept,
  hints: [
    'Do it in the order of the text: first some die, then some are made.',
    'After the deaths there are `before + freed` objects on the list, and never more than `capacity`. What does each new object do to that number?',
    'Take `Math.min(capacity, before + freed)`, subtract `made`, and let it not fall below 0.',
  ],
  reason:
    'What does not fit is gone when the new objects are made: pymalloc has it. So the limit counts before you subtract. Below zero there is nothing: objects that find the list empty get blocks from pymalloc.',
  examples: (random) => [
    { args: [random.integer(0, 9), random.integer(5, 20), 3, 80], about: 'all fit' },
    { args: [90, 300, 10, 100], about: 'too many' },
  ],
  checks: [
    {
      about: 'lists that never get full',
      points: 1,
      calls: (random) =>
        random.many(6, () => [
          random.integer(0, 20),
          random.integer(0, 40),
          random.integer(0, 20),
          80,
        ]),
    },
    {
      about: 'lists that get full, or run dry',
      points: 1,
      calls: (random) =>
        random.many(8, () => [
          random.integer(50, 80),
          random.integer(20, 200),
          random.integer(0, 120),
          80,
        ]),
    },
  ],
  mistakes: [
    {
      name: 'order-swapped',
      feedback:
        'First they die, then others are made: what did not fit on the full list is gone by then.',
      answer: orderSwapped,
    },
    {
      name: 'no-capacity',
      feedback: 'The list never holds more than its capacity.',
      answer: noCapacity,
    },
    {
      name: 'below-zero',
      feedback: 'A list cannot hold fewer than none: what it lacks comes from pymalloc.',
      answer: belowZero,
    },
    {
      name: 'ignores-before',
      feedback: 'The objects that were on the list at the start are still there.',
      answer: ignoresBefore,
    },
  ],
});
