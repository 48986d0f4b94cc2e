import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import { BinnedChunks } from './bins';
import { Chunks } from './chunks';
import {
  Bins,
  ChunkFlag,
  ChunkWord,
  fastbinIndex,
  request2size,
  Sizes,
  StateWord,
  Tcache,
  tcacheIndex,
} from './layout';
import { InvalidPointer, ThreadCache } from './tcache';

export interface MallocStats {
  /** Bytes obtained through brk, and bytes in own mappings (`hblkhd`). */
  readonly arena: number;
  readonly mmapped: number;
  /** Chunks in own mappings. */
  readonly mmappedChunks: number;
}

/**
 * The C library's malloc: glibc's (malloc/malloc.c, 2.36) with its thread cache, fast bins, unsorted
 * list, small and large bins, top chunk, consolidation, own mappings and trimming, for the one thread
 * and the main arena of a simulated process. Every structure is in the simulated memory.
 *
 * Pointers are words, sizes are bytes.
 */
export class Malloc {
  private readonly chunks: Chunks;
  private readonly i32: Int32Array;
  /** `main_arena`, in the data segment. */
  private readonly state: number;
  private readonly bins: BinnedChunks;

  /** @param parent the malloc whose structures are in `memory` already: a forked process has them. */
  constructor(
    private readonly memory: AddressSpace,
    parent?: Malloc,
  ) {
    this.chunks = new Chunks(memory);
    this.i32 = memory.i32;
    this.state = parent?.state ?? memory.dataSegment(StateWord.WORDS * 4);
    this.bins = new BinnedChunks(this.chunks, this.state);
    if (parent) {
      this.reload();
      return;
    }
    memory.touch(this.state, StateWord.WORDS);
    this.bins.initialise();
    // `initial_top`: a chunk of no size, so that the first request grows the heap.
    this.setTop(this.bins.unsorted);
    this.setParameter(StateWord.MMAP_THRESHOLD, Sizes.MMAP_THRESHOLD);
    this.setParameter(StateWord.TRIM_THRESHOLD, Sizes.MMAP_THRESHOLD);
  }

  /** Looks at the memory again, after it was put back to an earlier moment. */
  reload(): void {
    const block = this.chunks.load(this.state + StateWord.TCACHE);
    this.bins.tcache = block === 0 ? undefined : new ThreadCache(this.chunks, block);
  }

  private parameter(word: StateWord): number {
    return this.chunks.load64(this.state + word);
  }

  private setParameter(word: StateWord, value: number): void {
    this.chunks.store64(this.state + word, value);
  }

  get stats(): MallocStats {
    return {
      arena: (this.memory.brk - this.memory.brkStart) * 4,
      mmapped: this.parameter(StateWord.MMAPPED_MEM),
      mmappedChunks: this.parameter(StateWord.N_MMAPS),
    };
  }

  // ---------------------------------------------------------------- malloc's own functions

  /** `malloc`: at least `bytes` bytes, 16-byte aligned; 0 when memory is exhausted. */
  malloc(bytes: number): number {
    const cache = this.cache();
    const index = tcacheIndex(request2size(bytes));
    const cached = cache !== undefined && index < Tcache.BINS && cache.count(index) > 0;
    return cached ? cache.get(index) : this.allocate(bytes);
  }

  /** `calloc`: zeroed. It does not use the thread cache, and does not touch what is zero already. */
  calloc(count: number, bytes: number): number {
    this.cache();
    const oldTop = this.top;
    // What the heap ever was may hold old bytes, though the top was trimmed since.
    const oldTopSize = Math.max(
      this.topSize,
      this.memory.brkStart * 4 + this.parameter(StateWord.MAX_SYSTEM_MEM) - oldTop * 4,
    );
    const block = this.allocate(count * bytes);
    if (block === 0) return 0;
    const chunk = block - ChunkWord.FD;
    if ((this.chunks.flags(chunk) & ChunkFlag.IS_MMAPPED) !== 0) return block;
    let dirty = this.chunks.size(chunk);
    if (chunk === oldTop && dirty > oldTopSize) dirty = oldTopSize;
    this.memory.fill(block, (dirty - Sizes.SIZE_SZ) / 4);
    return block;
  }

