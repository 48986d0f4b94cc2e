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
  hints: [
    'An object that is reached twice is there once. What do you have to remember, so that you can tell?',
    'Keep a set of ids, beginning with the root. Go through it, and add what each object refers to: a set does not take an id twice, so cycles end.',
    "`for (const id of seen)` also visits ids that are added on the way. Skip those of `kind: 'shared'` before you add their size and what they refer to.",
  ],
  reason:
    'Each object is counted when its id is first seen, and never again, so sharing and cycles need no rule of their own. What belongs to everybody is left out before it is followed. Otherwise one reference to a class would bring in half of the interpreter.',
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
