import { Page } from '../memory/flat-memory';
import type { Chunks } from './chunks';
import { Bins, binIndex, ChunkFlag, ChunkWord, Sizes, StateWord, tcacheIndex } from './layout';
import type { ThreadCache } from './tcache';

/** How many unsorted chunks one request looks at (MAX_ITERS). */
const MAX_ITERATIONS = 10_000;

/**
 * The doubly linked bins of `main_arena`: the unsorted list, where freed chunks wait, the small bins of
 * one size each, and the large bins in descending order with a second list over distinct sizes.
 */
export class BinnedChunks {
  /** The cache that takes further chunks which fit a request. */
  tcache: ThreadCache | undefined;
  /** The unsorted list: bin 1. */
  readonly unsorted: number;
  private readonly i32: Int32Array;

  /** @param state the word of `main_arena`. */
  constructor(
    private readonly chunks: Chunks,
    private readonly state: number,
  ) {
    this.i32 = chunks.i32;
    this.unsorted = this.bin(1);
  }

  /** Every bin empty: a list that leads to itself. */
  initialise(): void {
    for (let index = 1; index < Bins.COUNT; index++) {
      const bin = this.bin(index);
      this.chunks.store(bin + ChunkWord.FD, bin);
      this.chunks.store(bin + ChunkWord.BK, bin);
    }
  }

  private binmapWord(index: number): number {
    const word = this.state + StateWord.BINMAP + (index >>> 5);
    this.chunks.memory.touch(word, 1);
    return word;
  }

  private bin(index: number): number {
    return this.state + StateWord.BINS + (index - 1) * 4 - ChunkWord.FD;
  }

  private markBin(index: number): void {
    const word = this.binmapWord(index);
    this.i32[word] = this.i32[word]! | (1 << (index & 31));
  }

  /** A free chunk, with its size written, to the head of the unsorted list. */
  addUnsorted(chunk: number, size: number): void {
    const { chunks, unsorted } = this;
    chunks.link(chunk, unsorted, chunks.forward(unsorted));
    chunks.clearNextSize(chunk, size);
    chunks.setHead(chunk, size, ChunkFlag.PREV_INUSE);
    chunks.setFoot(chunk, size);
  }

  /** The chunk of a small bin that has been free longest; the others fill the thread cache. */
  fromSmallbin(size: number): number {
    const { chunks } = this;
    const bin = this.bin(binIndex(size));
    const victim = chunks.back(bin);
    if (victim === bin) return 0;
    chunks.setInUse(victim, size, true);
    chunks.takeLast(bin, victim);
    const index = tcacheIndex(size);
    for (let chunk = chunks.back(bin); chunk !== bin; chunk = chunks.back(bin)) {
      if (!this.tcache?.hasRoom(index)) break;
      chunks.setInUse(chunk, size, true);
      chunks.takeLast(bin, chunk);
      this.tcache.put(chunk, index);
    }
    return victim + ChunkWord.FD;
  }

  /**
   * Goes through the unsorted list: a chunk that fits exactly is taken (or goes to the thread cache
   * while that has room), every other one to its bin. A block, or 0 when none fitted.
   */
  fromUnsorted(wanted: number): number {
    const { chunks, unsorted } = this;
    const index = tcacheIndex(wanted);
    let cached = false;
    for (let i = 0; i < MAX_ITERATIONS; i++) {
      const victim = chunks.back(unsorted);
      if (victim === unsorted) break;
      const size = chunks.size(victim);
      const only = chunks.back(victim) === unsorted;
      const last = chunks.load(this.state + StateWord.LAST_REMAINDER);
      if (wanted < Sizes.LARGE && only && victim === last && size > wanted + Sizes.MINIMUM) {
        // Small requests in a row are cut from one chunk.
        const remainder = victim + wanted / 4;
        chunks.setHead(victim, wanted, ChunkFlag.PREV_INUSE);
        chunks.store(this.state + StateWord.LAST_REMAINDER, remainder);
        chunks.takeLast(unsorted, victim);
        this.addUnsorted(remainder, size - wanted);
        return victim + ChunkWord.FD;
      }
      chunks.takeLast(unsorted, victim);
      if (size !== wanted) {
        this.placeInBin(victim, size);
        continue;
      }
      chunks.setInUse(victim, size, true);
      if (!this.tcache?.hasRoom(index)) return victim + ChunkWord.FD;
      this.tcache.put(victim, index);
      cached = true;
    }
    return cached ? this.tcache!.get(index) : 0;
  }

