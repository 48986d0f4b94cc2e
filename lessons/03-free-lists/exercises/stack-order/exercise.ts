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
