import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import type { Layer } from './solution';
import { layerFor as alwaysHeap } from './wrong/always-heap';
import { layerFor as everyLargeMaps } from './wrong/every-large-maps';
import { layerFor as threshold256 } from './wrong/threshold-256';
import { layerFor as zeroIsSmall } from './wrong/zero-is-small';

function measured(nbytes: number): Layer {
  const p = small('3.12', { startUp: 'none' });
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
  hints: [
    'There are two limits. What happens below the first, between the two, and above the second? And which request is below the first, but is not served there?',
    'pymalloc serves 1 to 512 bytes, both included. 0 bytes go to the C library as 1 byte, so which of its two ways do they take?',
    'Ask for `nbytes >= 1 && nbytes <= 512` first. Of the rest, more than `128 * 1024` is a mapping, and all others come from the heap, 0 bytes too.',
  ],
  reason:
    'Small requests are so frequent that pymalloc answers them without the C library. The C library cuts middle-sized ones from its heap, which costs no system call while there is room. Very large ones get a mapping, because that can go back to the system alone.',
  examples: (random) => {
    const sizes = [
      random.integer(20, 500),
      random.integer(1000, 90_000),
      random.integer(140_000, 900_000),
    ];
    const first = random.integer(0, 2);
    return [
      { args: [sizes[first]!], about: 'one size' },
      { args: [sizes[(first + 1) % 3]!], about: 'another one' },
    ];
  },
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
      calls: () => [[0], [1], [512], [513], [100_000], [140_000]],
    },
  ],
  mistakes: [
    {
      name: 'threshold-256',
      feedback:
        'You stop pymalloc at 256 bytes, which was its limit up to CPython 3.2. Since 3.3 it serves requests of up to 512 bytes.',
      answer: threshold256,
    },
    {
      name: 'every-large-maps',
      feedback:
        'The C library cuts middle-sized requests from its heap; only very large ones get a mapping of their own.',
      answer: everyLargeMaps,
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
