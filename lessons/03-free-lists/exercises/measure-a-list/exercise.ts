import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import { small } from '../../../support';

const VERSION = '3.12';
/** How far an answer may be off. */
const NEAR = 4;

/** What Python makes one of, what its free list is called, and how many items it has. */
type Kind = readonly [make: string, list?: string, length?: number];

function tuple(random: Random): Kind {
  const length = random.integer(4, 12);
  return [`(${'number, '.repeat(length)})`, 'tuple', length];
}

/** Calls the learner's program, with some objects on the list before; what is near to the capacity counts as that. */
function trial([make, name, length]: Kind, waiting: number): VisibleTrial {
  const keeps =
    small(VERSION)
      .freeLists()
      .find((list) => list.name === name && list.length === length)?.capacity ?? 0;
  return {
    before: `number = 3\ndef make():\n    return ${make}`,
    steps: [
      { python: `crowd = [make() for _ in range(${waiting})]\ndel crowd` },
      {
        python: `told = capacity(make)\nif abs(told - ${keeps}) <= ${NEAR}: told = ${keeps}`,
      },
      { read: 'told', want: keeps, about: 'how many dead objects the list keeps' },
    ],
    bounds: [],
  };
}

export const exercise = defineHeapExercise({
  id: 'freelists-measure-a-list',
  title: 'Measure a free list',
  names: ['capacity'],
  version: VERSION,
  hints: [
    '`sys.getallocatedblocks()` counts a block on a free list as in use. What else has to be true for the difference of two counts to be the length of the list?',
    'Fill the list as far as it goes: make more objects than any list keeps, and let all of them die. Then let a full collection empty it.',
    'Count the blocks before and after `gc.collect()`, with no other object made or freed between them. Collect once before the objects die too, so that other free lists are empty.',
  ],
  reason:
    'When far more objects die than the list takes, it is full, whatever was on it before. A full collection empties it, so the blocks that come back then are those that it held. Counting from the start would miss what was on the list already: the new objects took these first.',
  example: (random) => trial(['[]', 'list'], random.integer(20, 60)),
  checks: [
    {
      about: 'floats, lists and dicts',
      points: 1,
      trials: (random) => [
        trial(['number * 1.5', 'float'], random.integer(20, 60)),
        trial(['[]', 'list'], random.integer(20, 60)),
        trial(['{}', 'dict'], random.integer(20, 60)),
      ],
    },
    {
      about: 'tuples',
      points: 1,
      trials: (random) => [trial(tuple(random), random.integer(100, 900))],
    },
    {
      about: 'a type without a free list',
      points: 1,
      trials: (random) => [trial([random.pick(['object()', 'set()', 'bytes(60)'])], 50)],
    },
  ],
  mistakes: [
    {
      name: 'too-few',
      feedback:
        'You make fewer objects than some lists keep, so you measure how many you made. Make more than any list takes.',
    },
    {
      name: 'still-alive',
      feedback: 'You count while the objects are alive. The list fills when they die.',
    },
    {
      name: 'from-the-start',
      feedback:
        'You count from the start, and what was on the list then is missing: your first objects were made of it.',
    },
    {
      name: 'what-came-back',
      feedback: 'Those are the blocks that came back to pymalloc. What the list keeps did not.',
    },
  ],
});
