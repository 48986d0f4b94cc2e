import { poolBlocks } from '../charts';
import type { Process } from '../process';
import { boot } from '../python';
import { versionOf } from '../versions';
import { asking, type Beliefs, elsewhere, SIZE, type Template, up } from './template';

/** A process with nothing in it. */
export const bare = (version: string): Process => boot(version, { startUp: 'none', size: SIZE });

/** The block that a request gets; 0 when pymalloc does not serve it. */
export const blockOf = (version: string, bytes: number): number => {
  const p = bare(version);
  return p.pool(p.PyObject_Malloc(bytes))?.blockSize ?? 0;
};

/** How many blocks of a size fit in a pool. */
export const perPool = (version: string, bytes: number): number =>
  bare(version)
    .sizeClasses()
    .find(({ from, to }) => from <= bytes && bytes <= to)!.blocksPerPool;

const pymalloc = (version: string) => versionOf(version).pymalloc;

/** The size that each belief gives the block for a request, minus `less`. */
function blockBeliefs(request: number, less = 0): Beliefs {
  return {
    'eight-byte-steps': up(request, 8) - less,
    'no-rounding': request - less,
    'powers-of-two': Math.max(16, 2 ** Math.ceil(Math.log2(request))) - less,
    'chunk-for-block': up(request + 8, 16) - less,
    'one-class-more': (Math.floor(request / 16) + 1) * 16 - less,
  };
}

const BLOCKS = '02-pymalloc#why-does-an-int-cost-more-than-it-says';
const POOLS = '02-pymalloc#what-does-a-pool-header-cost';
const ARENAS = '02-pymalloc#when-is-an-arena-obtained';

const rounded = (n: number): string => `${n} rounded up to a multiple of 16 is ${up(n, 16)}.`;

