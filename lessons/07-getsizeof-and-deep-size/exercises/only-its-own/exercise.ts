import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** What is deleted and what stays, in `n` parts; the parts themselves have no name any more. */
const KINDS: Readonly<Record<string, (n: number) => string>> = {
  half: (n) => `parts = [['a b' * 9 + str(i), i / 3] for i in range(${n})]
thing = [parts, bytes(500)]
others = [parts[::2]]
del parts`,
  below: (n) => `parts = [('c d' * 7 + str(i),) for i in range(${n})]
thing = {'rows': [[part, i / 7] for i, part in enumerate(parts)]}
others = [{'first': {'page': parts[: ${Math.ceil(n / 3)}]}}, [[['x y' * 100]]]]
del parts`,
  keys: (n) => `names = ['key of part %d' % i for i in range(${n})]
thing = {name: i / 9 for i, name in enumerate(names)}
others = [names[::3], {names[1]: [names[4]]}]
del names`,
  cycle: (n) => `thing = [['e f' * 8 + str(i)] for i in range(${n})]
for one in thing: one.append(thing)
del one
others = [thing[0][0], [thing[1][0]]]`,
};

function trial(kind: keyof typeof KINDS, n: number): ReturnType<typeof exercise.example> {
  return {
    before: 'from gc import collect',
    steps: [
      // The first call makes what stays of the function itself.
      { python: `only_its([1.5], [])\n${KINDS[kind]!(n)}` },
      { python: 'size = only_its(thing, others)\ncollect()' },
      { mark: 'there' },
      { python: 'del thing\ncollect()' },
      { mark: 'gone' },
      { read: 'size', about: 'the size' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'what you say comes back',
        from: 'there',
        to: 'gone',
        told: 'size',
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'sizes-only-its-own',
  title: 'What comes back?',
  names: ['only_its'],
  version: '3.10',
  hints: [
    'An object goes when nobody can reach it any more. Which of the objects below `thing` can still be reached when it is gone?',
    'Go through everything that `others` lead to first, and remember the ids. What of `thing` is among them does not come back, nor what is below that.',
    'Write one function `reached(objects, seen)` that goes through lists, tuples, keys and values, skips ids that are in `seen`, adds the others to it, and returns the sum of their `getsizeof`. Call it for `others`, and then for `[thing]` with the same set.',
  ],
  reason:
    'What stays is what the others reach, at any depth. So that is marked first, and the walk through the thing that goes counts only what is not marked. Two deep sizes cannot be subtracted: the others may hold much that the thing has nothing to do with.',
  example: (random) => trial('half', random.integer(20, 40)),
  checks: [
    {
      about: 'parts that others hold as well',
      points: 2,
      trials: (random): Trial[] => [
        trial('half', random.integer(30, 60)),
        trial('below', random.integer(30, 60)),
      ],
    },
    {
      about: 'a cycle',
      points: 1,
      trials: (random): Trial[] => [trial('cycle', random.integer(20, 40))],
    },
    {
      about: 'keys',
      points: 1,
      trials: (random): Trial[] => [trial('keys', random.integer(40, 80))],
    },
  ],
  mistakes: [
    {
      name: 'forgets-the-others',
      feedback:
        'That is the deep size. What others hold as well does not come back: go through them first.',
    },
    {
      name: 'subtracts-sizes',
      feedback:
        'You subtract the size of the others. They may hold much that has nothing to do with it: leave out the objects that both reach.',
    },
    {
      name: 'one-level-of-others',
      feedback:
        'You look at what the others hold directly. They hold it at any depth: follow their references as well.',
    },
    {
      name: 'forgets-keys',
      feedback: 'The keys of dicts are objects too, and can be held by others.',
    },
  ],
});
