import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import type { Version } from '../versions/types';
import { type ArenaAllocator, Arenas } from './arenas';
import { DUMMY_SIZE_IDX, PoolWord } from './structs';

/*
 * Layer 2: CPython's small-object allocator (Objects/obmalloc.c), in the simulated memory.
 *
 * Pointers here are words (see memory/flat-memory.ts). Each hot path follows the same rule: look
 * at the state of a page before the first store to it, and touch nothing but typed arrays.
 */

/**
 * What `PyMem_GetAllocator(PYMEM_DOMAIN_OBJ)` offers, with pointers as words. Given `of`, it takes over
 * the structures of that one, which are in `memory` already: a forked process has them.
 */
export class PyMalloc {
  readonly arenas: Arenas;
  /** log2 of the alignment: a request of n bytes is of size class (n - 1) >>> alignmentShift. */
  readonly alignmentShift: number;
  readonly sizeClasses: number;
  /** Bytes at the start of a pool that hold its header: 48, or 0 in the textbook model. */
  readonly poolOverhead: number;
  /** The static array `usedpools`: two pointers a size class, in the data segment. */
  readonly usedpools: number;

  private readonly i32: Int32Array;
  private readonly f64: Float64Array;
  private readonly pages: Uint8Array;
  private readonly threshold: number;
  private readonly poolSize: number;
  /** Address bits, in words, that a pool's start has in common with the blocks in it. */
  private readonly poolMask: number;
  private readonly poolByteMask: number;
  private readonly wordBase: number;
  private readonly headerOutside: boolean;
  /** The word of `raw_allocated_blocks`. */
  private readonly rawCount: number;

  constructor(
    readonly memory: AddressSpace,
    readonly raw: Malloc,
    readonly version: Version,
    arenaAllocator?: ArenaAllocator,
    parent?: PyMalloc,
  ) {
    const { alignment, poolSize, smallRequestThreshold, poolHeader } = version.pymalloc;
    this.i32 = memory.i32;
    this.f64 = memory.f64;
    this.pages = memory.pages;
    this.alignmentShift = Math.log2(alignment);
    this.sizeClasses = smallRequestThreshold >>> this.alignmentShift;
    this.threshold = smallRequestThreshold;
    this.poolSize = poolSize;
    this.poolMask = poolSize / 4 - 1;
    this.poolByteMask = poolSize - 1;
    this.wordBase = memory.wordBase;
    this.headerOutside = poolHeader === 'outside';
    this.poolOverhead = this.headerOutside ? 0 : PoolWord.BYTES;

    this.usedpools = parent?.usedpools ?? memory.dataSegment(this.sizeClasses * 16);
    this.rawCount = parent?.rawCount ?? memory.dataSegment(16);
    this.arenas = new Arenas(memory, raw, version.pymalloc, arenaAllocator, parent?.arenas);
    if (parent) return;
    memory.touch(this.usedpools, this.sizeClasses * 4);
    for (let size = 0; size < this.sizeClasses; size++) {
      const fake = this.usedHead(size);
      memory.storePointer(fake + PoolWord.NEXTPOOL, fake);
      memory.storePointer(fake + PoolWord.PREVPOOL, fake);
    }
  }

  /**
   * The head of a class's list of used pools. CPython overlaps pool headers with `usedpools` so
   * that `nextpool` and `prevpool` of the head are the class's two pointers.
   */
  usedHead(size: number): number {
    return this.usedpools + size * 4 - PoolWord.NEXTPOOL;
  }

  /** Bytes in a block of a size class (`INDEX2SIZE`). */
  blockSize(size: number): number {
    return (size + 1) << this.alignmentShift;
  }

  /** How many blocks a pool of a size class holds (`NUMBLOCKS`). */
  blocksPerPool(size: number): number {
    return Math.floor((this.poolSize - this.poolOverhead) / this.blockSize(size));
  }

  // ---------------------------------------------------------------- the allocator

