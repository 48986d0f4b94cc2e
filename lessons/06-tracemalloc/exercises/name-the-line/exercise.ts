import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** A service: its lines in some order, and the number of the one that leaks. */
interface Service {
  readonly source: string;
  readonly line: number;
}

function service(
  order: readonly number[],
  [once, cached, leaked]: readonly [number, number, number],
): Service {
  const bodies = [
    `    if not settings: settings.append(bytes(${once}))`,
    `    recent.append(bytes(${cached})); del recent[:-15]`,
    `    seen.append(bytes(${leaked}))`,
    '    page = [bytes(500) for _ in range(20)]',
    "    text = 'row ' * 200",
  ];
  const lines = ['settings, recent, seen = [], [], []', 'def handle():'];
  lines.push(...order.map((i) => bodies[i]!));
  return { source: `${lines.join('\n')}\n`, line: lines.indexOf(bodies[2]!) + 1 };
}

function trial({ source, line }: Service): ReturnType<typeof exercise.example> {
  return {
    before: `from tracemalloc import is_tracing
names = {}
exec(compile(${JSON.stringify(source)}, 'service.py', 'exec'), names)
calls = []
def serve(one=names['handle'], calls=calls):
    calls.append(None)
    one()`,
    steps: [
      { python: 'answer = leaking_line(serve)' },
      { python: 'tracing = is_tracing()\ntoo_often = len(calls) > 60' },
      { read: 'answer', want: line, about: 'the line that leaks' },
      { read: 'tracing', want: false, about: 'whether something is traced still' },
      { read: 'too_often', want: false, about: 'more than 60 calls' },
    ],
    bounds: [],
    allows: ['snapshot'],
  };
}

function drawn(random: Random): Service {
  const order = [0, 1, 2, 3, 4];
  for (let i = order.length - 1; i > 0; i--) {
    const other = random.integer(0, i);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  const leaked = random.integer(3, 6) * 100;
  // A cache that is not full yet grows faster, and what is made once is largest of all.
  return service(order, [leaked * 60, leaked * 3, leaked]);
}

export const exercise = defineHeapExercise({
  id: 'trace-name-the-line',
  title: 'Name the line that leaks',
  names: ['leaking_line'],
  version: '3.12',
  hints: [
    'The line that holds the most is not the one that grows. What two moments would you compare, and what should have happened before the first of them?',
    'Let `handle` run some twenty times first: settings are read then, and the cache is full. Then compare a snapshot before twenty more calls with one after them.',
    "`after.compare_to(before, 'lineno')` gives statistics with `size_diff`. Take those whose `traceback[0].filename` is `'service.py'`, and of them the one that grew most. Then `tracemalloc.stop()`.",
  ],
  reason:
    'What is made once and what a cache may hold look like leaks at first. After enough calls both stand still, and only the leak grows on: so the difference of two late snapshots shows it, however small it is. Tracing costs time and memory, so it is turned off afterwards.',
  example: (random) => trial(drawn(random)),
  checks: [
    {
      about: 'a service',
      points: 2,
      trials: (random): Trial[] => [trial(drawn(random)), trial(drawn(random))],
    },
    { about: 'another service', points: 1, trials: (random): Trial[] => [trial(drawn(random))] },
  ],
  mistakes: [
    {
      name: 'largest-line',
      feedback:
        'You name the line that holds the most. It was filled once. A leak is what grows from one moment to another.',
    },
    {
      name: 'cache-not-full',
      feedback:
        'At your first snapshot the cache was not full yet, and it grew faster than the leak. Let more requests go by first.',
    },
    {
      name: 'goes-on-tracing',
      feedback: 'The line is right. But tracemalloc still traces: call `tracemalloc.stop()`.',
    },
  ],
});
