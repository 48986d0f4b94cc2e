import { arenaMap, bars } from '../charts';
import type { Process } from '../process';
import { versionOf } from '../versions';
import { bare, blockOf, perPool } from './pymalloc';
import { asking, elsewhere, type Template } from './template';

/** A process that has freed some of many blocks of one size. */
function after(
  version: string,
  count: number,
  bytes: number,
  kept: (i: number) => boolean,
): Process {
  const p = bare(version);
  const all = Array.from({ length: count }, () => p.PyObject_Malloc(bytes));
  for (const [i, address] of all.entries()) if (!kept(i)) p.PyObject_Free(address);
  return p;
}

const perArena = (version: string, bytes: number): number => {
  const { arenaSize, poolSize } = versionOf(version).pymalloc;
  return perPool(version, bytes) * (arenaSize / poolSize);
};

const STAYS = '08-fragmentation#what-stays';

export const FRAGMENTATION: readonly Template[] = [
  asking({ id: 'fragmentation-survivors', read: STAYS }, (r) => {
    const every = r.pick([500, 1000, 2000]);
    const made = (v: string): Process => after(v, 60_000, 60, (i) => i % every === 0);
    return {
      ask: `60,000 objects of 60 bytes are allocated, and all but every ${every}th are freed. How many arenas stay?`,
      truth: (v) => made(v).stats().arenasCurrent,
      beliefs: (v) => ({
        'freed-goes-back': Math.ceil(60_000 / every / perArena(v, 60)),
        'arena-each': Math.ceil(60_000 / every),
        'other-version': elsewhere(v, (other) => made(other).stats().arenasCurrent),
      }),
      explain: 'An arena stays as long as one object in it lives, and each has some.',
      chart: (v) => arenaMap(made(v).arenas()),
    };
  }),
  asking({ id: 'fragmentation-all-freed', read: '02-pymalloc#when-does-an-arena-go-back' }, (r) => {
    const n = r.integer(20_000, 60_000);
    const left = (v: string): number => after(v, n, 60, () => false).stats().arenasCurrent;
    return {
      ask: `${n} objects of 60 bytes are allocated, then all are freed. How many arenas stay?`,
      truth: left,
      beliefs: (v) => ({
        'other-version': elsewhere(v, left),
        'freed-stays': after(v, n, 60, () => true).stats().arenasCurrent,
      }),
      explain: 'Up to 3.8 an empty arena goes back at once. From 3.9 on the last one may be kept.',
    };
  }),
  asking(
    { id: 'fragmentation-same-size', read: '08-fragmentation#is-that-memory-lost', kind: 'choice' },
    (r) => {
      const [a, b] = r.pick([
        [28, 60],
        [60, 28],
        [100, 40],
      ] as const);
      return {
        ask: `A process freed many blocks of ${a} bytes, but a survivor is left in every pool. Can requests of ${b} bytes use the free blocks?`,
        truth: (v) => {
          const p = after(v, 20_000, a, (i) => i % 50 === 0);
          return p.pool(p.PyObject_Malloc(b))!.blockSize === blockOf(v, a) ? 'yes' : 'no';
        },
        beliefs: () => ({
          'classes-mix': b <= a ? 'yes' : 'yes, two blocks together',
          'collector-compacts': 'after a collection',
        }),
        others: ['only the first in each pool'],
        explain: 'A pool belongs to one size class until it is empty, and no pool is.',
      };
    },
  ),
  asking(
    { id: 'fragmentation-cause', read: '08-fragmentation#what-stays', kind: 'choice' },
    (r) => {
      const live = r.integer(20, 60);
      return {
        ask: `RSS is 900 MiB. tracemalloc says ${live} MiB are alive, and pymalloc's arenas are 700 MiB. What is the cause?`,
        truth: () => 'free space in arenas that survivors keep',
        beliefs: () => ({
          'rss-is-alive': 'a leak of Python objects',
          'mapped-is-resident': 'memory that is mapped, but not touched',
          'garbage-is-untraced': 'garbage in cycles',
        }),
        explain: `Only ${live} of the 700 MiB in arenas are alive. The rest is free blocks in pools that are partly used.`,
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
  ),
];
