import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const COLUMNS = 20;

/** Packs lines one after the other, and keeps none of them. */
function trial(random: Random, lines: number): VisibleTrial {
  const width = random.integer(3, 9);
  const first = random.integer(300, 900);
  return {
    before: `def line(n):
    return [n, str(n) * ${width}, None] + [n * 10 + i for i in range(${COLUMNS - 3})]`,
    steps: [
      { python: `seen = {pack(line(${first})): 1}\nseen.clear()` },
      { mark: 'before' },
      {
        python: `for n in range(${first}, ${first + lines}): packed = pack(line(n)); hash(packed)`,
      },
      { mark: 'loaded' },
      { python: `last = unpack(packed)\nalso = unpack(pack(line(${first})))` },
      ...[`last`, `also`].map((read, i) => {
        const n = i === 0 ? first + lines - 1 : first;
        return {
          read,
          want: [
            n,
            String(n).repeat(width),
            null,
            ...Array.from({ length: COLUMNS - 3 }, (_, each) => n * 10 + each),
          ],
          about: i === 0 ? 'the last line' : 'a line that is packed again',
        };
      }),
    ],
    bounds: [
      {
        measure: 'blocks',
        about: `blocks in use after ${lines} lines`,
        from: 'before',
        to: 'loaded',
        most: 80,
      },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'before',
        to: 'loaded',
        exactly: 0,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'freelists-twenty-columns',
  title: 'Twenty columns',
  names: ['pack', 'unpack'],
  version: '3.12',
  hints: [
    'Where does a tuple of 20 items go when it dies, and who takes it from there? And a tuple of 19?',
    'You need not put all fields into one tuple. A tuple of tuples has a hash too, if all that is in them has one.',
    '`pack` can give a pair: the first ten fields in one tuple, the others in a second one. `unpack` makes one list of both.',
  ],
  reason:
    'CPython 3.11 and early 3.12 put dead tuples of 20 items on a list, and never look there when a new one is made. Tuples of ten and of two items are on lists that work: each line takes the blocks that the line before it left. So three blocks serve the whole table, and no collection has to clean up.',
  example: (random) => trial(random, 300),
  checks: [
    { about: 'some hundred lines', points: 1, trials: (random) => [trial(random, 500)] },
    {
      about: 'many lines',
      points: 2,
      trials: (random) => [trial(random, random.integer(2100, 2600))],
    },
  ],
  mistakes: [
    {
      name: 'collects',
      feedback:
        'A collection empties the list, and it also goes through every container of the process. It is not needed here: do not fill the list.',
    },
    {
      name: 'one-text',
      feedback:
        'In one text a number and None become strings: what you unpack is not what was packed.',
    },
    {
      name: 'keeps-the-list',
      feedback: 'A list has no hash, so it cannot be the key of a dict.',
    },
    {
      name: 'still-one-tuple',
      feedback:
        'However you write it, it is one tuple of 20 items: its list fills, and nobody takes from it.',
    },
  ],
});
