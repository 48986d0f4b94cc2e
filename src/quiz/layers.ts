import { bare } from './pymalloc';
import { asking, type Beliefs, type Template, up } from './template';

/** Who serves a request. */
const layer = (version: string, bytes: number): string => {
  const p = bare(version);
  return p.pool(p.PyObject_Malloc(bytes)) ? 'pymalloc' : 'malloc';
};

const WHO: Beliefs = {
  'malloc-for-all': 'malloc',
  'pymalloc-for-all': 'pymalloc',
  'kernel-each-time': 'the kernel',
  'free-list-for-requests': 'a free list',
};
const SERVES = '01-allocator-layers#which-layer-serves-a-request';
const limit =
  'pymalloc serves requests of up to 512 bytes. Above that it passes on to the C library.';

export const LAYERS: readonly Template[] = [
  asking({ id: 'layers-small', read: SERVES, kind: 'choice' }, (r) => {
    const n = r.integer(1, 500);
    return {
      ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
      truth: (v) => layer(v, n),
      beliefs: () => WHO,
      explain: limit,
    };
  }),
  asking({ id: 'layers-large', read: SERVES, kind: 'choice' }, (r) => {
    const n = r.integer(520, 60_000);
    return {
      ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
      truth: (v) => layer(v, n),
      beliefs: () => WHO,
      explain: limit,
    };
  }),
  asking({ id: 'layers-edge', read: SERVES, kind: 'choice' }, (r) => {
    const n = r.pick([512, 513]);
    return {
      ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
      truth: (v) => layer(v, n),
      beliefs: () => ({
        'limit-excluded': n < 512 ? 'pymalloc' : 'malloc',
        'pymalloc-for-all': 'pymalloc',
        'kernel-each-time': 'the kernel',
        'free-list-for-requests': 'a free list',
      }),
      explain: '512 is the last request that pymalloc serves.',
    };
  }),
  asking(
    { id: 'layers-arena-from', read: '02-pymalloc#when-is-an-arena-obtained', kind: 'choice' },
    () => ({
      ask: 'Where does pymalloc get its arenas on Linux?',
      truth: (v) => {
        const p = bare(v);
        p.PyObject_Malloc(1);
        const arena = p.arenas()[0]!.address;
        const mapping = p.smaps().find(({ start, end }) => start <= arena && arena < end)!;
        return mapping.name === '[heap]' ? 'malloc' : 'mmap';
      },
      beliefs: () => ({ 'arenas-in-the-heap': 'brk' }),
      others: ['malloc', 'calloc'],
      explain:
        'Arenas are anonymous mappings: pymalloc asks the kernel for them by mmap, past the C library.',
    }),
  ),
  asking({ id: 'layers-chunk', read: '01-allocator-layers#what-does-the-c-library-add' }, (r) => {
    const n = r.integer(600, 9000);
    return {
      ask: `Two blocks of ${n} bytes come from the C library, one after the other. How far apart are they?`,
      truth: (v) => {
        const p = bare(v);
        return -p.PyMem_RawMalloc(n) + p.PyMem_RawMalloc(n);
      },
      beliefs: () => ({
        'no-rounding': n + 8,
        'no-chunk-header': up(n, 16),
        'eight-byte-steps': up(n + 8, 8),
      }),
      step: 16,
      explain: `A chunk is the request and 8 bytes: ${n + 8}, rounded up to a multiple of 16, is ${up(n + 8, 16)}.`,
    };
  }),
  asking(
    { id: 'layers-resident', read: '01-allocator-layers#does-a-page-exist-when-you-have-it' },
    (r) => {
      const n = r.integer(4, 40);
      return {
        ask: `A program gets ${n} MiB from malloc and writes to none of it. By about how many MiB does its resident set grow?`,
        truth: (v) => {
          const p = bare(v);
          const before = p.status().VmRSS;
          p.PyMem_RawMalloc(n * 2 ** 20);
          return Math.round((p.status().VmRSS - before) / 2 ** 20);
        },
        beliefs: () => ({ 'mapped-is-resident': n }),
        others: [1, Math.ceil(n / 2)],
        explain: 'The kernel gives a page when it is first touched, and none was.',
      };
    },
  ),
];
