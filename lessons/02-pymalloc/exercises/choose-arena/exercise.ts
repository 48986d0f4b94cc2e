import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { chooseArena } from './solution';
import { chooseArena as emptiest } from './wrong/emptiest';
import { chooseArena as first } from './wrong/first';
import { chooseArena as fullArena } from './wrong/full-arena';
import { chooseArena as last } from './wrong/last';

/** Distinct counts above `least`, in random order. */
function counts(random: Random, least: number): number[] {
  const all = Array.from({ length: 64 - least }, (_, i) => i + least);
  return random.many(
    random.integer(3, 9),
    () => all.splice(random.integer(0, all.length - 1), 1)[0]!,
  );
}

const withFull = (random: Random): number[] => {
  const list = counts(random, 1);
  list.splice(random.integer(0, list.length), 0, 0);
  return list;
};

export const exercise = defineExercise<[freePools: number[]], number>({
  id: 'pymalloc-choose-arena',
  title: 'Which arena?',
  functionName: 'chooseArena',
  solution: chooseArena,
  hints: [
    'What does pymalloc hope for? That some arena becomes empty, so that it can go back to the system.',
    'So it takes pools from the arena that is the least likely to become empty: the fullest one. How do you see that in `freePools`?',
    'Look for the smallest number that is greater than 0, and return its index. Start with -1, which stays when no arena has a free pool.',
  ],
  reason:
    'The arena with the fewest free pools is the fullest. Filling that one leaves the emptier ones alone, and with luck their last pool comes back and the arena can be returned. Arenas without a free pool cannot help, so they are passed over.',
  examples: (random) => [
    { args: [counts(random, 1)], about: 'all have free pools' },
    { args: [withFull(random)], about: 'one of them is full' },
    { args: [[0, 0]], about: 'no pool left anywhere' },
  ],
  checks: [
    {
      about: 'arenas that all have free pools',
      points: 1,
      calls: (random) => random.many(10, () => [counts(random, 1)]),
    },
    {
      about: 'full arenas among them, or nothing else',
      points: 1,
      calls: (random) => [
        [[]],
        [[0]],
        [[0, 0, 0]],
        ...random.many(8, (): [number[]] => [withFull(random)]),
      ],
    },
  ],
  mistakes: [
    {
      name: 'emptiest',
      feedback:
        'You take from the emptiest arena. pymalloc does the opposite: it fills the fullest, so that the emptiest gets a chance to become empty and go back to the system.',
      answer: emptiest,
    },
    {
      name: 'first',
      feedback:
        'You take from the first arena that has a pool; the number of free pools decides, not the place in the list.',
      answer: first,
    },
    {
      name: 'last',
      feedback:
        'You take from the newest arena that has a pool; the number of free pools decides, not the age.',
      answer: last,
    },
    {
      name: 'full-arena',
      feedback: 'You choose an arena with no free pool at all. A full arena cannot give one.',
      answer: fullArena,
    },
  ],
});
