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
  examples: [
    { args: [['make', 'make', 'make'], 2], about: 'the third exceeds the threshold' },
    { args: [['make', 'die', 'make', 'die', 'make'], 1], about: 'objects that die at once' },
  ],
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
