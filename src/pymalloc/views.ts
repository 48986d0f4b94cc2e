import { Page } from '../memory/flat-memory';
import { layoutStruct } from '../memory/struct';
import type { PyMalloc } from './pymalloc';
import { ArenaWord, POOL_HEADER, PoolWord } from './structs';
import {
  type ArenaRecord,
  poolCounts,
  walkArenas,
  walkFreeBlocks,
  walkFreePools,
  walkPools,
} from './walk';

/*
 * Read-only pictures of the heap for notebooks and charts, in addresses and bytes. Each call reads
 * the simulated memory afresh.
 */

/**
 * - `used`: some blocks are in use, at least one is free;
 * - `full`: all blocks are in use;
 * - `free`: it was in use and is empty now, waiting on its arena's `freepools`;
 * - `untouched`: it was never handed out.
 */
export type PoolState = 'used' | 'full' | 'free' | 'untouched';

/** A pool: a few pages for blocks of one size (`struct pool_header`, Objects/obmalloc.c). */
export interface PoolView {
  /** Where it begins: its header. */
  readonly address: number;
  /** Index of its arena in the table `arenas`. */
  readonly arena: number;
  /** Its place in the arena, from 0. */
  readonly index: number;
  /** Whether blocks are in use, and whether any is free. */
  readonly state: PoolState;
  /** Its size class; of a free pool the last one; -1 when untouched. */
  readonly szidx: number;
  /** Bytes of a block; 0 when untouched. */
  readonly blockSize: number;
  /** Blocks in use (`ref.count`). */
  readonly used: number;
  /** Blocks that were ever handed out. */
  readonly carved: number;
  /** Blocks that fit. */
  readonly capacity: number;
}

/** An arena: what pymalloc takes from the system at once (`struct arena_object`, Objects/obmalloc.c). */
export interface ArenaView {
  /** Index in the table `arenas`. */
  readonly index: number;
  /** Where it begins. */
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  /** Pools that no size class has: the free and the untouched ones. */
  readonly nfreepools: number;
  /** Pools that fit: one less where the arena does not begin at a pool's boundary. */
  readonly ntotalpools: number;
  /** Its pools, in address order. */
  readonly pools: readonly PoolView[];
}

interface Place {
  readonly address: number;
  readonly arena: number;
  readonly index: number;
}

/** A pool when only its place is known. */
function untouched(place: Place): PoolView {
  return {
    ...place,
    state: 'untouched',
    szidx: -1,
    blockSize: 0,
    used: 0,
    carved: 0,
    capacity: 0,
  };
}

function poolView(heap: PyMalloc, header: number, place: Place, free: boolean): PoolView {
  if (heap.isFresh(header)) return untouched(place);
  const { szidx, capacity, used, carved } = poolCounts(heap, header);
  const state = free ? 'free' : used === capacity ? 'full' : 'used';
  return { ...place, state, szidx, blockSize: heap.blockSize(szidx), used, carved, capacity };
}

function arenaView(heap: PyMalloc, arena: ArenaRecord): ArenaView {
  const { memory } = heap;
  const { poolSize, arenaSize } = heap.version.pymalloc;
  const empty = new Set(walkFreePools(heap, arena));
  const base = memory.addressOf(arena.firstPool);
  const place = (index: number): Place => ({
    address: base + index * poolSize,
    arena: arena.index,
    index,
  });
  const pools = Array.from(walkPools(heap, arena), (header, index) =>
    poolView(heap, header, place(index), empty.has(header)),
  );
  while (pools.length < arena.ntotalpools) pools.push(untouched(place(pools.length)));
  return {
    index: arena.index,
    address: memory.addressOf(arena.start),
    size: arenaSize,
    nfreepools: arena.nfreepools,
    ntotalpools: arena.ntotalpools,
    pools,
  };
}

/** Every arena with its pools, in the order of the table `arenas`. */
export function arenaViews(heap: PyMalloc): ArenaView[] {
  return Array.from(walkArenas(heap), (arena) => arenaView(heap, arena));
}

/** One arena with its pools, by its index in the table `arenas`; undefined where there is none. */
export function arenaViewAt(heap: PyMalloc, index: number): ArenaView | undefined {
  for (const arena of walkArenas(heap)) if (arena.index === index) return arenaView(heap, arena);
  return undefined;
}

/** The pool around an address, or undefined when the address lies in no arena. */
export function poolAt(heap: PyMalloc, address: number): PoolView | undefined {
  const { poolSize, arenaSize } = heap.version.pymalloc;
  for (const arena of walkArenas(heap)) {
    const start = heap.memory.addressOf(arena.start);
    if (address < start || address >= start + arenaSize) continue;
    return arenaView(heap, arena).pools.find(
      (pool) => address >= pool.address && address < pool.address + poolSize,
    );
  }
  return undefined;
}

