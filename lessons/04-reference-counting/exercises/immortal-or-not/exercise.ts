import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { moves as allInNew } from './wrong/all-in-new';
import { moves as always } from './wrong/always';
import { moves as neverForNone } from './wrong/never-for-none';
import { moves as oldCache } from './wrong/old-cache';

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
  hints: [
    'Two questions: does this version have immortal objects, and is this object one of them?',
    'Immortal objects came with 3.12. They are those that the interpreter makes for everybody. Which of the seven does your program make?',
    "The number behind `3.` is `Number(version.split('.')[1])`. Below 12 return true. From 12 on return false for `None`, `True`, `()` and `7`, and from 15 on for `1000` too.",
  ],
  reason:
    'Before 3.12 every object is counted, the shared ones too. From 3.12 on the count of `None`, `True`, `()` and the small ints is a mark that nobody changes, so that pages with them stay unwritten. What a program makes itself, such as `[]` or `object()`, is counted in all versions, and `1000` is until 3.15 makes it a small int.',
  examples: (random) => {
    const value = random.pick(['None', 'True', '()', '7']);
    return [
      { args: [random.pick(['3.12', '3.13', '3.14']), value], about: 'immortal' },
      { args: [random.pick(['3.8', '3.9', '3.10', '3.11']), value], about: 'not yet' },
      {
        args: [random.pick(['3.9', '3.12', '3.15']), random.pick(['1000', '[]', 'object()'])],
        about: 'another object',
      },
    ];
  },
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
        ['3.14', '1000'],
        ['3.15', '1000'],
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
    {
      name: 'old-cache',
      feedback: 'From 3.15 on the small ints go up to 1024, so 1000 is one of them.',
      answer: oldCache,
    },
  ],
});
