import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** What one function may keep: itself, a name, and what it closes over. Bytes. */
const OF_A_CALLBACK = 500;

const ROWS = `
class Row:
    def __init__(self, name, size):
        self.name = name
        self.data = bytearray(size)
pressed = []
`;

function trial(random: Random, count: number): VisibleTrial {
  const size = random.integer(20, 40) * 1000;
  const first = random.integer(100, 900);
  const names = Array.from({ length: count }, (_, i) => `row ${first + i}`);
  return {
    before: ROWS,
    steps: [
      { python: `for each in make_callbacks([Row('warm', 10)], pressed.append): each()\ndel each` },
      { mark: 'start' },
      {
        python: `rows = [Row('row %d' % i, ${size}) for i in range(${first}, ${first + count})]\ncallbacks = make_callbacks(rows, pressed.append)\ndel rows`,
      },
      { mark: 'let go' },
      { python: 'for each in callbacks: each()\nnames = pressed[1:]' },
      { read: 'names', want: names, about: 'the names that the functions called with' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: `bytes that ${count} functions keep`,
        from: 'start',
        to: 'let go',
        most: count * OF_A_CALLBACK,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'interview-small-callbacks',
  title: 'Callbacks that hold little',
  names: ['make_callbacks'],
  version: '3.12',
  hints: [
    'A function that reads a variable of the function around it holds the variable itself, in a cell, not the value that it had. What is in `row` when the loop is over?',
    'Give each function a name of its own: as a default value, as an argument of a function that makes it, or with `functools.partial`.',
    'Read `row.name` when you make the function, not when it is called: then it needs no row.',
  ],
  reason:
    'A closure holds cells, and all functions that a loop makes share one: they all see the last row, and keep it. partial(press, row.name) evaluates the name now and stores only it. So does a default value, lambda name=row.name: …; with row=row it would store the row and all of its data.',
  example: (random) => trial(random, 4),
  checks: [
    { about: 'a few rows', points: 1, trials: (random) => [trial(random, 7)] },
    {
      about: 'many rows',
      points: 2,
      trials: (random) => [trial(random, random.integer(40, 60))],
    },
  ],
  mistakes: [
    {
      name: 'default-row',
      feedback:
        'Each function has its own row, and keeps it: the default value is the row with all of its data. It needs the name only.',
    },
    {
      name: 'last-name',
      feedback:
        'All functions share one variable, and it has the last name when they are called: each must have a name of its own.',
    },
    {
      name: 'index-into-rows',
      feedback:
        'Your functions look the row up when they are called, so they hold the whole list of rows until then.',
    },
  ],
});
