import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Bound, Trial } from '../../../../src/grading/heap/trial';

/** Bytes for each id, and what any function needs. */
const EACH = 1.2;
const ONCE = 4000;

const bound = (n: number): Bound => ({
  measure: 'peak',
  about: 'the most that is in use at once, beside the ids',
  from: 'start',
  to: 'found',
  most: EACH * n + ONCE,
});

function trial(random: Random, n: number, last: boolean): Trial {
  const missing = new Set(random.many(5, () => random.integer(0, n - 2)));
  if (last) missing.add(n - 1);
  else missing.delete(n - 1);
  const ids = Array.from({ length: n }, (_, i) => i).filter((id) => !missing.has(id));
  for (let i = ids.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [ids[i], ids[j]] = [ids[j]!, ids[i]!];
  }
  return {
    steps: [
      { give: 'ids', value: ids },
      { mark: 'start' },
      { python: `found = missing(ids, ${n})` },
      { mark: 'found' },
      { read: 'found', want: [...missing].sort((a, b) => a - b), about: 'the missing ids' },
    ],
    bounds: [bound(n)],
  };
}

export const exercise = defineHeapExercise({
  id: 'million-missing-ids',
  title: 'Which ids are missing?',
  names: ['missing'],
  version: '3.12',
  hints: [
    'What do you have to remember of each id? Only whether it came. How few bytes can that take?',
    'A list of flags takes eight bytes for each, since it holds references. `bytearray(n)` holds n numbers from 0 to 255, in one byte each.',
    'Make `seen = bytearray(n)`, set `seen[number] = 1` for each id, and go through `range(n)` at the end.',
  ],
  reason:
    'A set of n ids keeps a hash and a reference for each, and empty places: 32 bytes an id and more. A list, sorted or of flags, keeps eight bytes for each reference. A bytearray holds the values themselves, one byte each, and the loop needs nothing else.',
  example: (random) => {
    const n = random.integer(20, 40) * 100;
    const gap = random.integer(7, 19);
    return {
      before: `ids = [number for number in range(${n}) if number % 1000 != ${gap}]`,
      steps: [
        { mark: 'start' },
        { python: `found = missing(ids, ${n})` },
        { mark: 'found' },
        {
          read: 'found',
          want: Array.from({ length: Math.ceil((n - gap) / 1000) }, (_, i) => i * 1000 + gap),
          about: 'the missing ids',
        },
      ],
      bounds: [bound(n)],
    };
  },
  checks: [
    {
      about: 'thousands of ids in any order',
      points: 2,
      trials: (random) => [trial(random, random.integer(6000, 9000), false)],
    },
    {
      about: 'the last id is missing too',
      points: 1,
      trials: (random) => [trial(random, random.integer(2000, 3000), true)],
    },
  ],
  mistakes: [
    {
      name: 'set-of-all',
      feedback:
        'A set keeps a hash and a reference for each id, and empty places: 32 bytes an id and more.',
    },
    {
      name: 'list-of-flags',
      feedback: 'A list holds a reference of eight bytes for each flag. Which type holds bytes?',
    },
    {
      name: 'sorted-copy',
      feedback: '`sorted` makes a second list: eight bytes for each id, and more while it sorts.',
    },
    {
      name: 'last-ones-forgotten',
      feedback: 'You look up to the largest id that came. Those after it can be missing as well.',
    },
  ],
});
