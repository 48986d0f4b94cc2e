import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { newPools } from './solution';
import { newPools as anyBlock } from './wrong/any-block';
import { newPools as freePoolsForgotten } from './wrong/free-pools-forgotten';
import { newPools as poolForEach } from './wrong/pool-for-each';

function scene(random: Random): [Record<number, number>, number, number[]] {
  const sizes = [16, 32, 48, 64, 512];
  return [
    Object.fromEntries(
      sizes.filter(() => random.integer(0, 1) === 0).map((size) => [size, random.integer(1, 40)]),
    ),
    random.integer(0, 2),
    random.many(150, () => random.pick([1, 28, 32, 33, 60, 512])),
  ];
}

export const exercise = defineExercise<
  [freeBlocks: Record<number, number>, freePools: number, requests: number[]],
  number
>({
  id: 'fragmentation-can-reuse',
  title: 'Does the next request fit?',
  functionName: 'newPools',
  solution: newPools,
  hints: [
    'Three places can serve a request. In which order does pymalloc try them?',
    'First a free block of the size class, which is `Math.ceil(nbytes / 16) * 16`. Then a free pool. Then a new one. Each pool gives many blocks, and those that are left serve later requests.',
    'Keep a `Map` from block size to free blocks. When it has none for a request, take a free pool or count a new one, and add `Math.floor((16384 - 48) / size)` blocks. Then take one away.',
  ],
  reason:
    'A free block of another size is of no use: a pool has one size until it is empty. An empty pool can be cut for any size, so it is taken before a new one. And one new pool serves hundreds of requests of its class.',
  examples: (random) => {
    const size = random.pick([32, 48, 64, 80]);
    const free = random.integer(1, 4);
    const ask = (count: number): number[] => random.many(count, () => size - random.integer(0, 15));
    const others = Array.from({ length: random.integer(1, 4) }, (_, i) => size + 16 * (i + 1));
    return [
      { args: [{ [size]: free }, 0, ask(free)], about: 'all of them fit' },
      { args: [{ [size]: free }, 0, [...ask(free), ...others]], about: 'and some of other sizes' },
    ];
  },
  checks: [
    {
      about: 'programs of all kinds',
      points: 2,
      calls: (random) => random.many(8, () => scene(random)),
    },
    {
      about: 'other sizes, nothing free, no requests',
      points: 1,
      calls: () => [
        [{ 16: 1000 }, 0, [17]],
        [{}, 0, [1]],
        [{}, 3, []],
        [{}, 1, [28, 60]],
      ],
    },
  ],
  mistakes: [
    {
      name: 'any-block',
      feedback: 'A free block serves requests of its own size class only.',
      answer: anyBlock,
    },
    {
      name: 'pool-for-each',
      feedback: 'A new pool holds many blocks, not one.',
      answer: poolForEach,
    },
    {
      name: 'free-pools-forgotten',
      feedback: 'Free pools are used before new ones.',
      answer: freePoolsForgotten,
    },
  ],
});
