import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const MOST = 700_000;

/** The numbers are made by Python: a child runs its program again up to the fork. */
function trial(count: number, step: number, at: number): VisibleTrial {
  const add = 2 ** 40;
  return {
    before: 'from os import fork, waitpid, _exit',
    allows: ['child'],
    steps: [
      { python: `numbers = [i * ${step} + ${add} for i in range(${count})]` },
      { python: 'table = store(numbers)\ndel numbers' },
      {
        python: `pid = fork()
if pid == 0:
    wrong = 0
    for i in range(${count}):
        if look(table, i) != i * ${step} + ${add}:
            wrong = 1
    _exit(wrong)
status = waitpid(pid, 0)[1] >> 8`,
      },
      { mark: 'done' },
      { python: `one = look(table, ${at})` },
      { read: 'status', want: 0, about: 'how the child ended: 0 when all numbers are right' },
      { read: 'one', want: at * step + add, about: 'a number, in the parent' },
    ],
    bounds: [
      { measure: 'dirtied', about: 'memory that is private to the child', to: 'done', most: MOST },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'fork-read-only-table',
  title: 'A table to read',
  names: ['store', 'look'],
  version: '3.12',
  hints: [
    'What does a child write when it reads a number from a list? Which containers hold numbers that are no objects?',
    'Freezing does not help: it is about collections, and here the reference counts are written.',
    "`array('q', numbers)` holds 64-bit numbers side by side. Reading one makes an int that dies at once.",
  ],
  reason:
    'Each int in a list is an object, and to read it is to take a reference: its count is written, and the page is copied. An array has no objects. What `look` returns is a new int, in memory that is the child’s anyway.',
  example: (random) => trial(random.integer(25, 29) * 1000, random.integer(3, 99), 77),
  checks: [
    {
      about: 'a larger table',
      points: 3,
      trials: (random) => [
        trial(random.integer(34, 40) * 1000, random.integer(101, 999), random.integer(9, 25_000)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'a-list',
      feedback:
        'The table holds ints that are objects: the child writes the reference count of each one that it reads. A tuple is no better, nor is freezing.',
    },
    {
      name: 'a-dict',
      feedback:
        'A dict holds two objects for each number: the child writes the reference count of the number that it reads.',
    },
    {
      name: 'unpacks',
      feedback:
        'The child makes a list of all numbers, which is its own: objects of the whole table.',
    },
    {
      name: 'small-numbers',
      feedback: "The numbers do not fit into the array's items: `i` has 32 bits.",
    },
  ],
});
