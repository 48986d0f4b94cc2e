import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Bytes of a list that has room for just what it holds: places come in pairs. */
const exact = (length: number): number => 56 + 8 * (length + (length % 2));
/** Bytes for the list of all rows, whose room is not asked about: a ninth more, and some. */
const outer = (rows: number): number => 9 * rows + 600;

/** Row `r` has `lengths[r % lengths.length]` numbers. */
function trial(lengths: readonly number[], rows: number): VisibleTrial {
  const lengthOf = (r: number): number => lengths[r % lengths.length]!;
  const row = (r: number): number[] =>
    Array.from({ length: lengthOf(r) }, (_, i) => (r + 7 * i) % 200);
  const all = Array.from({ length: rows }, (_, r) => exact(lengthOf(r)));
  const last = rows - 1;
  return {
    steps: [
      {
        python: `lengths = ${JSON.stringify(lengths)}
lines = [','.join([str((r + 7 * i) % 200) for i in range(lengths[r % ${lengths.length}])]) for r in range(${rows})]
first = table(lines[:3])
del first`,
      },
      { mark: 'start' },
      { python: 'kept = table(lines)' },
      { mark: 'loaded' },
      { python: `last = kept[${last}]\nlists = all([type(each) is list for each in kept])` },
      { read: 'last', want: row(last), about: 'the last row' },
      { read: 'lists', want: true, about: 'whether all rows are lists' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the rows take',
        from: 'start',
        to: 'loaded',
        most: all.reduce((sum, bytes) => sum + bytes, 0) + outer(rows),
      },
    ],
  };
}

/** Lengths at which a list that grew by itself has much room to spare. */
const wasteful = (random: Random): number[] => [5, 9, random.pick([17, 18]), random.pick([25, 26])];

export const exercise = defineHeapExercise({
  id: 'million-no-spare-room',
  title: 'No spare room',
  names: ['table'],
  version: '3.12',
  hints: [
    'Look at `sys.getsizeof` of a list of nine numbers: one that was filled by `append`, and one that was written as `[1, 2, 3, 4, 5, 6, 7, 8, 9]`. Which ways of making a list know its length beforehand?',
    'A comprehension appends as well, and so its list has room to spare. A copy is made for what is there: its length is known when it is made.',
    'Make the numbers as you like, and put `numbers[:]` into the result. The first list dies at once, with its room.',
  ],
  reason:
    'A list that grows takes more room than it needs, so that not each `append` has to move it. When the length is known beforehand, as in a slice or a copy, it takes just that. For a few long lists the difference is an eighth, and for many short ones it is up to a half.',
  example: (random) => trial([random.pick([5, 9]), 17], 10 * random.integer(10, 20)),
  checks: [
    {
      about: 'hundreds of short rows',
      points: 2,
      trials: (random) => [trial(wasteful(random), random.integer(300, 400))],
    },
    {
      about: 'rows of one length',
      points: 1,
      trials: (random) => [trial([random.pick([5, 9])], random.integer(300, 500))],
    },
  ],
  mistakes: [
    {
      name: 'grown-one-by-one',
      feedback:
        'Each row grew while it was filled, by `append` or in a comprehension, which appends too: it has room for more.',
    },
    {
      name: 'in-place',
      feedback:
        'The numbers take the places of the texts, in the list that `split` made. That list has room to spare as well: `split` begins with twelve places.',
    },
    { name: 'tuples', feedback: 'A tuple has no room to spare, but the rows have to be lists.' },
    {
      name: 'still-text',
      feedback: 'The lists have no room to spare, but they hold texts: make ints of them.',
    },
  ],
});
