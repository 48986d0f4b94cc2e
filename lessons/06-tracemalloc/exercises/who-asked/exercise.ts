import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** The helper: rows are made some calls below the one that was asked. */
const HELPER = `def rows(n, deep=0):
    if deep:
        return rows(n, deep - 1)
    return [bytes(n) for n in range(n, n + 20)]
`;

/** A file that asks the helper, keeps what it gets, and can let go of it. */
function asking(calls: readonly (readonly [size: number, deep: number])[]): string {
  const lines = calls.map(([size, deep]) => `    kept.extend(rows(${size}, ${deep}))`);
  return `kept = []
def ask():
    kept.append(bytes(900))
${lines.join('\n')}
def let_go():
    kept.clear()
`;
}

type Calls = readonly (readonly [number, number])[];

function trial(app: Calls, jobs: Calls): ReturnType<typeof exercise.example> {
  const files = Object.entries({
    'helper.py': HELPER,
    'app.py': asking(app),
    'jobs.py': asking(jobs),
  });
  return {
    before: `from tracemalloc import is_tracing
files = {}
for name, source in ${JSON.stringify(files)}:
    names = {'rows': files['helper.py']['rows']} if files else {}
    exec(compile(source, name, 'exec'), names)
    files[name] = names
del name, source, names
ask_app, ask_jobs = files['app.py']['ask'], files['jobs.py']['ask']
let_go = files['app.py']['let_go']
def run():
    ask_jobs()
    ask_app()
    ask_jobs()`,
    steps: [
      { python: "answer = held_for('app.py', run)\ntracing = is_tracing()" },
      { mark: 'held' },
      { python: 'let_go()' },
      { mark: 'gone' },
      { read: 'answer', about: 'the bytes' },
      { read: 'tracing', want: false, about: 'whether something is traced still' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'what you say app.py asked for',
        from: 'held',
        to: 'gone',
        told: 'answer',
      },
    ],
    allows: ['snapshot'],
  };
}

/** Some calls of the helper: the first is near, the others are deep. */
const calls = (random: Random): Calls =>
  random
    .many(random.integer(3, 4), () => random.integer(2, 9) * 100)
    .map((size, i) => [size, i === 0 ? 0 : random.integer(4, 15)]);

export const exercise = defineHeapExercise({
  id: 'trace-who-asked',
  title: 'Who asked for it?',
  names: ['held_for'],
  version: '3.12',
  hints: [
    'The line that allocates is in the helper. What else must a trace keep, so that you can see who called it? And how deep may that be?',
    '`tracemalloc.start(25)` keeps up to 25 frames of each traceback. `snapshot.filter_traces([...])` leaves the traces that a `Filter` lets through.',
    '`tracemalloc.Filter(True, filename, all_frames=True)` matches when any frame is of that file; without `all_frames` it looks only at the line that allocated. Then add up `size` of `statistics`, and do not forget `tracemalloc.stop()`.',
  ],
  reason:
    'With one frame a trace knows only the line in the helper. With enough of them the whole way is there, and a filter over all frames finds the file wherever on the way it is. The bytes of all traces that are left add up to what was asked for on its behalf.',
  example: (random) => trial([[random.integer(3, 8) * 100, 4]], [[500, 5]]),
  checks: [
    {
      about: 'two files that ask the same helper',
      points: 2,
      trials: (random): Trial[] => [trial(calls(random), calls(random))],
    },
    {
      about: 'another program',
      points: 1,
      trials: (random): Trial[] => [trial(calls(random), calls(random))],
    },
  ],
  mistakes: [
    {
      name: 'innermost-only',
      feedback:
        'You look only at the line that allocated, and that is in the helper. A trace needs more than one frame, and the filter `all_frames=True`.',
    },
    {
      name: 'everything',
      feedback: 'That is all that was traced, with what `jobs.py` asked for.',
    },
    {
      name: 'three-frames',
      feedback:
        'Three frames are too few: the file that asked is further away, and falls off the end of the traceback.',
    },
    {
      name: 'goes-on-tracing',
      feedback: 'The bytes are right. But tracemalloc still traces: call `tracemalloc.stop()`.',
    },
  ],
});
