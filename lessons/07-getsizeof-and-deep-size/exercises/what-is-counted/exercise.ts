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
