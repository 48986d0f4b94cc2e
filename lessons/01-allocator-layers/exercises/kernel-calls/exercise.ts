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
  hints: [
    'The simulator counts the calls for you. Which numbers do you need, and when do you have to read them?',
    'Three counters belong together: `p.memory.calls.mmap`, `munmap` and `brk`. Read their sum once before the first request, and once after the last block was freed.',
    'Write `calls = () => p.memory.calls.mmap + p.memory.calls.munmap + p.memory.calls.brk`. Keep `calls()` at the start, get the addresses with `sizes.map(…)`, free them in `addresses.reverse()`, and return the difference.',
  ],
  reason:
    'A process that starts has asked the kernel before, so only the difference belongs to these requests. `brk` moves the end of the heap of the C library, `mmap` gets arenas and large pieces, and `munmap` gives them back: all three are system calls. Most requests cause none, because a layer above has something left.',
  examples: (random) => [
    {
      args: [[random.integer(1, 512), random.integer(600, 9000), random.integer(200_000, 900_000)]],
      about: 'one of each layer',
    },
    {
      args: [random.many(random.integer(2, 6), () => random.integer(200_000, 900_000))],
      about: 'very large ones',
    },
  ],
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
