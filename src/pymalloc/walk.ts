import type { PyMalloc } from './pymalloc';
import { ArenaWord, PoolWord } from './structs';

/*
 * Reads the heap's structures back from the simulated memory, one step at a time: what check(),
 * the views and the statistics are all made from. Places are words.
 */

/** One entry of the table `arenas` that has an arena. */
export interface ArenaRecord {
  /** Index in the table `arenas`. */
  readonly index: number;
  /** The arena object, and the arena's first word. */
  readonly object: number;
  readonly start: number;
  readonly nfreepools: number;
  readonly ntotalpools: number;
  /** First pool, and the first one never handed out (`pool_address`). */
  readonly firstPool: number;
  readonly poolAddress: number;
}

/** Every arena that is allocated, in the order of the table. */
export function* walkArenas(heap: PyMalloc): Generator<ArenaRecord> {
  const { memory, arenas } = heap;
  const { poolSize } = heap.version.pymalloc;
  for (let index = 0; index < arenas.maxarenas; index++) {
    const object = arenas.arenas + index * ArenaWord.WORDS;
    const start = memory.loadPointer(object + ArenaWord.ADDRESS);
    if (start === 0) continue;
    const excess = ((start + memory.wordBase) & (poolSize / 4 - 1)) * 4;
    yield {
      index,
      object,
      start,
      nfreepools: memory.i32[object + ArenaWord.NFREEPOOLS]!,
      ntotalpools: memory.i32[object + ArenaWord.NTOTALPOOLS]!,
      firstPool: excess === 0 ? start : start + (poolSize - excess) / 4,
      poolAddress: memory.loadPointer(object + ArenaWord.POOL_ADDRESS),
    };
  }
}

/** The headers of the arena's pools that were handed out at least once, in address order. */
export function* walkPools(heap: PyMalloc, arena: ArenaRecord): Generator<number> {
  const words = heap.version.pymalloc.poolSize / 4;
  for (let pool = arena.firstPool; pool < arena.poolAddress; pool += words) {
    yield heap.headerOf(pool);
  }
}

/**
 * The free list of a pool: blocks freed and, last, the next one never used. A list longer than the
 * pool has blocks is cut there: check() reports it.
 */
export function* walkFreeBlocks(heap: PyMalloc, header: number): Generator<number> {
  const limit = heap.blocksPerPool(heap.memory.i32[header + PoolWord.SZIDX]!);
  let block = heap.memory.loadPointer(header + PoolWord.FREEBLOCK);
  for (let i = 0; block !== 0 && i <= limit; i++) {
    yield block;
    block = heap.memory.loadPointer(block);
  }
}

/** The headers on an arena's list of free pools (`freepools`). */
export function* walkFreePools(heap: PyMalloc, arena: ArenaRecord): Generator<number> {
  let pool = heap.memory.loadPointer(arena.object + ArenaWord.FREEPOOLS);
  for (let i = 0; pool !== 0 && i <= arena.ntotalpools; i++) {
    yield pool;
    pool = heap.memory.loadPointer(pool + PoolWord.NEXTPOOL);
  }
}

/** What one pool holds, counted in blocks. */
export interface PoolCounts {
  readonly szidx: number;
  readonly capacity: number;
  readonly used: number;
  /** Blocks that were handed out at least once. */
  readonly carved: number;
}

export function poolCounts(heap: PyMalloc, header: number): PoolCounts {
  const { i32 } = heap.memory;
  const szidx = i32[header + PoolWord.SZIDX]!;
  const carved = (i32[header + PoolWord.NEXTOFFSET]! - heap.poolOverhead) / heap.blockSize(szidx);
  return {
    szidx,
    capacity: heap.blocksPerPool(szidx),
    used: i32[header + PoolWord.COUNT]!,
    carved,
  };
}
