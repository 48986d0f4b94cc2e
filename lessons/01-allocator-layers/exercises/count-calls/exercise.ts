import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { arenasFor as noHeader } from './wrong/no-header';
import { arenasFor as notRounded } from './wrong/not-rounded';
import { arenasFor as oneCallEach } from './wrong/one-call-each';

function measured(blocks: number, nbytes: number): number {
  const p = small('3.8', { startUp: 'none' });
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
    { args: [1000 * random.integer(40, 90), 28], about: 'many ints' },
  ],
  checks: [
    {
      about: 'small blocks',
      points: 1,
      calls: (random) =>
        random.many(4, () => [random.integer(10_000, 60_000), random.integer(1, 64)]),
    },
    {
      about: 'large blocks',
      points: 1,
      calls: (random) =>
        random.many(4, () => [random.integer(500, 6000), random.integer(200, 512)]),
    },
    {
      about: 'exactly one arena, and one block more',
      points: 1,
      calls: () => [
        [126 * 64, 32],
        [126 * 64 + 1, 32],
        [7 * 64, 512],
        [7 * 64 + 1, 512],
      ],
    },
  ],
  mistakes: [
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
