import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Block, keptBy } from './solution';
import { keptBy as anyBlock } from './wrong/any-block';
import { keptBy as listedFirst } from './wrong/listed-first';
import { keptBy as listedIsFree } from './wrong/listed-is-free';

function pool(random: Random, kinds: readonly Block[]): Block[] {
  return random.many(random.integer(8, 30), () => random.pick(kinds));
}

export const exercise = defineExercise<[pool: Block[]], string>({
  id: 'freelists-diagnose-held',
  title: 'Interview: what keeps this pool?',
  functionName: 'keptBy',
  solution: keptBy,
  hints: [
    'Who has to let go before the pool is free? Look for the one that no collection can help with.',
    'One object that is alive keeps the pool, whatever the other blocks are. Only without such an object does it matter what is on free lists.',
    "Ask `pool.includes('live')` first, then `pool.includes('listed')`. If there is neither, nothing keeps the pool.",
  ],
  reason:
    'For pymalloc both kinds of block are in use: nobody gave them back. But what helps is different, since a full collection empties free lists and cannot free what is alive. So the live object is the answer where there are both.',
  examples: [
    { args: [['free', 'listed', 'free']], about: 'a dead object is waiting' },
    { args: [['live', 'free']], about: 'one is in use' },
  ],
  checks: [
    {
      about: 'pools of all kinds',
      points: 1,
      calls: (random) =>
        random.many(8, () => [
          pool(
            random,
            random.pick([
              ['free', 'live'],
              ['free', 'listed'],
              ['free', 'free'],
              ['live', 'listed', 'free'],
            ] as Block[][]),
          ),
        ]),
    },
    {
      about: 'a mixture, and empty pools',
      points: 1,
      calls: () => [[['listed', 'live']], [['listed']], [['free']], [[]], [['live', 'live']]],
    },
  ],
  mistakes: [
    {
      name: 'listed-is-free',
      feedback: 'A block on a free list is not free for pymalloc: nobody gave it back.',
      answer: listedIsFree,
    },
    {
      name: 'listed-first',
      feedback:
        'When an object in it lives, that keeps the pool; emptying the free lists would not help.',
      answer: listedFirst,
    },
    {
      name: 'any-block',
      feedback: 'You look at whether there is anything in the pool, not at what.',
      answer: anyBlock,
    },
  ],
});
