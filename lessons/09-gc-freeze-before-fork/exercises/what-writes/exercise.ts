import { defineExercise } from '../../../../src/grading/exercise';
import { writes } from './solution';
import { writes as collectWrites } from './wrong/collect-writes';
import { writes as noneAlways } from './wrong/none-always';
import { writes as readingIsFree } from './wrong/reading-is-free';

const ACTIONS = ['collect', 'read list', 'use None', 'new object', 'free'];

export const exercise = defineExercise<[version: string, actions: string[]], string[]>({
  id: 'fork-what-writes',
  title: 'What writes to a shared page?',
  functionName: 'writes',
  solution: writes,
  hints: [
    'For each action ask: does it write to a header, to a reference count, or to a free list *of an inherited page*?',
    'A collection leaves frozen objects alone. Reading an object takes a reference to it, and that is a write, except when the object is immortal. From which version on is `None` immortal?',
    "Never return `'collect'` and `'new object'`. Return `'read list'` and `'free'` always. Return `'use None'` when the version is before 3.12.",
  ],
  reason:
    "Freezing takes the collector away from the data, and nothing else does: each reference that is taken or dropped still writes to the object's count, and freeing writes to the pool. Immortal objects are not counted from 3.12 on, so using `None` leaves its page alone. New objects in an arena of the child's own are on pages that are the child's anyway.",
  examples: (random) => [
    {
      args: [random.pick(['3.12', '3.13', '3.15']), ['collect', 'read list']],
      about: 'freeze helps against one of them',
    },
    {
      args: [random.pick(['3.8', '3.11', '3.14']), random.many(4, () => random.pick(ACTIONS))],
      about: 'some actions',
    },
  ],
  checks: [
    {
      about: 'from 3.12 on',
      points: 1,
      calls: (random) =>
        random.many(5, () => [
          random.pick(['3.12', '3.13', '3.15']),
          random.many(4, () => random.pick(ACTIONS)),
        ]),
    },
    {
      about: 'before',
      points: 1,
      calls: (random) =>
        random.many(5, () => [
          random.pick(['3.8', '3.10', '3.11']),
          random.many(4, () => random.pick(ACTIONS)),
        ]),
    },
    {
      about: 'all of them',
      points: 1,
      calls: () => [
        ['3.11', ACTIONS],
        ['3.14', ACTIONS],
      ],
    },
  ],
  mistakes: [
    {
      name: 'collect-writes',
      feedback: 'After gc.freeze() a collection leaves the inherited objects alone.',
      answer: collectWrites,
    },
    {
      name: 'reading-is-free',
      feedback: 'Reading an object takes a reference, and that is a write to its count.',
      answer: readingIsFree,
    },
    {
      name: 'none-always',
      feedback: 'From 3.12 on nobody counts the references to None.',
      answer: noneAlways,
    },
  ],
});
