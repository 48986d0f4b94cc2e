import { defineExercise } from '../../../../src/grading/exercise';
import { pss } from './solution';
import { pss as privateOnly } from './wrong/private-only';
import { pss as roundedEach } from './wrong/rounded-each';
import { pss as rss } from './wrong/rss';

export const exercise = defineExercise<[sharers: number[]], number>({
  id: 'fork-proportional',
  title: 'Add up the proportional sets',
  functionName: 'pss',
  solution: pss,
  examples: [{ args: [[1, 2, 4, 4]], about: 'one page of its own, three that others have too' }],
  checks: [
    {
      about: 'processes of all kinds',
      points: 1,
      calls: (random) =>
        random.many(8, () => [random.many(random.integer(5, 60), () => random.pick([1, 2, 4, 8]))]),
    },
    {
      about: 'pages that three share, nothing shared, nothing at all',
      points: 1,
      calls: () => [[[3, 3, 3]], [[1, 1]], [[]], [[8]], [[8, 8, 8]]],
    },
  ],
  mistakes: [
    {
      name: 'rss',
      feedback: 'That is the resident set: each page in full, whoever has it as well.',
      answer: rss,
    },
    { name: 'private-only', feedback: 'Shared pages count as well, in part.', answer: privateOnly },
    {
      name: 'rounded-each',
      feedback: 'Round at the end: the parts of many pages add up.',
      answer: roundedEach,
    },
  ],
});