export const PYMALLOC: readonly Template[] = [
  asking({ id: 'pymalloc-block', read: BLOCKS }, (r) => {
    const n = 16 * r.integer(1, 30) + r.integer(1, 7);
    return {
      ask: `How many bytes has the block for a request of ${n} bytes?`,
      truth: (v) => blockOf(v, n),
      beliefs: () => blockBeliefs(n),
      step: 16,
      explain: `Blocks are multiples of 16 bytes: ${rounded(n)}`,
    };
  }),
  asking({ id: 'pymalloc-waste', read: BLOCKS }, (r) => {
    const n = 16 * r.integer(1, 30) + r.integer(1, 15);
    return {
      ask: `How many bytes are lost to rounding in the block of a request of ${n} bytes?`,
      truth: (v) => blockOf(v, n) - n,
      beliefs: () => blockBeliefs(n, n),
      explain: (lost) => `${rounded(n)} Without the request, ${lost} are left.`,
    };
  }),
  asking({ id: 'pymalloc-exact', read: BLOCKS }, (r) => {
    const n = 16 * r.integer(1, 32);
    return {
      ask: `How many bytes has the block for a request of exactly ${n} bytes?`,
      truth: (v) => blockOf(v, n),
      beliefs: () => blockBeliefs(n),
      step: 16,
      explain: `${n} is ${n / 16} times 16, so it fits its block exactly.`,
    };
  }),
  asking({ id: 'pymalloc-per-pool', read: POOLS }, (r) => {
    const n = 16 * r.integer(2, 32);
    return {
      ask: `How many blocks of ${n} bytes fit in a pool?`,
      truth: (v) => perPool(v, n),
      beliefs: (v) => ({
        'no-pool-header': Math.floor(pymalloc(v).poolSize / n),
        'arena-for-pool': Math.floor(pymalloc(v).arenaSize / n),
        'other-version': elsewhere(v, (other) => perPool(other, n)),
      }),
      explain: (_, v) =>
        `A pool has ${pymalloc(v).poolSize} bytes, and its header takes 48. What is left, divided by ${n}, and rounded down.`,
      chart: (v) => {
        const p = bare(v);
        const pool = p.pool(p.PyObject_Malloc(n))!;
        return poolBlocks(pool, p.blocks(pool));
      },
    };
  }),
  asking({ id: 'pymalloc-pools', read: POOLS }, (r) => {
    const [n, bytes] = [r.integer(1000, 9000), 16 * r.integer(2, 16)];
    return {
      ask: `${n} blocks of ${bytes} bytes are allocated. How many pools do they fill, the last one in part?`,
      truth: (v) => Math.ceil(n / perPool(v, bytes)),
      beliefs: (v) => ({
        'no-pool-header': Math.ceil((n * bytes) / pymalloc(v).poolSize),
        'last-pool-in-part': Math.floor(n / perPool(v, bytes)),
        'other-version': elsewhere(v, (other) => Math.ceil(n / perPool(other, bytes))),
      }),
      explain: (_, v) => `${n} divided by ${perPool(v, bytes)} blocks for each pool, rounded up.`,
    };
  }),
  asking({ id: 'pymalloc-pool-size', read: POOLS }, () => ({
    ask: 'How many bytes has a pool?',
    truth: (v) => pymalloc(v).poolSize,
    beliefs: (v) => ({
      'other-version': elsewhere(v, (other) => pymalloc(other).poolSize),
      'arena-for-pool': pymalloc(v).arenaSize,
      'threshold-for-pool': pymalloc(v).smallRequestThreshold,
    }),
    others: [8192],
    explain: 'Pools were 4 KiB up to 3.9, and are 16 KiB from 3.10 on.',
  })),
  asking({ id: 'pymalloc-arena-size', read: ARENAS }, () => ({
    ask: 'How many KiB has an arena?',
    truth: (v) => pymalloc(v).arenaSize / 1024,
    beliefs: (v) => ({
      'other-version': elsewhere(v, (other) => pymalloc(other).arenaSize / 1024),
      'pool-for-arena': pymalloc(v).poolSize / 1024,
    }),
    others: [512, 64],
    explain: 'Arenas were 256 KiB up to 3.9, and are 1 MiB from 3.10 on.',
  })),
  asking({ id: 'pymalloc-classes', read: BLOCKS }, () => ({
    ask: 'How many size classes has pymalloc?',
    truth: (v) => bare(v).sizeClasses().length,
    beliefs: (v) => {
      const { smallRequestThreshold } = pymalloc(v);
      return {
        'eight-byte-steps': smallRequestThreshold / 8,
        'no-rounding': smallRequestThreshold,
        'powers-of-two': Math.log2(smallRequestThreshold / 16) + 1,
      };
    },
    explain: 'Multiples of 16 up to 512: 512 divided by 16 is 32.',
  })),
  asking({ id: 'pymalloc-next-address', read: BLOCKS }, (r) => {
    const n = r.integer(17, 200);
    return {
      ask: `Two blocks for requests of ${n} bytes are next to each other in a fresh pool. How far apart are their addresses?`,
      truth: (v) => {
        const p = bare(v);
        return -p.PyObject_Malloc(n) + p.PyObject_Malloc(n);
      },
      beliefs: () => blockBeliefs(n),
      step: 16,
      explain: `By one block: ${rounded(n)}`,
    };
  }),
  asking(
    { id: 'pymalloc-lifo', read: '02-pymalloc#which-block-comes-next', kind: 'order' },
    (r) => {
      const order = r.pick(['a, b, c', 'c, a, b', 'b, c, a', 'b, a, c', 'a, c, b']);
      return {
        ask: `Three blocks of one size, a, b and c, are freed in the order ${order}. Others stay in use in their pool. Three are allocated. Which ones come back, in order?`,
        truth: (v) => {
          const p = bare(v);
          p.PyObject_Malloc(28);
          const made = Object.fromEntries(
            ['a', 'b', 'c'].map((name) => [name, p.PyObject_Malloc(28)]),
          );
          for (const name of order.split(', ')) p.PyObject_Free(made[name]!);
          const back = [28, 28, 28].map((n) => p.PyObject_Malloc(n));
          return back
            .map((address) => Object.keys(made).find((name) => made[name] === address))
            .join(', ');
        },
        beliefs: () => ({
          'first-in-first-out': order,
          'lowest-first': order.split(', ').sort().join(', '),
        }),
        explain: "A pool's free list is a stack: what was freed last comes first.",
      };
    },
  ),
];
