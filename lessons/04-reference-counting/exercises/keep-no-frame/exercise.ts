import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Jobs that fail: by themselves, or because of another error, with a large local variable each. */
const JOBS = `
def failing(message, size):
    data = bytearray(size)
    def job():
        local = data[:]
        raise ValueError(message)
    return job

def failing_twice(message, size):
    def job():
        local = bytearray(size)
        try:
            inner()
        except KeyError as error:
            raise RuntimeError(message) from error
    def inner():
        return {}['missing']
    return job

def working(value):
    return lambda: value
`;

/** Bytes for each error, and for what holds them. */
const EACH = 400;
const ONCE = 2000;

interface Job {
  readonly kind: 'failing' | 'failing_twice';
  readonly message: string;
}

const TYPES = { failing: 'ValueError', failing_twice: 'RuntimeError' } as const;

function steps(jobs: readonly Job[], size: number, value: number): Trial['steps'] {
  return [
    { python: 'first = attempt(working(1))' },
    { mark: 'start' },
    {
      python: jobs.map(({ kind, message }) => `attempt(${kind}('${message}', ${size}))`).join('\n'),
    },
    { mark: 'failed' },
    { python: `good = attempt(working(${value}))\ntexts = report()` },
    { read: 'good', want: value, about: 'what a job returns that works' },
    {
      read: 'texts',
      want: jobs.map(({ kind, message }) => `${TYPES[kind]}: ${message}`),
      about: 'the report',
    },
  ];
}

const bounds = (count: number): Trial['bounds'] => [
  {
    measure: 'bytes',
    about: 'bytes that stay of the errors',
    from: 'start',
    to: 'failed',
    most: EACH * count + ONCE,
  },
];

function trial(random: Random, kinds: readonly Job['kind'][]): Trial {
  const jobs = random.many(random.integer(20, 40), () => ({
    kind: random.pick(kinds),
    message: `job ${random.integer(100, 999)} failed`,
  }));
  const size = random.integer(8, 16) * 1000;
  return {
    before: JOBS,
    steps: steps(jobs, size, random.integer(1, 1000)),
    bounds: bounds(jobs.length),
  };
}

export const exercise = defineHeapExercise({
  id: 'refcount-keep-no-frame',
  title: 'Keep the error, not the frame',
  names: ['attempt', 'report'],
  version: '3.12',
  hints: [
    'What does an exception refer to? Follow `error.__traceback__`, then `tb_frame`, then `f_locals`. And what are `error.__cause__` and `error.__context__`?',
    'You need two small texts of each error: the name of its type and its message. Nothing else has to stay.',
    "Append `f'{type(error).__name__}: {error}'` to a list in the handler. The exception itself dies when the handler ends, for Python deletes its name.",
  ],
  reason:
    'An exception holds its traceback, the traceback holds the frames, and each frame holds its local variables, for as long as anybody holds the exception. `with_traceback(None)` cuts this for one exception, and not for those in `__cause__` and `__context__`. A text holds nothing.',
  example: (random) => {
    const count = random.integer(6, 10);
    const jobs = Array.from({ length: count }, (_, i): Job => {
      return { kind: i % 2 === 0 ? 'failing' : 'failing_twice', message: `job ${i} failed` };
    });
    const visible = steps(jobs, 10_000, 7) as ReturnType<typeof exercise.example>['steps'];
    return { before: JOBS, steps: visible, bounds: bounds(count) };
  },
  checks: [
    {
      about: 'jobs that fail by themselves',
      points: 2,
      trials: (random) => [trial(random, ['failing'])],
    },
    {
      about: 'jobs that fail because of another error',
      points: 1,
      trials: (random) => [trial(random, ['failing_twice'])],
    },
  ],
  mistakes: [
    {
      name: 'keeps-exceptions',
      feedback:
        'You keep the exceptions. Each holds its traceback, this the frames, and these all their local variables.',
    },
    {
      name: 'clears-one-traceback',
      feedback:
        '`with_traceback(None)` frees the frames of one exception. The one in `__cause__` and `__context__` still has its own.',
    },
    {
      name: 'keeps-the-job',
      feedback:
        'You keep the job: a function that was made inside of another one holds the variables that it uses.',
    },
    {
      name: 'no-type',
      feedback: 'The message alone is kept. The report names the type of the error too.',
    },
  ],
});
