import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { collections as atThreshold } from './wrong/at-threshold';
import { collections as deathsIgnored } from './wrong/deaths-ignored';
import { collections as noReset } from './wrong/no-reset';

/** Sets as the containers: they have no free list. */
function measured(events: ('make' | 'die')[], threshold: number): number {
  const p = small('3.11', { startUp: 'none' });
  p.gc.collect();
  p.gc.set_threshold(threshold, 1_000_000, 1_000_000);
  const before = p.gc.get_stats()[0]!.collections;
  const live: number[] = [];
  for (const event of events) {
    if (event === 'make') live.push(p.PySet_New());
    else p.Py_DECREF(live.pop()!);
  }
  return p.gc.get_stats()[0]!.collections - before;
}

/** Never more deaths than there are objects. */
function traffic(random: Random, length: number): ('make' | 'die')[] {
  let live = 0;
  return random.many(length, () => {
    const event = live > 0 && random.integer(0, 3) === 0 ? 'die' : 'make';
    live += event === 'make' ? 1 : -1;
    return event;
  });
}

export const exercise = defineExercise<[events: ('make' | 'die')[], threshold: number], number>({
  id: 'gc-when-collected',
  title: 'When does generation 0 run?',
  functionName: 'collections',
  solution: measured,
  hints: [
    'Follow the counter with a pencil for the visible examples. When does it go up, when down, and what happens to it when a collection runs?',
    "At `'die'` the counter goes down, but never below 0, and no collection runs. At `'make'` it goes up first, and then it is compared.",
    "Keep `counter` and `runs`. At `'die'`: `counter = Math.max(0, counter - 1)`. At `'make'`: add one, and if `counter > threshold`, count a run and set the counter to 0.",
  ],
  reason:
    'The counter is about how many containers were made and not yet given back since the last collection. A program whose objects die at once stays near zero, and is left in peace. The check comes after counting, with *greater than*, so the object that exceeds the threshold causes the run.',
  examples: (random) => {
    const threshold = random.integer(2, 5);
    return [
      {
        args: [Array(threshold + 1).fill('make') as 'make'[], threshold],
        about: 'the last one exceeds the threshold',
      },
      { args: [traffic(random, 12), 2], about: 'objects that come and go' },
    ];
  },
  checks: [
    {
      about: 'programs that keep what they make',
      points: 1,
      calls: (random) =>
        random.many(4, () => [
          Array(random.integer(20, 200)).fill('make') as 'make'[],
          random.integer(3, 12),
        ]),
    },
    {
      about: 'programs in which objects die',
      points: 1,
      calls: (random) => random.many(5, () => [traffic(random, 120), random.integer(2, 10)]),
    },
  ],
  mistakes: [
    {
      name: 'at-threshold',
      feedback: 'A collection runs when the counter exceeds the threshold, not when it reaches it.',
      answer: atThreshold,
    },
    {
      name: 'deaths-ignored',
      feedback: 'Objects that die take the counter down again.',
      answer: deathsIgnored,
    },
    {
      name: 'no-reset',
      feedback: 'After a collection the counter starts again from zero.',
      answer: noReset,
    },
  ],
});
