import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Kept for the year, in every trial: enough to lie in each arena. */
const KEPT = 120;

function trial(every: number, scale: number): VisibleTrial {
  const readings = KEPT * every;
  return {
    steps: [
      { python: `sampler = Sampler(${every})\nhour = []` },
      { mark: 'start' },
      {
        python: `for n in range(${readings}):\n    hour.append(n * ${scale})\n    sampler.add(hour[-1])\ndel hour, n`,
      },
      { mark: 'over' },
      { python: 'got = sampler.values()' },
      {
        read: 'got',
        want: Array.from({ length: KEPT }, (_, i) => i * every * scale),
        about: 'the sampled readings',
      },
    ],
    bounds: [
      { measure: 'arenas', about: 'arenas that stay', from: 'start', to: 'over', most: 2 },
      { measure: 'bytes', about: 'bytes that stay', from: 'start', to: 'over', most: 2500 },
    ],
  };
}

/** A scale that a float has exactly. */
const scale = (random: Random): number => random.integer(3, 31) / 8;

export const exercise = defineHeapExercise({
  id: 'frag-every-thousandth',
  title: 'Every thousandth reading',
  names: ['Sampler'],
  version: '3.12',
  hints: [
    'Which object do you keep when you append `reading` to a list? When was it made, and what lies around it?',
    'A copy is made among the others too, for the hour is not over. Can you keep the number without keeping an object?',
    "`array('d')` holds numbers of eight bytes in one piece of memory. Append to it, and make objects again in `values()`.",
  ],
  reason:
    'A float in a list is an object with a block, and the block lies where the allocator was at that moment: among all others of the hour. An array holds the eight bytes themselves, in one piece that moves when it grows. So nothing is left between the readings when the hour goes.',
  example: (random) => trial(950, scale(random)),
  checks: [
    { about: 'every thousandth', points: 2, trials: (random) => [trial(1000, scale(random))] },
    {
      about: 'another rate',
      points: 1,
      trials: (random) => [trial(random.integer(1100, 1300), scale(random))],
    },
  ],
  mistakes: [
    {
      name: 'holds-the-objects',
      feedback:
        'You keep the very objects that the hour is made of. Each lies among the others, and pins its arena.',
    },
    {
      name: 'copies-at-once',
      feedback:
        'A copy that is made during the hour lies among the readings of the hour, as the reading itself does.',
    },
    {
      name: 'keeps-all',
      feedback: 'You keep all readings, and choose later. Keep only those that are asked for.',
    },
    {
      name: 'last-of-each',
      feedback: 'The first reading is to be sampled. You take the last one of each run.',
    },
  ],
});
