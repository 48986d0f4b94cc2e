import { boot } from '../../../../src';
import { defineExercise } from '../../../../src/grading/exercise';
import { arenasFor as bytesOnly } from './wrong/bytes-only';
import { arenasFor as noHeader } from './wrong/no-header';
import { arenasFor as notRounded } from './wrong/not-rounded';
import { arenasFor as oneCallEach } from './wrong/one-call-each';

function measured(blocks: number, nbytes: number): number {
  const p = boot('3.12', { startUp: 'none' });
  for (let i = 0; i < blocks; i++) p.pymalloc.malloc(nbytes);
  return p.stats().arenasCurrent;
}

export const exercise = defineExercise<[blocks: number, nbytes: number], number>({
  id: 'layers-count-calls',
  title: 'Count the system calls',
  functionName: 'arenasFor',
  solution: measured,
  examples: (random) => [
    { args: [1, 28], about: 'the first int' },
    { args: [10_000 * random.integer(4, 9), 28], about: 'many ints' },
  ],
  checks: [
    {
      about: 'small blocks',
      points: 1,
      calls: (random) =>
        random.many(4, () => [random.integer(20_000, 150_000), random.integer(1, 64)]),
    },
    {
      about: 'large blocks',
      points: 1,
      calls: (random) =>
        random.many(4, () => [random.integer(1000, 20_000), random.integer(200, 512)]),
    },
    {
      about: 'exactly one arena, and one block more',
      points: 1,
      calls: () => [
        [510 * 64, 32],
        [510 * 64 + 1, 32],
        [31 * 64, 512],
        [31 * 64 + 1, 512],
      ],
    },
  ],
  mistakes: [
    {
      name: 'bytes-only',
      feedback:
        "You divide the blocks' bytes by the size of an arena; headers and the ends of pools take room as well.",
      answer: bytesOnly,
    },
    {
      name: 'no-header',
      feedback: 'Each pool has a header of 48 bytes: fewer blocks fit.',
      answer: noHeader,
    },
    {
      name: 'one-call-each',
      feedback: 'You count a call for every block. Many blocks share an arena.',
      answer: oneCallEach,
    },
    {
      name: 'not-rounded',
      feedback: "You use the request's size. A block is a multiple of 16 bytes.",
      answer: notRounded,
    },
  ],
});
