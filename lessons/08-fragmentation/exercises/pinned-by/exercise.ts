import { defineExercise } from '../../../../src/grading/exercise';
import { arenasKept as byShare } from './wrong/by-share';
import { arenasKept as oneEach } from './wrong/one-each';
import { arenasKept as span } from './wrong/span';

/** Counts them by hand. */
function measured(survivors: number[], perArena: number): number {
  const kept: boolean[] = [];
  for (const object of survivors) kept[(object - (object % perArena)) / perArena] = true;
  return kept.filter(Boolean).length;
}

export const exercise = defineExercise<[survivors: number[], perArena: number], number>({
  id: 'fragmentation-pinned-by',
  title: 'How many arenas stay?',
  functionName: 'arenasKept',
  solution: measured,
  hints: [
    'When does an arena stay? When at least one object in it is alive. How many more are alive does not matter.',
    'Object `n` is in arena `Math.floor(n / perArena)`. Two survivors may have the same arena, which counts once.',
    'Put the arena of each survivor into a `Set`, and return its `size`.',
  ],
  reason:
    'Objects fill the arenas in the order in which they are made, so a division says which arena one is in. An arena stays because of any survivor in it, so each arena counts once. Where there is no survivor, the arena goes back, also between two that stay.',
  examples: (random) => [
    {
      args: [random.many(random.integer(2, 6), () => random.integer(0, 9000)), 1000],
      about: 'some survivors',
    },
    { args: [[random.integer(0, 99)], 100], about: 'one object, one arena' },
  ],
  checks: [
    {
      about: 'survivors here and there',
      points: 1,
      calls: (random) =>
        random.many(6, () => [
          random.many(random.integer(2, 30), () => random.integer(0, 100_000)),
          random.integer(1000, 32_000),
        ]),
    },
    {
      about: 'none, and those at the edges',
      points: 1,
      calls: () => [
        [[], 1000],
        [[999, 1000], 1000],
        [[0, 1, 2], 1],
        [[0, 999], 1000],
      ],
    },
  ],
  mistakes: [
    {
      name: 'by-share',
      feedback:
        'You take as many arenas as the survivors would fill. They lie scattered, and each keeps its arena.',
      answer: byShare,
    },
    { name: 'one-each', feedback: 'Several survivors may lie in the same arena.', answer: oneEach },
    {
      name: 'span',
      feedback: 'An arena between two survivors goes back when nothing in it lives.',
      answer: span,
    },
  ],
});
