import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** A row, and a `make` that looks into the table while the learner's program works. */
const rowsOf = (count: number, length: number): string => `night = [0]
incomplete = []
def make(i):
    if len(table) != ${count} or None in table[i // 2:i // 2 + 5]: incomplete.append(i)
    return (night[0], i) + (None,) * ${length - 2}`;

function trial(random: Random, rows: number): VisibleTrial {
  const length = random.integer(4, 12);
  const count = rows + random.integer(1, 99);
  return {
    before: rowsOf(count, length),
    steps: [
      { python: `table = [None] * ${count}\nfor i in range(${count}): table[i] = make(i)` },
      {
        python: 'same = table\nincomplete.clear()\nnight[0] = 1\nrefresh(table, make)',
      },
      { mark: 'once' },
      { python: 'night[0] = 2\nrefresh(table, make)' },
      { mark: 'twice' },
      {
        python: `right = table is same and [row[:2] for row in table] == [(2, i) for i in range(${count})]
short = len(incomplete) > 0`,
      },
      { read: 'right', want: true, about: 'whether the table has the new rows, in order' },
      { read: 'short', want: false, about: 'whether others found rows missing' },
    ],
    bounds: [
      {
        measure: 'peak',
        about: 'bytes in use on the way, above the table',
        from: 'once',
        to: 'twice',
        most: 4000,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'freelists-refresh-in-place',
  title: 'Refresh in place',
  names: ['refresh'],
  version: '3.12',
  hints: [
    'When does an old row die? Only then is its block free for a new one.',
    'Two things are forbidden: to have all new rows before the old ones go, and to let the old ones go before there are new ones. What is between the two?',
    'One row at a time: assign `make(i)` to `table[i]`. The row that was there dies in that line.',
  ],
  reason:
    'When one row is replaced, the old one dies at once and its block waits on the free list, where the next row finds it. So the whole refresh needs one block more than the table has. A new list of all rows needs a second table, and an empty one shows others a table without rows.',
  example: (random) => trial(random, 300),
  checks: [
    { about: 'some hundred rows', points: 1, trials: (random) => [trial(random, 500)] },
    {
      about: 'more rows than a free list takes',
      points: 2,
      trials: (random) => [trial(random, random.integer(2200, 2600))],
    },
  ],
  mistakes: [
    {
      name: 'clears-first',
      feedback:
        'The memory is fine, but while the new rows are made the table is short: others find rows missing.',
    },
    {
      name: 'sets-to-none',
      feedback:
        'The table keeps its length, but for a while there is None where others look for a row.',
    },
    {
      name: 'keeps-the-old',
      feedback:
        'The copy of the list refers to every old row, so none of them dies before the loop is over.',
    },
    {
      name: 'half-at-a-time',
      feedback: 'Half of the table is there twice for a moment. Replace fewer rows at a time.',
    },
  ],
});
