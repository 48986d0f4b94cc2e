import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** How things are made; some hundred dead ones of each kind wait on the free lists. */
const MAKERS = `
class Point:
    def __init__(self):
        self.x = self.y = None
class Slotted:
    __slots__ = ('x',)
number = 1000.5
def used():
    kept = [[], {}, (number, number), [{}], {'a': []}, number * 2] * 2
    kept += [make() for make in (list, dict) for _ in range(90)] + [number * i for i in range(2, 110)]
    kept += [tuple([number, i]) for i in range(110)] + [{'a': i} for i in range(90)]
used()
`;

const MAKES = {
  list: '[]',
  'a list with items': '[None, None]',
  dict: '{}',
  'a dict in a list': "[{'a': None}]",
  float: 'number * 3',
  'two floats in a list': '[number * 3, number * 5]',
  'an object with slots': 'Slotted()',
  'a plain object': 'Point()',
} as const;

const COUNT = 400;

function trial(make: string, where: string): VisibleTrial {
  return {
    before: MAKERS,
    steps: [
      { python: `def make(): return ${make}\nblocks_of(make)\nused()` },
      { mark: 'before' },
      { python: 'told = blocks_of(make)' },
      { mark: 'told' },
      {
        python: `told *= ${COUNT}\nkept = [make() for _ in range(${COUNT})]\nmore = [None] * ${COUNT}`,
      },
      { mark: 'start' },
      { python: `for i in range(${COUNT}): more[i] = make()` },
      { mark: 'made' },
      { read: 'told', about: 'what it says' },
    ],
    bounds: [
      {
        measure: 'blocks',
        about: `blocks of ${COUNT} objects${where}`,
        from: 'start',
        to: 'made',
        told: 'told',
      },
      {
        measure: 'blocks',
        about: 'blocks that are left of the counting',
        from: 'before',
        to: 'told',
        most: 150,
      },
    ],
  };
}

const on = (version: string, make: string): Trial => ({
  version,
  ...trial(make, ` on ${version}`),
});

const some = (random: Random, count: number): string[] => {
  const all: string[] = Object.values(MAKES);
  return Array.from({ length: count }, () => all.splice(random.integer(0, all.length - 1), 1)[0]!);
};

export const exercise = defineHeapExercise({
  id: 'versions-blocks-of-one',
  title: 'How many blocks does one take?',
  names: ['blocks_of'],
  version: '3.12',
  hints: [
    'The first objects may come from a free list. No such list is longer than a hundred, for the objects that you are asked about. How do you get past it?',
    'Make some hundred and keep them: then the free lists are empty. What you make now comes from pymalloc.',
    'Count before and after 300 more that you keep as well, in a list that has its places already. Divide by 300, and round.',
  ],
  reason:
    'A free list serves the first objects of its type, and how many depends on the version. When enough are alive, it is empty, and each further object takes new blocks. Over hundreds of objects the few blocks of the counting itself do not matter, so rounding gives the right number.',
  example: (random) => trial(MAKES[random.pick(['list', 'dict', 'float'] as const)], ''),
  checks: [
    {
      about: 'objects on 3.12',
      points: 1,
      trials: (random) => some(random, 3).map((make) => trial(make, '')),
    },
    {
      about: 'objects on an old version',
      points: 1,
      trials: (random) => [
        on('3.8', MAKES.float),
        ...some(random, 1).map((make) => on('3.8', make)),
      ],
    },
    {
      about: 'objects on a new version',
      points: 1,
      trials: (random) => [
        on('3.15', MAKES['a list with items']),
        ...some(random, 1).map((make) => on('3.15', make)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'only-one',
      feedback:
        'You make a single one. A dead object of the type may lie on a free list, and then nothing new is taken.',
    },
    {
      name: 'none-kept',
      feedback: 'Each object dies before the next is made, which takes its place. Keep them.',
    },
    {
      name: 'first-ones-count',
      feedback:
        'Your average counts the first ones too, and those came from a free list. Make some hundred before you begin to count.',
    },
    {
      name: 'collects-first',
      feedback:
        'A collection does not empty the free lists of all types on all versions. And a single object is little to measure by.',
    },
    {
      name: 'keeps-them',
      feedback: 'The number is right, but you keep hundreds of objects for ever.',
    },
  ],
});
