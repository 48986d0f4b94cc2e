import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { deepSize, type Thing } from './solution';
import { deepSize as countsAgain } from './wrong/counts-again';
import { deepSize as countsShared } from './wrong/counts-shared';
import { deepSize as oneLevel } from './wrong/one-level';

function heap(random: Random, size: number): [Record<string, Thing>, string] {
  const ids = Array.from({ length: size }, (_, i) => `o${i}`);
  const things = ids.map((id, i): [string, Thing] => [
    id,
    {
      size: 8 * random.integer(3, 30),
      refers: random.many(random.integer(0, 3), () => random.pick(ids)),
      ...(i > 0 && random.integer(0, 4) === 0 ? { kind: 'shared' as const } : {}),
    },
  ]);
  return [Object.fromEntries(things), 'o0'];
}

export const exercise = defineExercise<[heap: Record<string, Thing>, root: string], number>({
  id: 'sizes-deep-size',
  title: 'Write deep size right',
  functionName: 'deepSize',
  solution: deepSize,
  examples: [
    {
      args: [{ list: { size: 72, refers: ['a', 'a'] }, a: { size: 28, refers: [] } }, 'list'],
      about: 'held twice, counted once',
    },
  ],
  checks: [
    {
      about: 'heaps of objects',
      points: 2,
      calls: (random) => random.many(8, () => heap(random, 10)),
    },
    {
      about: 'cycles, and what is shared',
      points: 1,
      calls: () => [
        [{ a: { size: 10, refers: ['b'] }, b: { size: 20, refers: ['a'] } }, 'a'],
        [{ a: { size: 10, refers: ['a'] } }, 'a'],
        [
          {
            a: { size: 10, refers: ['type'] },
            type: { size: 1000, refers: ['x'], kind: 'shared' },
            x: { size: 5, refers: [] },
          },
          'a',
        ],
      ],
    },
  ],
  mistakes: [
    {
      name: 'counts-again',
      feedback: 'An object that is held several times is there once.',
      answer: countsAgain,
    },
    {
      name: 'counts-shared',
      feedback: 'Types and modules belong to everybody: leave them out, and what they refer to.',
      answer: countsShared,
    },
    {
      name: 'one-level',
      feedback: 'Follow the references of what is referred to, as well.',
      answer: oneLevel,
    },
  ],
});
