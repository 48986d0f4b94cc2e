import { boot } from '../../../../src';
import { defineExercise } from '../../../../src/grading/exercise';
import type { Layer } from './solution';
import { layerFor as alwaysHeap } from './wrong/always-heap';
import { layerFor as noChunk } from './wrong/no-chunk';
import { layerFor as threshold256 } from './wrong/threshold-256';
import { layerFor as zeroIsSmall } from './wrong/zero-is-small';

function measured(nbytes: number): Layer {
  const p = boot('3.12', { startUp: 'none' });
  const address = p.PyObject_Malloc(nbytes);
  if (p.pool(address)) return 'pymalloc';
  const mapping = p.smaps().find(({ start, end }) => start <= address && address < end);
  return mapping?.name === '[heap]' ? 'heap' : 'mapping';
}

export const exercise = defineExercise<[nbytes: number], Layer>({
  id: 'layers-which-layer',
  title: 'Which layer serves it?',
  functionName: 'layerFor',
  solution: measured,
  examples: (random) => [
    { args: [random.integer(20, 500)], about: 'a small object' },
    { args: [random.integer(1000, 90_000)], about: 'a larger one' },
  ],
  checks: [
    {
      about: 'sizes well inside',
      points: 1,
      calls: (random) =>
        [
          ...random.many(2, () => [random.integer(1, 512)]),
          ...random.many(2, () => [random.integer(600, 120_000)]),
          ...random.many(2, () => [random.integer(140_000, 900_000)]),
        ] as [number][],
    },
    {
      about: 'sizes at the edges',
      points: 2,
      calls: () => [[0], [512], [513], [131_048], [131_056], [131_057], [131_064], [131_072]],
    },
  ],
  mistakes: [
    {
      name: 'threshold-256',
      feedback: 'You stop pymalloc at 256 bytes. That was so long ago; today it serves 512.',
      answer: threshold256,
    },
    {
      name: 'no-chunk',
      feedback:
        'You compare the request with the limit. What counts is the chunk: with its header, rounded up.',
      answer: noChunk,
    },
    {
      name: 'always-heap',
      feedback: 'You never give a mapping of its own to a large request.',
      answer: alwaysHeap,
    },
    {
      name: 'zero-is-small',
      feedback: 'You let pymalloc serve 0 bytes; it passes such a request on.',
      answer: zeroIsSmall,
    },
  ],
});