  /** `realloc`; a block of 0 allocates, 0 bytes free. */
  realloc(block: number, bytes: number): number {
    if (block === 0) return this.malloc(bytes);
    if (bytes === 0) {
      this.free(block);
      return 0;
    }
    const chunk = block - ChunkWord.FD;
    const size = request2size(bytes);
    if ((this.chunks.flags(chunk) & ChunkFlag.IS_MMAPPED) !== 0)
      return this.remap(chunk, bytes, size);
    this.requireChunk(block, chunk, 'realloc(): invalid pointer');
    return this.resize(chunk, size);
  }

  /** `free`; NULL is ignored. @throws InvalidPointer where glibc would abort. */
  free(block: number): void {
    if (block === 0) return;
    const chunk = block - ChunkWord.FD;
    if ((this.chunks.flags(chunk) & ChunkFlag.IS_MMAPPED) !== 0) {
      this.freeMapped(block, chunk);
    } else {
      this.requireChunk(block, chunk, 'free(): invalid pointer');
      this.cache();
      this.release(chunk);
    }
  }

  /** `malloc_usable_size`. */
  usableSize(block: number): number {
    const chunk = block - ChunkWord.FD;
    const mapped = (this.chunks.flags(chunk) & ChunkFlag.IS_MMAPPED) !== 0;
    return this.chunks.size(chunk) - (mapped ? Sizes.HEADER : Sizes.SIZE_SZ);
  }

  /** `malloc_trim`: whole pages inside free chunks go back, and the top beyond `pad`. @returns whether any did */
  trim(pad = 0): boolean {
    this.consolidate();
    let any = false;
    for (const chunk of this.bins.withPages()) {
      const page = 1 << Page.SHIFT;
      const first = Math.ceil((chunk + ChunkWord.END) / page) * page;
      const length = this.chunks.size(chunk) - 4 * (first - chunk);
      if (length < Page.SIZE) continue;
      this.memory.discard(first, Math.floor(length / Page.SIZE) * Page.SIZE);
      any = true;
    }
    return this.shrinkTop(pad) || any;
  }

  /** `mallopt(M_MMAP_THRESHOLD, bytes)`: from here on up, blocks get mappings, and the limit does not move. */
  setMmapThreshold(bytes: number): void {
    this.setParameter(StateWord.MMAP_THRESHOLD, bytes);
    this.setParameter(StateWord.NO_DYN_THRESHOLD, 1);
  }

  private requireChunk(block: number, chunk: number, what: string): void {
    const { brkStart, brk } = this.memory;
    if (chunk < brkStart || block >= brk || (block & 3) !== 0) {
      throw new InvalidPointer(this.memory, block, what);
    }
    const size = this.chunks.size(chunk);
    if (size < Sizes.MINIMUM || size % Sizes.ALIGNMENT !== 0 || chunk + size / 4 > brk) {
      throw new InvalidPointer(this.memory, block, what.replace('pointer', 'size'));
    }
  }

  /** The thread cache; made at the first call (`MAYBE_INIT_TCACHE`), unless there is no memory. */
  private cache(): ThreadCache | undefined {
    if (this.bins.tcache) return this.bins.tcache;
    const block = this.allocate(Tcache.BYTES);
    if (block === 0) return undefined;
    this.memory.fill(block, Tcache.BYTES / 4);
    this.chunks.store(this.state + StateWord.TCACHE, block);
    this.reload();
    return this.bins.tcache;
  }

  // ---------------------------------------------------------------- main_arena

  private get top(): number {
    return this.chunks.load(this.state + StateWord.TOP);
  }