  /**
   * `_PyObject_Malloc`: a block of at least `nbytes` bytes, or 0 when memory is exhausted.
   * Requests of 0 bytes and above the threshold go to the C library.
   */
  malloc(nbytes: number): number {
    if (nbytes > this.threshold || nbytes <= 0) return this.mallocRaw(nbytes || 1);
    // Pointers are read and written in their two halves here: see FlatMemory.loadPointer.
    // `| 0` tells V8 that a field holds an int32, so that nothing is computed in doubles.
    const i32 = this.i32;
    const base = this.wordBase | 0;
    const size = (nbytes - 1) >>> this.alignmentShift;
    const slot = ((this.usedpools | 0) + (size << 2)) | 0;
    const pool = ((i32[slot]! >>> 2) + (i32[slot + 1]! << 30) - base) | 0;
    if (pool === slot - PoolWord.NEXTPOOL) {
      const block = this.allocateFromNewPool(size);
      return block !== 0 ? block : this.mallocRaw(nbytes);
    }
    if (this.pages[pool >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(pool);
    i32[pool + PoolWord.COUNT] = i32[pool + PoolWord.COUNT]! + 1;
    // A pool lies at a multiple of its size, so the low half of a pointer into it says where.
    const low = i32[pool + PoolWord.FREEBLOCK]!;
    const within = low & this.poolByteMask;
    const block = (this.poolOf(pool) + (within >>> 2)) | 0;
    // A pointer moves as one double: its bits are those of a tiny number, which no copy changes.
    const f64 = this.f64;
    const next = f64[block >> 1]!;
    if (next !== 0) f64[(pool + PoolWord.FREEBLOCK) >> 1] = next;
    else this.extendPool(pool, size, low - within);
    return block;
  }

  /** `raw_allocated_blocks`: blocks in use that the C library gave. */
  get rawBlocks(): number {
    return this.i32[this.rawCount]!;
  }

  private countRaw(change: 1 | -1): void {
    this.memory.touch(this.rawCount, 2);
    this.i32[this.rawCount] = this.rawBlocks + change;
  }

  /** A block of the C library's. Not part of `malloc` and `free`: V8 puts small functions into their callers. */
  private mallocRaw(nbytes: number): number {
    const block = this.raw.malloc(nbytes);
    if (block !== 0) this.countRaw(1);
    return block;
  }

  private freeRaw(block: number): void {
    this.countRaw(-1);
    this.raw.free(block);
  }

  /** `_PyObject_Calloc`: like `malloc(count * nbytes)`, filled with zeros. */
  calloc(count: number, nbytes: number): number {
    const total = count * nbytes;
    if (total > this.threshold || total <= 0) {
      const block = this.raw.calloc(1, total || 1);
      if (block !== 0) this.countRaw(1);
      return block;
    }
    const block = this.malloc(total);
    if (block !== 0) this.memory.fill(block, (total + 3) >>> 2);
    return block;
  }

  /**
   * `_PyObject_Realloc`: a block keeps its place while the new size fills more than three quarters
   * of it; otherwise its contents move. Blocks of the C library stay with the C library.
   */
  realloc(block: number, nbytes: number): number {
    if (block === 0) return this.malloc(nbytes);
    if (!this.owns(block)) return this.raw.realloc(block, nbytes || 1);
    const size = this.blockSize(this.sizeClassOf(block));
    let keep = size;
    if (nbytes <= size) {
      if (4 * nbytes > 3 * size) return block;
      keep = nbytes;
    }
    const moved = this.malloc(nbytes);
    if (moved !== 0) {
      this.memory.copy(moved, block, (keep + 3) >>> 2);
      this.free(block);
    }
    return moved;
  }

  /** `_PyObject_Free`; NULL is ignored. */
  free(block: number): void {
    if (block === 0) return;
    if (!this.owns(block)) {
      this.freeRaw(block);
      return;
    }
    const i32 = this.i32;
    const pool = this.headerOf(block);
    if (this.pages[block >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(block);
    if (this.pages[pool >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(pool);
    const f64 = this.f64;
    const next = f64[(pool + PoolWord.FREEBLOCK) >> 1]!;
    f64[block >> 1] = next;
    const absolute = (block + (this.wordBase | 0)) | 0;
    i32[pool + PoolWord.FREEBLOCK] = absolute << 2;
    const count = i32[pool + PoolWord.COUNT]! - 1;
    i32[pool + PoolWord.COUNT] = count;
    if (next === 0) {
      // It was full; otherwise the high half of its pointers is there already.
      i32[pool + PoolWord.FREEBLOCK + 1] = this.memory.highOf(block) | (absolute >>> 30);
      this.insertToUsedPool(pool);
    } else if (count === 0) this.insertToFreePool(pool);
  }

  /** `address_in_range`: whether the block lies in an arena. */
  owns(block: number): boolean {
    return this.arenas.ownPages[block >>> Page.SHIFT] === 1 || this.addressInRange(block);
  }

  private addressInRange(block: number): boolean {
    const map = this.arenas.map;
    if (map) {
      const absolute = (block + (this.wordBase | 0)) | 0;
      return map.covers(absolute << 2, this.memory.highOf(block) | (absolute >>> 30));
    }
    return this.arenas.contains(block, this.i32[this.headerOf(block) + PoolWord.ARENAINDEX]! >>> 0);
  }

  /** The header of the pool that a block lies in (`POOL_ADDR`). */
  headerOf(block: number): number {
    if (this.headerOutside === true) return this.arenas.outsideHeader(block);
    return (block - ((block + (this.wordBase | 0)) & this.poolMask)) | 0;
  }

  /** The size class of a block that pymalloc owns. */
  sizeClassOf(block: number): number {
    return this.i32[this.headerOf(block) + PoolWord.SZIDX]!;
  }

  /** The first word of the pool with the given header. */
  poolOf(header: number): number {
    return this.headerOutside === true ? this.arenas.poolOfOutsideHeader(header) : header;
  }

  // ---------------------------------------------------------------- pools

  /**
   * Carves the next untouched block of a pool, or takes a full pool off `usedpools`.
   * @param poolLow the low half of the pool's address.
   */
  private extendPool(pool: number, size: number, poolLow: number): void {
    const i32 = this.i32;
    const offset = i32[pool + PoolWord.NEXTOFFSET]!;
    if (offset <= i32[pool + PoolWord.MAXNEXTOFFSET]!) {
      const block = (this.poolOf(pool) + (offset >>> 2)) | 0;
      if (this.pages[block >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(block);
      i32[pool + PoolWord.FREEBLOCK] = (poolLow + offset) | 0;
      i32[pool + PoolWord.NEXTOFFSET] = offset + this.blockSize(size);
      this.f64[block >> 1] = 0;
      return;
    }
    this.f64[(pool + PoolWord.FREEBLOCK) >> 1] = 0;
    this.unlinkPool(pool);
  }

  private unlinkPool(pool: number): void {
    const next = this.memory.loadPointer(pool + PoolWord.NEXTPOOL);
    const previous = this.memory.loadPointer(pool + PoolWord.PREVPOOL);
    this.storeLink(next + PoolWord.PREVPOOL, previous);
    this.storeLink(previous + PoolWord.NEXTPOOL, next);
  }

  private storeLink(word: number, target: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    this.memory.storePointer(word, target);
  }

  /** `allocate_from_new_pool`: takes a pool from the fullest usable arena for a size class. */
  private allocateFromNewPool(size: number): number {
    const pool = this.arenas.takePool();
    if (pool === 0) return 0;
    const i32 = this.i32;
    const head = this.usedHead(size);
    this.memory.touch(pool, PoolWord.WORDS);
    this.memory.storePointer(pool + PoolWord.NEXTPOOL, head);
    this.memory.storePointer(pool + PoolWord.PREVPOOL, head);
    this.storeLink(head + PoolWord.NEXTPOOL, pool);
    this.storeLink(head + PoolWord.PREVPOOL, pool);
    i32[pool + PoolWord.COUNT] = 1;
    if (i32[pool + PoolWord.SZIDX] === size) {
      // Used for this class before: its free list is still good.
      const block = this.memory.loadPointer(pool + PoolWord.FREEBLOCK);
      i32[pool + PoolWord.FREEBLOCK] = i32[block]!;
      i32[pool + PoolWord.FREEBLOCK + 1] = i32[block + 1]!;
      return block;
    }
    const bytes = this.blockSize(size);
    const block = this.poolOf(pool) + (this.poolOverhead >>> 2);
    const second = block + (bytes >>> 2);
    i32[pool + PoolWord.SZIDX] = size;
    i32[pool + PoolWord.NEXTOFFSET] = this.poolOverhead + 2 * bytes;
    i32[pool + PoolWord.MAXNEXTOFFSET] = this.poolSize - bytes;
    this.memory.storePointer(pool + PoolWord.FREEBLOCK, second);
    this.memory.touch(second, 2);
    this.memory.storePointer(second, 0);
    return block;
  }

  /** A full pool has a free block again: to the front of its class's list. */
  private insertToUsedPool(pool: number): void {
    const head = this.usedHead(this.i32[pool + PoolWord.SZIDX]!);
    const first = this.memory.loadPointer(head + PoolWord.NEXTPOOL);
    this.memory.storePointer(pool + PoolWord.NEXTPOOL, first);
    this.memory.storePointer(pool + PoolWord.PREVPOOL, head);
    this.storeLink(first + PoolWord.PREVPOOL, pool);
    this.storeLink(head + PoolWord.NEXTPOOL, pool);
  }

  /** A pool is empty: back to its arena. */
  private insertToFreePool(pool: number): void {
    this.unlinkPool(pool);
    this.arenas.returnPool(pool);
  }

  /** Whether a pool was never given to a size class. */
  isFresh(pool: number): boolean {
    return this.i32[pool + PoolWord.SZIDX] === DUMMY_SIZE_IDX;
  }
}
