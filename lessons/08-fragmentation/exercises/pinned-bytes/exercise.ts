import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { pinnedBytes } from './solution';
import { pinnedBytes as allArenas } from './wrong/all-arenas';
import { pinnedBytes as howMany } from './wrong/how-many';
import { pinnedBytes as whatIsFree } from './wrong/what-is-free';

/** A program that leaves survivors of a peak, and something dense beside it. */
function peak(random: Random): [program: string] {
  const size = random.integer(3, 9) * 10_000;
  const every = random.pick([1000, 3000, 5, 700, 20_000]);
  const dense =
    random.integer(0, 1) === 0
      ? 'pass'
      : `dense = [float(i) for i in range(${random.integer(2, 5) * 10_000})]`;
  return [`work = [float(i) for i in range(${size})]\nkept = work[::${every}]\ndel work\n${dense}`];
}

export const exercise = defineExercise<[program: string], number>({
  id: 'fragmentation-pinned-bytes',
  title: 'How much is pinned?',
  functionName: 'pinnedBytes',
  solution: pinnedBytes,
  hints: [
    'What makes an arena pinned here? Compare the bytes in use with its size.',
    'Bytes in use are the sum of `used * blockSize` over the pools of an arena. `p.arenas()` gives all of them after the program has run.',
    'Filter the arenas with a sum below `arena.size / 10`, and add up the `size` of those that are left.',
  ],
  reason:
    'An arena can only go back whole, so a pinned one costs its full size, however little is used. The sum over the pools says how much that is. A dense arena is well used, and is not counted.',
  examples: (random) => [
    {
      args: [
        `work = [float(i) for i in range(${random.integer(5, 16) * 10_000})]\nkept = work[::${random.integer(900, 1100)}]\ndel work`,
      ],
      about: 'a few survivors',
    },
  ],
  checks: [
    {
      about: 'survivors of a peak',
      points: 3,
      // The first has arenas that are pinned for sure.
      calls: (random) => [
        [
          `work = [float(i) for i in range(${random.integer(5, 9) * 10_000})]\nkept = work[::${random.integer(700, 1000)}]\ndel work`,
        ],
        ...random.many(3, () => peak(random)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'all-arenas',
      feedback: 'An arena that is well used is not pinned.',
      answer: allArenas,
    },
    {
      name: 'how-many',
      feedback: 'You count the arenas; asked for are their bytes.',
      answer: howMany,
    },
    {
      name: 'what-is-free',
      feedback: 'A pinned arena is kept whole: the bytes in use belong to it too.',
      answer: whatIsFree,
    },
  ],
});
