import { defineExercise } from '../../../../src/grading/exercise';
import { leftOut } from './solution';
import { leftOut as dictIsDeep } from './wrong/dict-is-deep';
import { leftOut as instanceComplete } from './wrong/instance-complete';
import { leftOut as roundingCounted } from './wrong/rounding-counted';

export const exercise = defineExercise<[object: string], string[]>({
  id: 'sizes-what-is-counted',
  title: 'Interview: what does getsizeof leave out?',
  functionName: 'leftOut',
  solution: leftOut,
  hints: [
    'For each kind ask: does it refer to others, does it have attributes, and who knows how large its block is?',
    "Containers refer to their items. An instance of an ordinary class has its attributes beside it. The block is the allocator's business, so nobody's size has it.",
    "`'items'` for `list`, `tuple` and `dict`, `'attributes'` for `instance`, and `'rounding'` for all of them, in this order.",
  ],
  reason:
    '`getsizeof` asks the object, and an object knows its own struct and its own arrays. It does not speak for those that it refers to. And it knows how much it asked for, not how much the allocator gave.',
  examples: [{ args: ['int'], about: 'a number' }],
  checks: [
    { about: 'containers', points: 1, calls: () => [['list'], ['tuple'], ['dict']] },
    { about: 'others', points: 1, calls: () => [['int'], ['instance']] },
  ],
  mistakes: [
    {
      name: 'rounding-counted',
      feedback: 'getsizeof knows nothing of blocks: an int of 28 bytes lies in one of 32.',
      answer: roundingCounted,
    },
    {
      name: 'dict-is-deep',
      feedback: "A dict's table is counted, but its keys and values are not.",
      answer: dictIsDeep,
    },
    {
      name: 'instance-complete',
      feedback:
        "The values of an instance's attributes, and its dict if it has one, are not in its size.",
      answer: instanceComplete,
    },
  ],
});
