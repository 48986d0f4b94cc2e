import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** What a head of `n` bytes may cost in the list: a bytes object and a place. */
const headBytes = (n: number): number => n + 33 + 2 * 8 + 8;

function trial(random: Random, count: number): VisibleTrial {
  const n = random.integer(8, 24);
  const size = random.integer(3, 6) * 1000;
  const first = random.integer(1, 100);
  return {
    steps: [
      { python: `warm = heads([memoryview(bytearray(64))], 2)\ndel warm` },
      { mark: 'start' },
      {
        python: `buffers = [bytearray([(${first} + i) % 256]) * ${size} for i in range(${count})]\npackets = [memoryview(each)[16:] for each in buffers]`,
      },
      { mark: 'read' },
      { python: `kept = heads(packets, ${n})\ndel packets, buffers` },
      { mark: 'kept' },
      {
        python:
          'heads_read = [list(each) for each in kept]\nsame = [bytes(each) for each in kept] == kept',
      },
      {
        read: 'heads_read',
        want: Array.from({ length: count }, (_, i) => Array(n).fill((first + i) % 256)),
        about: 'the heads',
      },
      { read: 'same', want: true, about: 'whether each head is equal to its bytes' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: `bytes that stay of ${count} packets`,
        from: 'start',
        to: 'kept',
        most: count * headBytes(n) + 200,
      },
      {
        measure: 'peak',
        about: 'bytes in use on the way, above the packets',
        from: 'read',
        to: 'kept',
        most: count * headBytes(n) + 2000,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'interview-keep-the-heads',
  title: 'Heads of packets',
  names: ['heads'],
  version: '3.12',
  hints: [
    'A slice of a `bytes` object is a copy. What is a slice of a `memoryview`?',
    'A view is small and holds its whole buffer: ask `view.obj`. A copy of what you need holds nobody.',
    '`bytes(view)` copies what the view shows. Cut first, then copy, or you copy the whole packet on the way.',
  ],
  reason:
    'A memoryview copies nothing: a slice of it is one more view, and each view keeps the buffer under it alive, however short it is. bytes(packet[:n]) copies n bytes, and the packet dies. Cut before you copy: bytes(packet)[:n] makes a copy of the whole packet first.',
  example: (random) => trial(random, 5),
  checks: [
    { about: 'a few packets', points: 1, trials: (random) => [trial(random, 12)] },
    {
      about: 'many packets, what stays of them and the peak on the way',
      points: 2,
      trials: (random) => [trial(random, random.integer(80, 120))],
    },
  ],
  mistakes: [
    {
      name: 'copies-all',
      feedback:
        'Nothing stays but the heads, and yet on the way you had a copy of every packet: cut before you copy.',
    },
    {
      name: 'read-only-view',
      feedback: 'A view that cannot be written is still a view: it keeps its whole buffer alive.',
    },
    {
      name: 'lists-of-ints',
      feedback:
        'A list of ints keeps no packet, but it costs eight bytes for each byte, and is not equal to the bytes.',
    },
  ],
});