  private setTop(chunk: number): void {
    this.chunks.store(this.state + StateWord.TOP, chunk);
  }

  /** Bytes of the top chunk; 0 before the heap exists. */
  private get topSize(): number {
    const { top } = this;
    return top === this.bins.unsorted ? 0 : this.chunks.size(top);
  }

  private get haveFastChunks(): boolean {
    return this.i32[this.state + StateWord.HAVE_FASTCHUNKS] !== 0;
  }

  private setHaveFastChunks(value: boolean): void {
    this.memory.touch(this.state, 4);
    this.i32[this.state + StateWord.HAVE_FASTCHUNKS] = value ? 1 : 0;
  }

  private fastbin(index: number): number {
    return this.state + StateWord.FASTBINS + 2 * index;
  }

  // ---------------------------------------------------------------- allocation

  /** `_int_malloc`. */
  private allocate(bytes: number): number {
    const size = request2size(bytes);
    const found =
      (size <= Sizes.MAX_FAST && this.fromFastbin(size)) ||
      (size < Sizes.LARGE && this.bins.fromSmallbin(size));
    if (found) return found;
    if (size >= Sizes.LARGE && this.haveFastChunks) this.consolidate();
    for (;;) {
      const block = this.bins.fromUnsorted(size) || this.bins.fromBins(size);
      if (block !== 0) return block;
      const { top, topSize } = this;
      if (topSize >= size + Sizes.MINIMUM) return this.cutTop(top, topSize, size);
      if (!this.haveFastChunks) return this.fromSystem(size);
      this.consolidate();
    }
  }

  private fromFastbin(size: number): number {
    const { chunks } = this;
    const head = this.fastbin(fastbinIndex(size));
    const victim = chunks.load(head);
    if (victim === 0) return 0;
    chunks.store(head, chunks.loadProtected(victim + ChunkWord.FD));
    // The rest of the bin moves to the thread cache, as far as there is room.
    const { tcache } = this.bins;
    const index = tcacheIndex(size);
    for (let chunk = chunks.load(head); chunk !== 0; chunk = chunks.load(head)) {
      if (!tcache?.hasRoom(index)) break;
      chunks.store(head, chunks.loadProtected(chunk + ChunkWord.FD));
      tcache.put(chunk, index);
    }
    return victim + ChunkWord.FD;
  }

  private cutTop(top: number, topSize: number, size: number): number {
    const rest = top + size / 4;
    this.setTop(rest);
    this.chunks.setHead(top, size, ChunkFlag.PREV_INUSE);
    this.chunks.setHead(rest, topSize - size, ChunkFlag.PREV_INUSE);
    return top + ChunkWord.FD;
  }

  // ---------------------------------------------------------------- the system

  /** `sysmalloc`: a mapping of its own from the threshold up, else a larger heap. */
  private fromSystem(size: number): number {
    if (size >= this.parameter(StateWord.MMAP_THRESHOLD)) {
      const block = this.fromMmap(size);
      if (block !== 0) return block;
    }
    const { topSize } = this;
    const need = size + Sizes.TOP_PAD + Sizes.MINIMUM - topSize;
    const grow = Math.ceil(need / Page.SIZE) * Page.SIZE;
    const old = this.memory.sbrk(grow);
    if (old === 0) return 0;
    const systemMemory = (this.memory.brk - this.memory.brkStart) * 4;
    if (systemMemory > this.parameter(StateWord.MAX_SYSTEM_MEM)) {
      this.setParameter(StateWord.MAX_SYSTEM_MEM, systemMemory);
    }
    if (topSize === 0) this.setTop(old);
    const { top } = this;
    this.chunks.setHead(top, topSize + grow, ChunkFlag.PREV_INUSE);
    return this.cutTop(top, topSize + grow, size);
  }

