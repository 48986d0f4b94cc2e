import { defineExercise } from '../../../../src/grading/exercise';
import { kernelCalls } from './solution';
import { kernelCalls as oneEach } from './wrong/one-each';
import { kernelCalls as withoutBrk } from './wrong/without-brk';
import { kernelCalls as withoutMunmap } from './wrong/without-munmap';

export const exercise = defineExercise<[sizes: number[]], number>({
  id: 'layers-kernel-calls',
  title: 'How often is the kernel asked?',
  functionName: 'kernelCalls',
  solution: kernelCalls,
  examples: [{ args: [[28, 600, 300_000]], about: 'one of each layer' }],
  checks: [
    {
      about: 'small ones and very large ones',
      points: 1,
      calls: (random) =>
        random.many(3, () => [
          random.many(random.integer(4, 12), () =>
            random.integer(0, 2) > 0 ? random.integer(1, 512) : random.integer(200_000, 900_000),
          ),
        ]),
    },
    {
      about: 'all layers',
      points: 2,
      calls: (random) =>
        random.many(4, () => [
          random.many(random.integer(10, 40), () =>
            random.pick([
              random.integer(1, 512),
              random.integer(600, 100_000),
              random.integer(200_000, 900_000),
            ]),
          ),
        ]),
    },
  ],
  mistakes: [
    {
      name: 'without-brk',
      feedback: 'The heap of the C library grows by brk: those calls count as well.',
      answer: withoutBrk,
    },
    {
      name: 'without-munmap',
      feedback:
        'A very large block goes back to the kernel when it is freed: munmap is a call too.',
      answer: withoutMunmap,
    },
    {
      name: 'one-each',
      feedback: 'Most requests never reach the kernel: a layer above has something left.',
      answer: oneEach,
    },
  ],
});
