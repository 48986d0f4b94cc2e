import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import type { PymallocVersion } from '../versions/types';
import { ArenaMap } from './arena-map';
import { ArenaWord, DUMMY_SIZE_IDX, PoolWord } from './structs';

/** Where arenas come from (`PyObjectArenaAllocator`); pointers are words, 0 for failure. */
export interface ArenaAllocator {
  alloc(size: number): number;
  free(arena: number, size: number): void;
}

const INITIAL_ARENA_OBJECTS = 16;
/** Word offsets of the static variables, in their order in the data segment. */
const ARENAS = 0;
const UNUSED_ARENA_OBJECTS = 2;
const USABLE_ARENAS = 4;
const MAXARENAS = 6;
const NARENAS_CURRENTLY_ALLOCATED = 8;
const NTIMES_ARENA_ALLOCATED = 10;
const NARENAS_HIGHWATER = 12;
const NFP2LASTA = 14;

/**
 * The arenas of pymalloc (Objects/obmalloc.c): the table `arenas`, the list `usable_arenas` in
 * ascending order of free pools, the array `nfp2lasta` that keeps it so without a search, and the
 * list `unused_arena_objects`. All of it is in the simulated memory.
 */
export class Arenas {
  readonly map: ArenaMap | undefined;
  /**
   * 1 for each page that lies in an arena with all its bytes: a memo of what the structures in the
   * simulated memory say, since `free` asks it of every block. check() holds it against them.
   */
  readonly ownPages: Uint8Array;

  private readonly i32: Int32Array;
  private readonly statics: number;
  private readonly allocator: ArenaAllocator;
  private readonly poolWords: number;
  private readonly arenaWords: number;
  private readonly arenaMask: number;
  private readonly maxPools: number;

  constructor(
    private readonly memory: AddressSpace,
    private readonly raw: Malloc,
    private readonly version: PymallocVersion,
    allocator?: ArenaAllocator,
    parent?: Arenas,
  ) {
    this.i32 = memory.i32;
    this.ownPages = new Uint8Array(memory.pages.length);
    this.poolWords = version.poolSize / 4;
    this.arenaWords = version.arenaSize / 4;
    this.arenaMask = this.arenaWords - 1;
    this.maxPools = version.arenaSize / version.poolSize;
    this.allocator = allocator ?? this.defaultAllocator();
    const words = NFP2LASTA + 2 * (this.maxPools + 1);
    this.statics = parent?.statics ?? memory.dataSegment(words * 4);
    if (version.arenaLookup === 'radix-tree') {
      if (!version.arenaMap) throw new Error('a radix tree needs arenaMap');
      this.map = new ArenaMap(memory, raw, version.arenaMap, version.arenaSize, parent?.map);
    }
    if (parent) this.reload();
    else memory.touch(this.statics, words);
  }

  /** Makes the memo of own pages anew, after the memory was put back to an earlier moment. */
  reload(): void {
    this.ownPages.fill(0);
    for (let i = 0; i < this.maxarenas; i++) {
      const start = this.memory.loadPointer(this.arenas + i * ArenaWord.WORDS + ArenaWord.ADDRESS);
      if (start !== 0) this.markPages(start, 1);
    }
  }

  // ---------------------------------------------------------------- static variables

  /** The table of arena objects. */
  get arenas(): number {
    return this.memory.loadPointer(this.statics + ARENAS);
  }

  /** How many entries the table has. */
  get maxarenas(): number {
    return this.i32[this.statics + MAXARENAS]!;
  }

  /** Arenas there are, were ever obtained, and were there at most. */
  get current(): number {
    return this.i32[this.statics + NARENAS_CURRENTLY_ALLOCATED]!;
  }

  get allocatedTotal(): number {
    return this.i32[this.statics + NTIMES_ARENA_ALLOCATED]!;
  }

  get highwater(): number {
    return this.i32[this.statics + NARENAS_HIGHWATER]!;
  }

