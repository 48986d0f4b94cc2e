import { defineExercise } from '../../../../src/grading/exercise';
import { poolBytes } from './solution';
import { poolBytes as blocksAlone } from './wrong/blocks-alone';
import { poolBytes as noHeader } from './wrong/no-header';
import { poolBytes as oneTooMany } from './wrong/one-too-many';
import { poolBytes as roundedDown } from './wrong/rounded-down';

export const exercise = defineExercise<[ids: number, poolSize: number], number>({
  id: 'question-list-pools',
  title: 'How many pages for the ids?',
  functionName: 'poolBytes',
  solution: poolBytes,
  hints: [
    'Pools are handed out whole. So count pools first, and turn them into bytes at the very end.',
    'How many blocks fit into one pool? Take the header away, divide by 32, and round down. How many pools do `ids` blocks need? There you round up.',
    'With `perPool = Math.floor((poolSize - 48) / 32)` the number of pools is `Math.ceil(ids / perPool)`. Each of them takes `poolSize` bytes.',
  ],
  reason:
    'The header leaves 16,336 bytes of a pool of 16 KiB, which is room for 510 blocks and a rest that nobody can use. The last pool is taken whole, however few blocks are in it. So you round down for what fits into a pool, and up for the number of pools.',
  examples: (random) => [
    { args: [random.integer(600, 9000), 16384], about: 'pools of 3.10 and later' },
    { args: [126, 4096], about: 'a pool of 3.8, just full' },
  ],
  checks: [
    {
      about: 'pools of 16 KiB',
      points: 1,
      calls: (random) => random.many(6, () => [random.integer(1, 100_000), 16384]),
    },
    {
      about: 'pools of 4 KiB',
      points: 1,
      calls: (random) => random.many(6, () => [random.integer(1, 100_000), 4096]),
    },
    {
      about: 'exactly full, one more, none',
      points: 1,
      calls: (random) => {
        const pools = random.integer(2, 9);
        return [
          [510 * pools, 16384],
          [510 * pools + 1, 16384],
          [126 * pools, 4096],
          [126 * pools + 1, 4096],
          [0, 16384],
        ];
      },
    },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback:
        'You divide the whole pool by 32. Its first 48 bytes are the header: 510 blocks fit in 16 KiB, not 512.',
      answer: noHeader,
    },
    {
      name: 'rounded-down',
      feedback:
        'You leave out the last pool, which is only partly full; it takes its pages all the same.',
      answer: roundedDown,
    },
    {
      name: 'blocks-alone',
      feedback:
        'You add up the blocks. Asked for are the pools that they lie in, headers and ends included.',
      answer: blocksAlone,
    },
    {
      name: 'one-too-many',
      feedback:
        'You always add a pool. When the last one is exactly full, no further one is begun.',
      answer: oneTooMany,
    },
  ],
});
