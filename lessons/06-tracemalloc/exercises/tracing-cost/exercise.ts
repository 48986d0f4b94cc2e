import { defineExercise } from '../../../../src/grading/exercise';
import { fits } from './solution';
import { fits as insteadOf } from './wrong/instead-of';
import { fits as recordsFree } from './wrong/records-free';
import { fits as snapshotFree } from './wrong/snapshot-free';

export const exercise = defineExercise<[blocks: number, average: number, limit: number], string>({
  id: 'tracemalloc-tracing-cost',
  title: 'Interview: may we trace this?',
  functionName: 'fits',
  solution: fits,
  hints: [
    'What is there when tracing is on and nobody takes a snapshot? And what comes on top of it while a snapshot is there?',
    'Each block takes its own bytes and those of its record. A snapshot adds its objects, while all of that is still there.',
    'Compare `blocks * (average + 64)` with the limit first. Then add `blocks * 200` and compare again. Exactly at the limit still fits.',
  ],
  reason:
    "Records and snapshot objects come on top of the program's own blocks, they replace nothing. Their cost goes with the number of blocks, not with the bytes in them. So small blocks are what makes tracing dear.",
  examples: (random) => [
    { args: [1_000_000, 40, 200_000_000], about: 'traced, but not photographed' },
    { args: [1000 * random.integer(1, 9), 100, 500_000_000], about: 'a small service' },
  ],
  checks: [
    {
      about: 'services of all sizes',
      points: 1,
      calls: (random) =>
        random.many(9, () => [
          random.integer(1000, 5_000_000),
          random.integer(20, 300),
          1_000_000 * random.integer(50, 900),
        ]),
    },
    {
      about: 'exactly at the limit',
      points: 1,
      calls: () => [
        [1000, 36, 100_000],
        [1000, 36, 99_999],
        [1000, 36, 300_000],
        [1000, 36, 299_999],
        [0, 10, 0],
      ],
    },
  ],
  mistakes: [
    {
      name: 'records-free',
      feedback: 'You forget the records: with small blocks they take more than the blocks.',
      answer: recordsFree,
    },
    {
      name: 'snapshot-free',
      feedback:
        'A snapshot makes objects for every record; while it is there, it takes memory as well.',
      answer: snapshotFree,
    },
    {
      name: 'instead-of',
      feedback: 'The snapshot comes on top of what is traced, not in its place.',
      answer: insteadOf,
    },
  ],
});
