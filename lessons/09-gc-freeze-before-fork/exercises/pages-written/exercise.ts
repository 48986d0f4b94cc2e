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
  examples: [{ args: [[BASE, BASE + 64, BASE + 4096]], about: 'two pages' }],
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
