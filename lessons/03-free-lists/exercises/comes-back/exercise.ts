import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { sameId as anyNumber } from './wrong/any-number';
import { sameId as intsAlways } from './wrong/ints-always';
import { sameId as offByOne } from './wrong/off-by-one';
import { sameId as text256 } from './wrong/text-256';

function measured(version: string, type: string, alive: number): boolean {
  const p = small(version, { startUp: 'none' });
  const make = (i: number): number =>
    type === 'float'
      ? p.PyFloat_FromDouble(i)
      : type === 'list'
        ? p.PyList_New(0)
        : p.PyLong_FromLong(100_000 + i);
  const made = Array.from({ length: alive }, (_, i) => make(i));
  for (const address of [...made].reverse()) p.Py_DECREF(address);
  const next = p.freeLists().find(({ name }) => name === type)?.addresses[0];
  return next !== undefined && next === made[0];
}

export const exercise = defineExercise<[version: string, type: string, alive: number], boolean>({
  id: 'freelists-comes-back',
  title: 'Same id, or another?',
  functionName: 'sameId',
  solution: measured,
  hints: [
    'When does the first object die here, and what is on the list by then?',
    'It dies last, when all the others are on the list already. It fits only when there is room for one more.',
    'Return whether `alive` is at least 1 and at most the capacity of the type in that version: 100 for floats, 80 for lists, and for ints 100 from 3.14 on and 0 before.',
  ],
  reason:
    'The object that dies last is on top of the list, if the list takes it at all. With as many objects as the capacity it is the last that fits. One more, and the list is full before it dies: its block goes to pymalloc.',
  examples: (random) => [
    { args: ['3.12', 'list', random.integer(2, 60)], about: 'they all fit' },
    { args: ['3.12', 'int', 5], about: 'ints of 3.12' },
  ],
  checks: [
    {
      about: 'floats and lists',
      points: 1,
      calls: (random) =>
        random.many(6, () => [
          random.pick(['3.8', '3.11', '3.14']),
          random.pick(['float', 'list']),
          random.integer(1, 130),
        ]),
    },
    {
      about: 'ints',
      points: 1,
      calls: (random) => [
        ['3.13', 'int', 3],
        ['3.14', 'int', random.integer(2, 90)],
        ['3.15', 'int', 101],
        ['3.8', 'int', 1],
      ],
    },
    {
      about: 'exactly at the capacity',
      points: 1,
      calls: () => [
        ['3.9', 'float', 100],
        ['3.9', 'float', 101],
        ['3.12', 'list', 80],
        ['3.12', 'list', 81],
        ['3.14', 'int', 100],
      ],
    },
  ],
  mistakes: [
    {
      name: 'ints-always',
      feedback: 'Ints have a free list only from 3.14 on.',
      answer: intsAlways,
    },
    {
      name: 'any-number',
      feedback: 'The list has a limit: the one that is freed last does not fit when it is full.',
      answer: anyNumber,
    },
    {
      name: 'text-256',
      feedback: 'You take 256 for floats, as some articles say. Every version here keeps 100.',
      answer: text256,
    },
    {
      name: 'off-by-one',
      feedback: 'When exactly as many are freed as fit, the last one still fits.',
      answer: offByOne,
    },
  ],
});
