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
  hints: [
    'What does one page add to the sum when 1, 2 or 4 processes have it?',
    'A page adds `4096 / sharers` bytes. Add up all of them first. Round only at the end, after dividing by 1,024.',
    'Sum `4096 / count` with `reduce`, divide by 1,024, and take `Math.floor`. Thirds are not exact in binary: add a very small number such as `1e-9` before you round down.',
  ],
  reason:
    'The proportional set shares the cost of a page among those that have it, so the sum over all processes is the memory that is really used. Rounding each part would lose up to a kilobyte for each page. A resident set counts the full page everywhere, and a private set leaves shared pages out.',
  examples: (random) => [
    {
      args: [random.many(random.integer(3, 9), () => random.pick([1, 2, 4]))],
      about: 'pages of its own, and pages that others have too',
    },
  ],
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
