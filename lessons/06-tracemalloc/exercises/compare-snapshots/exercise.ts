import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { compare, type Diff, type Lines } from './solution';
import { compare as bySize } from './wrong/by-size';
import { compare as growthFirst } from './wrong/growth-first';
import { compare as newLinesOnly } from './wrong/new-lines-only';

const LINES = ['a.py:1', 'a.py:2', 'b.py:9', 'c.py:4', 'd.py:30', 'd.py:31'];

function snapshot(random: Random): Lines {
  return Object.fromEntries(
    LINES.filter(() => random.integer(0, 3) > 0).map((line) => [line, 10 * random.integer(1, 40)]),
  );
}

export const exercise = defineExercise<[before: Lines, after: Lines], Diff[]>({
  id: 'tracemalloc-compare-snapshots',
  title: 'Compare two snapshots',
  functionName: 'compare',
  solution: compare,
  hints: [
    'Which lines does the answer have? Is it enough to look at the newer snapshot?',
    'Take the lines of both snapshots, each once: a line that is gone has the size 0 now and a negative difference. Then think about which difference is large.',
    '`new Set([...Object.keys(before), ...Object.keys(after)])`, with `?? 0` where a line is missing. Sort by `Math.abs(b.diff) - Math.abs(a.diff)`, then by `b.size - a.size`, then by line.',
  ],
  reason:
    'A line that let go of much has changed as well, so both snapshots have to be asked. Up and down count alike in the order, because either can be the thing that one did not expect. To find a leak you still read the sign.',
  examples: [
    { args: [{ 'a.py:1': 100 }, { 'a.py:1': 150, 'b.py:2': 300 }], about: 'one grew, one is new' },
    { args: [{ 'a.py:1': 400, 'b.py:2': 10 }, { 'b.py:2': 20 }], about: 'one is gone' },
  ],
  checks: [
    {
      about: 'snapshots of a program',
      points: 2,
      calls: (random) => random.many(8, () => [snapshot(random), snapshot(random)]),
    },
    {
      about: 'nothing before, nothing after, nothing changed',
      points: 1,
      calls: (random) => {
        const s = snapshot(random);
        return [
          [{}, s],
          [s, {}],
          [s, { ...s }],
        ];
      },
    },
  ],
  mistakes: [
    {
      name: 'new-lines-only',
      feedback: 'A line that is gone has changed as well: list those of the first snapshot, too.',
      answer: newLinesOnly,
    },
    {
      name: 'growth-first',
      feedback: 'The order is by how much a line changed, up or down.',
      answer: growthFirst,
    },
    {
      name: 'by-size',
      feedback: 'You sort by size. compare_to sorts by the change.',
      answer: bySize,
    },
  ],
});
