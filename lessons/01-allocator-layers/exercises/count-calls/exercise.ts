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
  hints: [
    'Only a new arena costs a call. So ask: how many blocks fit into one arena?',
    'Go up floor by floor. How large is the block? How many fit into a pool behind its header? How many pools do you need, and how many arenas of 64 pools?',
    '`size = Math.ceil(nbytes / 16) * 16`, `perPool = Math.floor((4096 - 48) / size)`. Round up twice: `blocks / perPool` gives the pools, and pools divided by 64 the arenas.',
  ],
  reason:
    'A block is rounded up to 16 bytes, and a pool holds as many whole ones as fit behind its header. Blocks of one size share a pool, and pools share an arena, so thousands of requests cost one `mmap`. That is the purpose of the layers: the kernel is asked rarely.',
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
