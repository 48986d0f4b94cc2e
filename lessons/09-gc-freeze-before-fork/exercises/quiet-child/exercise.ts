import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const MOST = 1_000_000;

/** The server's data, and some cycles that nobody refers to. */
function trial(rows: number, cycles: number): ReturnType<typeof exercise.example> {
  return {
    before:
      'from os import fork, waitpid, _exit\nfrom gc import collect, enable, isenabled\nenable()',
    allows: ['child'],
    steps: [
      { python: `rows = [[i, i + 1] for i in range(${rows})]` },
      {
        python: `for i in range(${cycles}):\n    one = []\n    one.append(one)\ndel one, i`,
      },
      { python: 'before_fork()' },
      { mark: 'forking' },
      {
        python: `pid = fork()
if pid == 0:
    on = isenabled()
    collect()
    _exit(7 if on else 9)
status = waitpid(pid, 0)[1] >> 8
on = isenabled()`,
      },
      { mark: 'done' },
      { read: 'status', want: 7, about: 'the collector in the child, which is on' },
      { read: 'on', want: true, about: 'the collector in the parent, which is on' },
    ],
    bounds: [
      {
        measure: 'dirtied',
        about: 'memory that is private to the child',
        to: 'done',
        most: MOST,
      },
      {
        measure: 'garbage',
        about: 'garbage that is left when it forks',
        to: 'forking',
        exactly: 0,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'fork-quiet-child',
  title: 'A child that writes little',
  names: ['before_fork'],
  version: '3.12',
  hints: [
    'Which objects does a full collection look at, and which does it leave alone?',
    'What is frozen is in no generation, and a collection does not write to it. But garbage that is frozen is never found again.',
    'Two calls of the module `gc` do it, and their order matters: the first gets rid of what is garbage, the second puts what is left out of the way of all collections.',
  ],
  reason:
    'A collection writes to the header of each tracked object, and the first write to a shared page copies it. Frozen objects are in the permanent generation, at which no collection looks. A collection before that gets rid of garbage, which would otherwise be kept for ever.',
  example: (random) => trial(random.integer(8, 10) * 2000, random.integer(10, 30)),
  checks: [
    {
      about: 'much data and some garbage',
      points: 3,
      trials: (random): Trial[] => [trial(random.integer(20_000, 24_000), random.integer(20, 60))],
    },
  ],
  mistakes: [
    {
      name: 'collects-only',
      feedback:
        'The garbage is gone, but the next collection in the child still goes through all the data, and writes to every page of it.',
    },
    {
      name: 'turns-it-off',
      feedback:
        'You turn the collector off. It must stay on; and a collection that somebody asks for writes all the same.',
    },
    {
      name: 'freezes-garbage',
      feedback:
        'The child writes little, but garbage was frozen together with the data: no collection will ever find it.',
    },
    {
      name: 'raises-the-threshold',
      feedback:
        'Nothing is out of the way of the collector: the garbage is still there, and a collection that somebody asks for goes through all the data.',
    },
  ],
});
