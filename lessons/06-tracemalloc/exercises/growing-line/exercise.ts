import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { growingLine } from './solution';
import { growingLine as largestChange } from './wrong/largest-change';
import { growingLine as largestNow } from './wrong/largest-now';
import { growingLine as mostBlocks } from './wrong/most-blocks';

/** A service with a line that holds much, one that lets go, one of many small blocks, and one that leaks. */
function service(random: Random): [source: string] {
  const gap = (): string[] => random.many(random.integer(0, 3), () => '# …');
  const inside = [
    `    kept.append(bytes(${random.integer(2000, 4000)}))`,
    `    names.extend([str(i * 1000 + k) for k in range(${random.integer(5, 12)})])`,
    `    work = [i] * ${random.integer(100, 900)}`,
    '    old.clear()',
  ];
  const order = random.many(
    inside.length,
    () => inside.splice(random.integer(0, inside.length - 1), 1)[0]!,
  );
  const lines = [
    `base = [bytes(1000) for _ in range(${random.integer(200, 300)})]`,
    ...gap(),
    `old = [bytes(1000) for _ in range(${random.integer(120, 180)})]`,
    'kept, names = [], []',
    ...gap(),
    'def handle(i):',
    ...order,
  ];
  return [lines.join('\n')];
}

const EXAMPLE = `kept = []
def handle(i):
    work = [i] * 100
    kept.append(bytes(1000))`;

export const exercise = defineExercise<[source: string], number>({
  id: 'tracemalloc-growing-line',
  title: 'Diagnose: the line that grows',
  functionName: 'growingLine',
  solution: growingLine,
  hints: [
    'One snapshot shows what a line holds. What do you need to see what it holds more?',
    'Take a snapshot after `exec`, run the twenty calls, take another. `compare_to` sorts by the change in either direction, so its first row need not be one that grew.',
    "Filter the rows of `after.compare_to(before, 'lineno')` to `traceback.frames[0].filename === 'service.py'`, sort by `b.size_diff - a.size_diff`, and return `frames[0].lineno` of the first.",
  ],
  reason:
    'The difference of two snapshots leaves out what was there before, however large it is. A line that let go of much has a large difference too, with a minus. The question is for bytes, so many tiny blocks can weigh less than few large ones.',
  examples: [{ args: [EXAMPLE], about: 'a list that is never emptied' }],
  checks: [
    {
      about: 'services that leak',
      points: 3,
      calls: (random) => random.many(3, () => service(random)),
    },
  ],
  mistakes: [
    {
      name: 'largest-change',
      feedback: 'The largest change may be a line that let go: look for the largest growth.',
      answer: largestChange,
    },
    {
      name: 'most-blocks',
      feedback: 'You count blocks; asked for are the bytes.',
      answer: mostBlocks,
    },
    {
      name: 'largest-now',
      feedback: 'The line that holds most now may hold it from the start: compare the snapshots.',
      answer: largestNow,
    },
  ],
});
