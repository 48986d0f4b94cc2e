import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { garbage } from './solution';
import { garbage as countIsLife } from './wrong/count-is-life';
import { garbage as noMarking } from './wrong/no-marking';
import { garbage as oneStep } from './wrong/one-step';
import { garbage as returnsLive } from './wrong/returns-live';

function heap(random: Random, size: number): [Record<string, number>, Record<string, string[]>] {
  const names = Array.from({ length: size }, (_, i) => `o${String(i).padStart(2, '0')}`);
  const counts = Object.fromEntries(
    names.map((name) => [name, random.integer(0, 5) === 0 ? 1 : 0]),
  );
  const refers: Record<string, string[]> = {};
  for (const [i, name] of names.entries()) {
    refers[name] = [
      names[(i + 1) % size]!,
      ...random.many(random.integer(0, 1), () => random.pick([...names, 'None'])),
    ].filter(() => random.integer(0, 4) > 0);
    for (const target of refers[name]) if (target in counts) counts[target]!++;
  }
  for (const name of names) if (counts[name] === 0) counts[name] = 1;
  return [counts, refers];
}

export const exercise = defineExercise<
  [counts: Record<string, number>, refers: Record<string, string[]>],
  string[]
>({
  id: 'gc-collect',
  title: 'Implement the collection',
  functionName: 'garbage',
  solution: garbage,
  hints: [
    'The exercise before gives the references from outside. An object that has some is alive. Who else is?',
    'Alive is also what a live object refers to, and what that refers to, and so forth. Mark until nothing new comes.',
    'After the subtraction put all names with `left[name] > 0` into a set. For each name of the set add its targets that are in `left`: a loop over a set also visits what is added meanwhile. Return the names that are not in it, sorted.',
  ],
  reason:
    'A count above zero does not prove life, because a cycle counts itself; and no reference from outside does not prove death, because a live object may lead there. So the collector does both steps: it subtracts, then marks from what is left. What no step has reached is garbage, with all that hangs on it.',
  examples: (random) => [
    {
      args: [
        { a: 1, b: 1, c: 2 },
        { a: ['b'], b: ['a'], c: ['c'] },
      ],
      about: 'a and b are garbage, c is held',
    },
    { args: heap(random, 5), about: 'a few objects' },
  ],
  checks: [
    {
      about: 'heaps with and without garbage',
      points: 2,
      calls: (random) => random.many(8, () => heap(random, 7)),
    },
    { about: 'larger heaps', points: 1, calls: (random) => random.many(4, () => heap(random, 20)) },
    {
      about: 'a long way from the one that is held',
      points: 1,
      calls: () => [
        [
          { a: 2, b: 1, c: 1, d: 1 },
          { a: ['b'], b: ['c'], c: ['d'], d: ['a'] },
        ],
        [{ a: 1 }, { a: [] }],
        [{ a: 1 }, { a: ['a'] }],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-marking',
      feedback:
        'An object without references from outside may still be reached from one that has some.',
      answer: noMarking,
    },
    {
      name: 'one-step',
      feedback: 'You mark what the held objects refer to, but not what these refer to in turn.',
      answer: oneStep,
    },
    {
      name: 'count-is-life',
      feedback: 'You take everything with a count above zero as alive; in a cycle all have one.',
      answer: countIsLife,
    },
    {
      name: 'returns-live',
      feedback: 'You return what is alive; asked for is what is garbage.',
      answer: returnsLive,
    },
  ],
});
