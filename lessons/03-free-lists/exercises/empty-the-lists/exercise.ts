import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const BURST = `
def burst(n):
    made = [(i, i + 1, i + 2) for i in range(n)]
    made += [{'number': i} for i in range(n)]
    made += [[i] for i in range(n)]
    made.clear()
`;

function trial(random: Random): Trial {
  const size = random.integer(300, 900);
  const kept = random.integer(5, 40);
  return {
    before: `from gc import isenabled\n${BURST}`,
    steps: [
      // What a first burst leaves behind for good is there before the count begins.
      { python: `burst(3)\nkept = [{'kept': i} for i in range(${kept})]` },
      { python: 'tidy()' },
      { mark: 'before' },
      { python: `burst(${size})` },
      { mark: 'burst' },
      { python: 'tidy()' },
      { mark: 'tidied' },
      { python: 'values = [each["kept"] for each in kept]\non = isenabled()' },
      { read: 'values', want: Array.from({ length: kept }, (_, i) => i), about: 'what is alive' },
      { read: 'on', want: false, about: 'the collector, which was off' },
    ],
    bounds: [
      {
        measure: 'blocks',
        about: 'blocks in use after the burst',
        from: 'before',
        to: 'tidied',
        most: 20,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'freelists-empty-them',
  title: 'Empty the free lists',
  names: ['tidy'],
  version: '3.12',
  hints: [
    'The objects are dead already, so there is nothing to delete. Who else may clear a free list?',
    'The lesson says when free lists are cleared: at the end of a collection, but not of any collection.',
    'A full collection clears them: `gc.collect()` without an argument. `gc.collect(0)` and `gc.collect(1)` leave them as they are.',
  ],
  reason:
    'Up to 3.12 a collection of the oldest generation ends by clearing the free lists. So a call that looks for cycles also gives back blocks of objects that died long before, although it finds nothing. A collection of the younger generations does not do that.',
  example: (random) => trial(random) as ReturnType<typeof exercise.example>,
  checks: [
    { about: 'after a burst', points: 1, trials: (random) => [trial(random), trial(random)] },
  ],
  mistakes: [
    {
      name: 'young-only',
      feedback:
        'You collect the youngest generation. Free lists are cleared only by a full collection.',
    },
    {
      name: 'two-generations',
      feedback:
        'You collect two generations of three, and turn the collector on. Only a full collection clears the free lists.',
    },
    {
      name: 'turns-it-on',
      feedback: 'The blocks are gone, but the collector is on now. It was off: leave it so.',
    },
  ],
});
