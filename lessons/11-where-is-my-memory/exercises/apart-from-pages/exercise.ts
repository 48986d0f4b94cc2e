import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const MIB = 2 ** 20;

function trial(random: Random, count: number): VisibleTrial {
  const size = random.integer(85, 95) * 1000;
  const first = random.integer(1, 200);
  const asked = random.integer(0, count - 1);
  return {
    before: `def page(i, first=${first}, size=${size}):
    return bytearray([(first + 7 * i) % 251, i % 256, 3]) * (size // 3)`,
    steps: [
      { python: 'small = store([page(0)])\ndel small' },
      { mark: 'start' },
      { python: `pages = [page(i) for i in range(${count})]` },
      { python: 'stored = store(pages)' },
      { python: 'del pages' },
      { mark: 'stored' },
      {
        python: `got = get(stored, ${asked})\nright = got == bytes(page(${asked})[:700])\nwrong = [i for i in range(${count}) if get(stored, i) != bytes(page(i)[:700])]`,
      },
      { read: 'right', want: true, about: 'the beginning of a page' },
      { read: 'wrong', want: [], about: 'pages with another beginning' },
    ],
    bounds: [
      {
        measure: 'rss',
        about: 'resident memory beyond the start, when the pages are gone',
        from: 'start',
        to: 'stored',
        most: MIB,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'where-apart-from-pages',
  title: 'What stays, apart from what goes',
  names: ['store', 'get'],
  version: '3.12',
  hints: [
    'Blocks of more than 512 bytes come from the C library, where the pages are too. Where do smaller ones come from?',
    'An object of type `bytes` asks for 33 bytes and its length. How long may it be, to come from pymalloc?',
    'Keep two objects of 350 bytes for each page, and put them together in `get`.',
  ],
  reason:
    'The heap of the C library gives back its top alone, so a small block above the pages keeps all of them resident. Pieces of at most 512 bytes come from arenas of pymalloc, and nothing of the heap is in use when the pages are gone. One block for all pieces would lie on top of the pages as well, unless it is so large that it gets a mapping.',
  example: (random) => trial(random, random.integer(22, 28)),
  checks: [
    {
      about: 'some dozens of pages',
      points: 2,
      trials: (random) => [trial(random, random.integer(30, 40))],
    },
    {
      about: 'more pages',
      points: 1,
      trials: (random) => [trial(random, random.integer(48, 60))],
    },
  ],
  mistakes: [
    {
      name: 'as-bytes',
      feedback:
        'Each piece has more than 512 bytes, so it comes from the C library, and lies above the pages in its heap.',
    },
    {
      name: 'views',
      feedback: 'A memoryview holds the object that it looks at: all pages are alive.',
    },
    {
      name: 'joined',
      feedback:
        'One block for all pieces is made while the pages are there. It lies above them in the heap, and one block is enough to keep it.',
    },
    {
      name: 'trimmed-too-early',
      feedback:
        'While `store` runs, the pages are in use, so there is nothing to trim. They are let go of after it.',
    },
  ],
});