  private fromMmap(size: number): number {
    const whole = Math.ceil((size + Sizes.SIZE_SZ) / Page.SIZE) * Page.SIZE;
    const chunk = this.memory.mmap(whole);
    if (chunk === 0) return 0;
    this.chunks.setHead(chunk, whole, ChunkFlag.IS_MMAPPED);
    this.countMapped(1, whole);
    return chunk + ChunkWord.FD;
  }

  private countMapped(chunks: number, bytes: number): void {
    this.setParameter(StateWord.N_MMAPS, this.parameter(StateWord.N_MMAPS) + chunks);
    this.setParameter(StateWord.MMAPPED_MEM, this.parameter(StateWord.MMAPPED_MEM) + bytes);
  }

  private freeMapped(block: number, chunk: number): void {
    const size = this.chunks.size(chunk);
    if ((chunk & 1023) !== 0 || size % Page.SIZE !== 0 || size === 0) {
      throw new InvalidPointer(this.memory, block, 'munmap_chunk(): invalid pointer');
    }
    // A mapping that was given back raises the thresholds: next time such a block comes from the heap.
    if (
      size + ChunkFlag.IS_MMAPPED > this.parameter(StateWord.MMAP_THRESHOLD) &&
      size < Sizes.MMAP_THRESHOLD_MAX &&
      this.parameter(StateWord.NO_DYN_THRESHOLD) === 0
    ) {
      this.setParameter(StateWord.MMAP_THRESHOLD, size);
      this.setParameter(StateWord.TRIM_THRESHOLD, 2 * size);
    }
    this.countMapped(-1, -size);
    this.memory.munmap(chunk, size);
  }

  /** `systrim`: the top beyond the pad goes back. @returns whether there was any */
  private shrinkTop(pad: number): boolean {
    const { top, topSize } = this;
    const area = topSize - Sizes.MINIMUM - 1;
    if (area <= pad) return false;
    const extra = Math.floor((area - pad) / Page.SIZE) * Page.SIZE;
    if (extra === 0) return false;
    this.memory.sbrk(-extra);
    this.chunks.setHead(top, topSize - extra, ChunkFlag.PREV_INUSE);
    return true;
  }

  // ---------------------------------------------------------------- freeing

  /** `_int_free`. */
  private release(chunk: number): void {
    const { chunks } = this;
    const { tcache } = this.bins;
    const size = chunks.size(chunk);
    const index = tcacheIndex(size);
    if (tcache && index < Tcache.BINS) {
      tcache.refuseSecondFree(chunk, index);
      if (tcache.hasRoom(index)) {
        tcache.put(chunk, index);
        return;
      }
    }
    if (size <= Sizes.MAX_FAST) {
      const head = this.fastbin(fastbinIndex(size));
      const old = chunks.load(head);
      if (old === chunk) this.abort(chunk, 'double free or corruption (fasttop)');
      chunks.storeProtected(chunk + ChunkWord.FD, old);
      chunks.store(head, chunk);
      this.setHaveFastChunks(true);
      return;
    }
    if (chunk === this.top) this.abort(chunk, 'double free or corruption (top)');
    if (!chunks.inUse(chunk, size)) this.abort(chunk, 'double free or corruption (!prev)');
    if (this.merge(chunk, size) < Sizes.CONSOLIDATE) return;
    if (this.haveFastChunks) this.consolidate();
    if (this.topSize >= this.parameter(StateWord.TRIM_THRESHOLD)) this.shrinkTop(Sizes.TOP_PAD);
  }

  private abort(chunk: number, what: string): never {
    throw new InvalidPointer(this.memory, chunk + ChunkWord.FD, what);
  }

  /**
   * Joins a chunk with its free neighbours and puts it at the head of the unsorted list, or into the
   * top. Returns the bytes of the chunk that it became.
   */
  private merge(chunk: number, size: number): number {
    const { chunks } = this;
    const next = chunk + size / 4;
    let start = chunk;
    let total = size;
    if (!chunks.previousInUse(chunk)) {
      const previous = chunks.previousSize(chunk);
      start -= previous / 4;
      total += previous;
      chunks.unlink(start);
    }
    const nextSize = chunks.size(next);
    if (next === this.top) {
      total += nextSize;
      chunks.setHead(start, total, ChunkFlag.PREV_INUSE);
      this.setTop(start);
      return total;
    }
    if (chunks.inUse(next, nextSize)) chunks.setInUse(next, 0, false);
    else {
      chunks.unlink(next);
      total += nextSize;
    }
    this.bins.addUnsorted(start, total);
    return total;
  }

