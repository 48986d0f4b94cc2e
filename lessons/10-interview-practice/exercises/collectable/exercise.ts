import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { freedBy } from './solution';
import { freedBy as cycleOnly } from './wrong/cycle-only';
import { freedBy as directCycle } from './wrong/direct-cycle';
import { freedBy as holdingACycle } from './wrong/holding-a-cycle';

function heap(random: Random): [Record<string, string[]>, string[], string] {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const refers = Object.fromEntries(
    names.map((name, i) => [
      name,
      random
        .many(random.integer(0, 1), () =>
          random.pick(random.integer(0, 3) === 0 ? names : names.slice(i + 1).concat('f')),
        )
        .filter((to) => to !== name),
    ]),
  );
  return [refers, names, random.pick(names)];
}

export const exercise = defineExercise<
  [refers: Record<string, string[]>, variables: string[], name: string],
  string
>({
  id: 'interview-collectable',
  title: 'Freed by whom?',
  functionName: 'freedBy',
  solution: freedBy,
  hints: [
    'What does reference counting need to free an object? And who keeps an object above zero when no variable does?',
    'An object waits for the collector when it is in a cycle. It also waits when something holds it that waits.',
    "Find all objects from which `name` can be reached, and `name` itself. If one of them can reach itself, the answer is `'the collector'`.",
  ],
  reason:
    'A count falls to zero only when the last holder dies, and the members of a cycle never die by their counts. So everything that a cycle leads to waits with it. What leads to a cycle, and is not held by one, goes by its count.',
  examples: [
    { args: [{ a: ['b'], b: ['a'] }, ['a', 'b'], 'a'], about: 'a cycle' },
    { args: [{ a: ['b'], b: [] }, ['a', 'b'], 'b'], about: 'a chain' },
  ],
  checks: [
    {
      about: 'heaps of six objects',
      points: 1,
      calls: (random) => random.many(12, () => heap(random)),
    },
    {
      about: 'held by a cycle, holding one, itself',
      points: 2,
      calls: () => [
        [{ a: ['b'], b: ['a', 'c'], c: [] }, ['a'], 'c'],
        [{ a: ['b'], b: ['c'], c: ['b'] }, ['a'], 'a'],
        [{ a: ['a'] }, ['a'], 'a'],
        [{ a: [], b: ['a'] }, ['a', 'b'], 'a'],
        [{ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: [] }, ['a'], 'e'],
      ],
    },
  ],
  mistakes: [
    {
      name: 'cycle-only',
      feedback: 'What a cycle holds dies with the cycle, by the collector.',
      answer: cycleOnly,
    },
    { name: 'direct-cycle', feedback: 'A cycle may be longer than two.', answer: directCycle },
    {
      name: 'holding-a-cycle',
      feedback: 'An object that holds a cycle is not in it: its own count falls to zero.',
      answer: holdingACycle,
    },
  ],
});
