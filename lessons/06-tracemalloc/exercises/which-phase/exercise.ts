import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** What a phase does, with thousands of bytes: it keeps some, needs some for a moment, or lets go of all. */
type Phase = readonly ['keep' | 'moment' | 'let go', number];

/** The index of the phase that rises most above where it began. */
function hungriest(phases: readonly Phase[]): number {
  const needs = phases.map(([, size]) => size);
  return needs.indexOf(Math.max(...needs));
}

/** A job in which the phase that needs most is neither the one that keeps most nor the one with the highest peak. */
function drawn(random: Random): Phase[] {
  const kept = random.integer(40, 60);
  const needed = kept + random.integer(20, 30);
  const small = (): Phase => ['moment', random.integer(2, 9)];
  return [
    ...random.many(random.integer(0, 2), small),
    ['keep', kept],
    ['moment', needed - random.integer(5, 9)],
    ...random.many(random.integer(0, 1), small),
    ['let go', 0],
    ...random.many(random.integer(1, 3), small),
    ['moment', needed],
    ...random.many(random.integer(0, 2), small),
  ];
}

function trial(phases: readonly Phase[]): ReturnType<typeof exercise.example> {
  return {
    before: `from tracemalloc import is_tracing
kept = []
def keep(size):
    kept.append(bytes(size * 1000))
def moment(size):
    bytes(size * 1000)
def let_go(size):
    kept.clear()
class Phase:
    def __init__(self, does, size):
        self.does, self.size = does, size
    def __call__(self):
        self.does(self.size)
phases = [${phases.map(([does, size]) => `Phase(${does.replace(' ', '_')}, ${size})`).join(', ')}]`,
    steps: [
      { mark: 'start' },
      { python: 'answer = hungriest(phases)\ntracing = is_tracing()' },
      { mark: 'end' },
      { read: 'answer', want: hungriest(phases), about: 'the index of the phase' },
      { read: 'tracing', want: false, about: 'whether something is traced still' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that stay after the measuring',
        from: 'start',
        to: 'end',
        most: 2000,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'trace-which-phase',
  title: 'Which phase has the peak?',
  names: ['hungriest'],
  version: '3.12',
  hints: [
    '`get_traced_memory()` gives two numbers. Which of them still knows of something that is freed already? And since when does it count?',
    'The peak is the most since the start, or since `tracemalloc.reset_peak()`. What was held when a phase began is in it too.',
    'For each phase: note the first number, call `reset_peak()`, call the phase, and subtract the note from the second number. Then the index of the largest, and `tracemalloc.stop()`.',
  ],
  reason:
    'Only the peak remembers what was freed before anybody looked. It is reset for each phase, since it never falls by itself. And it counts what earlier phases have left, so that has to be subtracted: a small phase on top of a large heap has a high peak and needs little.',
  example: (random) => trial(drawn(random)),
  checks: [
    { about: 'a job', points: 1, trials: (random): Trial[] => [trial(drawn(random))] },
    {
      about: 'jobs with other phases',
      points: 2,
      trials: (random): Trial[] => random.many(3, () => trial(drawn(random))),
    },
  ],
  mistakes: [
    {
      name: 'never-reset',
      feedback:
        'The peak never falls by itself. A later phase still shows that of an earlier one: call `tracemalloc.reset_peak()` before each.',
    },
    {
      name: 'highest-peak',
      feedback:
        'You compare the peaks as they are. What earlier phases keep is in them: subtract what was traced when the phase began.',
    },
    {
      name: 'what-is-kept',
      feedback:
        'You compare what stays after each phase. What a phase needs for a moment is freed by then: look at the peak.',
    },
    {
      name: 'goes-on-tracing',
      feedback: 'The phase is right. But tracemalloc still traces: call `tracemalloc.stop()`.',
    },
  ],
});
