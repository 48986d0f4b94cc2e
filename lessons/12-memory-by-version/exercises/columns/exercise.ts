import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Tables with columns that nobody had before. */
const TABLES = `
def names_of(table):
    return ['%s_of_%d' % (word, table) for word in ('weight', 'name', 'at', 'colour')]
def use(tables, rows):
    wrong = 0
    for table in tables:
        made = [Row(names_of(table), [n, n / 2, 'x', None]) for n in range(rows)]
        for n, row in enumerate(made):
            if row.names() != names_of(table) or row.get('name_of_%d' % table) != n / 2:
                wrong += 1
            if row.get('weight_of_%d' % table) != n or row.get('nothing') is not None:
                wrong += 1
    return wrong
`;

function trial(random: Random, tables: number, rows: number): VisibleTrial {
  const first = random.integer(1, 9) * 1000;
  return {
    before: TABLES,
    steps: [
      { python: `wrong = use(range(${first - 20}, ${first}), 8)` },
      { mark: 'start' },
      { python: `wrong += use(range(${first}, ${first + tables}), ${rows})` },
      { mark: 'gone' },
      { python: `one = Row(names_of(0), [1, 2, 3, 4])` },
      { mark: 'one' },
      { read: 'wrong', want: 0, about: 'rows that are not right' },
    ],
    bounds: [
      {
        measure: 'blocks',
        about: `blocks that are left of ${tables} tables`,
        from: 'start',
        to: 'gone',
        most: 60,
      },
      { measure: 'bytes', about: 'bytes of a row', from: 'gone', to: 'one', most: 700 },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'start',
        to: 'gone',
        exactly: 0,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'versions-columns',
  title: 'Columns with ever-new names',
  names: ['Row'],
  version: '3.12',
  hints: [
    'Which texts does 3.12.1 make immortal? Those that are used as names of attributes, by `setattr` for example. And those that you intern.',
    'A text that is a key of a dict stays an ordinary text. It goes with the dict.',
    'Keep one dict in the row: `dict(zip(names, values))`. Its order is that of the columns.',
  ],
  reason:
    'An attribute’s name is interned, and 3.12.0 to 3.12.5 make interned texts immortal. Names that come from outside are data, and data belong into a dict, where nothing is interned. That is right on all versions, and also keeps somebody’s column from replacing one of your methods.',
  example: (random) => trial(random, random.integer(40, 50), 2),
  checks: [
    {
      about: 'many small tables',
      points: 2,
      trials: (random) => [trial(random, random.integer(60, 90), 2)],
    },
    {
      about: 'tables with more rows',
      points: 1,
      trials: (random) => [trial(random, random.integer(25, 35), 6)],
    },
  ],
  mistakes: [
    {
      name: 'interned',
      feedback: 'You intern the names. On 3.12.1 an interned text never dies.',
    },
    {
      name: 'class-for-each',
      feedback:
        'You make a class for each row. The names of its slots are interned, and a class is a cycle that waits for a collection.',
    },
    {
      name: 'deletes-attributes',
      feedback:
        'You delete the attributes, and the values go. The names became immortal when they were set.',
    },
    {
      name: 'sorted-names',
      feedback: 'The names should come in the order of the columns.',
    },
  ],
});
