import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { chunkSize as noHeader } from './wrong/no-header';
import { chunkSize as noMinimum } from './wrong/no-minimum';
import { chunkSize as sixteenOfHeader } from './wrong/sixteen-of-header';
import { chunkSize as stepsOfEight } from './wrong/steps-of-eight';

/** The distance to the next chunk of the same size, in a fresh heap. */
function measured(nbytes: number): number {
  const p = small('3.12', { startUp: 'none' });
  const first = p.PyMem_RawMalloc(nbytes);
  return p.PyMem_RawMalloc(nbytes) - first;
}

export const exercise = defineExercise<[nbytes: number], number>({
  id: 'layers-chunk-size',
  title: 'Implement the chunk size',
  functionName: 'chunkSize',
  solution: measured,
  hints: [
    'Three rules apply one after the other: something is added, the sum is rounded up, and there is a least size. Which one comes last?',
    'Add the 8 bytes of header before you round. A request of 24 bytes then fits into 32, and one of 25 does not.',
    'Round `nbytes + 8` up with `Math.ceil(… / 16) * 16`, and take `Math.max(32, …)` of that.',
  ],
  reason:
    'In front of each block glibc keeps its size, in 8 bytes. Chunks are multiples of 16 so that every block is aligned, and the header is added before that. A free chunk has to hold two links as well, so none is smaller than 32 bytes.',
  examples: (random) => [
    { args: [random.integer(100, 2000)], about: 'some request' },
    { args: [1], about: 'the smallest chunk' },
  ],
  checks: [
    {
      about: 'requests of some size',
      points: 1,
      calls: (random) => random.many(8, () => [random.integer(33, 60_000)]),
    },
    {
      about: 'small ones and edges',
      points: 1,
      calls: () => [[0], [1], [24], [25], [40], [41], [56], [1000], [1001]],
    },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback: 'You forget the 8 bytes in front of the block that say how large the chunk is.',
      answer: noHeader,
    },
    {
      name: 'sixteen-of-header',
      feedback:
        'You add 16 bytes. The second half of the header of a chunk in use belongs to the neighbour before it.',
      answer: sixteenOfHeader,
    },
    {
      name: 'no-minimum',
      feedback: 'A chunk has at least 32 bytes: when it is free, its links must fit into it.',
      answer: noMinimum,
    },
    {
      name: 'steps-of-eight',
      feedback: 'You round to 8 bytes; chunks are multiples of 16 on 64-bit machines.',
      answer: stepsOfEight,
    },
  ],
});
