import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const CLASSES = `
class Plain:
    pass

class Slotted:
    __slots__ = ('first', 'second')
    def __init__(self, first, second):
        self.first, self.second = first, second

class Derived(Slotted):
    __slots__ = ('third',)
    def __init__(self, first, second, third):
        super().__init__(first, second)
        self.third = third
`;

/** Structures of n parts; no text in them is one that the interpreter keeps for good. */
const KINDS: Readonly<Record<string, (n: number) => string>> = {
  shared: (n) => `part = [str(i) * 30 for i in range(10)]\nthing = [part] * ${n}\ndel part`,
  cycle: (n) =>
    `thing = [['x y' * 9 + str(i)] for i in range(${n})]\nfor one in thing: one.append(thing)\ndel one`,
  slots: (n) => `thing = [Derived(i / 3, 'a b' * (i % 9 + 1), (i, i / 7)) for i in range(${n})]`,
  instances: (n) =>
    `thing = []\nfor i in range(${n}):\n    one = Plain()\n    one.size, one.text = i / 3, 'c d' * (i % 9 + 1)\n    thing.append(one)\ndel one, i`,
  dicts: (n) => `thing = {'key %d' % i: {i / 3, 'e f' * 5} for i in range(${n})}`,
};

function trial(kind: keyof typeof KINDS, n: number): ReturnType<typeof exercise.example> {
  return {
    before: `from gc import collect\n${CLASSES}`,
    steps: [
      // The first call makes what stays of the function itself.
      { python: `deep_sizeof([1.5])\n${KINDS[kind]!(n)}` },
      // Whoever looks at an instance's __dict__ makes it: so it is there before the count begins.
      { python: 'deep_sizeof(thing)\nsize = deep_sizeof(thing)\ncollect()' },
      { mark: 'there' },
      { python: 'del thing' },
      ...(kind === 'cycle' ? [{ python: 'collect()' }] : []),
      { mark: 'gone' },
      { read: 'size', about: 'the size' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'what you say the structure takes',
        from: 'there',
        to: 'gone',
        told: 'size',
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'sizes-deep-sizeof',
  title: 'A deep size that the heap agrees with',
  names: ['deep_sizeof'],
  version: '3.10',
  hints: [
    'Keep a set of the ids that you have counted, and a list of objects that wait. What does each kind of object refer to?',
    'Dicts have keys and values. Instances have `__dict__`, which is an object of its own, and the slots of their class, and of each class above it: go through `type(one).__mro__`.',
    "In the loop: take an object from the list, leave it out when its id is known or it is there anyway, add `sys.getsizeof(one)`, and put what it refers to on the list. For slots look at `cls.__dict__.get('__slots__', ())` of every class in the `__mro__`.",
  ],
  reason:
    'A size is deep when it follows each reference once. The set of ids makes shared parts count once and cycles end. `getsizeof` of an instance has neither what its slots refer to nor its `__dict__`, and the slots of a class are listed only in that class itself, so all classes above have to be asked as well.',
  example: (random) => trial('slots', random.integer(20, 40)),
  checks: [
    {
      about: 'shared parts and cycles',
      points: 1,
      trials: (random): Trial[] => [
        trial('shared', random.integer(20, 60)),
        trial('cycle', random.integer(15, 30)),
      ],
    },
    {
      about: 'slots, also those of a base class',
      points: 1,
      trials: (random): Trial[] => [trial('slots', random.integer(60, 120))],
    },
    {
      about: 'instances with a __dict__',
      points: 1,
      trials: (random): Trial[] => [trial('instances', random.integer(60, 120))],
    },
    {
      about: 'dicts and sets',
      points: 1,
      trials: (random): Trial[] => [trial('dicts', random.integer(60, 120))],
    },
  ],
  mistakes: [
    {
      name: 'counts-twice',
      feedback:
        'What is reached by two ways counts twice, and a cycle counts until you give up. Remember which ids were counted.',
    },
    {
      name: 'forgets-slots',
      feedback:
        'What slots refer to is missing: the slots of the class, and of the classes above it.',
    },
    {
      name: 'forgets-instances',
      feedback: 'Instances are more than their own bytes: follow their `__dict__` and their slots.',
    },
    {
      name: 'values-only',
      feedback:
        'The keys of dicts are missing. And `__slots__` of a class names only its own, not those of its base class.',
    },
  ],
});
