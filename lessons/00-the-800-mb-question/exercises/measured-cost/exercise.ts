import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { costEach } from './solution';
import { costEach as getsizeof } from './wrong/getsizeof';
import { costEach as noBaseline } from './wrong/no-baseline';
import { costEach as virtualSize } from './wrong/virtual-size';

const measured = (random: Random, expressions: readonly string[]): [string, number] => [
  random.pick(expressions),
  1000 * random.integer(8, 20),
];

export const exercise = defineExercise<[expression: string, n: number], number>({
  id: 'question-measured-cost',
  title: 'Measure it yourself',
  functionName: 'costEach',
  solution: costEach,
  examples: [{ args: ['list(range(n))', 20_000], about: 'a list of ints' }],
  checks: [
    {
      about: 'lists of objects',
      points: 2,
      calls: (random) =>
        random.many(2, () =>
          measured(random, [
            'list(range(1000, n + 1000))',
            '[i + 0.5 for i in range(n)]',
            '[str(i) for i in range(n)]',
            '[(i, i) for i in range(n)]',
          ]),
        ),
    },
    {
      about: 'what holds no objects, and what shares one',
      points: 1,
      calls: (random) =>
        random.many(2, () =>
          measured(random, ["array.array('q', range(n))", '[None] * n', 'bytes(n * 20)']),
        ),
    },
  ],
  mistakes: [
    {
      name: 'virtual-size',
      feedback: 'VmSize is what is mapped; only VmRSS counts the pages that were touched.',
      answer: virtualSize,
    },
    {
      name: 'no-baseline',
      feedback: 'The interpreter itself is in the resident set: take what it held before off.',
      answer: noBaseline,
    },
    {
      name: 'getsizeof',
      feedback: 'getsizeof leaves out the items: it counts the container alone.',
      answer: getsizeof,
    },
  ],
});
