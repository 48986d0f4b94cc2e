import { defineExercise } from '../../../../src/grading/exercise';
import { blockSize } from './solution';
import { blockSize as alwaysOneMore } from './wrong/always-one-more';
import { blockSize as eightByteSteps } from './wrong/eight-byte-steps';
import { blockSize as noThreshold } from './wrong/no-threshold';
import { blockSize as thresholdExcluded } from './wrong/threshold-excluded';
import { blockSize as zeroGetsABlock } from './wrong/zero-gets-a-block';

export const exercise = defineExercise<[nbytes: number], number>({
  id: 'pymalloc-block-size',
  title: 'What does a request get?',
  functionName: 'blockSize',
  solution: blockSize,
  hints: [
    'Two questions, one after the other. Does pymalloc serve this request at all? And if it does, which size class is it in?',
    'Blocks are multiples of 16 bytes. A request that is a multiple already fits exactly. All others go up to the next one.',
    'Return 0 below 1 and above 512. For the rest divide by 16, round up with `Math.ceil`, and multiply by 16 again.',
  ],
  reason:
    'pymalloc serves requests of 1 to 512 bytes, so everything else is 0. Dividing by 16 and rounding up gives the number of steps: 28 bytes need two of them, and so do 32. That is why a request that is a multiple of 16 loses nothing.',
  examples: (random) => [
    { args: [16 * random.integer(1, 30) + random.integer(1, 15)], about: 'inside of a size class' },
    { args: [16 * random.integer(2, 31)], about: 'it fits exactly' },
    { args: [random.integer(600, 9000)], about: "the C library's business" },
  ],
  checks: [
    {
      about: 'requests inside a size class',
      points: 1,
      calls: (random) =>
        random.many(12, () => [16 * random.integer(0, 31) + random.integer(1, 15)]),
    },
    {
      about: 'requests at the edges of a class and of what pymalloc serves',
      points: 1,
      calls: (random) => [
        [0],
        [16],
        [17],
        [511],
        [512],
        [513],
        [random.integer(514, 100_000)],
        [16 * random.integer(2, 31)],
      ],
    },
  ],
  mistakes: [
    {
      name: 'eight-byte-steps',
      feedback:
        'You round up to 8 bytes. That was so in 32-bit builds; on 64-bit CPython every block is a multiple of 16.',
      answer: eightByteSteps,
    },
    {
      name: 'no-threshold',
      feedback: 'You give a block to every request, but pymalloc passes on those above 512 bytes.',
      answer: noThreshold,
    },
    {
      name: 'always-one-more',
      feedback:
        'A request that is a multiple of 16 already fits its block exactly; you round it up once more.',
      answer: alwaysOneMore,
    },
    {
      name: 'zero-gets-a-block',
      feedback: 'A request of 0 bytes does not get a pymalloc block: it goes to the C library.',
      answer: zeroGetsABlock,
    },
    {
      name: 'threshold-excluded',
      feedback:
        'pymalloc still serves a request of exactly 512 bytes; only above that it passes on.',
      answer: thresholdExcluded,
    },
  ],
});
