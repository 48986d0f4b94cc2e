import { defineHeapExercise } from '../../../../src/grading/heap/exercise';

/** The list is made after the answer is there: the heap is the judge. */
function trial(first: number, n: number): ReturnType<typeof exercise.example> {
  return {
    steps: [
      { python: `told = bytes_of_range(${first}, ${n})` },
      { mark: 'before' },
      { python: `made = list(range(${first}, ${first + n}))` },
      { mark: 'made' },
      { read: 'told', about: 'the bytes that you predict' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes of the list and its ints, against what you said',
        from: 'before',
        to: 'made',
        told: 'told',
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'million-guess-the-range',
  title: 'What will the range take?',
  names: ['bytes_of_range'],
  version: '3.10',
  hints: [
    'There are three kinds of ints: those that are there already, those of one digit, and those of two. Which numbers belong to each kind?',
    'A digit of 30 bits holds numbers below 2**30. Go through `range(first, first + n)`, which makes no list, and add up.',
    'Begin with `56 + 8 * n`. For each number above 256 add 28 if it is below 2**30, else 32.',
  ],
  reason:
    'The list holds a reference for each number, also for the shared ones. An int object is made for each number above 256, and its size depends on how many digits of 30 bits it needs. The sizes are those that `sys.getsizeof` says; pymalloc rounds them up later, which this measure leaves out.',
  example: (random) => trial(random.integer(1, 9) * 100_000, 2 * random.integer(100, 200)),
  checks: [
    {
      about: 'numbers as large as ids',
      points: 1,
      trials: (random) => [trial(random.integer(10_000, 900_000), 2 * random.integer(100, 400))],
    },
    {
      about: 'small numbers among them',
      points: 1,
      trials: (random) => [trial(random.integer(0, 100), 2 * random.integer(150, 300))],
    },
    {
      about: 'numbers on both sides of a billion',
      points: 1,
      trials: (random) => [
        trial(2 ** 30 - random.integer(20, 80), 2 * random.integer(100, 200)),
        trial(2 ** 31 + random.integer(1, 1000), 2 * random.integer(100, 150)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'only-references',
      feedback: 'You count the list and its references. The ints are objects of their own.',
    },
    {
      name: 'shared-ints-counted',
      feedback: 'The ints up to 256 are there from the start: the list only refers to them.',
    },
    {
      name: 'one-size-of-int',
      feedback: 'From 2**30 on an int needs a second digit, and four bytes more.',
    },
    {
      name: 'rounded-to-blocks',
      feedback:
        'You count whole blocks. The question is what is asked for: 28 bytes for an int of one digit.',
    },
  ],
});
