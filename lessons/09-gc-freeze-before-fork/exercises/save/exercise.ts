import { defineExercise } from '../../../../src/grading/exercise';
import { saved } from './solution';
import { saved as headersOnly } from './wrong/headers-only';
import { saved as once } from './wrong/once';
import { saved as onePageEach } from './wrong/one-page-each';
import { saved as roundedDown } from './wrong/rounded-down';

export const exercise = defineExercise<
  [tracked: number, bytesEach: number, workers: number],
  number
>({
  id: 'fork-save',
  title: 'Interview: is it worth it?',
  functionName: 'saved',
  solution: saved,
  hints: [
    'Without freezing, a collection writes to the header of each tracked object. Which pages does that touch, when the objects lie one after another?',
    'Objects are at most a page apart, so each page of the stretch has a header on it. How long is the stretch, and how many pages are that? And who copies them?',
    'The stretch is `tracked * bytesEach` bytes long. Round up to pages with `Math.ceil(… / 4096)`, and multiply by `workers`.',
  ],
  reason:
    'A header is only 16 bytes, but its page is copied whole, and no page of the stretch is without one. A page that is only partly filled at the end is copied as well. Each worker has copies of its own, so the saving grows with the number of workers.',
  examples: (random) => [{ args: [1000, 64, random.integer(2, 9)], about: 'a small application' }],
  checks: [
    {
      about: 'applications of all sizes',
      points: 1,
      calls: (random) =>
        random.many(8, () => [
          random.integer(1000, 1_000_000),
          16 * random.integer(3, 20),
          random.integer(1, 12),
        ]),
    },
    {
      about: 'exactly a page, nothing, no workers',
      points: 1,
      calls: () => [
        [64, 64, 1],
        [65, 64, 1],
        [0, 64, 4],
        [1000, 64, 0],
      ],
    },
  ],
  mistakes: [
    { name: 'one-page-each', feedback: 'Many objects share a page.', answer: onePageEach },
    { name: 'once', feedback: 'Each worker has copies of its own.', answer: once },
    {
      name: 'headers-only',
      feedback:
        'The headers lie between the objects: a page is written for the header of any object on it.',
      answer: headersOnly,
    },
    {
      name: 'rounded-down',
      feedback: 'The last page, partly filled, is written as well.',
      answer: roundedDown,
    },
  ],
});
