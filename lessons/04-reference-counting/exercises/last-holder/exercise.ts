import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { keepers } from './solution';
import { keepers as directOnly } from './wrong/direct-only';
import { keepers as notItself } from './wrong/not-itself';
import { keepers as unsorted } from './wrong/unsorted';

function graph(random: Random, size: number): [Record<string, string[]>, string[], string] {
  const names = Array.from({ length: size }, (_, i) => `o${i}`);
  const holds = Object.fromEntries(
    names.map((name) => [name, random.many(random.integer(0, 2), () => random.pick(names))]),
  );
  return [holds, ['o3', 'o0', 'o1', 'o2'], names.at(-1)!];
}

export const exercise = defineExercise<
  [holds: Record<string, string[]>, roots: string[], target: string],
  string[]
>({
  id: 'refcount-last-holder',
  title: 'Interview: who keeps it alive?',
  functionName: 'keepers',
  solution: keepers,
  hints: [
    'Ask the same question for each root: beginning there, and following who holds whom, do you get to the target?',
    'Keep a set of what you have seen, so that a cycle does not keep you for ever. The root itself is seen from the start: it may be the target.',
    'Begin with `seen = new Set([root])`, and for each name in it add everything of `holds[name] ?? []`. In TypeScript a loop over a set also visits what is added meanwhile. Keep the roots whose set has the target, and sort them.',
  ],
  reason:
    'An object lives as long as any chain of references leads from a root to it, however long the chain is. A direct holder that nobody reaches keeps nothing alive in the end, and a far root does. The set makes sure that each name is followed once, also in a cycle.',
  examples: (random) => [
    {
      args: [{ cache: ['session'], log: [], session: ['user'] }, ['cache', 'log'], 'user'],
      about: 'over the session',
    },
    { args: graph(random, 6), about: 'a small graph' },
  ],
  checks: [
    {
      about: 'graphs of objects',
      points: 2,
      calls: (random) => random.many(8, () => graph(random, 9)),
    },
    {
      about: 'cycles, the root itself, nobody',
      points: 1,
      calls: () => [
        [{ a: ['b'], b: ['a'] }, ['a'], 'b'],
        [{ a: [] }, ['a'], 'a'],
        [{ a: ['a'], b: [] }, ['a'], 'b'],
        [{ z: ['t'], a: ['t'] }, ['z', 'a'], 't'],
      ],
    },
  ],
  mistakes: [
    {
      name: 'direct-only',
      feedback: 'You look only at who holds it directly; a root may keep it over others.',
      answer: directOnly,
    },
    {
      name: 'unsorted',
      feedback: 'You found the right roots, but in the order of the question. Sort them.',
      answer: unsorted,
    },
    {
      name: 'not-itself',
      feedback: 'A variable keeps its own object alive, too.',
      answer: notItself,
    },
  ],
});
