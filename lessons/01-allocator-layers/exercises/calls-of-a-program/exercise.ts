import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Request, reachKernel } from './solution';
import { reachKernel as largeAlways } from './wrong/large-always';
import { reachKernel as largeNever } from './wrong/large-never';
import { reachKernel as noPoolIsEnough } from './wrong/no-pool-is-enough';
import { reachKernel as poolsForLarge } from './wrong/pools-for-large';

function request(random: Random): Request {
  const nbytes = random.pick([
    random.integer(1, 512),
    random.integer(513, 100_000),
    random.integer(131_072, 900_000),
  ]);
  return { nbytes, pool: random.integer(0, 3) > 0, arena: random.integer(0, 1) > 0 };
}

export const exercise = defineExercise<[log: Request[]], number[]>({
  id: 'layers-calls-of-a-program',
  title: 'Interview: which of these reach the kernel?',
  functionName: 'reachKernel',
  solution: reachKernel,
  hints: [
    'Sort the requests first: up to 512 bytes or more. For each kind, when is the layer that answers out of room?',
    'A small request needs the kernel only when there is neither a pool with a free block nor an arena with a free pool. For a larger one `pool` and `arena` say nothing: only the size of its chunk decides.',
    'A position `i` belongs to the answer if `nbytes <= 512 ? !pool && !arena : chunk >= 131072`. The chunk is `Math.ceil((nbytes + 8) / 16) * 16`.',
  ],
  reason:
    'Each layer asks the one below only when it has nothing left. pymalloc takes a free block, else a free pool, and only without both does it ask for an arena. The C library has room in its heap here, so only chunks from 131,072 bytes on, which get a mapping, cost a call.',
  examples: (random) => [
    {
      args: [
        [
          ...random.many(random.integer(1, 4), () => ({
            nbytes: random.integer(1, 512),
            pool: true,
            arena: true,
          })),
          { nbytes: random.integer(1, 512), pool: false, arena: false },
        ],
      ],
      about: 'the last one needs a new arena',
    },
    {
      args: [
        [
          { nbytes: random.integer(600, 9000), pool: false, arena: false },
          { nbytes: random.integer(140_000, 900_000), pool: true, arena: true },
        ],
      ],
      about: 'one from the heap of the C library, one with a mapping',
    },
  ],
  checks: [
    {
      about: 'programs of all kinds',
      points: 2,
      // Each has a request of the kind that few others are: no free block, but an arena with room.
      calls: (random) =>
        random.many(6, () => [
          [
            ...random.many(random.integer(4, 14), () => request(random)),
            { nbytes: random.integer(1, 512), pool: false, arena: true },
            ...random.many(random.integer(1, 5), () => request(random)),
          ],
        ]),
    },
    {
      about: 'nothing, and sizes at the edges',
      points: 1,
      calls: () => [
        [[]],
        [[512, 513, 131_056, 131_057].map((nbytes) => ({ nbytes, pool: false, arena: false }))],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-pool-is-enough',
      feedback:
        'Without a free block pymalloc first takes a free pool of an arena; only without one it asks for an arena.',
      answer: noPoolIsEnough,
    },
    {
      name: 'large-always',
      feedback:
        'Not each large request reaches the kernel: the C library cuts them from its heap, up to a limit.',
      answer: largeAlways,
    },
    {
      name: 'large-never',
      feedback: 'Very large requests get a mapping of their own, and that is a system call.',
      answer: largeNever,
    },
    {
      name: 'pools-for-large',
      feedback: 'A large request does not ask whether pymalloc has room.',
      answer: poolsForLarge,
    },
  ],
});
