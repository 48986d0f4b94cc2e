import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Makes the objects into a list that is there already. */
function trial(count: number, length: number): VisibleTrial {
  return {
    steps: [
      { python: `told = grows(${count}, ${length})\nkept = [None] * ${count}` },
      { mark: 'before' },
      { python: `for i in range(${count}): kept[i] = bytes(${length})` },
      { mark: 'made' },
      { read: 'told', about: 'how much you say that it grows' },
    ],
    bounds: [
      {
        measure: 'rss',
        about: 'how much the process grew, against what you said',
        from: 'before',
        to: 'made',
        told: 'told',
      },
    ],
  };
}

/** A length for which eights and sixteens differ: an odd multiple of eight is where it lands. */
const odd = (random: Random): number => 16 * random.integer(3, 6) + random.integer(8, 14) - 1;

/** Blocks of 448 or 496 to 512 bytes: they leave a large rest at the end of a pool. */
const large = (random: Random): number => random.pick([465, 470, 475, 479]);

export const exercise = defineHeapExercise({
  id: 'pymalloc-how-much-it-grows',
  title: 'How much does it grow?',
  names: ['grows'],
  version: '3.12',
  hints: [
    'What does one object ask for, and which block does it get? Blocks are multiples of 16 bytes.',
    'Blocks are in pools. A pool of 16,384 bytes begins with a header of 48. How many blocks fit, and how many pools do you need?',
    '`block = -(-(33 + length) // 16) * 16` rounds up. `(16384 - 48) // block` fit into a pool. Round the number of pools up too, and multiply by 16,384.',
  ],
  reason:
    'Two things are lost: the end of each block, and the header and the end of each pool. With small blocks the first counts more, with large ones the second: a pool has room for 31 blocks of 512 bytes, and not for 32. Whole pools become resident, so their number decides.',
  example: (random) => trial(random.integer(30, 40) * 1000, odd(random)),
  checks: [
    {
      about: 'small objects',
      points: 2,
      trials: (random) => [
        trial(random.integer(50_000, 60_000), odd(random)),
        trial(random.integer(50_000, 60_000), 16 * random.integer(3, 5) - 1),
      ],
    },
    {
      about: 'objects of nearly 512 bytes',
      points: 1,
      trials: (random) => [trial(random.integer(12_000, 14_000), large(random))],
    },
  ],
  mistakes: [
    {
      name: 'as-asked',
      feedback: 'You add up what is asked for. Each request is rounded up to a block.',
    },
    {
      name: 'eights',
      feedback:
        'You round up to multiples of eight. On 64-bit CPython the steps are sixteen bytes.',
    },
    {
      name: 'length-alone',
      feedback:
        'You forget what each object has besides its bytes: 33 bytes are asked for in addition.',
    },
    {
      name: 'blocks-alone',
      feedback:
        'You count the blocks alone. A pool has a header, and an end that no block fits into: with large blocks that counts.',
    },
  ],
});
