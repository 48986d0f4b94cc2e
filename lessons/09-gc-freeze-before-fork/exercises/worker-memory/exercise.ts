import { defineExercise } from '../../../../src/grading/exercise';
import { totalMemory } from './solution';
import { totalMemory as dirtiedShared } from './wrong/dirtied-shared';
import { totalMemory as parentShrinks } from './wrong/parent-shrinks';
import { totalMemory as rssAdded } from './wrong/rss-added';

export const exercise = defineExercise<
  [parent: number, workers: number, dirtied: number, own: number],
  number
>({
  id: 'fork-worker-memory',
  title: 'How much do the workers take?',
  functionName: 'totalMemory',
  solution: totalMemory,
  hints: [
    'Which memory is there once, and which is there once for each worker?',
    'The parent keeps all of its pages. A page that a worker writes to is copied, so it is there again. What a worker makes by itself comes on top.',
    'One worker adds `dirtied + own`. Multiply that by `workers`, and add `parent` once.',
  ],
  reason:
    'Shared pages are in memory once, whoever maps them, so a worker costs nothing for what it only reads. Each page that it writes to becomes a copy of its own, while the original stays with the parent. That is why a sum of resident sets says too much: it counts the shared pages again for each worker.',
  examples: (random) => [
    { args: [800, 8, 0, random.integer(5, 20)], about: 'nothing is written' },
    { args: [800, 8, 800, 10], about: 'everything is' },
  ],
  checks: [
    {
      about: 'servers of all kinds',
      points: 1,
      calls: (random) =>
        random.many(8, () => {
          const parent = random.integer(100, 2000);
          return [parent, random.integer(1, 16), random.integer(0, parent), random.integer(1, 100)];
        }),
    },
    {
      about: 'no worker, nothing shared any more',
      points: 1,
      calls: () => [
        [500, 0, 100, 10],
        [500, 4, 500, 0],
      ],
    },
  ],
  mistakes: [
    {
      name: 'rss-added',
      feedback: 'You add up the resident sets; each contains the shared pages again.',
      answer: rssAdded,
    },
    {
      name: 'dirtied-shared',
      feedback: 'A page that a worker writes to is a copy of its own: it comes on top.',
      answer: dirtiedShared,
    },
    {
      name: 'parent-shrinks',
      feedback: 'The parent keeps its pages, also those that a worker has copied.',
      answer: parentShrinks,
    },
  ],
});
