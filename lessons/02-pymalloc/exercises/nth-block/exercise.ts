import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { nthBlockOffset } from './solution';
import { nthBlockOffset as noHeader } from './wrong/no-header';
import { nthBlockOffset as oneHeader } from './wrong/one-header';
import { nthBlockOffset as smallPools } from './wrong/small-pools';
import { nthBlockOffset as tailIgnored } from './wrong/tail-ignored';

const perPool = (size: number): number => Math.floor((16384 - 48) / size);

const beyondFirst = (random: Random): [number, number] => {
  const size = 16 * random.integer(1, 32);
  return [random.integer(perPool(size), 50 * perPool(size)), size];
};

export const exercise = defineExercise<[n: number, blockSize: number], number>({
  id: 'pymalloc-nth-block',
  title: 'Where is the nth block?',
  functionName: 'nthBlockOffset',
  solution: nthBlockOffset,
  hints: [
    'Think of the pools as shelves. On which shelf is block `n`, and which place has it there?',
    'First find out how many blocks fit in a pool. Dividing `n` by that gives the pool, and the remainder gives the place in it.',
    "The offset has three parts: the whole pools before it, 16384 bytes each, then the 48 bytes of its own pool's header, and then `blockSize` for each block before it.",
  ],
  reason:
    'Each pool starts over with a header of its own, so the header comes in once for the pool that the block is in. The headers of the pools before it are inside of their 16384 bytes. Counting from 0, the block has `n % perPool` others before it in its pool.',
  examples: (random) => {
    const size = 16 * random.integer(2, 20);
    return [
      { args: [random.integer(0, 3), size], about: 'one of the first blocks' },
      { args: [perPool(size), size], about: 'the first block of the second pool' },
    ];
  },
  checks: [
    {
      about: 'blocks of the first pool',
      points: 1,
      calls: (random) =>
        random.many(8, () => {
          const size = 16 * random.integer(1, 32);
          return [random.integer(0, Math.min(perPool(size), perPool(512)) - 1), size];
        }),
    },
    {
      about: 'blocks of later pools',
      points: 2,
      calls: (random) => [
        ...random.many(12, () => beyondFirst(random)),
        [2 * perPool(48), 48],
        [perPool(80) - 1, 80],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback: 'You place blocks from the first byte of a pool on; its header takes the first 48.',
      answer: noHeader,
    },
    {
      name: 'one-header',
      feedback:
        'You count one header for the whole arena. Every pool has its own, and every pool starts at a multiple of 16384.',
      answer: oneHeader,
    },
    {
      name: 'small-pools',
      feedback:
        'You use pools of 4 KiB, which is what CPython had to 3.9. In 3.12 a pool is 16 KiB.',
      answer: smallPools,
    },
    {
      name: 'tail-ignored',
      feedback:
        'You let the next pool begin right behind the last block. The bytes at the end of a pool that hold no whole block stay empty.',
      answer: tailIgnored,
    },
  ],
});
