import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type FreeSpace, freeBytes, type Pool } from './solution';
import { freeBytes as allTheSame } from './wrong/all-the-same';
import { freeBytes as noHeader } from './wrong/no-header';
import { freeBytes as remainderCounts } from './wrong/remainder-counts';

function arena(random: Random, poolSize: number): Pool[] {
  return random.many(12, () => {
    if (random.integer(0, 3) === 0) return { blockSize: 0, used: 0 };
    const blockSize = 16 * random.integer(1, 32);
    return { blockSize, used: random.integer(1, Math.floor((poolSize - 48) / blockSize)) };
  });
}

export const exercise = defineExercise<[pools: Pool[], poolSize: number], FreeSpace>({
  id: 'fragmentation-overhead',
  title: 'How much is reusable?',
  functionName: 'freeBytes',
  solution: freeBytes,
  hints: [
    'There are three kinds of bytes. Which belong to a block in use, which to a free block, and which to nobody yet?',
    'A pool that is in use has `Math.floor((poolSize - 48) / blockSize)` blocks. What is not used of those is free for the same size. A free pool is free for any size.',
    'Go through the pools. For `blockSize` 0 add `poolSize` to `anySize`. For others add `used * blockSize` to `live`, and the other blocks to `sameSize`.',
  ],
  reason:
    'A pool in use has a size class, and its free blocks serve that class only. A pool that is free has none, so all of it can be cut anew. The header and the end of a pool, where no block fits, serve nobody.',
  examples: (random) => {
    const blockSize = 16 * random.integer(1, 32);
    return [
      {
        args: [
          [
            { blockSize, used: random.integer(1, Math.floor((16384 - 48) / blockSize)) },
            { blockSize: 0, used: 0 },
          ],
          16384,
        ],
        about: 'one pool in use, one free',
      },
    ];
  },
  checks: [
    {
      about: 'arenas of 3.12',
      points: 1,
      calls: (random) => random.many(5, () => [arena(random, 16384), 16384]),
    },
    {
      about: 'arenas of 3.8',
      points: 1,
      calls: (random) => random.many(5, () => [arena(random, 4096), 4096]),
    },
    {
      about: 'no pools, full pools',
      points: 1,
      calls: () => [
        [[], 4096],
        [[{ blockSize: 512, used: 7 }], 4096],
        [[{ blockSize: 16, used: 1 }], 16384],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback: 'The header of a pool is not free space: 48 bytes come off first.',
      answer: noHeader,
    },
    {
      name: 'remainder-counts',
      feedback: 'The end of a pool, where no block fits, cannot be used by anyone.',
      answer: remainderCounts,
    },
    {
      name: 'all-the-same',
      feedback: 'Free blocks and free pools are not the same: a pool in use has its size class.',
      answer: allTheSame,
    },
  ],
});
