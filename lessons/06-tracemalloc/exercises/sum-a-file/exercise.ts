import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const MOST = 4000;

function trial(lines: readonly (number | '')[]): ReturnType<typeof exercise.example> {
  return {
    files: { '/data/numbers.txt': `${lines.join('\n')}\n` },
    steps: [
      { mark: 'start' },
      { python: "answer = total('/data/numbers.txt')" },
      { mark: 'end' },
      {
        read: 'answer',
        want: lines.reduce<number>((sum, line) => sum + Number(line), 0),
        about: 'the sum',
      },
    ],
    bounds: [
      {
        measure: 'peak',
        about: 'most bytes in use at any time',
        from: 'start',
        to: 'end',
        most: MOST,
      },
    ],
  };
}

function drawn(random: Random, count: number): (number | '')[] {
  const lines = random.many(count, () =>
    random.integer(0, 19) === 0 ? ('' as const) : random.integer(1000, 999_999),
  );
  // The first and the last are numbers, and somewhere between them is an empty line.
  lines[0] = 1001;
  lines[Math.floor(count / 2)] = '';
  lines[count - 1] = 2002;
  return lines;
}

export const exercise = defineHeapExercise({
  id: 'trace-sum-a-file',
  title: 'Sum a file that does not fit',
  names: ['total'],
  version: '3.12',
  hints: [
    'How many lines do you need at the same time? Which of your calls gives you more than that?',
    '`read` and `readlines` hold the whole file, and so does a list of its numbers. A loop over the file itself gives one line after the other.',
    'Write `for line in file:`, strip the line, skip it when it is empty, and add its number to a running sum.',
  ],
  reason:
    'A file is its own iterator: each turn of the loop reads one line, and the line before it is freed when the name gets the next one. So the peak is that of a line, whatever the length of the file. A list of the lines or of the numbers grows with the file.',
  example: (random) => trial(drawn(random, random.integer(60, 90) * 5)),
  checks: [
    {
      about: 'a long file',
      points: 1,
      trials: (random): Trial[] => [trial(drawn(random, random.integer(2000, 3000)))],
    },
    {
      about: 'a short file',
      points: 1,
      trials: (random): Trial[] => [trial(drawn(random, random.integer(400, 500)))],
    },
  ],
  mistakes: [
    {
      name: 'reads-it-all',
      feedback:
        '`read()` holds the whole text at once, and `split` a string for each of its words.',
    },
    {
      name: 'list-of-lines',
      feedback: '`readlines()` makes a list of all the lines before your loop begins.',
    },
    {
      name: 'list-of-numbers',
      feedback:
        'The lines come one by one, but the square brackets make a list of all the numbers. Without them it is a generator.',
    },
    {
      name: 'stops-at-empty',
      feedback: 'The memory is right, but you stop at the first empty line. Skip it, and read on.',
    },
  ],
});
