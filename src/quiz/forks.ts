import { forkPages, forkSample } from '../charts';
import { boot } from '../python';
import { asking, SIZE, type Template } from './template';

/** A parent with many lists forks, and the child collects. */
function collectInChild(version: string, frozen: boolean) {
  const p = boot(version, { startUp: 'none', size: SIZE });
  for (let i = 0; i < 20_000; i++) p.PyList_New(0);
  p.gc.collect();
  if (frozen) p.gc.freeze();
  const child = p.fork();
  const before = forkSample('after the fork', child.memory);
  child.gc.collect();
  return { before, after: forkSample('after the collection', child.memory) };
}

function written(version: string, frozen: boolean): string {
  const { before, after } = collectInChild(version, frozen);
  return after.privateDirty - before.privateDirty > 200_000 ? 'most of it' : 'next to nothing';
}

const ORDER = ['disable', 'load', 'freeze', 'fork', 'enable'];

/** The right order, but with one step moved right before another. */
function moved(step: string, before: string): string {
  const rest = ORDER.filter((other) => other !== step);
  rest.splice(rest.indexOf(before), 0, step);
  return rest.join(', ');
}

export const FORKS: readonly Template[] = [
  asking(
    {
      id: 'fork-collect',
      read: '09-gc-freeze-before-fork#what-does-a-collection-write',
      kind: 'choice',
    },
    (r) => {
      const frozen = r.integer(0, 1) === 1;
      return {
        ask: `A parent with 20,000 lists ${frozen ? 'calls gc.freeze() and forks' : 'forks'}. The child runs a full collection. How much of what it inherited does it write to?`,
        truth: (v) => written(v, frozen),
        beliefs: (v) =>
          frozen
            ? { 'freeze-is-generation-2': written(v, false) }
            : { 'reading-is-free': 'next to nothing' },
        others: ['one page', 'half of it'],
        explain:
          'A collection writes to the header of every object it looks at. Frozen ones it leaves alone.',
        chart: (v) => {
          const { before, after } = collectInChild(v, frozen);
          return forkPages([before, after]);
        },
      };
    },
  ),
  asking({ id: 'fork-use', read: '09-gc-freeze-before-fork#what-can-it-not-prevent' }, (r) => {
    const n = r.integer(2, 9) * 1000;
    return {
      ask: `A child takes a reference to each of ${n} floats that it inherited, side by side in memory. How many pages does it write to, about?`,
      truth: (v) => {
        const p = boot(v, { startUp: 'none', size: SIZE });
        const floats = Array.from({ length: n }, (_, i) => p.PyFloat_FromDouble(i));
        const child = p.fork();
        const before = forkSample('', child.memory).privateDirty;
        for (const float of floats) child.Py_INCREF(float);
        return Math.round((forkSample('', child.memory).privateDirty - before) / 4096);
      },
      beliefs: () => ({
        'reading-is-free': 0,
        'page-each': n,
        'bytes-are-pages': Math.ceil((n * 8) / 4096),
        'eight-byte-steps': Math.ceil((n * 24) / 4096),
      }),
      step: 16,
      explain: `The blocks of 32 bytes are side by side, 126 to 128 of them on a page: ${n} take about ${Math.round(n / 127.5)} pages.`,
    };
  }),
  asking(
    { id: 'fork-order', read: '09-gc-freeze-before-fork#in-which-order', kind: 'order' },
    () => ({
      ask: 'In which order do a pre-forking server and its child call these?',
      truth: () => ORDER.join(', '),
      beliefs: () => ({
        'freezes-the-future': moved('freeze', 'load'),
        'freezes-in-the-child': moved('fork', 'freeze'),
        'loads-first': moved('load', 'disable'),
      }),
      explain:
        'No collection while loading, everything frozen at the fork, and the collector on again in the child.',
    }),
  ),
];
