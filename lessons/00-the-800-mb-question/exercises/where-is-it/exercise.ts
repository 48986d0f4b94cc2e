import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Figures, whereIsIt } from './solution';
import { whereIsIt as arenasWhole } from './wrong/arenas-whole';
import { whereIsIt as neverEmpty } from './wrong/never-empty';
import { whereIsIt as noRecords } from './wrong/no-records';

/** A process in which one part is clearly the largest. */
function figures(random: Random, largest: number): Figures {
  const part = (index: number): number =>
    index === largest ? random.integer(400, 900) : random.integer(5, 200);
  const MiB = 2 ** 20;
  const [startUp, traces, blocks, free, large] = [0, 1, 2, 3, 4].map((i) => part(i) * MiB) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    rss: startUp + traces + blocks + free + large,
    startUp,
    traces,
    blocks,
    arenas: blocks + free,
    large,
  };
}

export const exercise = defineExercise<[process: Figures], string>({
  id: 'question-where-is-it',
  title: 'Where is the memory?',
  functionName: 'whereIsIt',
  solution: whereIsIt,
  hints: [
    'Five answers, so five numbers to compare. Four of them are given. Which one do you have to work out?',
    'Blocks in use are inside of the arenas. So what is empty in the arenas is `arenas - blocks`. You do not need `rss`.',
    'Make a list of pairs of a name and its bytes: `startUp`, `traces`, `blocks`, `arenas - blocks`, `large`. Return the name of the pair with the most bytes.',
  ],
  reason:
    'Each byte must be counted once, so the arenas are split into what is in use and what is empty. After that the five parts do not overlap, and they can be compared. The largest one tells where to look first: a leak, a tool, a peak that has passed, or large data.',
  examples: (random) => {
    const [first, second] = random.pick([
      [2, 3],
      [3, 4],
      [1, 2],
      [4, 0],
      [0, 1],
    ] as const);
    return [
      { args: [figures(random, first)], about: 'one part is clearly the largest' },
      { args: [figures(random, second)], about: 'another one is' },
    ];
  },
  checks: [
    {
      about: 'large and small objects',
      points: 1,
      calls: (random) => [2, 4, 2, 4].map((i) => [figures(random, i)]),
    },
    {
      about: 'records and empty space',
      points: 1,
      calls: (random) => [1, 3, 1, 3].map((i) => [figures(random, i)]),
    },
    {
      about: 'a large interpreter',
      points: 1,
      calls: (random) => [[figures(random, 0)], [figures(random, 0)]],
    },
  ],
  mistakes: [
    {
      name: 'arenas-whole',
      feedback:
        'You take all of the arenas as empty. What is in use in them are the small objects.',
      answer: arenasWhole,
    },
    {
      name: 'no-records',
      feedback: 'You forget what tracemalloc keeps for itself: it is memory of the process too.',
      answer: noRecords,
    },
    {
      name: 'never-empty',
      feedback:
        'You never suspect the space that is free inside of arenas, though it is resident until the arena goes back.',
      answer: neverEmpty,
    },
  ],
});
