import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes for each point, and for what holds them. */
const EACH = 20;
const ONCE = 2000;

function trial(random: Random, count: number): Trial {
  const coordinate = (): number => random.next() / 2 ** 20 - 2048;
  const points = random.many(count, () => [coordinate(), coordinate()]);
  const picks = random.many(30, () => random.integer(0, count - 1));
  const value = points.map((point) => ({ tuple: point.map((float) => ({ float })) }));
  return {
    steps: [
      { mark: 'start' },
      { give: 'points', value },
      { python: 'kept = store(points)\ndel points' },
      { mark: 'stored' },
      { give: 'picks', value: picks },
      { python: 'got = [get(kept, i) for i in picks]' },
      { read: 'got', want: picks.map((i) => points[i]), about: 'points that are asked for' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the points keep',
        from: 'start',
        to: 'stored',
        most: EACH * count + ONCE,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'sizes-store-points',
  title: 'Store the points in 20 bytes each',
  names: ['store', 'get'],
  version: '3.12',
  hints: [
    'Count what one point costs as a tuple of two floats: three objects, and each has a header. Which container holds numbers without an object for each?',
    'An `array` from the module `array` keeps the bare numbers, one after the other. The type code `d` is a C double: 8 bytes, and a Python float fits into it exactly.',
    "Make `flat = array('d')` and append x and y of each point in turn. Point number `i` is then at `flat[2 * i]` and `flat[2 * i + 1]`.",
  ],
  reason:
    'A float object is 24 bytes, a pair of them a tuple of 56, and the list needs 8 more to point at it: most of that is headers and pointers. An array of doubles has one header for all, and 8 bytes for each number: 16 for a point. Floats are made again only while somebody looks at them.',
  example: (random) => {
    const count = random.integer(8, 12) * 100;
    const step = random.integer(3, 9);
    const pick = random.integer(0, count - 1);
    return {
      steps: [
        { mark: 'start' },
        { python: `points = [(i / ${step} + 0.1, -i / 4) for i in range(${count})]` },
        { python: 'kept = store(points)\ndel points' },
        { mark: 'stored' },
        { python: `got = get(kept, ${pick})` },
        { read: 'got', want: [pick / step + 0.1, -pick / 4], about: `point number ${pick}` },
      ],
      bounds: [
        {
          measure: 'bytes',
          about: 'bytes that the points keep',
          from: 'start',
          to: 'stored',
          most: EACH * count + ONCE,
        },
      ],
    };
  },
  checks: [
    {
      about: 'a few thousand points',
      points: 2,
      trials: (random) => [trial(random, random.integer(3000, 6000))],
    },
    {
      about: 'another number of points',
      points: 1,
      trials: (random) => [trial(random, random.integer(500, 900))],
    },
  ],
  mistakes: [
    {
      name: 'list-of-tuples',
      feedback:
        'You keep the tuples: each is an object of 56 bytes, with two floats of 24. Keep the bare numbers.',
    },
    {
      name: 'slotted-objects',
      feedback:
        'Objects with `__slots__` save the dict, but each point is still an object, and so is each of its floats.',
    },
    {
      name: 'flat-list',
      feedback:
        'A flat list saves the tuples, but it holds pointers: each number is still a float object of 24 bytes.',
    },
    {
      name: 'single-precision',
      feedback:
        "The type code 'f' keeps single precision: half of the digits are lost. A Python float is a double, 'd'.",
    },
  ],
});
