import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

type Pair = readonly [number, number];

/** Some lists in a ring, a tail that hangs on it, one that leads to it, and others without a cycle. */
function graph(random: Random, rings: number): { n: number; pairs: Pair[]; kept: number[] } {
  const pairs: Pair[] = [];
  const kept: number[] = [];
  let n = 0;
  const chain = (from: number, length: number): number => {
    let last = from;
    for (let i = 0; i < length; i++) {
      pairs.push([last, n]);
      last = n++;
    }
    return last;
  };
  for (let ring = 0; ring < rings; ring++) {
    const first = n++;
    const last = chain(first, random.integer(1, 4));
    pairs.push([last, first]);
    // What hangs on the ring, and what leads to it.
    chain(last, random.integer(1, 3));
    const before = n++;
    pairs.push([before, first]);
    if (ring % 3 === 2) kept.push(ring % 2 === 0 ? before : last);
  }
  // Without a cycle: they go by their counts.
  chain(n++, random.integer(2, 5));
  const named = n++;
  kept.push(named);
  chain(named, random.integer(1, 3));
  return { n, pairs, kept };
}

function trial(random: Random, rings: number): VisibleTrial {
  const { n, pairs, kept } = graph(random, rings);
  const given = `${n}, ${JSON.stringify(pairs)}, ${JSON.stringify(kept)}`;
  return {
    steps: [
      { python: `told = found(${given})` },
      { mark: 'before' },
      {
        python: `lists = [[] for _ in range(${n})]\nfor one, other in ${JSON.stringify(pairs)}: lists[one].append(lists[other])\nkept = [lists[i] for i in ${JSON.stringify(kept)}]\ndel lists, one, other`,
      },
      { mark: 'made' },
      { read: 'told', about: 'the lists that you predict' },
    ],
    bounds: [
      {
        measure: 'garbage',
        about: 'lists that only the collector can find, against what you said',
        from: 'before',
        to: 'made',
        told: 'told',
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'gc-predict-the-collection',
  title: 'What will it find?',
  names: ['found'],
  version: '3.12',
  hints: [
    'Three things can happen to a list: somebody can reach it, its count falls to zero, or neither. Only the last kind is found.',
    'First mark what can be reached from `kept`. Then let those die that have a count of zero: each takes one off the counts of what it holds, and that may die in turn.',
    'The answer is `n`, less what is alive, less what died by its count. A list that hangs on a ring is held by the ring, so it waits with it.',
  ],
  reason:
    'Reference counting frees a list when nothing holds it, and then looks at what that list held. It stops at a ring, since the members hold each other. What hangs on the ring waits as well, but what leads to the ring goes by its count.',
  example: (random) => trial(random, 3),
  checks: [
    { about: 'a few rings', points: 1, trials: (random) => [trial(random, 2), trial(random, 4)] },
    {
      about: 'many rings, some of them held',
      points: 2,
      trials: (random) => [trial(random, random.integer(6, 9))],
    },
  ],
  mistakes: [
    {
      name: 'all-that-is-lost',
      feedback:
        'You count all that nobody can reach. What is not held by a ring goes by its count, and the collector never sees it.',
    },
    {
      name: 'only-what-is-kept',
      feedback:
        'A list can be alive without being in `kept`: it is enough that a kept one leads to it.',
    },
    {
      name: 'only-in-cycles',
      feedback:
        'You count the members of rings only. What hangs on a dead ring is held by it, and waits as well.',
    },
  ],
});
