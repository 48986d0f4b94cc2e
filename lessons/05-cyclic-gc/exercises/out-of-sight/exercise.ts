import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Objects that may be tracked: the table, its list, and a few. */
const MOST = 20;
/** Bytes for a row, in whatever form: the words are shared. */
const EACH = 400;

const WORDS = ['africa', 'asia', 'coffee', 'tea', 'rice', 'wine'];
const COUNTRIES = ['kenya', 'korea', 'chile', 'ghana', 'nepal'];

function trial(rows: number, number: number, words: number): VisibleTrial {
  const [some, names] = [WORDS.slice(0, words), COUNTRIES.slice(0, 3)];
  const row = (i: number): unknown => [number + i, names[i % 3], some.slice(i % words)];
  return {
    before: `from gc import collect\nwords = ${JSON.stringify(some)}\nnames = ${JSON.stringify(names)}\n`,
    steps: [
      {
        python: `def rows_of(count):
    return [[${number} + i, names[i % 3], words[i % ${words}:]] for i in range(count)]

first = Table(rows_of(2))
del first
collect()`,
      },
      { mark: 'start' },
      { python: `rows = rows_of(${rows})\ntable = Table(rows)\ndel rows\ncollect()\ncollect()` },
      { mark: 'made' },
      { python: `some = [table.row(i) for i in [0, 1, ${rows - 1}]]` },
      { read: 'some', want: [0, 1, rows - 1].map(row), about: 'three of the rows' },
    ],
    bounds: [
      {
        measure: 'tracked',
        about: 'objects that the collector has to visit',
        from: 'start',
        to: 'made',
        most: MOST,
      },
      {
        measure: 'bytes',
        about: 'bytes of the table',
        from: 'start',
        to: 'made',
        most: EACH * rows + 2000,
      },
    ],
  };
}

const wide = (random: Random): number => random.integer(3, 6);

export const exercise = defineHeapExercise({
  id: 'gc-out-of-sight',
  title: 'Nothing to visit',
  names: ['Table'],
  version: '3.12',
  hints: [
    'Ask `gc.is_tracked` about a list, a tuple and a dict of numbers, about an object of a class of yours, and about the same again after `gc.collect()`. Which one stops being tracked?',
    'A tuple that holds only untracked objects can never be part of a cycle, so a collection that meets it takes it off its lists. A list inside of it is tracked, and then the tuple stays tracked too.',
    'Keep each row as `(number, text, tuple(words))`. Each tuple has numbers, texts and tuples of texts in it, and nothing that is tracked.',
  ],
  reason:
    'A collection visits what is tracked, and a list or an object of a class is tracked for as long as it lives, because something may be put into it later. A tuple cannot change, so when a collection finds only untracked objects in it, it is left out from then on. A named tuple is an object of a class of its own, and CPython does this only for tuples themselves.',
  example: (random) => trial(10 * random.integer(10, 30), random.integer(1000, 9000), wide(random)),
  checks: [
    {
      about: 'a table of a thousand rows',
      points: 2,
      trials: (random) => [
        trial(random.integer(900, 1200), random.integer(1000, 9000), wide(random)),
      ],
    },
    {
      about: 'a small table',
      points: 1,
      trials: (random) => [trial(random.integer(60, 90), random.integer(1000, 9000), wide(random))],
    },
  ],
  mistakes: [
    {
      name: 'as-they-come',
      feedback: 'Each row is a list, and has a list in it. Lists are tracked as long as they live.',
    },
    {
      name: 'lists-inside',
      feedback:
        'The rows are tuples now, but each has a list in it. The list is tracked, and because of it the tuple as well.',
    },
    {
      name: 'objects-with-slots',
      feedback:
        'Objects of a class of yours are tracked, with slots too: an attribute may be set to anything later.',
    },
    {
      name: 'named-tuples',
      feedback:
        'A named tuple is an object of a class of its own. Only tuples themselves are taken out of sight.',
    },
    {
      name: 'without-the-words',
      feedback: 'Nothing is tracked, but the words of each row are lost.',
    },
  ],
});
