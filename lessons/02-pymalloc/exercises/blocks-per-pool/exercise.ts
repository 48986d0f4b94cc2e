import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { blocksPerPool } from './solution';
import { blocksPerPool as fraction } from './wrong/fraction';
import { blocksPerPool as noHeader } from './wrong/no-header';
import { blocksPerPool as oneBlockLess } from './wrong/one-block-less';
import { blocksPerPool as rounded } from './wrong/rounded';

const sizes = (random: Random, poolSize: number): [number, number][] => [
  [16, poolSize],
  [512, poolSize],
  ...random.many(14, (): [number, number] => [16 * random.integer(2, 31), poolSize]),
];

export const exercise = defineExercise<[blockSize: number, poolSize: number], number>({
  id: 'pymalloc-blocks-per-pool',
  title: 'How many fit?',
  functionName: 'blocksPerPool',
  solution: blocksPerPool,
  hints: [
    'Not all of the pool is there for blocks. What comes first in it?',
    'The header takes 48 bytes. The blocks share what is left.',
    'Take the header away first, then divide. The end of the pool where no whole block fits is lost, so round down with `Math.floor`.',
  ],
  reason:
    'A pool begins with a header of 48 bytes, and the first block starts right behind it. So `poolSize - 48` bytes are left for blocks. What remains after the last whole block stays unused: CPython calls it quantization.',
  examples: (random) => {
    const size = 16 * random.integer(2, 20);
    return [
      { args: [size, 4096], about: 'a pool as it was to 3.9' },
      { args: [size, 16384], about: 'one as it is from 3.10 on' },
    ];
  },
  checks: [
    { about: 'pools of 4 KiB', points: 1, calls: (random) => sizes(random, 4096) },
    { about: 'pools of 16 KiB', points: 1, calls: (random) => sizes(random, 16384) },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback: 'You fill the whole pool with blocks, but its first 48 bytes are the pool header.',
      answer: noHeader,
    },
    {
      name: 'rounded',
      feedback:
        'Half a block cannot be handed out: what is left at the end of a pool stays empty. Round down.',
      answer: rounded,
    },
    {
      name: 'one-block-less',
      feedback:
        'The header does not cost one block: it costs 48 bytes, which is more or less than a block.',
      answer: oneBlockLess,
    },
    {
      name: 'fraction',
      feedback: 'You return a fraction of a block. Only whole blocks fit.',
      answer: fraction,
    },
  ],
});
