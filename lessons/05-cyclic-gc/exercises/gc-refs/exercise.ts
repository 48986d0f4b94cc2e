import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { outsideReferences } from './solution';
import { outsideReferences as notItself } from './wrong/not-itself';
import { outsideReferences as onceEach } from './wrong/once-each';
import { outsideReferences as subtractsOwn } from './wrong/subtracts-own';

/** A set of objects, references among them and to others, counts that fit. */
export function heap(
  random: Random,
  size: number,
): [Record<string, number>, Record<string, string[]>] {
  const names = Array.from({ length: size }, (_, i) => `o${i}`);
  const counts = Object.fromEntries(
    names.map((name) => [name, random.integer(0, 3) === 0 ? 1 : 0]),
  );
  const refers: Record<string, string[]> = {};
  for (const name of names) {
    refers[name] = random.many(random.integer(0, 3), () => random.pick([...names, 'None', 'text']));
    for (const target of refers[name]) if (target in counts) counts[target]!++;
  }
  for (const name of names) if (counts[name] === 0) counts[name] = 1;
  return [counts, refers];
}

export const exercise = defineExercise<
  [counts: Record<string, number>, refers: Record<string, string[]>],
  Record<string, number>
>({
  id: 'gc-gc-refs',
  title: 'Subtract the inner references',
  functionName: 'outsideReferences',
  solution: outsideReferences,
  hints: [
    'The count of an object has two parts: references from inside of the set, and references from outside. Which part can you see?',
    'You can see each reference from inside: it is in `refers`. Take one off its *target* for each. Targets that are not in the set have no count here.',
    'Copy `counts`. For each name, and each `target` of `refers[name] ?? []`, take one off `left[target]` if `target in left`. Return the copy.',
  ],
  reason:
    'Nobody notes who holds an object, so the references from outside cannot be counted. Those from inside can be, by asking each object what it refers to. What is left after taking them away comes from outside: from variables, from the C stack, or from older generations.',
  examples: (random) => [
    {
      args: [
        { a: 1, b: 1 },
        { a: ['b'], b: ['a'] },
      ],
      about: 'a cycle',
    },
    { args: heap(random, 4), about: 'a few objects' },
  ],
  checks: [
    {
      about: 'generations of several objects',
      points: 1,
      calls: (random) => random.many(6, () => heap(random, 6)),
    },
    { about: 'larger ones', points: 1, calls: (random) => random.many(4, () => heap(random, 15)) },
    {
      about: 'twice the same target, and itself',
      points: 1,
      calls: () => [
        [
          { a: 2, b: 2 },
          { a: ['b', 'b'], b: [] },
        ],
        [{ a: 1 }, { a: ['a'] }],
        [{}, {}],
      ],
    },
  ],
  mistakes: [
    {
      name: 'once-each',
      feedback: 'An object may refer to the same one several times; each is a reference.',
      answer: onceEach,
    },
    {
      name: 'not-itself',
      feedback: 'A reference of an object to itself comes from inside of the set as well.',
      answer: notItself,
    },
    {
      name: 'subtracts-own',
      feedback:
        'You take the references off the object that has them. They are taken off their targets.',
      answer: subtractsOwn,
    },
  ],
});
