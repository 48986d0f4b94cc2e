import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Bytes that may be private to all workers together. */
const MOST = 700_000;
const WORKERS = 3;
/** Names that each worker looks up. */
const ASKED = 50;

/** The lines are made by Python: a child runs its program again up to the fork. */
function trial(count: number, step: number): VisibleTrial {
  return {
    before: 'from os import fork, waitpid, _exit',
    allows: ['child'],
    steps: [
      { python: `lines = [f'w{n * ${step}} this is line {n}' for n in range(${count})]` },
      { python: 'catalogue = Catalogue(lines)\ndel lines' },
      {
        python: `statuses = []
for worker in range(${WORKERS}):
    pid = fork()
    if pid == 0:
        wrong = 0
        for n in range(worker, ${ASKED * WORKERS}, ${WORKERS}):
            if catalogue.find(f'w{n * ${step}}') != n:
                wrong = 1
        if catalogue.find('nobody') is not None:
            wrong = 1
        _exit(wrong)
    statuses.append(waitpid(pid, 0)[1] >> 8)`,
      },
      { mark: 'done' },
      {
        read: 'statuses',
        want: Array.from({ length: WORKERS }, () => 0),
        about: 'how the workers ended: 0 when they found all',
      },
      { python: `last = catalogue.find('w${(count - 1) * step}')` },
      { read: 'last', want: count - 1, about: 'the last line, in the parent' },
    ],
    bounds: [
      {
        measure: 'dirtied',
        about: 'memory that is private to the workers',
        to: 'done',
        most: MOST,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'fork-build-it-early',
  title: 'Build it once, for all',
  names: ['Catalogue'],
  version: '3.12',
  hints: [
    'What is made after the fork belongs to one worker. What is made before it is shared. When is the index made?',
    'Make it in `__init__`, which the parent runs before it forks. And take care that `find` touches little: each object that a worker looks at has its count written.',
    'Move the line that makes the index from `find` to `__init__`, where it goes over the argument `lines`. Then `find` is a single `get`.',
  ],
  reason:
    'Pages of the parent are shared as long as nobody writes to them, so the index costs nothing for a worker that only looks a few names up. Built on first use it is built in each worker, in memory of its own. A search through all lines or entries saves no memory either: it takes a reference to each object on its way, and every count is a write.',
  example: (random) => trial(1000 * random.integer(5, 6), random.integer(3, 9)),
  checks: [
    {
      about: 'a larger catalogue',
      points: 3,
      trials: (random) => [trial(random.integer(7000, 8000), random.integer(11, 99))],
    },
  ],
  mistakes: [
    {
      name: 'when-first-needed',
      feedback:
        'The index is built at the first `find`. That is after the fork, so each worker builds one for itself.',
    },
    {
      name: 'looks-at-every-line',
      feedback:
        'Without an index each `find` goes over the lines, and takes a reference to each of them: a write to its count, and a copy of its page.',
    },
    {
      name: 'walks-the-index',
      feedback:
        'The index is shared, but you walk over its entries. Each name and each number on the way has its count written.',
    },
    {
      name: 'no-none',
      feedback: 'A name that is not there raises a KeyError; asked for is `None`.',
    },
  ],
});
