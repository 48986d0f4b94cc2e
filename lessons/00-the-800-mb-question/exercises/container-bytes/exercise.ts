import { defineExercise } from '../../../../src/grading/exercise';
import { printed } from '../../../support';
import type { Container } from './solution';
import { bytesPerId as getsizeofOfInt } from './wrong/getsizeof-of-int';
import { bytesPerId as noHeader } from './wrong/no-header';
import { bytesPerId as noObjects } from './wrong/no-objects';
import { bytesPerId as objectsEverywhere } from './wrong/objects-everywhere';

/** What `sys.getsizeof` says of the container, and the blocks of its ints. */
function measured(container: Container, ids: number): number {
  const numbers = `range(10**6, 10**6 + ${ids})`;
  const make = {
    list: `list(${numbers})`,
    tuple: `tuple(${numbers})`,
    array: `array('q', list(${numbers}))`,
    bytes: `bytes(8 * ${ids})`,
  }[container];
  const output = printed(
    '3.12',
    `import sys\nfrom array import array\nkept = ${make}\nprint(sys.getsizeof(kept) ${container === 'list' || container === 'tuple' ? `+ 32 * ${ids}` : ''})`,
  );
  return Number(output);
}

export const exercise = defineExercise<[container: Container, ids: number], number>({
  id: 'question-container-bytes',
  title: 'An interview question on containers',
  functionName: 'bytesPerId',
  solution: measured,
  hints: [
    'For each container ask two things: does it hold numbers or references, and how many places does it have?',
    'A list and a tuple hold references: 8 bytes a place, and 32 bytes for each int. An array and a bytes object hold the 8 bytes of a number and no object. Only the list may have a place that is empty.',
    'Add the header, `8 * places` and the objects. `places` is `ids + (ids % 2)` for a list and `ids` for the others. The objects are `32 * ids` for a list and a tuple, and 0 for the others.',
  ],
  reason:
    'A list or a tuple costs the same eight bytes a number as an array does, and 32 more for an int object behind each reference. So the choice between list and tuple saves almost nothing, and leaving objects out saves four fifths. An odd list has a place that is empty, because two references fill a step of sixteen bytes.',
  examples: (random) => [
    { args: ['list', 1000 * random.integer(1, 9)], about: 'references and objects' },
    { args: ['bytes', 1000], about: 'the numbers themselves' },
  ],
  checks: [
    {
      about: 'with objects',
      points: 1,
      calls: (random) => [
        ['list', random.integer(100, 5000)],
        ['tuple', random.integer(100, 5000)],
        ['tuple', random.integer(100, 5000)],
      ],
    },
    {
      about: 'without objects',
      points: 1,
      calls: (random) => [
        ['array', random.integer(100, 5000)],
        ['bytes', random.integer(100, 5000)],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-objects',
      feedback:
        'You count the container alone. A list or a tuple refers to objects, and these take blocks of their own.',
      answer: noObjects,
    },
    {
      name: 'objects-everywhere',
      feedback:
        'You count int objects for every container. An array or a bytes object holds the numbers themselves.',
      answer: objectsEverywhere,
    },
    { name: 'no-header', feedback: 'You leave out the header of the container.', answer: noHeader },
    {
      name: 'getsizeof-of-int',
      feedback: 'You count 28 bytes for an int. Its block has 32 bytes.',
      answer: getsizeofOfInt,
    },
  ],
});
