import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Bytes of a head, with what bytes have around them and the C library adds. */
const HEAD = 700;
const LEFT = 150_000;

/** The end of an image is written too: a buffer that is too short fails. */
const SOURCE = `
def read_into(buffer, n):
    buffer[:600] = bytes([n % 256]) * 600
    buffer[-1] = 1
`;

function trial(count: number, size: number): VisibleTrial {
  const asked = [0, Math.floor(count / 2), count - 1];
  return {
    before: SOURCE,
    steps: [
      { mark: 'start' },
      { python: `found = heads(read_into, ${count}, ${size})` },
      { mark: 'done' },
      {
        python: `some = [[found[n][0], found[n][599], len(found[n])] for n in ${JSON.stringify(asked)}]\ncount = len(found)`,
      },
      {
        read: 'some',
        want: asked.map((n) => [n % 256, n % 256, 600]),
        about: 'the first byte, the last byte and the length of three heads',
      },
      { read: 'count', want: count, about: 'how many heads there are' },
    ],
    bounds: [
      {
        measure: 'rss',
        about: 'resident memory that stays',
        from: 'start',
        to: 'done',
        most: HEAD * count + LEFT,
      },
      {
        measure: 'peak',
        about: 'the most that is in use at once',
        from: 'start',
        to: 'done',
        most: HEAD * count + 1.2 * size,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'layers-the-same-buffer',
  title: 'The same buffer again',
  names: ['heads'],
  version: '3.12',
  hints: [
    'Which layer gives the first buffer, and what does the C library learn when that one is freed? Where does the second buffer come from then, and where are the heads?',
    'A buffer from the heap goes back only when nothing behind it is in use. The heads lie behind it. So do not let a second buffer be made: `read_into` fills the one that you give.',
    'Make `buffer = bytearray(size)` once, before the loop, in a local variable. `bytes(buffer[:600])` copies only the head.',
  ],
  reason:
    'The first large request gets a mapping, which goes back at once when it is freed. But that teaches the C library to take the next ones from its heap, where the small heads lie behind the free room and pin it. One buffer for all is one mapping, and saves the making of all others.',
  example: (random) => trial(random.integer(5, 9), 1000 * random.integer(300, 400)),
  checks: [
    {
      about: 'some large images',
      points: 2,
      trials: (random) => [trial(random.integer(12, 20), 1000 * random.integer(400, 700))],
    },
    {
      about: 'larger images, fewer of them',
      points: 1,
      trials: (random) => [trial(random.integer(5, 7), 1000 * random.integer(900, 1500))],
    },
  ],
  mistakes: [
    {
      name: 'two-at-a-time',
      feedback:
        'You make a buffer for each image, and while you make it the one before still has its name: two are there at once. And when one was freed, the next ones come from the heap, where the heads pin their room.',
    },
    {
      name: 'a-new-one-each-time',
      feedback:
        'You make a buffer for each image. The first one was a mapping, and went back; the next ones come from the heap, where the heads pin their room.',
    },
    {
      name: 'copies-all-of-it',
      feedback:
        '`bytes(buffer)` copies the whole image before the head is cut from it: a second buffer, each time.',
    },
    {
      name: 'keeps-the-buffer',
      feedback: 'A name of the module still holds the buffer, so it stays when you are done.',
    },
  ],
});
