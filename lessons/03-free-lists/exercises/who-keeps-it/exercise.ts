import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

type Keeper = 'nobody' | 'free lists' | 'garbage' | 'the program';

/** Work that leaves blocks, by who keeps most of them. */
function work(random: Random, keeper: Keeper): string {
  const n = random.integer(150, 400);
  switch (keeper) {
    case 'nobody':
      return `rows = [str(i) * 3 for i in range(${n})]`;
    case 'free lists':
      return random.pick([
        `rows = [(i, i + 1, i + 2) for i in range(${n})]`,
        `rows = [(i, i) for i in range(${n})] + [{} for i in range(60)]`,
      ]);
    case 'garbage':
      return `for i in range(${n}):\n        ring = [str(i)]\n        ring.append(ring)`;
    case 'the program':
      return random.pick([
        `log.extend([str(i)] for i in range(${n}))`,
        `log.append({str(i): i for i in range(${n})})`,
      ]);
  }
}

/** A few dead rings beside it: that some garbage is found does not say that it is most of it. */
const rings = (count: number): string =>
  `\n    for i in range(${count}):\n        ring = []\n        ring.append(ring)`;

function trial(random: Random, keeper: Keeper, few: number): VisibleTrial {
  return {
    before: `import gc
log = []
def job():
    ${work(random, keeper)}${few > 0 ? rings(few) : ''}
def warm():
    rows = [(i, i, i) for i in range(${random.integer(700, 900)})]`,
    steps: [
      { python: 'gc.disable()\nwarm()\ntold = who_keeps(job)' },
      { read: 'told', want: keeper, about: 'who keeps most of the blocks' },
    ],
    bounds: [],
  };
}

export const exercise = defineHeapExercise({
  id: 'freelists-who-keeps-it',
  title: 'Diagnose: who keeps the blocks?',
  names: ['who_keeps'],
  version: '3.12',
  hints: [
    'A full collection does two things: it frees dead cycles, and it empties the free lists. What does it tell you, and what does it not free?',
    'Count three times: before the job, after it, and after a collection. What is still there in the end is in use. Then look at what `gc.collect()` returned.',
    'When most of it is gone, compare the number of objects that were found with the number of blocks that stayed: dead objects on a free list are never found. And collect once before you begin, so that the lists are empty.',
  ],
  reason:
    'gc.collect() returns how many objects it found in dead cycles. Objects on a free list are dead already, so they are not found, and yet their blocks come back at the end of the collection. What a collection does not free, somebody refers to.',
  example: (random) => trial(random, 'free lists', 0),
  checks: [
    {
      about: 'jobs that leave nothing, or one kind',
      points: 2,
      trials: (random) =>
        (['nobody', 'free lists', 'garbage', 'the program'] as const).map((keeper) =>
          trial(random, keeper, 0),
        ),
    },
    {
      about: 'jobs that leave a little garbage, and much else',
      points: 1,
      trials: (random) =>
        (['free lists', 'the program'] as const).map((keeper) =>
          trial(random, keeper, random.integer(3, 9)),
        ),
    },
  ],
  mistakes: [
    {
      name: 'all-is-garbage',
      feedback:
        'You call all that a collection gives back garbage. It also empties the free lists: look at how many objects it found.',
    },
    {
      name: 'found-is-enough',
      feedback:
        'That some garbage was found does not make it most of the blocks: compare the numbers.',
    },
    {
      name: 'never-collects-first',
      feedback:
        'Something was on the free lists before the job, and the job used it. Empty them first, or you count too few.',
    },
    {
      name: 'tracked-is-alive',
      feedback:
        'The collector tracks what is in a dead cycle as well: that it is tracked does not mean that anybody uses it.',
    },
  ],
});