  private placeInBin(victim: number, size: number): void {
    const { chunks } = this;
    const index = binIndex(size);
    const bin = this.bin(index);
    let back = bin;
    let forward = chunks.forward(bin);
    if (size >= Sizes.LARGE) {
      if (forward === bin) {
        chunks.store(victim + ChunkWord.FD_NEXTSIZE, victim);
        chunks.store(victim + ChunkWord.BK_NEXTSIZE, victim);
      } else if (size < chunks.size(chunks.back(bin))) {
        // Smaller than the smallest: to the end.
        chunks.linkSize(victim, forward);
        forward = bin;
        back = chunks.back(bin);
      } else {
        while (size < chunks.size(forward)) forward = chunks.nextSize(forward);
        // Behind the first of its size, so that the list of sizes stays as it is.
        if (size === chunks.size(forward)) forward = chunks.forward(forward);
        else chunks.linkSize(victim, forward);
        back = chunks.back(forward);
      }
    }
    this.markBin(index);
    chunks.link(victim, back, forward);
  }

  /** The smallest chunk of the bins that is large enough; what is left of it goes to the unsorted list. */
  fromBins(wanted: number): number {
    const { chunks } = this;
    const own = binIndex(wanted);
    if (wanted >= Sizes.LARGE) {
      const bin = this.bin(own);
      const largest = chunks.forward(bin);
      if (largest !== bin && chunks.size(largest) >= wanted) {
        let victim = chunks.load(largest + ChunkWord.BK_NEXTSIZE);
        while (chunks.size(victim) < wanted) victim = chunks.load(victim + ChunkWord.BK_NEXTSIZE);
        const twin = chunks.forward(victim);
        if (victim !== chunks.back(bin) && chunks.size(victim) === chunks.size(twin)) victim = twin;
        return this.takeFromBin(victim, wanted, false);
      }
    }
    for (let index = own + 1; index < Bins.COUNT; index++) {
      const word = this.binmapWord(index);
      const map = this.i32[word]! >>> (index & 31);
      if (map === 0) {
        index |= 31;
        continue;
      }
      index += 31 - Math.clz32(map & -map);
      const bin = this.bin(index);
      const victim = chunks.back(bin);
      if (victim !== bin) return this.takeFromBin(victim, wanted, wanted < Sizes.LARGE);
      // A bin that has become empty is noticed only now.
      this.i32[word] = this.i32[word]! & ~(1 << (index & 31));
    }
    return 0;
  }

  /** Free chunks that may have a whole page: of the unsorted list, and of bins from a page's size on. */
  *withPages(): Iterable<number> {
    const { chunks } = this;
    const least = binIndex(Page.SIZE);
    for (let index = 1; index < Bins.COUNT; index++) {
      if (index !== 1 && index < least) continue;
      const bin = this.bin(index);
      for (let chunk = chunks.back(bin); chunk !== bin; chunk = chunks.back(chunk)) yield chunk;
    }
  }

  private takeFromBin(victim: number, wanted: number, lastRemainder: boolean): number {
    const { chunks } = this;
    const size = chunks.size(victim);
    const rest = size - wanted;
    chunks.unlink(victim);
    if (rest < Sizes.MINIMUM) {
      chunks.setInUse(victim, size, true);
      return victim + ChunkWord.FD;
    }
    const remainder = victim + wanted / 4;
    if (lastRemainder) chunks.store(this.state + StateWord.LAST_REMAINDER, remainder);
    this.addUnsorted(remainder, rest);
    chunks.setHead(victim, wanted, ChunkFlag.PREV_INUSE);
    return victim + ChunkWord.FD;
  }
}