  private setStatic(name: number, value: number): void {
    this.writable(this.statics + name);
    this.i32[this.statics + name] = value;
  }

  get usableArenas(): number {
    return this.memory.loadPointer(this.statics + USABLE_ARENAS);
  }

  get unusedArenaObjects(): number {
    return this.memory.loadPointer(this.statics + UNUSED_ARENA_OBJECTS);
  }

  /** The last arena in `usable_arenas` with `nfreepools` free pools, or 0. */
  nfp2lasta(nfreepools: number): number {
    return this.memory.loadPointer(this.statics + NFP2LASTA + 2 * nfreepools);
  }

  private setNfp2lasta(nfreepools: number, arena: number): void {
    this.store(this.statics + NFP2LASTA + 2 * nfreepools, arena);
  }

  private setUsable(arena: number): void {
    this.store(this.statics + USABLE_ARENAS, arena);
  }

  private store(word: number, target: number): void {
    this.writable(word);
    this.memory.storePointer(word, target);
  }

  private writable(word: number): void {
    if (this.memory.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
  }

  // ---------------------------------------------------------------- questions

  /** Whether `word` lies in the arena with this index in the table; the index may be garbage. */
  contains(word: number, arenaindex: number): boolean {
    if (arenaindex >= this.maxarenas) return false;
    const start = this.memory.loadPointer(
      this.arenas + arenaindex * ArenaWord.WORDS + ArenaWord.ADDRESS,
    );
    return start !== 0 && word >= start && word < start + this.arenaWords;
  }

  /** In the textbook model: the header, in a table behind the arena, of the pool around `word`. */
  outsideHeader(word: number): number {
    const within = (word + this.memory.wordBase) & this.arenaMask;
    const pool = Math.floor(within / this.poolWords);
    return word - within + this.arenaWords + pool * PoolWord.WORDS;
  }

  /** The inverse of `outsideHeader`. */
  poolOfOutsideHeader(header: number): number {
    const within = (header + this.memory.wordBase) & this.arenaMask;
    return header - within - this.arenaWords + (within / PoolWord.WORDS) * this.poolWords;
  }

  // ---------------------------------------------------------------- pools in and out

  /** A free pool of the usable arena that has fewest, or 0 when no arena can be had. */
  takePool(): number {
    const i32 = this.i32;
    let arena = this.usableArenas;
    if (arena === 0) {
      arena = this.newArena();
      if (arena === 0) return 0;
      this.setUsable(arena);
      this.memory.storePointer(arena + ArenaWord.NEXTARENA, 0);
      this.memory.storePointer(arena + ArenaWord.PREVARENA, 0);
      this.setNfp2lasta(i32[arena + ArenaWord.NFREEPOOLS]!, arena);
    }
    this.writable(arena);
    const nfp = i32[arena + ArenaWord.NFREEPOOLS]!;
    // The arena at the front moves down by one; it stays in front of all the others.
    if (this.nfp2lasta(nfp) === arena) this.setNfp2lasta(nfp, 0);
    if (nfp > 1) this.setNfp2lasta(nfp - 1, arena);
    i32[arena + ArenaWord.NFREEPOOLS] = nfp - 1;

    let pool = this.memory.loadPointer(arena + ArenaWord.FREEPOOLS);
    if (pool !== 0) {
      this.memory.storePointer(
        arena + ArenaWord.FREEPOOLS,
        this.memory.loadPointer(pool + PoolWord.NEXTPOOL),
      );
    } else {
      const start = this.memory.loadPointer(arena + ArenaWord.POOL_ADDRESS);
      this.memory.storePointer(arena + ArenaWord.POOL_ADDRESS, start + this.poolWords);
      pool = this.version.poolHeader === 'outside' ? this.outsideHeader(start) : start;
      this.memory.touch(pool, PoolWord.WORDS);
      i32[pool + PoolWord.ARENAINDEX] = (arena - this.arenas) / ArenaWord.WORDS;
      i32[pool + PoolWord.SZIDX] = DUMMY_SIZE_IDX;
    }
    if (nfp === 1) {
      const next = this.memory.loadPointer(arena + ArenaWord.NEXTARENA);
      this.setUsable(next);
      if (next !== 0) this.store(next + ArenaWord.PREVARENA, 0);
    }
    return pool;
  }

  /** Puts an empty pool back and keeps `usable_arenas` in order (`insert_to_freepool`). */
  returnPool(pool: number): void {
    const { i32, memory } = this;
    const arena = this.arenas + i32[pool + PoolWord.ARENAINDEX]! * ArenaWord.WORDS;
    this.writable(arena);
    this.writable(arena + ArenaWord.WORDS - 1);
    memory.storePointer(pool + PoolWord.NEXTPOOL, memory.loadPointer(arena + ArenaWord.FREEPOOLS));
    memory.storePointer(arena + ArenaWord.FREEPOOLS, pool);

    const before = i32[arena + ArenaWord.NFREEPOOLS]!;
    const last = this.nfp2lasta(before);
    if (last === arena) {
      const previous = memory.loadPointer(arena + ArenaWord.PREVARENA);
      const same = previous !== 0 && i32[previous + ArenaWord.NFREEPOOLS] === before;
      this.setNfp2lasta(before, same ? previous : 0);
    }
    const nf = before + 1;
    i32[arena + ArenaWord.NFREEPOOLS] = nf;

    const isLast = memory.loadPointer(arena + ArenaWord.NEXTARENA) === 0;
    const mayGo = this.version.arenaRelease === 'always' || !isLast;
    if (nf === i32[arena + ArenaWord.NTOTALPOOLS] && mayGo) {
      this.freeArena(arena);
      return;
    }
    if (nf === 1) {
      const front = this.usableArenas;
      memory.storePointer(arena + ArenaWord.NEXTARENA, front);
      memory.storePointer(arena + ArenaWord.PREVARENA, 0);
      if (front !== 0) this.store(front + ArenaWord.PREVARENA, arena);
      this.setUsable(arena);
      if (this.nfp2lasta(1) === 0) this.setNfp2lasta(1, arena);
      return;
    }
    if (this.nfp2lasta(nf) === 0) this.setNfp2lasta(nf, arena);
    if (arena === last) return;
    // Others have as few free pools as this one had: it goes behind the last of them.
    this.unlink(arena);
    const after = memory.loadPointer(last + ArenaWord.NEXTARENA);
    memory.storePointer(arena + ArenaWord.PREVARENA, last);
    memory.storePointer(arena + ArenaWord.NEXTARENA, after);
    if (after !== 0) this.store(after + ArenaWord.PREVARENA, arena);
    this.store(last + ArenaWord.NEXTARENA, arena);
  }

  private unlink(arena: number): void {
    const previous = this.memory.loadPointer(arena + ArenaWord.PREVARENA);
    const next = this.memory.loadPointer(arena + ArenaWord.NEXTARENA);
    if (previous === 0) this.setUsable(next);
    else this.store(previous + ArenaWord.NEXTARENA, next);
    if (next !== 0) this.store(next + ArenaWord.PREVARENA, previous);
  }

  // ---------------------------------------------------------------- arenas in and out

  /** `new_arena`: an arena object with a fresh arena, or 0. */
  private newArena(): number {
    if (this.unusedArenaObjects === 0 && !this.growTable()) return 0;
    const arena = this.unusedArenaObjects;
    const start = this.allocator.alloc(this.version.arenaSize);
    if (start === 0) return 0;
    const address = this.memory.addressOf(start);
    if (this.map && !this.map.mark(address, true)) {
      this.allocator.free(start, this.version.arenaSize);
      return 0;
    }
    this.writable(arena);
    this.writable(arena + ArenaWord.WORDS - 1);
    this.store(
      this.statics + UNUSED_ARENA_OBJECTS,
      this.memory.loadPointer(arena + ArenaWord.NEXTARENA),
    );
    const excess = address % this.version.poolSize;
    const pools = excess === 0 ? this.maxPools : this.maxPools - 1;
    const first = excess === 0 ? start : start + (this.version.poolSize - excess) / 4;
    this.memory.storePointer(arena + ArenaWord.ADDRESS, start);
    this.memory.storePointer(arena + ArenaWord.POOL_ADDRESS, first);
    this.memory.storePointer(arena + ArenaWord.FREEPOOLS, 0);
    this.i32[arena + ArenaWord.NFREEPOOLS] = pools;
    this.i32[arena + ArenaWord.NTOTALPOOLS] = pools;
    this.markPages(start, 1);
    this.setStatic(NARENAS_CURRENTLY_ALLOCATED, this.current + 1);
    this.setStatic(NTIMES_ARENA_ALLOCATED, this.allocatedTotal + 1);
    if (this.current > this.highwater) this.setStatic(NARENAS_HIGHWATER, this.current);
    return arena;
  }

  private markPages(start: number, value: 0 | 1): void {
    const first = (start + 1023) >>> Page.SHIFT;
    this.ownPages.fill(value, first, (start + this.arenaWords) >>> Page.SHIFT);
  }

  private freeArena(arena: number): void {
    this.unlink(arena);
    const start = this.memory.loadPointer(arena + ArenaWord.ADDRESS);
    this.markPages(start, 0);
    this.memory.storePointer(arena + ArenaWord.NEXTARENA, this.unusedArenaObjects);
    this.store(this.statics + UNUSED_ARENA_OBJECTS, arena);
    this.map?.mark(this.memory.addressOf(start), false);
    this.allocator.free(start, this.version.arenaSize);
    this.memory.storePointer(arena + ArenaWord.ADDRESS, 0);
    this.setStatic(NARENAS_CURRENTLY_ALLOCATED, this.current - 1);
  }

  /** Doubles the table of arena objects and strings the new ones together. */
  private growTable(): boolean {
    const old = this.maxarenas;
    const count = old === 0 ? INITIAL_ARENA_OBJECTS : old * 2;
    const table = this.raw.realloc(this.arenas, count * ArenaWord.WORDS * 4);
    if (table === 0) return false;
    this.store(this.statics + ARENAS, table);
    for (let i = old; i < count; i++) {
      const arena = table + i * ArenaWord.WORDS;
      this.memory.touch(arena, ArenaWord.WORDS);
      this.memory.storePointer(arena + ArenaWord.ADDRESS, 0);
      this.memory.storePointer(
        arena + ArenaWord.NEXTARENA,
        i + 1 < count ? arena + ArenaWord.WORDS : 0,
      );
    }
    this.store(this.statics + UNUSED_ARENA_OBJECTS, table + old * ArenaWord.WORDS);
    this.setStatic(MAXARENAS, count);
    return true;
  }

  /**
   * Arenas are mapped from the system (`_PyObject_ArenaMmap`). The textbook's lie at multiples of
   * their size, with the table of their pools' headers behind them.
   */
  private defaultAllocator(): ArenaAllocator {
    const memory = this.memory;
    if (this.version.poolHeader === 'in-pool') {
      return {
        alloc: (size) => memory.mmap(size),
        free: (arena, size) => memory.munmap(arena, size),
      };
    }
    const table = this.maxPools * PoolWord.BYTES;
    return {
      alloc: (size) => {
        const start = memory.mmap(2 * size + table);
        if (start === 0) return 0;
        const skip = (size / 4 - ((start + memory.wordBase) & this.arenaMask)) & this.arenaMask;
        if (skip > 0) memory.munmap(start, skip * 4);
        const rest = size - skip * 4;
        const end = start + skip + Math.ceil((size + table) / 4096) * 1024;
        if (rest > 0) memory.munmap(end, rest);
        return start + skip;
      },
      free: (arena, size) => memory.munmap(arena, size + table),
    };
  }
}
