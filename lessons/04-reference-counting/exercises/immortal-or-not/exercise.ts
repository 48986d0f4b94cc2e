import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { moves as allInNew } from './wrong/all-in-new';
import { moves as always } from './wrong/always';
import { moves as neverForNone } from './wrong/never-for-none';

function measured(version: string, value: string): boolean {
  const p = small(version);
  p.exec(
    `import sys\nx = ${value}\nbefore = sys.getrefcount(x)\nheld = [x] * 100\nmore = sys.getrefcount(x) - before == 100`,
  );
  return p.globals.more!.value === true;
}

export const exercise = defineExercise<[version: string, value: string], boolean>({
  id: 'refcount-immortal-or-not',
  title: 'Which counts move?',
  functionName: 'moves',
  solution: measured,
  examples: [
    { args: ['3.12', 'None'], about: 'immortal' },
    { args: ['3.11', 'None'], about: 'not yet' },
  ],
  checks: [
    {
      about: 'before 3.12',
      points: 1,
      calls: (random) => [
        ['3.8', 'None'],
        ['3.11', '7'],
        [random.pick(['3.9', '3.10']), '()'],
        ['3.11', 'object()'],
      ],
    },
    {
      about: 'from 3.12 on',
      points: 1,
      calls: (random) => [
        ['3.12', 'True'],
        ['3.14', '7'],
        ['3.13', '()'],
        [random.pick(['3.12', '3.15']), '[]'],
        ['3.14', 'object()'],
      ],
    },
  ],
  mistakes: [
    {
      name: 'always',
      feedback: 'The immortal objects of 3.12 and later are not counted.',
      answer: always,
    },
    {
      name: 'never-for-none',
      feedback: 'Before 3.12 every object is counted, None as well.',
      answer: neverForNone,
    },
    {
      name: 'all-in-new',
      feedback: 'Only some objects are immortal: those that you make are counted as ever.',
      answer: allInNew,
    },
  ],
});
