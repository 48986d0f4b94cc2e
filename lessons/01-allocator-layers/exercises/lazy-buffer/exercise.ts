import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const PAGE = 4096;
const EACH = 4400;
const ONCE = 6000;
/** Bytes in a row that are written, within one page. */
const STRETCH = 400;

function trial(n: number, pages: readonly number[], from: number, reads: number): VisibleTrial {
  const first = pages[0]! * PAGE + from;
  return {
    steps: [
      { mark: 'start' },
      { python: `buffer = Buffer(${n})` },
      {
        python: `for page in [${pages.join(', ')}]:
    for i in range(${STRETCH}):
        buffer[page * ${PAGE} + ${from} + i] = i % 250 + 1`,
      },
      {
        python: `sum_of_all = 0
for i in range(0, ${n}, ${Math.floor(n / reads)}):
    sum_of_all += buffer[i] * 0
del page, i`,
      },
      { mark: 'used' },
      {
        python: `some = [buffer[i] for i in range(${first - 2}, ${first + 4})]
last = buffer[${n - 1}]`,
      },
      { read: 'some', want: [0, 0, 1, 2, 3, 4], about: 'six bytes where a stretch begins' },
      { read: 'last', want: 0, about: 'the last byte, which was never written' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the buffer keeps',
        from: 'start',
        to: 'used',
        most: EACH * pages.length + ONCE,
      },
    ],
  };
}

/** Different pages of a buffer, none of them its last one. */
function somePages(random: Random, n: number, count: number): number[] {
  const all = Math.floor(n / PAGE) - 1;
  const step = Math.floor(all / count);
  return Array.from({ length: count }, (_, i) => i * step + random.integer(1, step - 1));
}

export const exercise = defineHeapExercise({
  id: 'layers-lazy-buffer',
  title: 'Pages on demand',
  names: ['Buffer'],
  version: '3.12',
  hints: [
    'Cut the buffer into pages, and keep only those that were written to. Where do you look up whether a page is there?',
    'A dict from the number of a page to a `bytearray(4096)`. The page of byte `i` is `i // 4096`, and the place in it `i % 4096`.',
    'In `__getitem__` ask `self.pages.get(i // 4096)`, and return 0 when there is none. Only `__setitem__` puts a page into the dict.',
  ],
  reason:
    'This is what the kernel does with each mapping: an address costs nothing, a page is there from the first write to it. Pages of some thousand bytes are a compromise. With single bytes the bookkeeping costs a hundred times the contents, and with one large piece you pay for all of it.',
  example: (random) => {
    const n = random.integer(8, 12) * 1_000_000;
    return trial(n, somePages(random, n, random.integer(2, 6)), random.integer(2, 3000), 200);
  },
  checks: [
    {
      about: 'a few stretches of a large buffer',
      points: 2,
      trials: (random) => {
        const n = random.integer(30, 50) * 1_000_000;
        return [trial(n, somePages(random, n, random.integer(4, 7)), random.integer(2, 3600), 400)];
      },
    },
    {
      about: 'a smaller one',
      points: 1,
      trials: (random) => {
        const n = random.integer(11, 19) * 1_000_000 + random.integer(1, 4000);
        return [trial(n, somePages(random, n, random.integer(2, 3)), random.integer(2, 3600), 300)];
      },
    },
  ],
  mistakes: [
    {
      name: 'all-at-once',
      feedback: 'All bytes are there from the start: `bytearray(n)` writes each zero.',
    },
    {
      name: 'a-dict-of-bytes',
      feedback:
        'You keep an entry for each single byte: place and number cost a hundred times what they say.',
    },
    {
      name: 'pages-for-reading',
      feedback: 'Reading a byte that was never written makes a page for it, and the page stays.',
    },
    {
      name: 'a-list-of-pages',
      feedback:
        'You keep a place for each page of the buffer, also for the thousands that nobody writes to.',
    },
  ],
});
