import { Page } from '../memory/flat-memory';
import type { PyMalloc } from '../pymalloc/pymalloc';
import { PoolWord } from '../pymalloc/structs';
import { type ArenaRecord, walkArenas } from '../pymalloc/walk';
import type { ArenaMapState, PoolMap } from './types';

/** What is known of single blocks, by a word that lies in them. */
export interface Marks {
  /** Dead objects on free lists. */
  readonly kept: readonly number[];
  /** Objects that wait for the collector, and their other blocks: the same list while they are the same. */
  readonly unreachable: readonly number[];
}

/** Letters of blocks, as character codes. */
const enum Letter {
  USED = 0x75,
  KEPT = 0x6b,
  GARBAGE = 0x67,
  FREE = 0x66,
  UNTOUCHED = 0x6e,
}

/** Blocks of a pool at most: 16 KiB of 16 bytes. */
const MOST_BLOCKS = 1024;
/** Pictures of pools that are used again before they are made anew. */
const MOST_KNOWN = 200_000;

/** Marked blocks of a pool. */
type PoolMarks = Map<number, Letter>;

/** A picture of a pool, and whether it is partly in use: block by block, or cut down to its counts. */
interface Picture {
  readonly map: PoolMap;
  readonly kind: 'plain' | 'partial' | 'cut';
}

interface KnownArena {
  readonly state: ArenaMapState;
  /** Its pools by their place; undefined where one was never used. */
  readonly pools: readonly (Picture | undefined)[];
  /** How many are partly in use. */
  readonly partial: number;
}

function run(letter: Letter, count: number): string {
  return count > 0 ? String.fromCharCode(letter) + count : '';
}

/**
 * The pools of all arenas, block by block, from one moment to another: only those are read again where a page
 * changed, or where a block is marked. Pools that are alike are one and the same object, in all moments.
 */
export class PoolMaps {
  private readonly arenas = new Map<number, KnownArena>();
  private readonly known = new Map<number | string, Picture>();
  private readonly letters = new Uint8Array(MOST_BLOCKS);
  /** Pages that changed since the moment that was read last. */
  private readonly changed: Uint8Array;
  private readonly changedPages: number[] = [];
  /** Pools with marks in that moment, by their first word. */
  private marked: ReadonlyMap<number, PoolMarks> = new Map();
  private garbage: readonly number[] = [];
  private garbageMarks: ReadonlyMap<number, PoolMarks> = new Map();

  constructor(private readonly heap: PyMalloc) {
    this.changed = new Uint8Array(heap.memory.pages.length);
  }

  /** A page is not as it was when the pools were read. */
  invalidate(page: number): void {
    if (this.changed[page] === 1) return;
    this.changed[page] = 1;
    this.changedPages.push(page);
  }

  /**
   * Every arena with its pools that were ever used.
   * @param most pools that are partly in use and are read block by block
   */
  read(marks: Marks, most: number): ArenaMapState[] {
    const { arenas, heap } = this;
    const now = this.marksOf(marks);
    const before = this.marked;
    const found: ArenaMapState[] = [];
    const there = new Set<number>();
    let left = most;
    for (const arena of walkArenas(heap)) {
      const known = this.arenaOf(arena, now, before, left);
      left -= known.partial;
      arenas.set(arena.index, known);
      there.add(arena.index);
      found.push(known.state);
    }
    for (const index of arenas.keys()) if (!there.has(index)) arenas.delete(index);
    for (const page of this.changedPages) this.changed[page] = 0;
    this.changedPages.length = 0;
    this.marked = now;
    return found;
  }

  /** One pool block by block; undefined where there is none that was ever used. */
  pool(marks: Marks, arena: number, index: number): PoolMap | undefined {
    for (const record of walkArenas(this.heap)) {
      if (record.index !== arena || index >= this.count(record)) continue;
      const pool = record.firstPool + index * this.words;
      return this.picture(pool, index, this.marksOf(marks).get(pool), true)?.map;
    }
    return undefined;
  }

  private get words(): number {
    return this.heap.version.pymalloc.poolSize / 4;
  }

  /** Pools that were given out at least once. */
  private count({ poolAddress, firstPool }: ArenaRecord): number {
    return (poolAddress - firstPool) / this.words;
  }

  private arenaOf(
    arena: ArenaRecord,
    now: ReadonlyMap<number, PoolMarks>,
    before: ReadonlyMap<number, PoolMarks>,
    most: number,
  ): KnownArena {
    const { heap, words } = this;
    const { index, start, firstPool, ntotalpools: npools } = arena;
    const address = heap.memory.addressOf(start);
    const old = this.arenas.get(index);
    const same = old?.state.address === address && old.state.npools === npools ? old : undefined;
    const count = this.count(arena);
    let isSame = same?.pools.length === count;
    let partial = 0;
    const pools: (Picture | undefined)[] = [];
    for (let i = 0; i < count; i++) {
      const pool = firstPool + i * words;
      const marks = now.get(pool);
      const known = same?.pools[i];
      const whole = partial < most;
      const fits = known && (known.kind === 'plain' || (known.kind === 'partial') === whole);
      const isFresh = fits && !marks && !before.has(pool) && !this.hasChanged(pool, words);
      const fresh = isFresh ? known : this.picture(pool, i, marks, whole);
      if (fresh && fresh.kind !== 'plain') partial++;
      if (fresh !== known) isSame = false;
      pools.push(fresh);
    }
    if (same && isSame) return same;
    const used = pools.flatMap((pool) => pool?.map ?? []);
    return { state: { index, address, npools, pools: used }, pools, partial };
  }