/** Where a block is in the heap. */
export interface BlockPlace {
  /** Index of its arena in the table `arenas`. */
  readonly arena: number;
  /** The place of its pool in the arena, from 0. */
  readonly pool: number;
  /** Its place in the pool, from 0. */
  readonly block: number;
  /** Bytes of a block of that pool. */
  readonly blockSize: number;
}

/** The block around a word; undefined where there is none. Reads the pool's header, and walks nothing. */
export function placeOfBlock(heap: PyMalloc, word: number): BlockPlace | undefined {
  const { memory, arenas } = heap;
  if ((memory.pages[word >>> Page.SHIFT]! & Page.MAPPED) === 0 || !heap.owns(word))
    return undefined;
  const header = heap.headerOf(word);
  const pool = heap.poolOf(header);
  if (heap.isFresh(header)) return undefined;
  const arena = memory.i32[header + PoolWord.ARENAINDEX]!;
  const object = arenas.arenas + arena * ArenaWord.WORDS;
  const start = memory.loadPointer(object + ArenaWord.ADDRESS);
  if (pool >= memory.loadPointer(object + ArenaWord.POOL_ADDRESS)) return undefined;
  const words = heap.version.pymalloc.poolSize / 4;
  const blockSize = heap.blockSize(memory.i32[header + PoolWord.SZIDX]!);
  const block = Math.floor(((word - pool) * 4 - heap.poolOverhead) / blockSize);
  if (block < 0) return undefined;
  return { arena, pool: Math.floor((pool - start) / words), block, blockSize };
}

/** A block of a pool. */
export interface BlockView {
  /** Where it begins. */
  readonly address: number;
  /** Place in the pool, from 0. */
  readonly index: number;
  /** `untouched` when it was never handed out. */
  readonly state: 'in use' | 'free' | 'untouched';
  /** Of free blocks: 0 for the one that the next malloc of this class takes, and so on. */
  readonly order: number | undefined;
}

/** The blocks of one pool in address order; none for a pool that was never handed out. */
export function blockViews(heap: PyMalloc, pool: PoolView): BlockView[] {
  if (pool.state === 'untouched') return [];
  const { memory } = heap;
  const header = heap.headerOf(memory.wordAt(pool.address));
  const order = new Map<number, number>();
  for (const block of walkFreeBlocks(heap, header)) {
    order.set(memory.addressOf(block), order.size);
  }
  return Array.from({ length: pool.capacity }, (_, index) => {
    const address = pool.address + heap.poolOverhead + index * pool.blockSize;
    const free = order.get(address);
    if (index >= pool.carved) return { address, index, state: 'untouched', order: free };
    return { address, index, state: free === undefined ? 'in use' : 'free', order: free };
  });
}

/** One size class of a version. Bytes, and blocks per pool. */
export interface SizeClass {
  /** Its number, from 0. */
  readonly szidx: number;
  /** The smallest request that it serves. */
  readonly from: number;
  /** The largest request that it serves. */
  readonly to: number;
  /** The block that they get. */
  readonly blockSize: number;
  /** Blocks in a pool. */
  readonly blocksPerPool: number;
  /** Bytes at the end of a pool that no block fills. */
  readonly quantization: number;
}

export function sizeClasses(heap: PyMalloc): SizeClass[] {
  const { poolSize } = heap.version.pymalloc;
  return Array.from({ length: heap.sizeClasses }, (_, szidx) => {
    const blockSize = heap.blockSize(szidx);
    return {
      szidx,
      from: szidx === 0 ? 1 : heap.blockSize(szidx - 1) + 1,
      to: blockSize,
      blockSize,
      blocksPerPool: heap.blocksPerPool(szidx),
      quantization: (poolSize - heap.poolOverhead) % blockSize,
    };
  });
}

/** A freed block: its first eight bytes point to the next one on the pool's free list. */
export const FREE_BLOCK = layoutStruct('block', [['next', 'pointer']]);

/** The structs that lie over a pool, for an annotated hexdump: its header and its free blocks. */
export function poolAnnotations(heap: PyMalloc, pool: PoolView) {
  const header = heap.memory.addressOf(heap.headerOf(heap.memory.wordAt(pool.address)));
  return [
    { address: header, layout: POOL_HEADER },
    ...blockViews(heap, pool)
      .filter((block) => block.order !== undefined)
      .map((block) => ({ address: block.address, layout: FREE_BLOCK })),
  ];
}
