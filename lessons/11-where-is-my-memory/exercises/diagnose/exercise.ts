import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { diagnosis } from './solution';
import { diagnosis as allIsHeld } from './wrong/all-is-held';
import { diagnosis as byWhatItReturns } from './wrong/by-what-it-returns';
import { diagnosis as neverTheCLibrary } from './wrong/never-the-c-library';
import { diagnosis as tracedTooLate } from './wrong/traced-too-late';

/** Small dead cycles, which are no reason for anything, in a service that has another one. */
const SMALL_CYCLES = '    for _ in range(20):\n        a = []; a.append(a)\n';

type Kind = 'cycles' | 'held' | 'texts' | 'arenas' | 'heap' | 'nothing';

function service(random: Random, kind: Kind): string {
  const size = random.integer(50, 90) * 1000;
  const count = random.integer(20, 28);
  const crowd = random.integer(45, 60) * 1000;
  switch (kind) {
    case 'cycles':
      return `class Job:
    def __init__(self):
        self.page = bytearray(${size})
        self.itself = self
def serve():
    for _ in range(${count}): Job()`;
    case 'held':
      return `pages = {}
def serve():
    for _ in range(${count}): pages[len(pages)] = bytes(${size})\n${SMALL_CYCLES}`;
    case 'texts':
      return `seen = []
def serve():
    for _ in range(${crowd / 5}): seen.append('row %d of the day' % len(seen))`;
    case 'arenas':
      return `kept = []
def serve():
    rows = ['row %d of the day, and what it is about' % i for i in range(${crowd})]
    kept.extend(rows[::3000])\n${SMALL_CYCLES}`;
    case 'heap':
      return `kept = []
def serve():
    pages = []
    for _ in range(${count + 20}):
        pages.append(bytearray(${size}))
        kept.append(bytearray(600))`;
    case 'nothing':
      return `def serve():
    total = 0
    for row in range(${crowd}): total += row\n${SMALL_CYCLES}`;
  }
}

export const exercise = defineExercise<[program: string], string>({
  id: 'where-diagnose',
  title: 'Diagnose: where is it?',
  functionName: 'diagnosis',
  solution: diagnosis,
  hints: [
    'Take the questions one by one, and note a number before the first day for each: what is resident, and how many arenas there are.',
    'Look at the resident set before and after the collection, not at what `collect()` returns. Small cycles are found in most services.',
    'For `held` boot a second process, run the program, start tracing, then let it serve four days. Tracing that starts later has seen nothing of them.',
  ],
  reason:
    'Each question is asked in bytes, so that a few dead cycles or a small cache do not count as the reason. A collection comes first, since its answer is certain; what is alive then is traced from before the first day, in a process of its own. What is neither is free, and the arenas say whether pymalloc or the C library has it.',
  examples: (random) => [
    { args: [service(random, 'held')], about: 'pages in a dict' },
    { args: [service(random, 'arenas')], about: 'few rows of many' },
  ],
  checks: [
    {
      about: 'services of several kinds',
      points: 2,
      calls: (random) =>
        (['cycles', 'held', 'arenas', 'nothing'] as const).map((kind) => [service(random, kind)]),
    },
    {
      about: 'other services',
      points: 2,
      calls: (random) => (['heap', 'texts'] as const).map((kind) => [service(random, kind)]),
    },
  ],
  mistakes: [
    {
      name: 'by-what-it-returns',
      feedback:
        'You go by the number that `collect()` returns. It counts objects: look at how much memory came back.',
      answer: byWhatItReturns,
    },
    {
      name: 'all-is-held',
      feedback:
        'What a collection does not free need not be held. It may be free, and not given back.',
      answer: allIsHeld,
    },
    {
      name: 'never-the-c-library',
      feedback: 'What is free need not be in arenas. Compare their number with that at the start.',
      answer: neverTheCLibrary,
    },
    {
      name: 'traced-too-late',
      feedback: 'Your tracing starts when all days are over, and sees nothing of them.',
      answer: tracedTooLate,
    },
  ],
});
