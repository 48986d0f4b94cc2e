import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { recordBytes as fieldsCountedDeep } from './wrong/fields-counted-deep';
import { recordBytes as noHeader } from './wrong/no-header';
import { recordBytes as sameForBoth } from './wrong/same-for-both';

function measured(layout: 'tuple' | 'slots', fields: number): number {
  const p = small('3.12');
  const names = Array.from({ length: fields }, (_, i) => `f${i}`);
  p.exec(
    layout === 'tuple'
      ? `import sys\nsize = sys.getsizeof(tuple(range(${fields})))`
      : `import sys\nclass Record:\n    __slots__ = (${names.map((name) => `'${name}',`).join(' ')})\nsize = sys.getsizeof(Record())`,
  );
  return Number(p.globals.size!.value);
}

export const exercise = defineExercise<[layout: 'tuple' | 'slots', fields: number], number>({
  id: 'sizes-record-bytes',
  title: 'Slots, tuple, or class?',
  functionName: 'recordBytes',
  solution: measured,
  hints: [
    'What does an object have before its first field? And what comes before the object itself, when the collector knows it?',
    'Both have a header of the collector of 16 bytes. The object itself begins with its count and its type; a tuple also has its length.',
    'A tuple is `16 + 24 + 8 * fields`, an instance with slots `16 + 16 + 8 * fields`.',
  ],
  reason:
    'A field is a reference, eight bytes, in both. The tuple also stores how many fields it has, since that differs from tuple to tuple. A class with slots has that number once, so its instances are eight bytes smaller.',
  examples: (random) => [
    { args: ['tuple', random.integer(2, 5)], about: 'a tuple' },
    { args: ['slots', 2], about: 'an instance with slots' },
  ],
  checks: [
    {
      about: 'tuples',
      points: 1,
      calls: (random) => [
        ['tuple', random.integer(1, 9)],
        ['tuple', random.integer(10, 30)],
      ],
    },
    {
      about: 'slots',
      points: 1,
      calls: (random) => [
        ['slots', random.integer(1, 9)],
        ['slots', random.integer(10, 30)],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-header',
      feedback:
        "sys.getsizeof adds the collector's header, 16 bytes, for objects that are tracked.",
      answer: noHeader,
    },
    {
      name: 'same-for-both',
      feedback:
        'A tuple stores its length, an instance with slots does not: it is 8 bytes smaller.',
      answer: sameForBoth,
    },
    {
      name: 'fields-counted-deep',
      feedback: "getsizeof does not count the fields' values, only the references to them.",
      answer: fieldsCountedDeep,
    },
  ],
});
