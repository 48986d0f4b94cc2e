import { hex } from '../memory/errors';
import type { PyMalloc } from './pymalloc';
import { ArenaWord, PoolWord } from './structs';
import {
  type ArenaRecord,
  poolCounts,
  walkArenas,
  walkFreeBlocks,
  walkFreePools,
  walkPools,
} from './walk';

/** An invariant of the heap does not hold; the message says which and where. */
export class HeapCorruption extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'HeapCorruption';
}

/** What check() counted on its way. */
export interface CheckReport {
  /** Arenas that are there. */
  readonly arenas: number;
  /** Pools with a block in use. */
  readonly pools: number;
  /** Pools on an arena's list `freepools`. */
  readonly freePools: number;
  /** Blocks in use. */
  readonly blocksInUse: number;
  /** Blocks on the free lists of pools. */
  readonly freeBlocks: number;
}

/**
 * Walks the whole heap and proves its invariants: the counts of blocks and pools, every free list,
 * the lists in `usedpools`, the order of `usable_arenas`, `nfp2lasta`, `unused_arena_objects`, and
 * the radix tree (Objects/obmalloc.c states them in its comments).
 *
 * @throws HeapCorruption at the first one that does not hold.
 */
export function check(heap: PyMalloc): CheckReport {
  const { memory } = heap;
  const at = (word: number): string => hex(memory.addressOf(word));
  const require = (holds: boolean, what: () => string): void => {
    if (!holds) throw new HeapCorruption(what());
  };
  const report = { arenas: 0, pools: 0, freePools: 0, blocksInUse: 0, freeBlocks: 0 };
  /** Per size class: pools that must be in its list in `usedpools`. */
  const partial = Array.from({ length: heap.sizeClasses }, () => new Set<number>());

  const checkPool = (header: number): void => {
    const { szidx, capacity, used, carved } = poolCounts(heap, header);
    require(szidx >= 0 && szidx < heap.sizeClasses, () => `pool ${at(header)}: szidx ${szidx}`);
    const size = heap.blockSize(szidx);
    require(memory.i32[header + PoolWord.MAXNEXTOFFSET] ===
      heap.version.pymalloc.poolSize - size, () =>
      `pool ${at(header)}: maxnextoffset ${memory.i32[header + PoolWord.MAXNEXTOFFSET]}`);
    require(used > 0 && used <= capacity, () =>
      `pool ${at(header)}: ref.count ${used} of ${capacity}`);
    require(Number.isInteger(carved) && carved >= used && carved <= capacity, () =>
      `pool ${at(header)}: nextoffset ${memory.i32[header + PoolWord.NEXTOFFSET]}`);
    const first = heap.poolOf(header) + heap.poolOverhead / 4;
    const free = new Set<number>();
    for (const block of walkFreeBlocks(heap, header)) {
      const index = ((block - first) * 4) / size;
      require(Number.isInteger(index) && index >= 0 && index < carved, () =>
        `pool ${at(header)}: free block ${at(block)} is not a block of this pool`);
      require(!free.has(block), () => `pool ${at(header)}: block ${at(block)} is free twice`);
      free.add(block);
    }
    require(free.size === carved - used, () =>
      `pool ${at(header)}: ${free.size} blocks on the free list, ${carved} carved, ${used} used`);
    if (free.size > 0) partial[szidx]!.add(header);
    else {
      require(carved === capacity, () =>
        `pool ${at(header)}: no free block, but space to carve one`);
    }
    report.blocksInUse += used;
    report.freeBlocks += capacity - used;
  };

  const usable = new Set<number>();
  const checkArena = (arena: ArenaRecord): void => {
    const free = new Set<number>();
    for (const pool of walkFreePools(heap, arena)) {
      require(!free.has(pool), () => `arena ${at(arena.start)}: pool ${at(pool)} is free twice`);
      require(memory.i32[pool + PoolWord.COUNT] === 0, () =>
        `free pool ${at(pool)} has blocks in use`);
      free.add(pool);
    }
    let carved = 0;
    let met = 0;
    for (const pool of walkPools(heap, arena)) {
      carved++;
      require(memory.i32[pool + PoolWord.ARENAINDEX] === arena.index, () =>
        `pool ${at(pool)}: arenaindex ${memory.i32[pool + PoolWord.ARENAINDEX]} in arena ${arena.index}`);
      if (free.has(pool)) met++;
      else {
        checkPool(pool);
        report.pools++;
      }
    }
    require(met === free.size, () => `arena ${at(arena.start)}: a free pool lies outside it`);
    const untouched = arena.ntotalpools - carved;
    require(untouched >= 0 && free.size + untouched === arena.nfreepools, () =>
      `arena ${at(arena.start)}: nfreepools ${arena.nfreepools}, counted ${free.size} + ${untouched}`);
    report.freePools += arena.nfreepools;
    report.arenas++;
    if (arena.nfreepools > 0) usable.add(arena.object);
    checkCoverage(arena);
  };

  const checkCoverage = (arena: ArenaRecord): void => {
    const words = [...walkPools(heap, arena)].map((header) => heap.poolOf(header));
    // The radix tree knows the whole arena; a pool header only speaks for its own pool.
    if (heap.arenas.map) words.push(arena.start + heap.version.pymalloc.arenaSize / 4 - 1);
    for (const word of words) {
      require(heap.owns(word), () => `${at(word)} lies in an arena, but pymalloc denies it`);
    }
  };

  for (const arena of walkArenas(heap)) checkArena(arena);
  checkUsedPools(heap, partial, require, at);
  checkArenaLists(heap, usable, require, at);
  require(report.arenas === heap.arenas.current, () =>
    `narenas_currently_allocated ${heap.arenas.current}, counted ${report.arenas}`);
  return report;
}

