import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes that the cache's own dict and the class's instance may take on top of the limit. */
const OWN = 8000;
/** Bytes of an entry of `texts` texts, or a little more. */
const entry = (texts: number): number => 200 + 100 * texts;

function trial(texts: number, fits: number, times: number): ReturnType<typeof exercise.example> {
  const limit = entry(texts) * fits;
  const made = fits * 3;
  const last = `range(${made - fits + 4}, ${made})`;
  return {
    before: `def value(n):
    return ['%d: ' % n + 'x y' * 12 for _ in range(${texts})]
def fill(cache, first, last):
    for n in range(first, last):
        cache.put('key %d' % n, value(n))
def again(cache, n, times):
    for _ in range(times):
        cache.put('key %d' % n, value(n))`,
    steps: [
      { mark: 'start' },
      { python: `cache = Cache(${limit})\nfill(cache, 0, ${made})` },
      { mark: 'filled' },
      { python: `again(cache, ${made - 1}, ${times})` },
      { python: `newest = [cache.get('key %d' % n) is not None for n in ${last}]` },
      { python: "oldest = cache.get('key 0')" },
      { mark: 'replaced' },
      { read: 'oldest', want: null, about: 'the oldest entry' },
      {
        read: 'newest',
        want: Array<boolean>(fits - 4).fill(true),
        about: 'whether the newest entries are there, as many as fit',
      },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the cache keeps',
        from: 'start',
        to: 'filled',
        most: limit + OWN,
      },
      {
        measure: 'bytes',
        about: 'bytes after a key was put again and again',
        from: 'start',
        to: 'replaced',
        most: limit + OWN,
      },
    ],
  };
}

const drawn = (random: Random): Trial =>
  trial(random.integer(12, 20), random.integer(24, 36), random.integer(20, 40));

export const exercise = defineHeapExercise({
  id: 'sizes-cache-by-bytes',
  title: 'A cache that keeps to its limit',
  names: ['Cache'],
  version: '3.12',
  hints: [
    'What does `sys.getsizeof` of a list of texts leave out? And what else does an entry bring with it?',
    'The size of an entry is that of its key, of the list, and of each text in it. Keep a running total: add what comes, subtract what goes. Also a value that is replaced goes.',
    'A dict remembers the order in which keys came: `next(iter(self.entries))` is the oldest. In `put` drop the key if it is there, store the new value, add its size, and drop the oldest while the total is above the limit.',
  ],
  reason:
    'The list is the small part of a value: it has eight bytes for each text, and a text has some ninety. So the total has to be of all that an entry brings, and it has to go down again with each entry that is dropped or replaced. A total that is wrong by a little at each step ends in a cache that is empty or has no limit.',
  example: (random) => trial(random.integer(6, 9), 25, 10),
  checks: [
    { about: 'a cache that is filled', points: 2, trials: (random): Trial[] => [drawn(random)] },
    { about: 'another limit', points: 1, trials: (random): Trial[] => [drawn(random)] },
  ],
  mistakes: [
    {
      name: 'shallow',
      feedback:
        '`sys.getsizeof` of the list has its places, and none of its texts. So the cache holds far more than it counts.',
    },
    {
      name: 'forgets-the-replaced',
      feedback:
        'A value that is replaced is gone, and its bytes are still in your total. So entries are dropped that would fit.',
    },
    {
      name: 'empties-it-all',
      feedback: 'You drop everything when the limit is reached. Drop the oldest, as few as needed.',
    },
    {
      name: 'counts-entries',
      feedback: 'You limit how many entries there are. The limit is in bytes.',
    },
  ],
});