  /** `malloc_consolidate`: empties the fast bins, joining what lies side by side. */
  private consolidate(): void {
    const { chunks } = this;
    this.setHaveFastChunks(false);
    for (let index = 0; index < Bins.FAST; index++) {
      const head = this.fastbin(index);
      let chunk = chunks.load(head);
      if (chunk === 0) continue;
      chunks.store(head, 0);
      while (chunk !== 0) {
        const next = chunks.loadProtected(chunk + ChunkWord.FD);
        this.merge(chunk, chunks.size(chunk));
        chunk = next;
      }
    }
  }

  // ---------------------------------------------------------------- resizing

  /** `_int_realloc`: in place where the neighbours allow it. */
  private resize(chunk: number, wanted: number): number {
    const { chunks } = this;
    const size = chunks.size(chunk);
    const next = chunk + size / 4;
    let newSize = size;
    if (size < wanted) {
      const nextSize = next === this.top ? this.topSize : chunks.size(next);
      if (next === this.top && size + nextSize >= wanted + Sizes.MINIMUM) {
        chunks.setSize(chunk, wanted);
        const rest = chunk + wanted / 4;
        this.setTop(rest);
        chunks.setHead(rest, size + nextSize - wanted, ChunkFlag.PREV_INUSE);
        return chunk + ChunkWord.FD;
      }
      if (next !== this.top && !chunks.inUse(next, nextSize) && size + nextSize >= wanted) {
        newSize = size + nextSize;
        chunks.unlink(next);
      } else {
        const moved = this.allocate(wanted - Sizes.ALIGNMENT + 1);
        if (moved === 0) return 0;
        if (moved - ChunkWord.FD !== next) {
          this.memory.copy(moved, chunk + ChunkWord.FD, (size - Sizes.SIZE_SZ) / 4);
          this.release(chunk);
          return moved;
        }
        // It begins where this one ends: no need to move.
        newSize = size + chunks.size(next);
      }
    }
    const rest = newSize - wanted;
    if (rest < Sizes.MINIMUM) {
      chunks.setSize(chunk, newSize);
      chunks.setInUse(chunk, newSize, true);
    } else {
      const remainder = chunk + wanted / 4;
      chunks.setSize(chunk, wanted);
      chunks.setHead(remainder, rest, ChunkFlag.PREV_INUSE);
      chunks.setInUse(remainder, rest, true);
      this.release(remainder);
    }
    return chunk + ChunkWord.FD;
  }

  /** A mapped block is moved by the kernel (`mremap_chunk`), or copied where that cannot be had. */
  private remap(chunk: number, bytes: number, size: number): number {
    const old = this.chunks.size(chunk);
    const whole = Math.ceil((size + Sizes.SIZE_SZ) / Page.SIZE) * Page.SIZE;
    if (whole === old) return chunk + ChunkWord.FD;
    const moved = this.memory.mremap(chunk, old, whole);
    if (moved !== 0) {
      this.chunks.setHead(moved, whole, ChunkFlag.IS_MMAPPED);
      this.countMapped(0, whole - old);
      return moved + ChunkWord.FD;
    }
    if (old - Sizes.SIZE_SZ >= size) return chunk + ChunkWord.FD;
    const block = this.malloc(bytes);
    if (block === 0) return 0;
    this.memory.copy(block, chunk + ChunkWord.FD, (old - Sizes.HEADER) / 4);
    this.free(chunk + ChunkWord.FD);
    return block;
  }
}