type Require = (holds: boolean, what: () => string) => void;
type At = (word: number) => string;

function checkUsedPools(heap: PyMalloc, partial: Set<number>[], require: Require, at: At): void {
  const { memory } = heap;
  partial.forEach((expected, szidx) => {
    const head = heap.usedHead(szidx);
    const found = new Set<number>();
    let previous = head;
    let pool = memory.loadPointer(head + PoolWord.NEXTPOOL);
    while (pool !== head) {
      const here = pool;
      require(expected.has(here) && !found.has(here), () =>
        `usedpools[${szidx}]: ${at(here)} is not for it`);
      require(memory.loadPointer(here + PoolWord.PREVPOOL) === previous, () =>
        `usedpools[${szidx}]: prevpool of ${at(here)} is wrong`);
      require(memory.loadPointer(here + PoolWord.FREEBLOCK) !== 0, () =>
        `usedpools[${szidx}]: ${at(here)} is full`);
      found.add(here);
      previous = here;
      pool = memory.loadPointer(here + PoolWord.NEXTPOOL);
    }
    require(memory.loadPointer(head + PoolWord.PREVPOOL) === previous, () =>
      `usedpools[${szidx}]: the last pool is ${at(previous)}, the head says otherwise`);
    require(found.size === expected.size, () =>
      `usedpools[${szidx}]: ${found.size} pools, ${expected.size} have a free block`);
  });
}

function checkArenaLists(heap: PyMalloc, usable: Set<number>, require: Require, at: At): void {
  const { memory, arenas } = heap;
  let previous = 0;
  let count = 0;
  /** nfreepools -> the last arena object with as many. */
  const last = new Map<number, number>();
  for (
    let arena = arenas.usableArenas;
    arena !== 0;
    arena = memory.loadPointer(arena + ArenaWord.NEXTARENA)
  ) {
    const here = arena;
    require(usable.has(here), () =>
      `usable_arenas: ${at(here)} has no free pool, or stands there twice`);
    usable.delete(here);
    require(memory.loadPointer(here + ArenaWord.PREVARENA) === previous, () =>
      `usable_arenas: prevarena of ${at(here)} is wrong`);
    const free = memory.i32[here + ArenaWord.NFREEPOOLS]!;
    require(previous === 0 || memory.i32[previous + ArenaWord.NFREEPOOLS]! <= free, () =>
      `usable_arenas: not in ascending order of nfreepools at ${at(here)}`);
    last.set(free, here);
    previous = here;
    count++;
  }
  require(usable.size === 0, () =>
    `usable_arenas: ${usable.size} arenas with free pools are missing`);
  const { arenaSize, poolSize } = heap.version.pymalloc;
  for (let free = 1; free <= arenaSize / poolSize; free++) {
    require(arenas.nfp2lasta(free) === (last.get(free) ?? 0), () =>
      `nfp2lasta[${free}] is ${at(arenas.nfp2lasta(free))}`);
  }
  let unused = 0;
  let arena = arenas.unusedArenaObjects;
  while (arena !== 0 && unused <= arenas.maxarenas) {
    const here = arena;
    require(memory.loadPointer(here + ArenaWord.ADDRESS) === 0, () =>
      `unused_arena_objects: ${at(here)} has an arena`);
    unused++;
    arena = memory.loadPointer(here + ArenaWord.NEXTARENA);
  }
  let allocated = 0;
  for (let i = 0; i < arenas.maxarenas; i++) {
    if (memory.loadPointer(arenas.arenas + i * ArenaWord.WORDS + ArenaWord.ADDRESS) !== 0)
      allocated++;
  }
  require(unused + allocated === arenas.maxarenas && count <= allocated, () =>
    `unused_arena_objects: ${unused} unused, ${allocated} allocated, ${arenas.maxarenas} in all`);
}
