import { defineExercise } from '../../../../src/grading/exercise';
import { pagesWritten } from './solution';
import { pagesWritten as bytesWritten } from './wrong/bytes-written';
import { pagesWritten as oneEach } from './wrong/one-each';
import { pagesWritten as span } from './wrong/span';

const BASE = 0x7f00_0000_0000;

export const exercise = defineExercise<[heads: number[]], number>({
  id: 'fork-pages-written',
  title: 'Which pages are written?',
  functionName: 'pagesWritten',
  solution: pagesWritten,
  hints: [
    'A page is copied at the first write to it. What does a second write to the same page cost?',
    'Which page is an address on? Divide by 4,096 and round down. Two addresses with the same result share a page. 16 bytes at a multiple of 16 never reach over the end of a page.',
    'Put `Math.floor(address / 4096)` of each address into a `Set`, and return its `size`.',
  ],
  reason:
    'The kernel copies whole pages, so the number of different pages counts, not the bytes nor the objects. Objects that lie close together share a copy. Pages in between to which nobody writes stay shared.',
  examples: (random) => [
    {
      args: [
        [
          BASE,
          BASE + 16 * random.integer(1, 255),
          ...Array.from(
            { length: random.integer(1, 4) },
            (_, i) => BASE + 4096 * (i + 1) + 16 * random.integer(0, 255),
          ),
        ],
      ],
      about: 'two on the first page, and one on each page after it',
    },
  ],
  checks: [
    {
      about: 'objects close together',
      points: 1,
      calls: (random) =>
        random.many(5, () => [
          Array.from({ length: random.integer(50, 500) }, (_, i) => BASE + i * 64),
        ]),
    },
    {
      about: 'objects far apart, none',
      points: 1,
      calls: (random) => [
        ...random.many(
          4,
          () => [random.many(60, () => BASE + 16 * random.integer(0, 100_000))] as [number[]],
        ),
        [[]],
      ],
    },
  ],
  mistakes: [
    {
      name: 'bytes-written',
      feedback: 'You divide the bytes that are written. A page is copied whole for its first byte.',
      answer: bytesWritten,
    },
    { name: 'one-each', feedback: 'Objects on the same page share its copy.', answer: oneEach },
    {
      name: 'span',
      feedback: 'Pages between the objects, to which nothing is written, stay shared.',
      answer: span,
    },
  ],
});
