import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { type Traffic, traffic } from './solution';
import { traffic as alwaysAsks } from './wrong/always-asks';
import { traffic as freesNothing } from './wrong/frees-nothing';
import { traffic as noCapacity } from './wrong/no-capacity';

/** Where the capacity is that of a version, a process says; else the rule itself. */
function measured(operations: ('make' | 'free')[], capacity: number): Traffic {
  if (capacity !== 100) return traffic(operations, capacity);
  const p = small('3.12', { startUp: 'none' });
  const blocks = (): number => p.stats().classes.reduce((sum, row) => sum + row.blocksInUse, 0);
  const live: number[] = [];
  const result = { asked: 0, returned: 0, onList: 0 };
  for (const operation of operations) {
    const before = blocks();
    if (operation === 'make') live.push(p.PyFloat_FromDouble(1));
    else if (live.length > 0) p.Py_DECREF(live.pop()!);
    const change = blocks() - before;
    if (change > 0) result.asked++;
    if (change < 0) result.returned++;
  }
  result.onList = p.freeLists().find(({ name }) => name === 'float')?.addresses.length ?? 0;
  return result;
}

function run(random: Random, length: number): ('make' | 'free')[] {
  return random.many(length, () => random.pick(['make', 'make', 'free'] as const));
}

export const exercise = defineExercise<
  [operations: ('make' | 'free')[], capacity: number],
  Traffic
>({
  id: 'freelists-float-list',
  title: 'Implement the float free list',
  functionName: 'traffic',
  solution: measured,
  hints: [
    'Two things change with each operation: how many floats are alive, and how many wait on the list. Who is asked when the list is empty, and who gets the block when it is full?',
    "A `'make'` takes from the list if it can, and else asks pymalloc. A `'free'` puts on the list if there is room, and else gives back. A `'free'` with nothing alive does nothing.",
    "Count `live` in a variable of your own. In `'make'`: `live++`, then `onList--` or `asked++`. In `'free'`: only when `live > 0`, `live--`, then `onList++` or `returned++`.",
  ],
  reason:
    'The list is between the type and pymalloc, and both are asked only at its two ends: when it is empty, and when it is full. A program that makes and frees in turn therefore never leaves the list. Only when more floats die in a row than it has room for does pymalloc hear of it.',
  examples: (random) => [
    { args: [['make', 'make', 'free', 'make', 'free'], 100], about: 'one block is used again' },
    {
      args: [['make', 'make', 'make', 'free', 'free', 'free'], random.integer(1, 2)],
      about: 'a short list',
    },
  ],
  checks: [
    {
      about: 'ordinary traffic',
      points: 1,
      calls: (random) => random.many(5, () => [run(random, 60), 100]),
    },
    {
      about: 'many floats at once',
      points: 1,
      calls: (random) =>
        random.many(3, () => {
          const n = random.integer(120, 250);
          return [[...Array(n).fill('make'), ...Array(n).fill('free')] as ('make' | 'free')[], 100];
        }),
    },
    {
      about: 'short lists',
      points: 1,
      calls: (random) => random.many(5, () => [run(random, 40), random.integer(0, 4)]),
    },
  ],
  mistakes: [
    {
      name: 'always-asks',
      feedback: 'A float that is made takes a block off the free list when there is one.',
      answer: alwaysAsks,
    },
    {
      name: 'no-capacity',
      feedback: 'When the list is full, the block goes back to pymalloc.',
      answer: noCapacity,
    },
    {
      name: 'frees-nothing',
      feedback: 'There was no live float to free, and still you put one on the list.',
      answer: freesNothing,
    },
  ],
});
