import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { replayPool } from './solution';
import { replayPool as freshFirst } from './wrong/fresh-first';
import { replayPool as lowestFirst } from './wrong/lowest-first';
import { replayPool as neverReuses } from './wrong/never-reuses';
import { replayPool as noHeader } from './wrong/no-header';
import { replayPool as queue } from './wrong/queue';

type Ops = ('malloc' | number)[];

/** Random calls that keep at least one block alive, so that the pool is never given back. */
function randomOps(random: Random, blockSize: number, count: number): Ops {
  const capacity = Math.floor((16384 - 48) / blockSize);
  const ops: Ops = ['malloc'];
  const live: number[] = [];
  let next = 1;
  while (ops.length < count) {
    if (live.length > 0 && (live.length + 1 >= capacity || random.integer(0, 9) < 5)) {
      ops.push(live.splice(random.integer(0, live.length - 1), 1)[0]!);
    } else {
      ops.push('malloc');
      live.push(next++);
    }
  }
  return ops;
}

export const exercise = defineExercise<[blockSize: number, ops: Ops], number[]>({
  id: 'pymalloc-replay-pool',
  title: 'Pop and push',
  functionName: 'replayPool',
  solution: replayPool,
  hints: [
    'pymalloc has two places to take a block from: those that were freed, and space that was never used. Which one does it try first?',
    'Freed blocks are a stack. Keep their offsets in an array, and use `push` and `pop`. Fresh space needs a single number: where it begins.',
    "On `'malloc'` pop the stack. When nothing comes out, give the fresh offset, and move it on by `blockSize`. It starts at 48. Keep all results, so that a number `k` can be looked up and pushed.",
  ],
  reason:
    'An allocation usually takes the head of a list and never searches. The block that was freed last is probably still in the cache, so it comes first. Fresh space is touched only when the list is empty, so that pages are not used before they are needed.',
  examples: (random) => {
    const size = 16 * random.integer(1, 16);
    return [
      { args: [size, ['malloc', 'malloc', 'malloc']], about: 'fresh blocks, one after the other' },
      {
        args: [size, ['malloc', 'malloc', 'malloc', random.integer(0, 2), 'malloc']],
        about: 'a freed block comes back',
      },
    ];
  },
  checks: [
    {
      about: 'a pool from which nothing is freed',
      points: 1,
      calls: (random) =>
        random.many(3, () => [
          16 * random.integer(1, 16),
          Array<'malloc'>(random.integer(5, 60)).fill('malloc'),
        ]),
    },
    {
      about: 'frees and mallocs mixed',
      points: 2,
      calls: (random) =>
        random.many(8, () => {
          const size = 16 * random.integer(1, 16);
          return [size, randomOps(random, size, random.integer(40, 300))];
        }),
    },
    {
      about: 'a pool that fills up',
      points: 1,
      calls: (random) => random.many(3, () => [512, randomOps(random, 512, 400)]),
    },
  ],
  mistakes: [
    {
      name: 'queue',
      feedback:
        'You give back the block that has been free longest. The free list is a stack: the block freed last comes first, while it is still in the cache.',
      answer: queue,
    },
    {
      name: 'lowest-first',
      feedback:
        'You search for the lowest free address. pymalloc never searches: it pops the block freed last.',
      answer: lowestFirst,
    },
    {
      name: 'never-reuses',
      feedback: 'You never reuse a freed block; the free list comes before untouched space.',
      answer: neverReuses,
    },
    {
      name: 'fresh-first',
      feedback:
        'You use up untouched space before freed blocks. It is the other way round: freed blocks come first.',
      answer: freshFirst,
    },
    {
      name: 'no-header',
      feedback:
        'Your first block stands at offset 0, where the pool header is; blocks begin at offset 48.',
      answer: noHeader,
    },
  ],
});
