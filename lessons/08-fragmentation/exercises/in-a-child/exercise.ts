import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Work with a crowd of survivors, which holds on to its arenas in the process that does it. */
function trial(random: Random, crowd: number, length: number): VisibleTrial {
  const word = random.pick(['night', 'visit', 'tram', 'harbour']);
  return {
    before: `import os

kept = []

def heavy():
    crowd = [n * 0.5 for n in range(${crowd})]
    kept.extend(crowd[::5_000])
    return '${word} ' * ${length}

def unwaited():
    try:
        os.wait()
    except ChildProcessError:
        return 0
    return 1
`,
    steps: [
      { mark: 'start' },
      { python: 'text = in_a_child(heavy)\ncount = len(text)\nend = text[-9:]\ndel text' },
      { mark: 'done' },
      { python: 'zombies = unwaited()' },
      { read: 'count', want: (word.length + 1) * length, about: 'how long the text is' },
      { read: 'end', want: `${word} `.repeat(3).slice(-9), about: 'how it ends' },
      { read: 'zombies', want: 0, about: 'how many children nobody waited for' },
    ],
    bounds: [
      { measure: 'arenas', about: 'arenas that stay', from: 'start', to: 'done', most: 0 },
      { measure: 'bytes', about: 'bytes that stay', from: 'start', to: 'done', most: 4000 },
    ],
    allows: ['child', 'pipe'],
  };
}

export const exercise = defineHeapExercise({
  id: 'frag-in-a-child',
  title: 'In a child',
  names: ['in_a_child'],
  version: '3.12',
  hints: [
    '`os.fork()` returns twice: 0 in the child, and the number of the child in the parent. Which of the two must call `work()`?',
    'A pipe has two ends. The child writes and ends with `os._exit(0)`. The parent closes its own writing end first, for `os.read` gives an empty `bytes` only when nobody can write any more.',
    'Read in a loop until nothing comes, join the parts, then `os.waitpid(child, 0)`. In that order: a child with much to say cannot end before somebody reads.',
  ],
  reason:
    'When a process ends, the system takes back all of its pages, whatever its allocator holds. The parent gets only the text. It reads until the end, since a pipe gives a long text in parts, and waits, since an ended child stays in the table until its parent asks.',
  example: (random) => trial(random, random.integer(6, 8) * 10_000, 20),
  checks: [
    {
      about: 'a short text',
      points: 1,
      trials: (random) => [trial(random, random.integer(80_000, 100_000), random.integer(20, 60))],
    },
    {
      about: 'a text that is longer than one read gives',
      points: 2,
      trials: (random) => [trial(random, 80_000, random.integer(30_000, 40_000))],
    },
  ],
  mistakes: [
    {
      name: 'no-child',
      feedback: 'The work is done in this process, and its arenas stay here.',
    },
    {
      name: 'keeps-writing-end',
      feedback:
        'The parent waits for ever. It has the writing end open itself, so the pipe never comes to its end.',
    },
    {
      name: 'one-read',
      feedback:
        'One `os.read` gives one part. A long text comes in several: read until nothing comes.',
    },
    {
      name: 'never-waits',
      feedback: 'Nobody waits for the child. Its entry stays until the parent ends: a zombie.',
    },
  ],
});
