import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import type { ArenaMap as ArenaMapBits } from '../versions/types';
import { ARENA_COVERAGE } from './structs';

const POINTER_WORDS = 2;
const COVERAGE_WORDS = ARENA_COVERAGE.size / 4;
/** Bytes behind the root for `arena_map_mid_count` and `arena_map_bot_count`. */
const COUNTS = 8;

/**
 * The radix tree that tells pymalloc's addresses from malloc's (3.10 on, Objects/obmalloc.c,
 * `arena_map_get`). The root is static; nodes come from malloc as arenas first need them and are
 * never given back. An arena that does not start at a multiple of its size covers the tail of one
 * leaf (`tail_hi`) and the front of the next (`tail_lo`).
 */
export class ArenaMap {
  private readonly root: number;
  private readonly i32: Int32Array;
  private readonly arenaBits: number;
  private readonly midShift: number;
  private readonly topShift: number;

  constructor(
    private readonly memory: AddressSpace,
    private readonly raw: Malloc,
    private readonly bits: ArenaMapBits,
    private readonly arenaSize: number,
    parent?: ArenaMap,
  ) {
    this.i32 = memory.i32;
    this.root = parent?.root ?? memory.dataSegment(this.rootSize + COUNTS);
    this.arenaBits = Math.log2(arenaSize);
    this.midShift = this.arenaBits + bits.botBits;
    this.topShift = this.midShift + bits.midBits;
  }

  /** How many nodes there are below the root (`arena_map_mid_count`, `arena_map_bot_count`). */
  get midNodes(): number {
    return this.i32[this.counts]!;
  }

  get botNodes(): number {
    return this.i32[this.counts + 1]!;
  }

  private get counts(): number {
    return this.root + this.rootSize / 4;
  }

  /** Bytes of the root, of a middle node and of a bottom node. */
  get rootSize(): number {
    return 2 ** this.bits.topBits * 8;
  }

  get midSize(): number {
    return 2 ** this.bits.midBits * 8;
  }

  get botSize(): number {
    return 2 ** this.bits.botBits * ARENA_COVERAGE.size;
  }

  /** Whether `word`, whose address is `high:low`, lies in an arena (`arena_map_is_used`). */
  covers(low: number, high: number): boolean {
    const leaf = this.leaf(low, high);
    if (leaf === 0) return false;
    const tail = low & (this.arenaSize - 1);
    const tailHigh = this.i32[leaf]!;
    return tail < this.i32[leaf + 1]! || (tail >= tailHigh && tailHigh !== 0);
  }

  private field(low: number, high: number, shift: number, bits: number): number {
    const value = shift >= 32 ? high >>> (shift - 32) : (low >>> shift) | (high << (32 - shift));
    return value & ((1 << bits) - 1);
  }

  private leaf(low: number, high: number): number {
    const { topBits, midBits, botBits } = this.bits;
    const mid = this.memory.loadPointer(
      this.root + this.field(low, high, this.topShift, topBits) * POINTER_WORDS,
    );
    if (mid === 0) return 0;
    const bot = this.memory.loadPointer(
      mid + this.field(low, high, this.midShift, midBits) * POINTER_WORDS,
    );
    if (bot === 0) return 0;
    return bot + this.field(low, high, this.arenaBits, botBits) * COVERAGE_WORDS;
  }

  /** Enters or removes an arena; false when a node cannot be had (`arena_map_mark_used`). */
  mark(address: number, used: boolean): boolean {
    const leaf = this.grow(address);
    if (leaf === 0) return false;
    const tail = address % this.arenaSize;
    if (tail === 0) {
      this.store(leaf, used ? -1 : 0);
      return true;
    }
    const next = this.grow(address + this.arenaSize);
    if (next === 0) return false;
    this.store(leaf, used ? tail : 0);
    this.store(next + 1, used ? tail : 0);
    return true;
  }

  /** The leaf for an address, with the nodes above it made where they are missing. */
  private grow(address: number): number {
    const { topBits, midBits } = this.bits;
    const low = address | 0;
    const high = Math.floor(address / 2 ** 32);
    const midSlot = this.root + this.field(low, high, this.topShift, topBits) * POINTER_WORDS;
    let mid = this.memory.loadPointer(midSlot);
    if (mid === 0) {
      mid = this.raw.calloc(1, this.midSize);
      if (mid === 0) return 0;
      this.memory.touch(midSlot, POINTER_WORDS);
      this.memory.storePointer(midSlot, mid);
      this.store(this.counts, this.midNodes + 1);
    }
    const botSlot = mid + this.field(low, high, this.midShift, midBits) * POINTER_WORDS;
    if (this.memory.loadPointer(botSlot) === 0) {
      const bot = this.raw.calloc(1, this.botSize);
      if (bot === 0) return 0;
      this.memory.touch(botSlot, POINTER_WORDS);
      this.memory.storePointer(botSlot, bot);
      this.store(this.counts + 1, this.botNodes + 1);
    }
    return this.leaf(low, high);
  }

  private store(word: number, value: number): void {
    if (this.memory.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    this.i32[word] = value;
  }
}
