import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { freeBlocks } from './solution';
import { freeBlocks as addressOrder } from './wrong/address-order';
import { freeBlocks as firstOnly } from './wrong/first-only';
import { freeBlocks as noHeader } from './wrong/no-header';
import { freeBlocks as oldestFirst } from './wrong/oldest-first';

function requests(random: Random, most: number): [count: number, freed: number[]] {
  const count = random.integer(6, most);
  const freed = random.many(random.integer(2, 5), () => random.integer(0, count - 1));
  return [count, [...new Set(freed)]];
}

export const exercise = defineExercise<[count: number, freed: number[]], number[]>({
  id: 'pymalloc-walk-free-list',
  title: 'Read the free list from memory',
  functionName: 'freeBlocks',
  solution: freeBlocks,
  hints: [
    'You need two things from memory: where the list begins, and how it goes on from one block to the next.',
    "The head is in the pool's header, at offset 8. Each free block begins with the address of the next one, and 0 ends the list.",
    'A `for` loop does it: start with `p.memory.loadAddress(pool + 8)`, stop at 0, and go on with `p.memory.loadAddress(at)`. The place of a block is `(at - pool - 48) / 32`.',
  ],
  reason:
    'The free list needs no memory of its own: a freed block has no use for its bytes, so the first eight hold the address of the next free block. `pymalloc_free` writes the old head into the block and makes the block the new head. So the list has the block that was freed last first.',
  examples: (random) => {
    const [count, freed] = requests(random, 8);
    return [
      { args: [4, [2, 0]], about: 'freed last, first in the list' },
      { args: [count, freed], about: 'some of a few blocks' },
    ];
  },
  checks: [
    {
      about: 'a few blocks',
      points: 2,
      calls: (random) => random.many(4, () => requests(random, 12)),
    },
    {
      about: 'many blocks',
      points: 1,
      calls: (random) => random.many(3, () => requests(random, 300)),
    },
  ],
  mistakes: [
    {
      name: 'address-order',
      feedback:
        'You give the free blocks by address; the list has the one that was freed last first.',
      answer: addressOrder,
    },
    {
      name: 'oldest-first',
      feedback: 'The list is last in, first out: you have it from its other end.',
      answer: oldestFirst,
    },
    {
      name: 'first-only',
      feedback: 'You read the head of the list; the next block stands in the block itself.',
      answer: firstOnly,
    },
    {
      name: 'no-header',
      feedback: 'Blocks do not begin at the start of the pool: its header comes first.',
      answer: noHeader,
    },
  ],
});
