import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

interface Table {
  readonly rows: number;
  readonly users: number;
  /** The most that `read` gives at once. */
  readonly limit: number;
}

/** The rows are made when they are read: `i % users` and an amount that differs from row to row. */
function trial({ rows, users, limit }: Table): VisibleTrial {
  const sums = new Map<string, number>();
  for (let i = 0; i < rows; i++) {
    const user = `user${i % users}`;
    sums.set(user, (sums.get(user) ?? 0) + ((i * 7) % 1000) + 300);
  }
  return {
    before: `calls = [0]

def read_rows(first, count):
    calls[0] += 1
    last = min(first + min(count, ${limit}), ${rows})
    return [(f'user{i % ${users}}', i * 7 % 1000 + 300) for i in range(first, last)]
`,
    steps: [
      { mark: 'start' },
      { python: 'sums = totals(read_rows)' },
      { mark: 'done' },
      { python: 'rarely = calls[0] <= 60' },
      { read: 'sums', want: sums, about: 'the sums' },
      { read: 'rarely', want: true, about: 'whether `read` was called 60 times at most' },
    ],
    bounds: [
      {
        measure: 'peak',
        about: 'the most bytes that were in use beyond the start',
        from: 'start',
        to: 'done',
        most: 400_000,
      },
      { measure: 'arenas', about: 'arenas that stay', from: 'start', to: 'done', most: 1 },
    ],
  };
}

const many = (random: Random): Table => ({
  rows: random.integer(20_000, 24_000),
  users: random.integer(5, 40),
  limit: 1_000_000,
});

export const exercise = defineHeapExercise({
  id: 'frag-in-chunks',
  title: 'No peak at all',
  names: ['totals'],
  version: '3.12',
  hints: [
    'How many rows do you need at the same time to add one amount to one sum?',
    'Read some rows, add them up, and let them go before you read the next ones. A row takes about 160 bytes: how many fit into the limit, and how many calls does that take?',
    'Read 1,000 at a time in a `while` loop until the list is empty. The next `first` is the old one plus `len(rows)`, for `read` may give fewer than you asked for.',
  ],
  reason:
    'What was never made cannot be left behind. A chunk of 1,000 rows takes the same pools again and again, so the process is as large as one chunk, however long the table is. The only objects that live long are the sums, a few for each user.',
  example: (random) => trial({ rows: random.integer(90, 110) * 100, users: 7, limit: 1_000_000 }),
  checks: [
    { about: 'a long table', points: 2, trials: (random) => [trial(many(random))] },
    {
      about: 'a source that gives fewer rows than it is asked for',
      points: 1,
      trials: (random) => [trial({ ...many(random), limit: random.integer(600, 900) })],
    },
  ],
  mistakes: [
    {
      name: 'all-at-once',
      feedback: 'All rows are in one list before the first amount is added. That is the peak.',
    },
    {
      name: 'keeps-the-chunks',
      feedback: 'You read in chunks, and keep each of them. Add up a chunk, and let it go.',
    },
    {
      name: 'one-by-one',
      feedback:
        'A call for each row: there is no peak, but each call costs time. Read some at once.',
    },
    {
      name: 'steps-by-what-it-asked',
      feedback:
        '`read` may give fewer rows than you asked for. You skip those that it did not give.',
    },
    {
      name: 'short-is-the-end',
      feedback: 'A short list is not the end. Only an empty one is.',
    },
  ],
});
