import { defineExercise } from '../../../../src/grading/exercise';
import { keptTuples as anyLength } from './wrong/any-length';
import { keptTuples as emptyCounts } from './wrong/empty-counts';
import { keptTuples as noCapacity } from './wrong/no-capacity';
import { keptTuples as oneList } from './wrong/one-list';

/** Runs the rule on counts of each length. */
function measured(lengths: number[]): number {
  let kept = 0;
  for (let length = 1; length <= 20; length++) {
    kept += Math.min(2000, lengths.filter((each) => each === length).length);
  }
  return kept;
}

export const exercise = defineExercise<[lengths: number[]], number>({
  id: 'freelists-tuple-lists',
  title: 'Tuples have many free lists',
  functionName: 'keptTuples',
  solution: measured,
  hints: [
    'How many lists are there for tuples? What do two tuples of different lengths have to do with each other?',
    'Count the tuples of each length apart. Three things limit what is kept: the shortest length, the longest, and how many one list takes.',
    'Count in a `Map` from length to number, leave out lengths under 1 and above 20, take `Math.min(2000, …)` of each, and add up.',
  ],
  reason:
    'A block of one size cannot serve a longer tuple, so each length has a list of its own, with a limit of its own. The empty tuple is one object that everybody shares, and it never dies. Long tuples are rare, and go to pymalloc.',
  examples: (random) => [{ args: [[2, 2, 3, random.integer(21, 40)]], about: 'one is too long' }],
  checks: [
    {
      about: 'tuples of many lengths',
      points: 1,
      calls: (random) => random.many(6, () => [random.many(40, () => random.integer(0, 30))]),
    },
    {
      about: 'very many of one length',
      points: 1,
      calls: (random) => [
        [Array(random.integer(2001, 2500)).fill(3)],
        [[...Array(2100).fill(2), ...Array(50).fill(4)]],
      ],
    },
    { about: 'at the edges', points: 1, calls: () => [[[0, 0, 1]], [[20, 21]], [[]]] },
  ],
  mistakes: [
    {
      name: 'one-list',
      feedback: 'Each length has a list of its own: 2000 tuples of two and 2000 of three both fit.',
      answer: oneList,
    },
    {
      name: 'no-capacity',
      feedback: 'A list of one length keeps 2000 at most.',
      answer: noCapacity,
    },
    {
      name: 'empty-counts',
      feedback: 'The empty tuple is one object, and never dies.',
      answer: emptyCounts,
    },
    {
      name: 'any-length',
      feedback: 'Tuples of more than 20 items have no free list.',
      answer: anyLength,
    },
  ],
});
