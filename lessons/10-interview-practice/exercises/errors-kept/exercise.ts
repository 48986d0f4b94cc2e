import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** What the log may keep of one error: bytes. */
const OF_AN_ERROR = 300;

/** Jobs that fail with a large buffer in a variable; the error of every other one comes from another error. */
const JOBS = `
class NoRow(Exception):
    pass
def job(number, size):
    rows = bytearray(size)
    if number % 2:
        raise ValueError('no row %d' % number)
    try:
        return rows[size]
    except IndexError:
        page = bytearray(size)
        raise NoRow('row %d of %d' % (number, len(page)))
def run(log, numbers, size):
    for number in numbers:
        try:
            job(number, size)
        except Exception as error:
            log.add(error)
`;

function trial(random: Random, count: number): VisibleTrial {
  const size = random.integer(40, 90) * 1000;
  const first = random.integer(1, 50);
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  const text = (number: number): string =>
    number % 2 === 1 ? `ValueError: no row ${number}` : `NoRow: row ${number} of ${size}`;
  return {
    before: JOBS,
    steps: [
      { python: `log = ErrorLog()\nrun(log, [0, 1], 500)` },
      { mark: 'start' },
      { python: `run(log, range(${first}, ${first + count}), ${size})` },
      { mark: 'failed' },
      { python: 'texts = log.texts()[2:]' },
      { read: 'texts', want: numbers.map(text), about: 'the texts of the errors' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: `bytes that stay after ${count} errors`,
        from: 'start',
        to: 'failed',
        most: count * OF_AN_ERROR,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'interview-errors-kept',
  title: 'A log of errors that keeps no frame',
  names: ['ErrorLog'],
  version: '3.12',
  hints: [
    'An exception has a traceback, a traceback has frames, and a frame has all variables of its call. What of that does the page show?',
    'An exception that was raised while another one was handled also has that one, as its `__context__`, with a traceback of its own.',
    'A string holds nobody. Make it when the error comes, and keep no exception at all.',
  ],
  reason:
    'A caught exception keeps its frames, and these keep every variable of the calls that failed, until the exception dies. The error that was handled before hangs on it as `__context__`, with frames of its own. A log that keeps the text alone lets all of them go when the `except` block ends.',
  example: (random) => trial(random, 4),
  checks: [
    { about: 'a few jobs that fail', points: 1, trials: (random) => [trial(random, 6)] },
    {
      about: 'many jobs that fail, half of them while they handle another error',
      points: 2,
      trials: (random) => [trial(random, random.integer(20, 30))],
    },
  ],
  mistakes: [
    {
      name: 'without-traceback',
      feedback:
        'The traceback is gone, but the error that was handled before is still there as `__context__`, with its own traceback and frames.',
    },
    {
      name: 'cleared-too-late',
      feedback:
        'You let go of tracebacks when somebody asks for the texts. Until then, and nobody may ever ask, all frames are kept.',
    },
    {
      name: 'repr-of-error',
      feedback:
        "`repr` of an error is `ValueError('no row 7')`. The page wants the class's name, a colon, and `str` of the error.",
    },
  ],
});
