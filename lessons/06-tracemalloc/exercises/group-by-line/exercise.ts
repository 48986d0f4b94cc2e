import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Row, statistics, type Trace } from './solution';
import { statistics as allFrames } from './wrong/all-frames';
import { statistics as outermost } from './wrong/outermost';
import { statistics as smallestFirst } from './wrong/smallest-first';

const LINES = ['app.py:10', 'app.py:25', 'db.py:7', 'web.py:31', 'web.py:90'];

function traces(random: Random, count: number): Trace[] {
  return random.many(count, () => ({
    size: 8 * random.integer(2, 12),
    frames: random.many(random.integer(1, 3), () => random.pick(LINES)),
  }));
}

export const exercise = defineExercise<[traces: Trace[]], Row[]>({
  id: 'tracemalloc-group-by-line',
  title: 'Group traces by line',
  functionName: 'statistics',
  solution: statistics,
  hints: [
    'What do all blocks of one row have in common? Look at how `frames` is ordered.',
    'Keep a `Map` from the last frame of a trace to a row with `size` and `count`. A block counts once, for its innermost frame, whoever called that.',
    'Sort with `b.size - a.size || b.count - a.count || (a.line < b.line ? -1 : 1)`: size first, then count, both largest first, then the name.',
  ],
  reason:
    'A block was asked for by one line, so it belongs to one row, and the rows add up to all that is traced. The callers are in the traceback too, but they did not allocate. Sorting by size puts the row in front that is worth reading.',
  examples: [
    {
      args: [
        [
          { size: 100, frames: ['main.py:1', 'app.py:3'] },
          { size: 60, frames: ['app.py:3'] },
          { size: 500, frames: ['db.py:9'] },
        ],
      ],
      about: 'two lines',
    },
  ],
  checks: [
    {
      about: 'snapshots of a program',
      points: 2,
      calls: (random) => random.many(6, () => [traces(random, 25)]),
    },
    {
      about: 'an empty one, and lines with the same size',
      points: 1,
      calls: () => [
        [[]],
        [
          [
            { size: 10, frames: ['b.py:1'] },
            { size: 10, frames: ['a.py:1'] },
            { size: 5, frames: ['c.py:1'] },
            { size: 5, frames: ['c.py:1'] },
          ],
        ],
      ],
    },
  ],
  mistakes: [
    {
      name: 'outermost',
      feedback:
        'You group by the outermost frame. The one that allocated is the innermost, the last.',
      answer: outermost,
    },
    {
      name: 'all-frames',
      feedback: 'You count a block for every frame of its traceback; it belongs to one line.',
      answer: allFrames,
    },
    {
      name: 'smallest-first',
      feedback: 'Largest first: you sorted the other way round.',
      answer: smallestFirst,
    },
  ],
});
