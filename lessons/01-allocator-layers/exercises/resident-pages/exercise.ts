import { defineExercise } from '../../../../src/grading/exercise';
import { residentPages } from './solution';
import { residentPages as bytesOverPage } from './wrong/bytes-over-page';
import { residentPages as countedAgain } from './wrong/counted-again';
import { residentPages as oneTooFar } from './wrong/one-too-far';

const BASE = 0x7f00_0000_0000;

export const exercise = defineExercise<[writes: [address: number, length: number][]], number>({
  id: 'layers-resident-pages',
  title: 'Diagnose: mapped or resident?',
  functionName: 'residentPages',
  solution: residentPages,
  hints: [
    'A page becomes resident when the first byte of it is written, and then it stays. So which pages does one write touch?',
    'A write touches all pages from that of its first byte to that of its last byte. The last byte is at `address + length - 1`. Pages may come up again in another write.',
    'Put the numbers from `Math.floor(address / 4096)` to `Math.floor((address + length - 1) / 4096)` into a `Set`, for each write. Return its `size`.',
  ],
  reason:
    'The kernel gives memory page by page, at the first write to each. Ten bytes over the edge of a page touch two pages, and a thousand writes to one page touch one. So neither the bytes nor the writes can be counted, only different pages.',
  examples: (random) => [
    {
      args: [
        Array.from({ length: random.integer(2, 6) }, (_, i): [number, number] => [
          BASE + 4096 * (3 * i + random.integer(0, 2)),
          8,
        ]),
      ],
      about: 'a page for each',
    },
    { args: [[[BASE + 4090, 10]]], about: 'over the edge of a page' },
  ],
  checks: [
    {
      about: 'writes here and there',
      points: 1,
      calls: (random) =>
        random.many(6, () => [
          random.many(
            5,
            () => [BASE + random.integer(0, 300_000), random.integer(1, 9000)] as [number, number],
          ),
        ]),
    },
    {
      about: 'the same page again, exactly a page, nothing',
      points: 1,
      calls: (random) => {
        const at = BASE + 4096 * random.integer(1, 50);
        return [
          [
            [
              [at, 8],
              [at + 100, 8],
              [at + 4000, 96],
            ],
          ],
          [[[at, 4096]]],
          [[[at + 1, 4096]]],
          [[]],
        ];
      },
    },
  ],
  mistakes: [
    {
      name: 'bytes-over-page',
      feedback:
        'You divide the bytes by the size of a page. A few bytes at the edge of two pages touch both.',
      answer: bytesOverPage,
    },
    {
      name: 'counted-again',
      feedback: 'You count a page for every write to it; it becomes resident once.',
      answer: countedAgain,
    },
    {
      name: 'one-too-far',
      feedback:
        'A write of `length` bytes ends at the byte before `address + length`; you look one byte further.',
      answer: oneTooFar,
    },
  ],
});
