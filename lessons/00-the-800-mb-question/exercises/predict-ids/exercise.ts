import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { bytesForIds as countedTwice } from './wrong/counted-twice';
import { bytesForIds as eightBytes } from './wrong/eight-bytes';
import { bytesForIds as noList } from './wrong/no-list';
import { bytesForIds as objectNotBlock } from './wrong/object-not-block';
import { bytesForIds as odd } from './wrong/odd';

/** Counts blocks and the references' piece in a process that made the list. */
function measured(ids: number): number {
  const p = small('3.12', { startUp: 'none' });
  const before = p.stats().allocatedBytes;
  const list = p.PyList_FromRange(1_000_001, 1_000_001 + ids);
  const references = p.sys.getsizeof(list) - 56;
  // The list object's block is 64 bytes; references of at most 512 bytes are in a block as well.
  const inBlocks = references <= 512 && references > 0 ? Math.ceil(references / 16) * 16 : 0;
  return p.stats().allocatedBytes - before - 64 - inBlocks + 56 + references;
}

export const exercise = defineExercise<[ids: number], number>({
  id: 'question-predict-ids',
  title: 'Ids of another job',
  functionName: 'bytesForIds',
  solution: measured,
  hints: [
    'Three things take bytes: the list object, the references, and the blocks of the ints. Which of them depend on `ids`, and which does not?',
    'The list object takes 56 bytes, once. The references take 8 bytes for each place, and the number of places is even. `sys.getsizeof` says 28 for an int: what does its block take?',
    'Add up `56`, `8 * places` and `32 * ids`. `places` is `ids + (ids % 2)`, which is one more when `ids` is odd.',
  ],
  reason:
    'The list object is there once, whatever the list holds. Each id has two costs: a reference of 8 bytes in the list, and a block of 32 bytes for the int: blocks are multiples of 16, and 16 is too few. An odd number of ids leaves one place empty, and that place takes 8 bytes too.',
  examples: (random) => [{ args: [1000 * random.integer(2, 9)], about: 'a small job' }],
  checks: [
    {
      about: 'jobs of some size',
      points: 1,
      calls: (random) => random.many(4, () => [random.integer(70, 30_000)]),
    },
    { about: 'one id, and a hundred thousand', points: 1, calls: () => [[1], [100_000]] },
  ],
  mistakes: [
    {
      name: 'eight-bytes',
      feedback:
        'You count eight bytes for an id: that is only the reference. The int object has a block of its own.',
      answer: eightBytes,
    },
    {
      name: 'object-not-block',
      feedback: 'You count 28 bytes for an int, what sys.getsizeof says. Its block is 32 bytes.',
      answer: objectNotBlock,
    },
    {
      name: 'counted-twice',
      feedback:
        'You count each int twice, once as an object of 28 bytes and once as its block of 32 bytes. The object lies in the block.',
      answer: countedTwice,
    },
    { name: 'no-list', feedback: 'You leave out the list object itself.', answer: noList },
    {
      name: 'odd',
      feedback: 'The list rounds the number of its places up to an even one.',
      answer: odd,
    },
  ],
});
