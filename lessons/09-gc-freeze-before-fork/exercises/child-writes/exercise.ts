import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { childWrites } from './solution';
import { childWrites as beforeCollecting } from './wrong/before-collecting';
import { childWrites as inPages } from './wrong/in-pages';
import { childWrites as neverFrozen } from './wrong/never-frozen';
import { childWrites as wholeResidentSet } from './wrong/whole-resident-set';

function heap(random: Random, frozen: boolean): [program: string, frozen: boolean] {
  const kind = random.pick(['[i]', '{}', '[]', '[i, []]']);
  return [`kept = [${kind} for i in range(${random.integer(2, 12) * 500})]`, frozen];
}

export const exercise = defineExercise<[program: string, frozen: boolean], number>({
  id: 'fork-child-writes',
  title: 'Measure the child',
  functionName: 'childWrites',
  solution: childWrites,
  hints: [
    'Put the steps into an order: the program, perhaps the freeze, the fork, the collection, the measuring. Which of them are done in the parent, and which in the child?',
    'The parent runs the program and freezes. The child collects. Measure the child, and only after its collection.',
    '`p.exec(program)`, `if (frozen) p.gc.freeze()`, `const child = p.fork()`, `child.gc.collect()`. Then add up `privateDirty` of each entry of `child.smaps()`, with `reduce`.',
  ],
  reason:
    'After the fork all pages are shared, and a page turns private when one of the two writes to it. The collection writes to the header of each tracked object that is not frozen, and so copies the pages of the heap. `privateDirty` counts exactly these pages, while the resident set counts the shared ones too.',
  examples: (random) => [
    {
      args: [`kept = [[] for i in range(${1000 * random.integer(2, 9)})]`, false],
      about: 'some thousand lists',
    },
  ],
  checks: [
    {
      about: 'a heap as it is',
      points: 1,
      calls: (random) => random.many(2, () => heap(random, false)),
    },
    {
      about: 'a frozen heap',
      points: 2,
      calls: (random) => random.many(2, () => heap(random, true)),
    },
  ],
  mistakes: [
    {
      name: 'never-frozen',
      feedback:
        'Frozen objects are not looked at by the collection: call gc.freeze() before the fork.',
      answer: neverFrozen,
    },
    {
      name: 'whole-resident-set',
      feedback: 'The resident set of the child is mostly shared; asked for is what it wrote.',
      answer: wholeResidentSet,
    },
    {
      name: 'before-collecting',
      feedback:
        'Right after the fork the child has written nothing: it is the collection that writes.',
      answer: beforeCollecting,
    },
    { name: 'in-pages', feedback: 'You count pages; asked for are bytes.', answer: inPages },
  ],
});
