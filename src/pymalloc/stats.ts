import type { PyMalloc } from './pymalloc';
import { poolCounts, walkArenas, walkFreePools, walkPools } from './walk';

/** Totals of one size class, in pools and blocks. */
export interface SizeClassStats {
  /** Its number, from 0. */
  readonly szidx: number;
  /** Bytes of a block. */
  readonly size: number;
  /** Pools with a block in use. */
  readonly pools: number;
  /** Blocks in use in these pools. */
  readonly blocksInUse: number;
  /** Blocks free in these pools. */
  readonly availBlocks: number;
}

/** The numbers of `sys._debugmallocstats()`; bytes unless named otherwise. */
export interface PyMallocStats {
  /** A row for each size class. */
  readonly classes: readonly SizeClassStats[];
  /** Arenas that were ever taken. */
  readonly arenasAllocatedTotal: number;
  /** The most arenas that there were at a time. */
  readonly arenasHighwater: number;
  /** Arenas now. */
  readonly arenasCurrent: number;
  /** Pools of these that no size class has. */
  readonly freePools: number;
  /** Blocks in use. */
  readonly allocatedBytes: number;
  /** Free blocks in pools with a block in use. */
  readonly availableBytes: number;
  /** Headers of the pools in use. */
  readonly poolHeaderBytes: number;
  /** What no block fills at the ends of these pools. */
  readonly quantization: number;
  /** What lies before the first pool of arenas that do not begin at a pool's boundary. */
  readonly arenaAlignment: number;
  /** Only where the version finds arenas by a radix tree. */
  readonly arenaMap?: {
    /** Nodes of the middle level. */
    readonly midNodes: number;
    /** Nodes of the lowest level. */
    readonly botNodes: number;
    /** Bytes of the root. */
    readonly root: number;
    /** Bytes of the middle nodes. */
    readonly mid: number;
    /** Bytes of the lowest nodes. */
    readonly bot: number;
  };
}

/** Counts the heap as `_PyObject_DebugMallocStats` does (Objects/obmalloc.c). */
export function mallocStats(heap: PyMalloc): PyMallocStats {
  const classes = Array.from({ length: heap.sizeClasses }, (_, szidx) => ({
    szidx,
    size: heap.blockSize(szidx),
    pools: 0,
    blocksInUse: 0,
    availBlocks: 0,
  }));
  const { poolSize, arenaSize } = heap.version.pymalloc;
  let freePools = 0;
  let arenaAlignment = 0;
  for (const arena of walkArenas(heap)) {
    freePools += arena.nfreepools;
    if (arena.ntotalpools * poolSize < arenaSize) arenaAlignment += poolSize;
    const empty = new Set(walkFreePools(heap, arena));
    for (const header of walkPools(heap, arena)) {
      if (empty.has(header)) continue;
      const { szidx, capacity, used } = poolCounts(heap, header);
      const row = classes[szidx]!;
      row.pools++;
      row.blocksInUse += used;
      row.availBlocks += capacity - used;
    }
  }
  const sum = (of: (row: SizeClassStats) => number): number =>
    classes.reduce((total, row) => total + of(row), 0);
  const { map } = heap.arenas;
  return {
    classes,
    arenasAllocatedTotal: heap.arenas.allocatedTotal,
    arenasHighwater: heap.arenas.highwater,
    arenasCurrent: heap.arenas.current,
    freePools,
    allocatedBytes: sum((row) => row.blocksInUse * row.size),
    availableBytes: sum((row) => row.availBlocks * row.size),
    poolHeaderBytes: sum((row) => row.pools * heap.poolOverhead),
    quantization: sum((row) => row.pools * ((poolSize - heap.poolOverhead) % row.size)),
    arenaAlignment,
    ...(map && {
      arenaMap: {
        midNodes: map.midNodes,
        botNodes: map.botNodes,
        root: map.rootSize,
        mid: map.midNodes * map.midSize,
        bot: map.botNodes * map.botSize,
      },
    }),
  };
}

const LABEL_WIDTH = 35;
const NUMBER_WIDTH = 21;

/**
 * The pymalloc part of `sys._debugmallocstats()`, line for line as the version prints it.
 * Give `stats` to print numbers that come from elsewhere.
 */
export function debugMallocStats(heap: PyMalloc, stats: PyMallocStats = mallocStats(heap)): string {
  const { poolSize, arenaSize, smallRequestThreshold } = heap.version.pymalloc;
  const count = (value: number): string => value.toLocaleString('en-US');
  const line = (label: string, value: number): string =>
    `${label.padEnd(LABEL_WIDTH)}=${count(value).padStart(NUMBER_WIDTH)}`;
  const lines = [
    `Small block threshold = ${smallRequestThreshold}, in ${heap.sizeClasses} size classes.`,
    '',
    'class   size   num pools   blocks in use  avail blocks',
    '-----   ----   ---------   -------------  ------------',
  ];
  for (const row of stats.classes) {
    if (row.pools === 0) continue;
    lines.push(
      String(row.szidx).padStart(5) +
        String(row.size).padStart(7) +
        String(row.pools).padStart(12) +
        String(row.blocksInUse).padStart(16) +
        String(row.availBlocks).padStart(14),
    );
  }
  const arenaBytes = stats.arenasCurrent * arenaSize;
  lines.push(
    '',
    line('# arenas allocated total', stats.arenasAllocatedTotal),
    line('# arenas reclaimed', stats.arenasAllocatedTotal - stats.arenasCurrent),
    line('# arenas highwater mark', stats.arenasHighwater),
    line('# arenas allocated current', stats.arenasCurrent),
    line(`${stats.arenasCurrent} arenas * ${arenaSize} bytes/arena`, arenaBytes),
    '',
    line('# bytes in allocated blocks', stats.allocatedBytes),
    line('# bytes in available blocks', stats.availableBytes),
    line(`${stats.freePools} unused pools * ${poolSize} bytes`, stats.freePools * poolSize),
    line('# bytes lost to pool headers', stats.poolHeaderBytes),
    line('# bytes lost to quantization', stats.quantization),
    line('# bytes lost to arena alignment', stats.arenaAlignment),
    line(
      'Total',
      stats.allocatedBytes +
        stats.availableBytes +
        stats.freePools * poolSize +
        stats.poolHeaderBytes +
        stats.quantization +
        stats.arenaAlignment,
    ),
  );
  if (stats.arenaMap) {
    const { midNodes, botNodes, root, mid, bot } = stats.arenaMap;
    lines.push(
      '',
      'arena map counts',
      line('# arena map mid nodes', midNodes),
      line('# arena map bot nodes', botNodes),
      '',
      line('# bytes lost to arena map root', root),
      line('# bytes lost to arena map mid', mid),
      line('# bytes lost to arena map bot', bot),
      line('Total', root + mid + bot),
    );
  }
  return `${lines.join('\n')}\n`;
}