  private hasChanged(pool: number, words: number): boolean {
    const last = (pool + words - 1) >>> Page.SHIFT;
    for (let page = pool >>> Page.SHIFT; page <= last; page++)
      if (this.changed[page] === 1) return true;
    return false;
  }

  /** @param whole whether a pool that is partly in use is read block by block */
  private picture(
    pool: number,
    index: number,
    marks: PoolMarks | undefined,
    whole: boolean,
  ): Picture | undefined {
    const { heap } = this;
    const { i32 } = heap.memory;
    const header = heap.headerOf(pool);
    if (heap.isFresh(header)) return undefined;
    const szidx = i32[header + PoolWord.SZIDX]!;
    const used = i32[header + PoolWord.COUNT]!;
    const blockSize = heap.blockSize(szidx);
    const capacity = heap.blocksPerPool(szidx);
    const carved = (i32[header + PoolWord.NEXTOFFSET]! - heap.poolOverhead) / blockSize;
    const map = (blocks: string): PoolMap => ({ index, blockSize, used, capacity, blocks });
    const untouched = capacity - carved;
    const number = ((index * 64 + szidx) * MOST_BLOCKS + carved) * 2;
    if (used === 0)
      return this.same(number, 'plain', () =>
        map(run(Letter.FREE, carved) + run(Letter.UNTOUCHED, untouched)),
      );
    if (!marks && used === carved)
      return this.same(number + 1, 'plain', () =>
        map(run(Letter.USED, used) + run(Letter.UNTOUCHED, untouched)),
      );
    if (!whole) return this.same(`${index} ${szidx} ${used} ${carved}`, 'cut', () => map(''));
    const blocks = this.blocksOf(pool, header, blockSize, carved, capacity, marks);
    return this.same(`${index} ${szidx} ${blocks}`, 'partial', () => map(blocks));
  }

  private same(key: number | string, kind: Picture['kind'], make: () => PoolMap): Picture {
    const { known } = this;
    const old = known.get(key);
    if (old) return old;
    if (known.size >= MOST_KNOWN) known.clear();
    const picture = { map: make(), kind };
    known.set(key, picture);
    return picture;
  }

  private blocksOf(
    pool: number,
    header: number,
    blockSize: number,
    carved: number,
    capacity: number,
    marks: PoolMarks | undefined,
  ): string {
    const { heap, letters } = this;
    const { memory } = heap;
    letters.fill(Letter.USED, 0, carved).fill(Letter.UNTOUCHED, carved, capacity);
    for (const [block, letter] of marks ?? []) if (block < carved) letters[block] = letter;
    const first = pool + heap.poolOverhead / 4;
    let block = memory.loadPointer(header + PoolWord.FREEBLOCK);
    for (let left = carved; block !== 0 && left >= 0; left--) {
      const at = ((block - first) * 4) / blockSize;
      if (at < carved) letters[at] = Letter.FREE;
      block = memory.loadPointer(block);
    }
    let text = '';
    for (let from = 0; from < capacity; ) {
      let to = from + 1;
      while (to < capacity && letters[to] === letters[from]) to++;
      text += run(letters[from]!, to - from);
      from = to;
    }
    return text;
  }

  // ---------------------------------------------------------------- marks

  private marksOf({ kept, unreachable }: Marks): ReadonlyMap<number, PoolMarks> {
    if (unreachable !== this.garbage) {
      this.garbageMarks = this.grouped(unreachable, Letter.GARBAGE);
      this.garbage = unreachable;
    }
    if (kept.length === 0) return this.garbageMarks;
    const all = this.grouped(kept, Letter.KEPT);
    for (const [pool, blocks] of this.garbageMarks)
      all.set(pool, new Map([...(all.get(pool) ?? []), ...blocks]));
    return all;
  }

  /** Blocks by their pools. */
  private grouped(all: readonly number[], letter: Letter): Map<number, PoolMarks> {
    const { heap } = this;
    const { memory } = heap;
    const found = new Map<number, PoolMarks>();
    for (const word of all) {
      if ((memory.pages[word >>> Page.SHIFT]! & Page.MAPPED) === 0 || !heap.owns(word)) continue;
      const header = heap.headerOf(word);
      const pool = heap.poolOf(header);
      const size = heap.blockSize(memory.i32[header + PoolWord.SZIDX]!);
      let blocks = found.get(pool);
      if (!blocks) {
        blocks = new Map();
        found.set(pool, blocks);
      }
      blocks.set(Math.floor(((word - pool) * 4 - heap.poolOverhead) / size), letter);
    }
    return found;
  }
}
