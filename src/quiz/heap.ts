import { arenaMap, bars, freeLists, poolBlocks } from '../charts';
import type { Process } from '../process';
import { boot } from '../python';
import { versionOf } from '../versions';
import { asking, SIZE, type Template } from './template';

const bare = (version: string): Process => boot(version, { startUp: 'none', size: SIZE });
const blockOf = (version: string, bytes: number): number => {
  const p = bare(version);
  return p.pool(p.PyObject_Malloc(bytes))?.blockSize ?? 0;
};
const perPool = (version: string, bytes: number): number =>
  bare(version)
    .sizeClasses()
    .find(({ from, to }) => from <= bytes && bytes <= to)!.blocksPerPool;
const poolSize = (version: string): number => versionOf(version).pymalloc.poolSize;
const up = (n: number, to: number): number => Math.ceil(n / to) * to;

/** Who serves a request. */
const layer = (version: string, bytes: number): string => {
  const p = bare(version);
  return p.pool(p.PyObject_Malloc(bytes)) ? 'pymalloc' : 'malloc';
};

export const HEAP: readonly Template[] = [
  asking('pymalloc-block', 'pymalloc', (r) => {
    const n = 16 * r.integer(1, 30) + r.integer(1, 7);
    return {
      ask: `How many bytes has the block for a request of ${n} bytes?`,
      truth: (v) => blockOf(v, n),
      wrong: () => ({
        'eight-byte-steps': blockOf('textbook', n),
        'no-rounding': n,
        'off-by-one': up(n, 16) + 16,
      }),
      explain: 'Blocks are multiples of 16 bytes.',
    };
  }),
  asking('pymalloc-waste', 'pymalloc', (r) => {
    const n = 16 * r.integer(1, 30) + r.integer(1, 15);
    return {
      ask: `How many bytes are lost to rounding in the block of a request of ${n} bytes?`,
      truth: (v) => blockOf(v, n) - n,
      wrong: () => ({
        'eight-byte-steps': blockOf('textbook', n) - n,
        'no-rounding': 0,
        'off-by-one': up(n, 16) - n + 16,
      }),
      explain: 'The block less the request.',
    };
  }),
  asking('pymalloc-exact', 'pymalloc', (r) => {
    const n = 16 * r.integer(1, 32);
    return {
      ask: `How many bytes has the block for a request of exactly ${n} bytes?`,
      truth: (v) => blockOf(v, n),
      wrong: () => ({ 'off-by-one': n + 16, 'eight-byte-steps': n + 8, 'malloc-for-all': 0 }),
      explain: 'A multiple of 16 fits its block exactly.',
    };
  }),
  asking('pymalloc-per-pool', 'pymalloc', (r) => {
    const n = 16 * r.integer(2, 32);
    return {
      ask: `How many blocks of ${n} bytes fit in a pool?`,
      truth: (v) => perPool(v, n),
      wrong: (v) => ({
        'no-pool-header': Math.floor(poolSize(v) / n),
        'other-version': perPool(v === '3.8' ? '3.12' : '3.8', n),
        'off-by-one': perPool(v, n) - 1,
      }),
      explain: 'The pool less its header of 48 bytes, divided by the block.',
      chart: (v) => {
        const p = bare(v);
        const pool = p.pool(p.PyObject_Malloc(n))!;
        return poolBlocks(pool, p.blocks(pool));
      },
    };
  }),
  asking('pymalloc-pools', 'pymalloc', (r) => {
    const [n, bytes] = [r.integer(1000, 9000), 16 * r.integer(2, 16)];
    return {
      ask: `${n} blocks of ${bytes} bytes are allocated. How many pools do they fill, the last one in part?`,
      truth: (v) => Math.ceil(n / perPool(v, bytes)),
      wrong: (v) => ({
        'no-pool-header': Math.ceil((n * bytes) / poolSize(v)),
        'off-by-one': Math.floor(n / perPool(v, bytes)),
        'other-version': Math.ceil(n / perPool(v === '3.8' ? '3.12' : '3.8', bytes)),
      }),
      explain: 'Blocks for each pool, and the number of pools rounded up.',
    };
  }),
  asking('pymalloc-pool-size', 'pymalloc', () => ({
    ask: 'How many bytes has a pool?',
    truth: poolSize,
    wrong: (v) => ({
      'other-version': poolSize(v) === 4096 ? 16384 : 4096,
      'off-by-one': 8192,
      'eight-byte-steps': 512,
    }),
    explain: 'Pools were 4 KiB up to 3.9, and are 16 KiB from 3.10 on.',
  })),
  asking('pymalloc-arena-size', 'pymalloc', () => ({
    ask: 'How many KiB has an arena?',
    truth: (v) => versionOf(v).pymalloc.arenaSize / 1024,
    wrong: (v) => ({
      'other-version': versionOf(v).pymalloc.arenaSize > 300_000 ? 256 : 1024,
      'off-by-one': 512,
      'eight-byte-steps': 64,
    }),
    explain: 'Arenas were 256 KiB up to 3.9, and are 1 MiB from 3.10 on.',
  })),
  asking('pymalloc-classes', 'pymalloc', () => ({
    ask: 'How many size classes has pymalloc?',
    truth: (v) => bare(v).sizeClasses().length,
    wrong: () => ({
      'eight-byte-steps': bare('textbook').sizeClasses().length,
      'no-rounding': 512,
      'off-by-one': 31,
    }),
    explain: 'Multiples of 16 up to 512.',
  })),
  asking('pymalloc-next-address', 'pymalloc', (r) => {
    const n = r.integer(17, 200);
    return {
      ask: `Two blocks for requests of ${n} bytes are next to each other in a fresh pool. How far apart are their addresses?`,
      truth: (v) => {
        const p = bare(v);
        return -p.PyObject_Malloc(n) + p.PyObject_Malloc(n);
      },
      wrong: () => ({
        'no-rounding': n,
        'eight-byte-steps': up(n, 8),
        'off-by-one': up(n, 16) + 16,
      }),
      explain: 'One block: the request, rounded up to a multiple of 16.',
    };
  }),
  asking(
    'pymalloc-lifo',
    'pymalloc',
    (r) => {
      const order = r.pick(['a, b, c', 'c, a, b', 'b, c, a']);
      return {
        ask: `Three blocks of one size, a, b and c, are freed in the order ${order}. Three are allocated. Which ones come back, in order?`,
        truth: (v) => {
          const p = bare(v);
          const made = Object.fromEntries(
            ['a', 'b', 'c'].map((name) => [name, p.PyObject_Malloc(28)]),
          );
          for (const name of order.split(', ')) p.PyObject_Free(made[name]!);
          const back = [28, 28, 28].map((n) => p.PyObject_Malloc(n));
          return back
            .map((address) => Object.keys(made).find((name) => made[name] === address))
            .join(', ');
        },
        wrong: () => ({
          'first-in-first-out': order,
          'off-by-one':
            [...order.split(', ')].sort().reverse().join(', ') === order ? 'a, c, b' : 'c, b, a',
          'no-capacity': 'a, b, c' === order ? 'b, a, c' : 'a, b, c',
        }),
        explain: "A pool's free list is a stack.",
      };
    },
    'order',
  ),
  asking(
    'layers-small',
    'layers',
    (r) => {
      const n = r.integer(1, 512);
      return {
        ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
        truth: (v) => layer(v, n),
        wrong: () => ({
          'malloc-for-all': 'malloc',
          'off-by-one': 'the kernel',
          'freed-goes-back': 'a free list',
        }),
        explain: 'pymalloc serves up to 512 bytes.',
      };
    },
    'choice',
  ),
  asking(
    'layers-large',
    'layers',
    (r) => {
      const n = r.integer(513, 60_000);
      return {
        ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
        truth: (v) => layer(v, n),
        wrong: () => ({
          'off-by-one': 'pymalloc',
          'malloc-for-all': 'the kernel',
          'no-rounding': 'a free list',
        }),
        explain: 'Above 512 bytes pymalloc passes on to the C library.',
      };
    },
    'choice',
  ),
  asking(
    'layers-edge',
    'layers',
    (r) => {
      const n = r.pick([512, 513]);
      return {
        ask: `Who serves a request of ${n} bytes to PyObject_Malloc?`,
        truth: (v) => layer(v, n),
        wrong: (v) => ({
          'off-by-one': layer(v, n) === 'malloc' ? 'pymalloc' : 'malloc',
          'malloc-for-all': 'the kernel',
          'no-rounding': 'a free list',
        }),
        explain: '512 is the last request that pymalloc serves.',
      };
    },
    'choice',
  ),
  asking(
    'layers-arena-from',
    'layers',
    () => ({
      ask: 'Where does pymalloc get its arenas on Linux?',
      truth: (v) => {
        const p = bare(v);
        p.PyObject_Malloc(1);
        const arena = p.arenas()[0]!.address;
        const mapping = p.smaps().find(({ start, end }) => start <= arena && arena < end)!;
        return mapping.name === '[heap]' ? 'malloc' : 'mmap';
      },
      wrong: () => ({
        'malloc-for-all': 'malloc',
        'off-by-one': 'brk',
        'mapped-is-resident': 'calloc',
      }),
      explain: 'Arenas are anonymous mappings: from mmap, not from malloc.',
    }),
    'choice',
  ),
  asking('layers-chunk', 'layers', (r) => {
    const n = r.integer(600, 9000);
    return {
      ask: `Two blocks of ${n} bytes come from the C library, one after the other. How far apart are they?`,
      truth: (v) => {
        const p = bare(v);
        return -p.PyMem_RawMalloc(n) + p.PyMem_RawMalloc(n);
      },
      wrong: () => ({
        'no-rounding': n,
        'no-pool-header': up(n, 16),
        'eight-byte-steps': up(n + 8, 8) + (up(n + 8, 8) % 16 === 0 ? 8 : 0),
      }),
      explain: 'A chunk: the request and 8 bytes, rounded up to a multiple of 16.',
    };
  }),
  asking('layers-resident', 'layers', (r) => {
    const n = r.integer(4, 40);
    return {
      ask: `A program gets ${n} MiB from malloc and writes to none of it. By about how many MiB does its resident set grow?`,
      truth: (v) => {
        const p = bare(v);
        const before = p.status().VmRSS;
        p.PyMem_RawMalloc(n * 2 ** 20);
        return Math.round((p.status().VmRSS - before) / 2 ** 20);
      },
      wrong: () => ({ 'mapped-is-resident': n, 'off-by-one': 1, 'bytes-are-pages': n * 2 }),
      explain: 'The kernel gives a page when it is first touched.',
    };
  }),
  ...(['float', 'list', 'dict'] as const).map((type) =>
    asking(`freelists-capacity-${type}`, 'freelists', () => ({
      ask: `How many dead ${type}s does the free list keep at most?`,
      truth: (v: string) =>
        bare(v)
          .freeLists()
          .find(({ name }) => name === type)!.capacity,
      wrong: () => ({
        'no-capacity': 256,
        'other-version': type === 'float' ? 80 : 100,
        'off-by-one': 200,
      }),
      explain: 'The capacity is a constant of the C file of the type.',
      chart: (v: string) => freeLists(boot(v, { size: SIZE }).freeLists()),
    })),
  ),
  asking('freelists-kept', 'freelists', (r) => {
    const n = r.integer(20, 300);
    return {
      ask: `A process with an empty free list frees ${n} floats. How many does the list keep?`,
      truth: (v) => {
        const p = bare(v);
        const made = Array.from({ length: n }, (_, i) => p.PyFloat_FromDouble(i));
        for (const float of made) p.Py_DECREF(float);
        return p.freeLists().find(({ name }) => name === 'float')!.addresses.length;
      },
      wrong: () => ({
        'no-capacity': n > 100 ? n : 256,
        'off-by-one': Math.min(n, 99) - 1,
        'freed-goes-back': 0,
      }),
      explain: 'As many as were freed, up to the capacity.',
    };
  }),
  asking('freelists-small-int', 'freelists', () => ({
    ask: 'What is the largest int that is made once, at the start, and shared?',
    truth: (v) => {
      const p = bare(v);
      const shared = (n: number): boolean => {
        const first = p.PyLong_FromLong(n);
        return p.PyLong_FromLong(n) === first;
      };
      let n = 0;
      while (shared(n + 1)) n++;
      return n;
    },
    wrong: (v) => ({
      'off-by-one': v === '3.15' ? 1023 : 255,
      'other-version': v === '3.15' ? 256 : 1024,
      'ints-have-a-list': 100,
    }),
    explain: 'The small ints go from -5 to 256, and to 1024 from 3.15 on.',
  })),
  asking(
    'freelists-int',
    'freelists',
    () => ({
      ask: 'Has this version a free list of ints?',
      truth: (v) =>
        boot(v, { size: SIZE })
          .freeLists()
          .some(({ name }) => name === 'int')
          ? 'yes'
          : 'no',
      wrong: (v) => ({
        'ints-have-a-list': boot(v, { size: SIZE })
          .freeLists()
          .some(({ name }) => name === 'int')
          ? 'no'
          : 'yes',
        'no-capacity': 'only of small ints',
        'other-version': 'only while tracing',
      }),
      explain: 'From 3.14 on ints have one; before, dead ints go to pymalloc.',
    }),
    'choice',
  ),
  asking('fragmentation-survivors', 'fragmentation', (r) => {
    const every = r.pick([500, 1000, 2000]);
    const made = (v: string): Process => {
      const p = bare(v);
      const all = Array.from({ length: 60_000 }, () => p.PyObject_Malloc(60));
      for (const [i, address] of all.entries()) if (i % every !== 0) p.PyObject_Free(address);
      return p;
    };
    return {
      ask: `60,000 objects of 60 bytes are allocated, and all but every ${every}th are freed. How many arenas stay?`,
      truth: (v) => made(v).stats().arenasCurrent,
      wrong: (_version, truth) => ({
        'freed-goes-back': 1,
        'off-by-one': Number(truth) + 1,
        'no-rounding': Math.ceil(60_000 / every),
      }),
      explain: 'An arena stays as long as one object in it lives.',
      chart: (v) => arenaMap(made(v).arenas()),
    };
  }),
  asking('fragmentation-all-freed', 'fragmentation', (r) => {
    const n = r.integer(20_000, 60_000);
    const left = (v: string): number => {
      const p = bare(v);
      const all = Array.from({ length: n }, () => p.PyObject_Malloc(60));
      for (const address of all) p.PyObject_Free(address);
      return p.stats().arenasCurrent;
    };
    return {
      ask: `${n} objects of 60 bytes are allocated, then all are freed. How many arenas stay?`,
      truth: left,
      wrong: (_version, truth) => ({
        'other-version': truth === '0' ? 1 : 0,
        'freed-goes-back': 2,
        'no-capacity': 3,
      }),
      explain: 'Up to 3.8 an empty arena goes back at once; from 3.9 on the last one may be kept.',
    };
  }),
  asking(
    'fragmentation-same-size',
    'fragmentation',
    (r) => {
      const [a, b] = r.pick([
        [28, 60],
        [60, 28],
        [100, 40],
      ] as const);
      return {
        ask: `A process freed many blocks of ${a} bytes, but a survivor is left in every pool. Can requests of ${b} bytes use the free blocks?`,
        truth: (v) => {
          const p = bare(v);
          const all = Array.from({ length: 20_000 }, () => p.PyObject_Malloc(a));
          for (const [i, address] of all.entries()) if (i % 50 !== 0) p.PyObject_Free(address);
          const pool = p.pool(p.PyObject_Malloc(b))!;
          return pool.blockSize === blockOf(v, a) ? 'yes' : 'no';
        },
        wrong: () => ({
          'freed-goes-back': 'yes',
          'no-rounding': 'only the larger ones',
          'no-pool-header': 'after a collection',
        }),
        explain: 'A pool belongs to one size class until it is empty.',
      };
    },
    'choice',
  ),
  asking(
    'fragmentation-cause',
    'fragmentation',
    (r) => {
      const live = r.integer(20, 60);
      return {
        ask: `RSS is 900 MiB. tracemalloc says ${live} MiB are alive, and pymalloc's arenas are 700 MiB. What is the cause?`,
        truth: () => 'free space in arenas that survivors keep',
        wrong: () => ({
          'another-cause': 'a leak of Python objects',
          'mapped-is-resident': 'memory that is mapped, but not touched',
          'counting-frees-cycles': 'garbage in cycles',
        }),
        explain:
          'Little is alive, much is in arenas: the difference is free blocks in pools that are partly used.',
        chart: () =>
          bars(
            [
              { what: 'RSS', MiB: 900 },
              { what: 'arenas', MiB: 700 },
              { what: 'alive', MiB: live },
            ],
            { title: 'Three figures', label: 'what', values: ['MiB'], unit: 'MiB' },
          ),
      };
    },
    'choice',
  ),
];
