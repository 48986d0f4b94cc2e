import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { mitigation, type Symptoms } from './solution';
import { mitigation as alwaysFragmentation } from './wrong/always-fragmentation';
import { mitigation as garbageIsAlive } from './wrong/garbage-is-alive';
import { mitigation as neverOutside } from './wrong/never-outside';

const MiB = 2 ** 20;

function symptoms(random: Random, kind: number): Symptoms {
  const rss = random.integer(500, 900) * MiB;
  const part = (low: number, high: number): number =>
    Math.floor((rss * random.integer(low, high)) / 100);
  const arenas = part(60, 80);
  if (kind === 0)
    return { rss, traced: part(55, 60), arenas, blocks: part(50, 55), garbage: part(30, 45) };
  if (kind === 1)
    return { rss, traced: part(60, 80), arenas, blocks: part(50, 58), garbage: part(1, 5) };
  if (kind === 2) return { rss, traced: part(5, 20), arenas, blocks: part(3, 15), garbage: 0 };
  return { rss, traced: part(5, 20), arenas: part(8, 20), blocks: part(6, 7), garbage: 0 };
}

export const exercise = defineExercise<[process: Symptoms], string>({
  id: 'fragmentation-mitigation',
  title: 'Diagnose: which mitigation helps?',
  functionName: 'mitigation',
  solution: mitigation,
  hints: [
    'Take the four questions in the order in which they are asked. The first that applies is the answer.',
    'What is traced as alive includes garbage, which a collection would free. Take it off before you call the process large because of what is alive.',
    'Four `if`s: `garbage` against `blocks / 2`, `traced - garbage` against `rss / 2`, `arenas - blocks` against `arenas / 2`, and the rest.',
  ],
  reason:
    "Garbage comes first, since a collection is the cheapest cure. What is alive explains a large process without any fragmentation. Only when little is alive, and the arenas are large, are survivors the reason, and when the arenas are small too, it is not Python's memory.",
  examples: (random) => {
    const [first, second] = random.pick([
      [2, 1],
      [1, 3],
      [0, 2],
      [3, 0],
    ] as const);
    return [
      { args: [symptoms(random, first)], about: 'one process' },
      { args: [symptoms(random, second)], about: 'another one' },
    ];
  },
  checks: [
    {
      about: 'processes of each kind',
      points: 2,
      calls: (random) => [0, 1, 2, 3, 0, 1, 2].map((kind) => [symptoms(random, kind)]),
    },
    {
      about: 'at the limits',
      points: 1,
      calls: () => [
        [{ rss: 100, traced: 50, arenas: 40, blocks: 20, garbage: 0 }],
        [{ rss: 100, traced: 51, arenas: 40, blocks: 20, garbage: 0 }],
        [{ rss: 100, traced: 10, arenas: 0, blocks: 0, garbage: 0 }],
        [{ rss: 100, traced: 60, arenas: 60, blocks: 40, garbage: 20 }],
      ],
    },
  ],
  mistakes: [
    {
      name: 'always-fragmentation',
      feedback:
        'A process that is large because much is alive is not fragmented: look at what is traced first.',
      answer: alwaysFragmentation,
    },
    {
      name: 'garbage-is-alive',
      feedback: 'What a collection would free is not a leak: take it off what is traced.',
      answer: garbageIsAlive,
    },
    {
      name: 'never-outside',
      feedback:
        "Where neither Python's objects nor its arenas explain it, the memory is not pymalloc's.",
      answer: neverOutside,
    },
  ],
});
