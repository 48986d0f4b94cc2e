import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Bound, Trial } from '../../../../src/grading/heap/trial';

/** Bytes for each row, and for what holds them. */
const EACH = 110;
const ONCE = 3000;

const CITIES = ['Lagos', 'Seoul', 'Porto', 'La Paz', 'Oslo', 'Hanoi', 'Cairo', 'Perth', 'Lima'];
const KINDS = ['by train', 'on foot', 'by bicycle', 'by bus'];

const bounds = (count: number): Bound[] => [
  {
    measure: 'bytes',
    about: 'bytes that the rows keep',
    from: 'start',
    to: 'stored',
    most: EACH * count + ONCE,
  },
];

function trial(random: Random, count: number): Trial {
  const rows = random.many(count, () => ({
    city: random.pick(CITIES),
    kind: random.pick(KINDS),
    visits: random.integer(1000, 900_000),
  }));
  const picks = random.many(20, () => random.integer(0, count - 1));
  const texts = rows.flatMap(({ city, kind }) => [city, kind]);
  return {
    before: `def made(texts, visits):
    rows = []
    for i, number in enumerate(visits):
        # A text of its own for each row, as a file gives it.
        city, kind = texts[2 * i], texts[2 * i + 1]
        city, kind = (city + '.')[:-1], (kind + '.')[:-1]
        rows.append({'city': city, 'kind': kind, 'visits': number + 0})
    return rows`,
    steps: [
      { mark: 'start' },
      { give: 'texts', value: texts },
      { give: 'visits', value: rows.map(({ visits }) => visits) },
      { python: 'rows = made(texts, visits)\ndel texts, visits' },
      { python: 'kept = store(rows)\ndel rows' },
      { mark: 'stored' },
      { give: 'picks', value: picks },
      { python: 'got = [get(kept, i) for i in picks]' },
      {
        read: 'got',
        want: picks.map((i) => new Map<string, unknown>(Object.entries(rows[i]!))),
        about: 'rows that are asked for',
      },
    ],
    bounds: bounds(count),
  };
}

export const exercise = defineHeapExercise({
  id: 'sizes-shrink-records',
  title: 'Shrink the records',
  names: ['store', 'get'],
  version: '3.12',
  hints: [
    'Two things make a row large: what it is made of, and texts that are there many times. You need to change both.',
    'A tuple of three is much smaller than a dict of three: the names of the fields are said once, in `get`. And of equal texts one object is enough, if all rows refer to it.',
    "Keep a dict `texts`, and use `texts.setdefault(row['city'], row['city'])`: it gives the text that came first. Append `(city, kind, row['visits'])` to a list.",
  ],
  reason:
    'A dict has a table with room for keys in each row, although all rows have the same keys. A tuple has only its places. And equal texts from a file are different objects until somebody keeps one of each: then a row pays eight bytes for a reference instead of fifty for a text.',
  example: (random) => {
    const count = random.integer(4, 8) * 100;
    const pick = random.integer(0, count - 1);
    return {
      before: `def made(count):
    cities, kinds = ${JSON.stringify(CITIES)}, ${JSON.stringify(KINDS)}
    rows = []
    for i in range(count):
        # A text of its own for each row, as a file gives it.
        city, kind = cities[i % ${CITIES.length}], kinds[i % ${KINDS.length}]
        city, kind = (city + '.')[:-1], (kind + '.')[:-1]
        rows.append({'city': city, 'kind': kind, 'visits': 1000 + i})
    return rows`,
      steps: [
        { mark: 'start' },
        { python: `rows = made(${count})` },
        { python: 'kept = store(rows)\ndel rows' },
        { mark: 'stored' },
        { python: `got = get(kept, ${pick})` },
        {
          read: 'got',
          want: new Map<string, unknown>([
            ['city', CITIES[pick % CITIES.length]],
            ['kind', KINDS[pick % KINDS.length]],
            ['visits', 1000 + pick],
          ]),
          about: `row number ${pick}`,
        },
      ],
      bounds: bounds(count),
    };
  },
  checks: [
    {
      about: 'some thousand rows',
      points: 2,
      trials: (random): Trial[] => [trial(random, random.integer(1000, 2000))],
    },
    {
      about: 'another number of rows',
      points: 1,
      trials: (random): Trial[] => [trial(random, random.integer(500, 900))],
    },
  ],
  mistakes: [
    {
      name: 'tuples-as-they-are',
      feedback:
        'Tuples save the tables. But each row still has texts of its own: keep one of each, and refer to it.',
    },
    {
      name: 'dicts-with-shared-texts',
      feedback:
        'The texts are there once. But each row is a dict, with a table for keys that are the same in all rows.',
    },
    {
      name: 'plain-instances',
      feedback:
        'An ordinary instance has room for its attributes beside the object. Use `__slots__`, or a tuple.',
    },
    {
      name: 'numbers-as-texts',
      feedback: 'One long text is very small. But the visits were ints, and you give back texts.',
    },
  ],
});
