import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Bytes of a byte string around its contents. */
const HEAD = 33;
const PAGE = 4096;

/** The texts are made after the answer is there: the heap is the judge. */
function trial(n: number, length: number): VisibleTrial {
  return {
    steps: [
      { python: `kept = [None] * ${n}` },
      { python: `told = resident(${n}, ${length})` },
      { mark: 'before' },
      { python: `length = ${length}\nfor i in range(${n}):\n    kept[i] = b'x' * length` },
      { mark: 'made' },
      { read: 'told', about: 'the bytes that you predict' },
    ],
    bounds: [
      {
        measure: 'rss',
        about: 'resident memory of the texts, against what you said',
        from: 'before',
        to: 'made',
        told: 'told',
      },
    ],
  };
}

/** Lengths at which a pool loses three percent at its end. */
const inPools = (random: Random): VisibleTrial =>
  trial(random.integer(9, 12) * 1000, random.integer(450, 512 - HEAD));

/** Requests of 16 n + 9 bytes: with eight more they need the next but one multiple of 16. */
const inTheHeap = (random: Random): VisibleTrial =>
  trial(random.integer(5, 8) * 1000, 16 * random.integer(33, 44) + 9 - HEAD);

/** Requests for which five would fit into a pool, and leave much of it empty. */
const fiveInAPool = (random: Random): VisibleTrial =>
  trial(random.integer(12, 16) * 100, random.integer(2750, 3000));

/** A little more than whole pages. */
const inMappings = (random: Random): VisibleTrial =>
  trial(random.integer(40, 60), PAGE * random.integer(33, 38) + random.integer(0, 60) - HEAD);

export const exercise = defineHeapExercise({
  id: 'layers-resident-cost',
  title: 'What will the texts cost?',
  names: ['resident'],
  version: '3.12',
  hints: [
    'There are three cases. Add 33 to the length first: that is what is asked for, and it decides who answers.',
    'For small ones work out how many blocks fit into a pool, then how many pools you need. `-(-a // b) * b` rounds `a` up to a multiple of `b`.',
    'Small: pools × 16,384. Larger: `n` times `size + 8`, rounded up to 16. If that is 131,072 or more: add 8, and round up to 4,096.',
  ],
  reason:
    'The layer that answers decides what a request costs beside its bytes: in a pool the rounding to 16 and an end where no block fits, in the heap a header of eight bytes, in a mapping the rest of a page. Which layer that is follows from the size with its 33 bytes, not from the length alone. The texts are written at once, so all of that is resident.',
  example: (random) => trial(random.integer(20, 30) * 1000, 16 * random.integer(2, 5)),
  checks: [
    { about: 'small texts', points: 1, trials: (random) => [inPools(random)] },
    {
      about: 'texts of some hundred or thousand bytes',
      points: 1,
      trials: (random) => [inTheHeap(random), fiveInAPool(random)],
    },
    { about: 'large texts', points: 1, trials: (random) => [inMappings(random)] },
  ],
  mistakes: [
    {
      name: 'contents-only',
      feedback: 'You count the contents alone. Each byte string has 33 bytes around them.',
    },
    {
      name: 'what-getsizeof-says',
      feedback:
        'That is what `sys.getsizeof` says. No layer gives out exactly what it is asked for.',
    },
    {
      name: 'nothing-lost-in-pools',
      feedback:
        'You add up the blocks. A pool has a header, and the blocks rarely fit to its very end.',
    },
    {
      name: 'no-whole-pages',
      feedback: 'A mapping is made of whole pages: what is left of the last one is lost.',
    },
    {
      name: 'pools-for-all',
      feedback: 'Above 512 bytes there are no pools: the C library adds a header to each.',
    },
  ],
});
