import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Seen, whichVersions } from './solution';
import { whichVersions as falseIsNothing } from './wrong/false-is-nothing';
import { whichVersions as firstOne } from './wrong/first-one';
import { whichVersions as oneIsEnough } from './wrong/one-is-enough';
import { whichVersions as sortedAsText } from './wrong/sorted-as-text';

const LITERALS = [80, 88, 120];

function report(random: Random, names: readonly (keyof Seen)[]): [Seen] {
  const all: Required<Seen> = {
    literal: random.pick(LITERALS),
    text: random.pick([44, 52]),
    pair: random.pick([56, 64]),
    threshold: random.pick([700, 2000]),
    tracked: random.pick([true, false]),
  };
  return [Object.fromEntries(names.map((name) => [name, all[name]])) as Seen];
}

export const exercise = defineExercise<[seen: Seen], string[]>({
  id: 'versions-which-versions',
  title: 'Diagnose: which version was it?',
  functionName: 'whichVersions',
  solution: whichVersions,
  hints: [
    'For each of the eight versions you need the five numbers. Where do you get them without typing a table?',
    'Boot each version, run five lines of Python on it, and read the variables from `p.globals`. Then compare what was seen with what each version has.',
    'Keep the versions for which `Object.entries(seen).every(…)` holds. `tracked` may be seen as `false`, which is an answer too. Keep the order of the versions: 3.8 comes before 3.10.',
  ],
  reason:
    'Each number rules some versions out, and what is left has all of them. A report without numbers rules out none. Asking an interpreter for its numbers is safer than remembering them, for each release may change one.',
  examples: (random) => [
    { args: [{ literal: 120 }], about: 'one number' },
    { args: report(random, ['text', 'tracked']), about: 'two things' },
  ],
  checks: [
    {
      about: 'reports with one number',
      points: 1,
      calls: () => [[{ text: 44 }], [{ threshold: 700 }], [{ tracked: false }], [{}]],
    },
    {
      about: 'reports with several',
      points: 2,
      calls: (random) => [
        [{ literal: 88, text: 44 }],
        [{ threshold: 2000, tracked: false }],
        [{ literal: 88, text: 52, tracked: false }],
        report(random, ['literal', 'text', 'pair', 'threshold', 'tracked']),
        report(random, ['literal', 'threshold']),
      ],
    },
  ],
  mistakes: [
    {
      name: 'one-is-enough',
      feedback: 'All that was seen must be so on a version, not one thing alone.',
      answer: oneIsEnough,
    },
    {
      name: 'first-one',
      feedback: 'Several versions may have all of it. Return each of them.',
      answer: firstOne,
    },
    {
      name: 'false-is-nothing',
      feedback: '`tracked: false` was seen: it rules versions out like any other answer.',
      answer: falseIsNothing,
    },
    {
      name: 'sorted-as-text',
      feedback: 'Sorted as texts, 3.10 comes before 3.8. The oldest version should come first.',
      answer: sortedAsText,
    },
  ],
});
