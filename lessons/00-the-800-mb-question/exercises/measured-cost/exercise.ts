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
  hints: [
    'You want to know how much it *grew*. So when do you have to look at the resident set?',
    'Look at `p.status().VmRSS` twice: after `import array`, and after `kept` is there. Run both lines of the program in one `p.exec(…)`, with a line break between them.',
    'Keep `before = p.status().VmRSS`. Run `n = …` and `kept = …` from one template string, into which you put `n` and `expression`. Return `Math.round((p.status().VmRSS - before) / n)`.',
  ],
  reason:
    'The difference leaves out what the interpreter had before, and takes in everything that `kept` needs: the container, its items, and what the allocator rounds up. `sys.getsizeof` would miss the items, and `VmSize` would count addresses that nobody wrote to. This is how you measure in production too, where no function knows all the parts.',
  examples: (random) => [
    {
      args: [`[None] * (${random.integer(2, 9)} * n)`, 1000 * random.integer(8, 20)],
      about: 'references alone',
    },
    {
      args: ['list(range(1000, n + 1000))', 1000 * random.integer(8, 20)],
      about: 'a list of ints',
    },
  ],
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
