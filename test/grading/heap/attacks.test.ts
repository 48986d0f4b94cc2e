import { seededTrials } from '../../../src/grading/grader';
import { asCell } from '../../../src/grading/heap/cell';
import type { HeapExercise } from '../../../src/grading/heap/exercise';
import { gradeHeap, TrialRunner } from '../../../src/grading/heap/grade';
import { type HeapOutcome, heapResult, judged } from '../../../src/grading/heap/result';
import { loadLessons } from '../../../src/grading/lessons';
import { wallHere } from '../../../src/grading/wall/command';
import { HEAP_ATTACKS } from './attacks';

/*
 * Programs against the judge of the heap. Here they run on the simulator in this process, which is what the page does;
 * some of them again behind the wall.
 */

jest.setTimeout(180_000);

const exercise = loadLessons()
  .flatMap(({ exercises }) => Object.values(exercises))
  .find(({ id }) => id === 'sizes-store-points') as HeapExercise;
/** One trial is enough: the smaller one. */
const [trial] = seededTrials(exercise, '1').filter(({ check }) => check === 1);

test.each(HEAP_ATTACKS.map((attack) => [attack.name, attack] as const))(
  'nothing is gained by a program that %s',
  (_, { program, ends }) => {
    const verdict = judged(exercise, trial!.trial, program);
    expect(verdict.right).toBe(false);
    const { ending } = verdict;
    expect(ending && `${ending.why} ${ending.what}`.trim()).toBe(ends);
    const outcome: HeapOutcome = { ...trial!, verdict };
    const { earned, feedback } = heapResult({ ...exercise, mistakes: [] }, [outcome]);
    expect(earned).toBe(0);
    expect(feedback.length).toBeGreaterThan(1);
    expect(feedback.join(' ')).not.toMatch(/canary|undefined/);
  },
);

test('what looks like an attack and is none is right', () => {
  const honest = `
from collections import namedtuple
from array import array
Point = namedtuple('Point', 'x y')
print('loading')
list = list  # a name of one's own

def store(points):
    flat = array('d')
    try:
        for x, y in points:
            flat.extend((x, y))
    except BaseException:
        raise
    return flat

def get(kept, i):
    return Point(*kept[2 * i : 2 * i + 2])
`;
  expect(judged(exercise, trial!.trial, honest)).toMatchObject({ right: true, ending: undefined });
});

describe('behind the wall', () => {
  const limits = { cellSeconds: 20, memory: 700 * 2 ** 20 };
  const runner = new TrialRunner(wallHere(), limits);
  afterAll(() => runner.close());
  const graded = (program: string) => {
    const source = asCell(exercise.id, exercise.version, program);
    const cell = { id: 'x', cell_type: 'code' as const, source, metadata: {} };
    const submission = { exercise, cell, before: [], problem: undefined };
    return gradeHeap(runner, submission, [trial!], () => {});
  };

  test.each([
    'writes a file',
    'never ends, and swallows the limit',
    'raises the input under a name of its own',
  ])('a program that %s gains nothing, and the next is graded as ever', async (name) => {
    const { program } = HEAP_ATTACKS.find((attack) => attack.name === name)!;
    const { earned, feedback } = await graded(program);
    expect(earned).toBe(0);
    expect(feedback.join(' ')).not.toMatch(/canary/);
    const solved = await graded(exercise.sources!.solution);
    expect(solved.checks[1]).toMatchObject({ earned: 1 });
  });

  test('a process that takes too long is ended, and says so', async () => {
    const hurried = new TrialRunner(wallHere(), { ...limits, cellSeconds: 0.5 });
    const outcome = await hurried.run(
      exercise,
      trial!,
      'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(60)\n',
    );
    await hurried.close();
    expect(outcome).toBe('a run took longer than 0.5 s');
  });
});
