import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes for each row: a pair is 56 with the collector's head, its place in the list 8, and a small number nothing. */
const EACH = 80;
const ONCE = 4000;

const COUNTRIES = ['kenya', 'nigeria', 'korea', 'peru', 'norway', 'vietnam', 'ghana', 'chile'];

function trial(random: Random, count: number): Trial {
  const countries = [...new Set(random.many(6, () => random.pick(COUNTRIES)))];
  const rows = random.many(count, (): [string, number] => [
    random.pick(countries),
    random.integer(0, 200),
  ]);
  const from = random.integer(0, count - 20);
  return {
    steps: [
      { mark: 'start' },
      { give: 'lines', value: rows.map((row) => row.join(' ')) },
      { python: 'rows = load(lines)\ndel lines' },
      { mark: 'loaded' },
      { python: `some = rows[${from}:${from + 20}]\ncount = len(rows)` },
      { read: 'some', want: rows.slice(from, from + 20), about: 'twenty of the rows' },
      { read: 'count', want: count, about: 'the number of rows' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the rows keep',
        from: 'start',
        to: 'loaded',
        most: EACH * count + ONCE,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'million-repeated-words',
  title: 'The same few words, again and again',
  names: ['load'],
  version: '3.12',
  hints: [
    'How many different countries are there, and how many string objects do your rows hold? `a is b` says whether two names mean one object.',
    'Equal strings can be one object. `sys.intern(text)` gives back the first string with that text, each time that you ask. A dict of your own can do it too.',
    'Split the line, and put `(sys.intern(country), int(number))` into the list.',
  ],
  reason:
    '`split` makes a new string for each word, 50 bytes and more, even where the text is known already. `sys.intern` keeps one string for each text, so that all rows refer to the same few objects, and the copies die at once. Small ints are shared by Python itself.',
  example: (random) => {
    const count = random.integer(10, 15) * 100;
    const wide = random.integer(3, 5);
    return {
      steps: [
        { mark: 'start' },
        {
          python: `names = ${JSON.stringify(COUNTRIES.slice(0, wide))}\nlines = [f'{names[i % ${wide}]} {i % 100}' for i in range(${count})]`,
        },
        { python: 'rows = load(lines)\ndel lines' },
        { mark: 'loaded' },
        { python: 'last = rows[-1]' },
        {
          read: 'last',
          want: [COUNTRIES[(count - 1) % wide], (count - 1) % 100],
          about: 'the last row',
        },
      ],
      bounds: [
        {
          measure: 'bytes',
          about: 'bytes that the rows keep',
          from: 'start',
          to: 'loaded',
          most: EACH * count + ONCE,
        },
      ],
    };
  },
  checks: [
    {
      about: 'thousands of lines',
      points: 2,
      trials: (random) => [trial(random, random.integer(2500, 4000))],
    },
    {
      about: 'a few hundred lines',
      points: 1,
      trials: (random) => [trial(random, random.integer(300, 500))],
    },
  ],
  mistakes: [
    {
      name: 'fresh-strings',
      feedback:
        'Each row holds a country string of its own: `split` makes a new object for each, also where the text is the same.',
    },
    {
      name: 'lines-interned',
      feedback:
        'You intern the whole line. Its parts are still new strings: it is the country that has to be interned.',
    },
    {
      name: 'numbers-as-text',
      feedback:
        'The numbers are still text. An int is asked for, and the small ones cost nothing: Python shares them.',
    },
    {
      name: 'keeps-the-lines',
      feedback: 'Something of yours still refers to the lines, so they stay.',
    },
  ],
});
