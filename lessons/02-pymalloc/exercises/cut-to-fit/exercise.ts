import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const blockOf = (length: number): number => Math.ceil((33 + length) / 16) * 16;

function bestLength(most: number): number {
  const lengths = Array.from({ length: most }, (_, i) => i + 1);
  const cost = (length: number): number => blockOf(length) / length;
  return lengths.reduce((best, length) => (cost(length) < cost(best) ? length : best));
}

/** What the best pieces take with their references, and some room: a few percent, and two pools. */
function fewest(size: number, most: number): number {
  const length = bestLength(most);
  const count = Math.ceil(size / length);
  return Math.ceil(1.04 * count * (blockOf(length) + 9)) + 32_768;
}

function trial(size: number, most: number): VisibleTrial {
  return {
    before: `left = [${size}]

def read(n):
    n = min(n, left[0])
    left[0] -= n
    return bytes(n)
`,
    steps: [
      { mark: 'start' },
      { python: `cut = pieces(read, ${most})` },
      { mark: 'cut' },
      {
        python: `whole = sum(map(len, cut)) == ${size}\nlongest = max(map(len, cut)) <= ${most}\nalike = len(set(map(len, cut[:-1]))) <= 1`,
      },
      { read: 'whole', want: true, about: 'whether the pieces are the whole file' },
      { read: 'longest', want: true, about: 'whether all pieces are short enough' },
      { read: 'alike', want: true, about: 'whether they are of one length' },
    ],
    bounds: [
      {
        measure: 'rss',
        about: 'how much the process grew',
        from: 'start',
        to: 'cut',
        most: fewest(size, most),
      },
    ],
  };
}

const size = (random: Random): number => random.integer(1_300_000, 1_500_000);

export const exercise = defineHeapExercise({
  id: 'pymalloc-cut-to-fit',
  title: 'Cut to fit',
  names: ['pieces'],
  version: '3.12',
  hints: [
    'What does a piece of 30 bytes take, and one of 31? And one of 32? Draw the steps.',
    'What counts is the block divided by the length: how many bytes of memory for a byte of data. The longest piece is not always the best.',
    'Try all lengths from 1 to `most`: `min(range(1, most + 1), key=cost)` with the cost `-(-(33 + length) // 16) * 16 / length`.',
  ],
  reason:
    'A piece that just fills its block wastes nothing, and one byte more costs sixteen. But a longer piece shares its 33 bytes among more data. So a piece that nearly fills a larger block can be better than one that fills a smaller one: try them all, there are only a few.',
  example: (random) => trial(random.integer(700_000, 800_000), 50),
  checks: [
    {
      about: 'just above a full block',
      points: 2,
      trials: (random) => [trial(size(random), random.pick([48, 49, 50, 64, 65]))],
    },
    {
      about: 'nearly the next full block',
      points: 1,
      trials: (random) => [trial(size(random), random.pick([44, 45, 46, 61, 62]))],
    },
  ],
  mistakes: [
    {
      name: 'as-long-as-allowed',
      feedback:
        'You make the pieces as long as they may be. When that is just above a full block, each one pays for a step that it hardly uses.',
    },
    {
      name: 'sixteens',
      feedback:
        'You choose a multiple of 16. What is rounded up is the whole object, with the 33 bytes that it has besides.',
    },
    {
      name: 'always-full-blocks',
      feedback:
        'You always fill a block. A longer piece that nearly fills the next block can cost less for each byte.',
    },
    { name: 'one-piece', feedback: 'A piece may have `most` bytes at most.' },
  ],
});
