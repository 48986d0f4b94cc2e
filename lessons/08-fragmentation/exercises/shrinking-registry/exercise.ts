import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const MOST = 4000;

function trial(count: number, left: number): ReturnType<typeof exercise.example> {
  return {
    steps: [
      { python: 'registry = Registry()\nregistry.add(0.5, 1)' },
      { mark: 'morning' },
      { python: `for i in range(${count}): registry.add(i + 0.25, i % 200)\ndel i` },
      { python: 'noon = len(registry)' },
      { read: 'noon', want: count + 1, about: 'sessions at noon' },
      { python: `for i in range(${left}, ${count}): registry.remove(i + 0.25)\ndel i` },
      ...(left === 0 ? [{ python: 'registry.remove(0.5)' }] : []),
      { mark: 'night' },
      {
        python: `there = [registry.get(i + 0.25) for i in range(${left})]\ngone = registry.get(${count - 1}.25)\nnight = len(registry)`,
      },
      {
        read: 'there',
        want: Array.from({ length: left }, (_, i) => i % 200),
        about: 'the sessions that are left',
      },
      { read: 'gone', want: null, about: 'a session that is gone' },
      { read: 'night', want: left === 0 ? 0 : left + 1, about: 'how many there are at night' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes more at night than in the morning',
        from: 'morning',
        to: 'night',
        most: MOST,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'frag-shrinking-registry',
  title: 'A registry that shrinks',
  names: ['Registry'],
  version: '3.12',
  hints: [
    'Look at `sys.getsizeof` of a dict with thousands of keys, and again when you have deleted all but five. What makes a small table again?',
    'A new dict of the entries that are left gets a table of their size: `dict(self.entries)`. When is it worth the work? Not at each removal.',
    'Remember the most entries that there were. When fewer than a quarter are left, make the dict anew, and remember their number as the most.',
  ],
  reason:
    'Deleting from a dict never makes its table smaller, for a next key may need the room. A copy is made for the entries that there are. Done whenever three quarters are gone, it costs little for each removal, and the table is never much larger than what is in it.',
  example: (random) => trial(random.integer(20, 30) * 10, random.integer(4, 7)),
  checks: [
    {
      about: 'thousands of sessions, until only a few are left',
      points: 2,
      trials: (random): Trial[] => [trial(random.integer(2000, 3000), random.integer(5, 12))],
    },
    {
      about: 'hundreds of sessions, and in the end none',
      points: 1,
      trials: (random): Trial[] => [trial(random.integer(600, 900), 0)],
    },
  ],
  mistakes: [
    {
      name: 'deletes-only',
      feedback:
        'The keys are gone, but the table has the size that it had at noon: `del` never shrinks it.',
    },
    {
      name: 'only-when-empty',
      feedback:
        'You clear the dict when it is empty. With one session left it is as large as at noon.',
    },
    {
      name: 'sets-to-none',
      feedback: 'A key whose value is None is still a key: the table and all the keys stay.',
    },
    {
      name: 'one-key-too-few',
      feedback:
        'The table is small, but the sessions that were still open are gone. Copy what is left.',
    },
  ],
});
