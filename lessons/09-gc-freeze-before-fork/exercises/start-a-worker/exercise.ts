import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const MOST = 320_000;

/** What the child answers when its collector is on. */
function trial(rows: number, every: number, answer: number): VisibleTrial {
  return {
    before: `import os
from gc import collect, enable, isenabled
enable()

def load():
    rows = []
    for n in range(${rows}):
        rows.append([n])
        if n % ${every} == 0:
            lost = []
            lost.append(lost)
    return rows

def work(data):
    answers = [[n] for n in range(500)]
    collect()
    if len(data) != ${rows} or data[${rows - 1}] != [${rows - 1}]:
        return 8
    return ${answer} if isenabled() else 9
`,
    allows: ['child'],
    steps: [
      { python: 'number = start(load, work)' },
      { mark: 'done' },
      { python: 'on = isenabled()' },
      {
        read: 'number',
        want: answer,
        about: 'what the child returned (8: not the data, 9: its collector is off)',
      },
      { read: 'on', want: true, about: 'the collector in the parent, which is on' },
    ],
    bounds: [
      { measure: 'dirtied', about: 'memory that is private to the child', to: 'done', most: MOST },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'fork-start-a-worker',
  title: 'Start a worker',
  names: ['start'],
  version: '3.12',
  hints: [
    'What does a collection in the child write to, and how do you keep it away from the data? What does one right before the fork leave behind?',
    'Switch the collector off before `load()`, freeze right before the fork, and switch it on again on both sides.',
    'Before `load()` write `gc.disable()`. Between `load()` and `os.fork()` comes the call that takes the data out of sight. What you write right behind the fork runs in the parent and in the child: there belongs `gc.enable()`.',
  ],
  reason:
    'A collection right before the fork frees the lost cycles, and leaves free blocks on pages that are shared next. The first objects of the child go there, and each copies a page. Frozen garbage is kept for ever, but its pages stay shared: that is the cheaper choice here.',
  example: (random) => trial(random.integer(12, 14) * 1000, random.integer(10, 14), 7),
  checks: [
    {
      about: 'more data',
      points: 3,
      trials: (random) => [
        trial(random.integer(16, 19) * 1000, random.integer(10, 14), random.integer(10, 90)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-freeze',
      feedback: 'Nothing is frozen: the collection in the child writes to all of the data.',
    },
    {
      name: 'collects-first',
      feedback:
        'You collect before the fork. The garbage goes, and leaves free blocks between the data: the child fills them, and copies a page for each.',
    },
    {
      name: 'never-enabled',
      feedback: 'In the child the collector is off: its own cycles are never freed.',
    },
  ],
});
