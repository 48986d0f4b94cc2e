import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { PythonStep, Trial } from '../../../../src/grading/heap/trial';

const MOST = 4000;

/** Looks at least: with fewer it costs little to keep something of each. */
const LOOKS = 30;

interface Service {
  readonly source: string;
  readonly line: number;
}

/** A service: what is made once, a cache that fills up, a buffer that goes up and down, two lines that leak. */
function drawn(random: Random): Service {
  const leaked = random.integer(2, 5) * 100;
  const bodies = [
    `    cache[n % 80] = bytes(${leaked * 6})`,
    `    buffer.append(bytes(${leaked * 4})); buffer and n % 7 == 0 and buffer.clear()`,
    `    seen.append(bytes(${leaked}))`,
    `    names.append(bytes(${Math.round(leaked / 2)}))`,
    '    page = [bytes(300) for _ in range(9)]',
  ];
  const order = [0, 1, 2, 3, 4];
  for (let i = order.length - 1; i > 0; i--) {
    const other = random.integer(0, i);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  const lines = [
    'cache, buffer, seen, names, pages = {}, [], [], [], []',
    'def begin():',
    '    pages.extend([bytes(500) for _ in range(150)])',
    'def handle(n):',
    ...order.map((i) => bodies[i]!),
    'def empty():',
    '    for each in (cache, buffer, seen, names, pages): each.clear()',
  ];
  return { source: `${lines.join('\n')}\n`, line: lines.indexOf(bodies[2]!) + 1 };
}

function trial({ source, line }: Service, looks: number): ReturnType<typeof exercise.example> {
  const hours = Array.from(
    { length: looks },
    (_, hour): PythonStep => ({ python: `serve(${4 + 3 * hour})\nwatch.look()` }),
  );
  return {
    before: `from tracemalloc import start
start()
names = {}
exec(compile(${JSON.stringify(source)}, 'service.py', 'exec'), names)
begin, handle, empty = names['begin'], names['handle'], names['empty']
def serve(first):
    for n in range(first, first + 3):
        handle(n)
    del n`,
    steps: [
      { mark: 'start' },
      // The first requests have been there: each line holds something.
      { python: 'begin()\nserve(1)\nwatch = Watch()' },
      ...hours,
      { python: 'answer = watch.worst()\nempty()' },
      { mark: 'looked' },
      { read: 'answer', want: line, about: 'the line that grew at every look' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the watch keeps',
        from: 'start',
        to: 'looked',
        most: MOST,
      },
    ],
    allows: ['snapshot'],
  };
}

export const exercise = defineHeapExercise({
  id: 'trace-keep-no-snapshots',
  title: 'A watch that does not grow',
  names: ['Watch'],
  version: '3.12',
  hints: [
    'What do you need from a snapshot to answer `worst()`? And from all the looks between the first and the last?',
    'One number for each line is enough: its size. Keep the sizes of the first look and of the last one, and which lines have risen at every look so far.',
    'In `look()` make `{line: size}` for the lines of `service.py`, drop from a set each line that is not larger than in the dict before, and put the new dict in its place. The snapshot itself is gone when the method ends.',
  ],
  reason:
    'A snapshot has a tuple for every block that was traced, so one of them can be larger than what it tells about. What a watch has to know is one number for each line and whether it rose each time. That does not grow, neither with the looks nor with the service.',
  example: (random) => trial(drawn(random), LOOKS),
  checks: [
    {
      about: 'a service that is watched for a day',
      points: 2,
      trials: (random): Trial[] => [trial(drawn(random), LOOKS + random.integer(1, 6))],
    },
    {
      about: 'another service',
      points: 1,
      trials: (random): Trial[] => [trial(drawn(random), LOOKS)],
    },
  ],
  mistakes: [
    {
      name: 'keeps-snapshots',
      feedback:
        'You keep every snapshot. Each has a tuple for each block that was traced: the watch grows faster than the service.',
    },
    {
      name: 'keeps-every-size',
      feedback:
        'You keep a dict for every look. That is much less than a snapshot, and it still grows with each hour.',
    },
    {
      name: 'first-and-last',
      feedback:
        'You compare the first look with the last. A cache that filled up has grown as well, and then it stood still.',
    },
    {
      name: 'largest-now',
      feedback:
        'You name the line that holds the most. What is made once at the start is large, and does not grow.',
    },
  ],
});
