import { defineExercise } from '../../../../src/grading/exercise';
import { cheapestArenas } from './solution';
import { cheapestArenas as firstOnes } from './wrong/first-ones';
import { cheapestArenas as fullest } from './wrong/fullest';
import { cheapestArenas as sortedAsText } from './wrong/sorted-as-text';

export const exercise = defineExercise<[survivors: number[], goal: number], number>({
  id: 'fragmentation-compact',
  title: 'Interview: how many survivors must go?',
  functionName: 'cheapestArenas',
  solution: cheapestArenas,
  hints: [
    'Each arena that goes back costs all of its survivors. Which arenas are cheap?',
    'You are free to choose the arenas. Take those with the fewest survivors. And when is it impossible?',
    'Copy the list, sort it with `(a, b) => a - b`, take the first `goal`, and add them up. Return -1 when `goal` is greater than the number of arenas.',
  ],
  reason:
    'An arena goes back when its last survivor dies, so its price is the number of survivors in it. Prices do not depend on one another, so the cheapest `goal` arenas are the best choice. With fewer arenas than `goal` no choice is enough.',
  examples: (random) => [
    {
      args: [random.many(random.integer(3, 6), () => random.integer(1, 300)), 2],
      about: 'two arenas are asked for',
    },
  ],
  checks: [
    {
      about: 'processes with many arenas',
      points: 1,
      calls: (random) =>
        random.many(6, () => [
          random.many(random.integer(5, 30), () => random.integer(1, 5000)),
          random.integer(1, 5),
        ]),
    },
    {
      about: 'all of them, none, too many',
      points: 1,
      calls: () => [
        [[3, 2, 1], 3],
        [[3, 2, 1], 0],
        [[3, 2, 1], 4],
        [[], 0],
        [[], 1],
        [[10, 9], 1],
      ],
    },
  ],
  mistakes: [
    {
      name: 'first-ones',
      feedback: 'You take the first arenas; those with the fewest survivors cost least.',
      answer: firstOnes,
    },
    {
      name: 'sorted-as-text',
      feedback: 'Numbers are sorted as text unless you say how: 10 comes before 9.',
      answer: sortedAsText,
    },
    {
      name: 'fullest',
      feedback: 'You empty the fullest arenas; that costs most.',
      answer: fullest,
    },
  ],
});
