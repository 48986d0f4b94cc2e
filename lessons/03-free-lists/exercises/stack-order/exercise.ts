import { defineExercise } from '../../../../src/grading/exercise';
import { reuse } from './solution';
import { reuse as neverNew } from './wrong/never-new';
import { reuse as noCapacity } from './wrong/no-capacity';
import { reuse as pushesOut } from './wrong/pushes-out';
import { reuse as queue } from './wrong/queue';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export const exercise = defineExercise<[freed: string[], made: number, capacity: number], string[]>(
  {
    id: 'freelists-stack-order',
    title: 'Predict the addresses',
    functionName: 'reuse',
    solution: reuse,
    hints: [
      'Think of a pile of plates. Where does a freed object go, and which one is taken next?',
      'Objects are put on the list in the order in which they are freed, until it is full. What is freed after that goes to pymalloc.',
      "Keep `freed.slice(0, capacity)` as the list, and `pop()` from its end for each object that is made. When nothing is left, it is `'new'`.",
    ],
    reason:
      'The list is a stack: what was put on it last is taken first, because that block is still in the cache of the processor. A full list takes nothing more, so the objects that are on it are those that were freed first. When it is empty, pymalloc gives a block.',
    examples: (random) => [
      { args: [['a', 'b', 'c'], random.integer(1, 3), 80], about: 'last in, first out' },
      { args: [['a'], 2, 80], about: 'then a new one' },
    ],
    checks: [
      {
        about: 'lists that fit',
        points: 1,
        calls: (random) =>
          random.many(6, () => [NAMES.slice(0, random.integer(2, 8)), random.integer(1, 6), 80]),
      },
      {
        about: 'a free list that is full, or empty',
        points: 1,
        calls: (random) => [
          ...random.many(
            4,
            () => [NAMES, random.integer(3, 9), random.integer(2, 6)] as [string[], number, number],
          ),
          [[], 2, 80],
          [['a', 'b'], 0, 80],
        ],
      },
    ],
    mistakes: [
      {
        name: 'queue',
        feedback:
          'You take the oldest first. A free list is a stack: the one freed last comes back first.',
        answer: queue,
      },
      {
        name: 'no-capacity',
        feedback: 'The free list has a limit; what is freed when it is full goes to pymalloc.',
        answer: noCapacity,
      },
      {
        name: 'pushes-out',
        feedback: 'A full free list does not make room for a newcomer: it stays as it is.',
        answer: pushesOut,
      },
      {
        name: 'never-new',
        feedback: "When the free list is empty, the list comes from pymalloc: 'new'.",
        answer: neverNew,
      },
    ],
  },
);
