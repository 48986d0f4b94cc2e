import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Filter, kept } from './solution';
import { kept as allInclusive } from './wrong/all-inclusive';
import { kept as firstFrame } from './wrong/first-frame';
import { kept as needsInclusive } from './wrong/needs-inclusive';

const FILES = ['app/main.py', 'app/db.py', 'lib/json.py', 'lib/http.py', '<frozen importlib>'];
const PATTERNS = ['app/*', 'lib/*', 'app/db.py', '*.py', '<frozen importlib>'];

function scene(random: Random): [string[][], Filter[]] {
  return [
    random.many(8, () => random.many(random.integer(1, 3), () => random.pick(FILES))),
    random.many(random.integer(1, 3), () => ({
      inclusive: random.integer(0, 1) === 0,
      pattern: random.pick(PATTERNS),
      allFrames: random.integer(0, 1) === 0,
    })),
  ];
}

export const exercise = defineExercise<[traces: string[][], filters: Filter[]], number[]>({
  id: 'tracemalloc-filter-traces',
  title: 'Filter traces',
  functionName: 'kept',
  solution: kept,
  hints: [
    'Two questions decide about a trace: does something ask for it, and does something exclude it? What if nothing asks?',
    'A trace stays when there is no inclusive filter or one of them matches, and when no exclusive one matches. A filter without `allFrames` looks at the last frame only.',
    'Split the pattern at `*`, escape each part for a regular expression, join them with `.*`, and anchor it with `^` and `$`. Test `(allFrames ? frames : frames.slice(-1)).some(…)`.',
  ],
  reason:
    'Inclusive filters are alternatives: asking for two files keeps the traces of both. Exclusive ones are walls: a single match is enough to leave a trace out. Without inclusive filters the question is only what to leave out, so everything else stays.',
  examples: [
    {
      args: [
        [['app/main.py'], ['app/main.py', 'lib/json.py']],
        [{ inclusive: false, pattern: 'lib/*', allFrames: false }],
      ],
      about: 'without the library',
    },
  ],
  checks: [
    {
      about: 'one kind of filter',
      points: 1,
      calls: (random) =>
        random.many(6, () => {
          const [traces, filters] = scene(random);
          return [
            traces,
            filters.map((filter) => ({ ...filter, inclusive: true, allFrames: false })),
          ];
        }),
    },
    { about: 'both kinds', points: 2, calls: (random) => random.many(10, () => scene(random)) },
    { about: 'no filter', points: 1, calls: (random) => [[scene(random)[0], []]] },
  ],
  mistakes: [
    {
      name: 'all-inclusive',
      feedback: 'It is enough that one inclusive filter matches; you ask for all.',
      answer: allInclusive,
    },
    { name: 'first-frame', feedback: 'The innermost frame is the last one.', answer: firstFrame },
    {
      name: 'needs-inclusive',
      feedback: 'Without any inclusive filter, everything that is not excluded is kept.',
      answer: needsInclusive,
    },
  ],
});
