import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { freedTypes } from './solution';
import { freedTypes as allSteps } from './wrong/all-steps';
import { freedTypes as outermostOnly } from './wrong/outermost-only';
import { freedTypes as whenBegun } from './wrong/when-begun';

/** A program that builds a nest of containers in `x`, some of it held elsewhere. */
function nest(random: Random, depth: number): [program: string] {
  const value = (left: number): string => {
    if (left === 0) return random.pick(['[]', '{}', '[1.5]']);
    const first = value(left - 1);
    const second = value(left - 1);
    return random.pick([
      `[${first}, ${second}]`,
      `{'a': ${first}}`,
      `[(${first}, 'n'), ${second}]`,
    ]);
  };
  const held = random.integer(0, 2) === 0 ? 'kept = x[0]' : 'pass';
  return [`x = [${value(depth)}, ${value(depth)}]\n${held}`];
}

export const exercise = defineExercise<[program: string], string[]>({
  id: 'refcounts-watch-it-die',
  title: 'Watch it die',
  functionName: 'freedTypes',
  solution: freedTypes,
  hints: [
    'Print what `p.traceDealloc(…)` gives for a small program. Where does the object of `x` come up first, and where does it come up for the last time?',
    "Cut the steps from the first one with the address of `x` to the one in which it is `'freed'`. Read that address before you delete `x`.",
    "Find the two positions with `findIndex`, take `slice(first, last + 1)`, keep the steps whose `event` is `'freed'`, and return their `type`.",
  ],
  reason:
    'A deallocation is a pair of events with everything that dies because of it in between. The object of `x` begins first and is freed last, for its memory is needed until it has let go of all that it held. What somebody else holds as well does not come up, since its count stays above zero.',
  examples: (random) => [
    { args: ["x = [[], {'a': []}]"], about: 'a list of two' },
    { args: nest(random, 1), about: 'a small nest' },
  ],
  checks: [
    { about: 'shallow nests', points: 2, calls: (random) => random.many(5, () => nest(random, 1)) },
    { about: 'deeper nests', points: 1, calls: (random) => random.many(4, () => nest(random, 3)) },
  ],
  mistakes: [
    {
      name: 'when-begun',
      feedback:
        'This is the order in which deallocations begin; an object is freed after what it held.',
      answer: whenBegun,
    },
    {
      name: 'all-steps',
      feedback: 'What the interpreter frees before and after does not belong to x.',
      answer: allSteps,
    },
    {
      name: 'outermost-only',
      feedback: 'The object of x takes with it what only it held.',
      answer: outermostOnly,
    },
  ],
});
