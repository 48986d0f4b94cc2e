import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** One call: data of so many bytes are put, or the key is asked for. */
type Call = readonly ['put', key: number, size: number] | readonly ['get', key: number];

/** What the entries may take beside their data: bytes. */
const BESIDE = 12_000;

/** The sizes that should be there afterwards, by key, the one that goes first in front. */
function kept(calls: readonly Call[], most: number): Map<number, number> {
  const entries = new Map<number, number>();
  for (const [what, key, size = 0] of calls) {
    const old = entries.get(key);
    if (what === 'get') {
      if (old !== undefined) {
        entries.delete(key);
        entries.set(key, old);
      }
      continue;
    }
    entries.delete(key);
    if (size > most) continue;
    entries.set(key, size);
    const held = (): number => [...entries.values()].reduce((sum, each) => sum + each, 0);
    while (held() > most) entries.delete([...entries.keys()][0]!);
  }
  return entries;
}

function trial(calls: readonly Call[], most: number): VisibleTrial {
  const there = kept(calls, most);
  const keys = [...new Set(calls.map(([, key]) => key))].sort((a, b) => a - b);
  const list = calls.map(([what, key, size]) =>
    what === 'get' ? `(${key}, None)` : `(${key}, ${size})`,
  );
  return {
    steps: [
      { python: `thumbnails = Thumbnails(${most})\nthumbnails.put('first', b'')` },
      { mark: 'start' },
      {
        python: `for key, size in [${list.join(', ')}]:
    if size is None:
        thumbnails.get(key)
    else:
        thumbnails.put(key, bytes(size))
key = size = None`,
      },
      { mark: 'used' },
      {
        python: `sizes = [len(thumbnails.get(key) or b'') for key in ${JSON.stringify(keys)}]`,
      },
      {
        read: 'sizes',
        want: keys.map((key) => there.get(key) ?? 0),
        about: 'which entries are there',
      },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that it holds',
        from: 'start',
        to: 'used',
        most: most + BESIDE,
      },
    ],
  };
}

/** Puts of different sizes, some of them asked for again. */
function drawn(random: Random, count: number, most: number): Call[] {
  const calls: Call[] = [];
  for (let key = 0; key < count; key++) {
    calls.push(['put', key, random.integer(1, 60) * Math.floor(most / 200)]);
    if (key > 3 && random.integer(0, 2) === 0) calls.push(['get', key - random.integer(1, 4)]);
  }
  return calls;
}

export const exercise = defineHeapExercise({
  id: 'where-limit-in-bytes',
  title: 'A limit in bytes',
  names: ['Thumbnails'],
  version: '3.12',
  hints: [
    'Keep the sum of the lengths beside the entries. At which three places does it change?',
    'Data that come under a key that is there replace the old ones: take their length off first. Then add, then let entries go from the front until the sum fits.',
    '`popitem(last=False)` of an `OrderedDict` takes the first entry, `move_to_end(key)` makes one the last. Data larger than `most` return before anything goes.',
  ],
  reason:
    'What costs memory is bytes, so bytes have to be counted. The sum changes whenever an entry comes, goes or is replaced, and if one of these is forgotten, the limit drifts. Order by last use makes the entries that people ask for stay.',
  example: (random) => trial(drawn(random, 12, 20_000), 20_000),
  checks: [
    {
      about: 'data of many sizes',
      points: 2,
      trials: (random) => [trial(drawn(random, random.integer(60, 80), 60_000), 60_000)],
    },
    {
      about: 'the same few keys again and again, then others',
      points: 1,
      trials: (random) => {
        const sizes = random.many(4, () => random.integer(80, 120) * 100);
        const calls = Array.from({ length: 40 }, (_, i): Call => ['put', i % 4, sizes[i % 4]!]);
        const others = [10, 11, 12].map((key): Call => ['put', key, 15_000]);
        return [trial([...calls, ...others], 60_000)];
      },
    },
    {
      about: 'data that are too large',
      points: 1,
      trials: (random) => {
        const size = random.integer(50, 90) * 100;
        const calls: Call[] = [
          ['put', 1, size],
          ['put', 2, size + 300],
          ['put', 3, 70_000 + random.integer(1, 9)],
          ['put', 4, size],
        ];
        return [trial(calls, 60_000)];
      },
    },
  ],
  mistakes: [
    {
      name: 'counts-entries',
      feedback: 'You count entries. A hundred large ones are still a hundred large ones.',
    },
    {
      name: 'replaced-counts-twice',
      feedback:
        'When data are replaced, the old ones go, but their length is still in your sum. It grows, and entries go for nothing.',
    },
    {
      name: 'too-large-empties',
      feedback:
        'Data that are too large push out all others, and then go themselves. Look at their length before you take them.',
    },
    {
      name: 'got-is-not-used',
      feedback:
        'Asking for an entry should make it the one that was used last. In yours the order is that of `put`.',
    },
  ],
});
