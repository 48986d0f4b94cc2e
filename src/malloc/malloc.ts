import { type AddressSpace, hex, Page } from '../memory';

/*
 * The C library's malloc in a first form: glibc's chunk (malloc/malloc.c, `struct malloc_chunk`),
 * its top chunk on the break, its own mapping from the threshold up, coalescing and trimming, but
 * one kind of bin where glibc has five. Offsets are therefore modelled, not exact.
 *
 *     chunk ->  prev_size   (of the chunk below, when that one is free)
 *               size | flags
 *     block ->  fd          (when free)
 *               bk          (when free)
 *
 * Everything lives in the simulated memory; sizes below are bytes, places are words.
 */

const PREV_INUSE = 1;
const IS_MMAPPED = 2;
const FLAGS = 7;
const HEADER = 16;
const HEADER_WORDS = HEADER / 4;
const MIN_CHUNK = 32;
const TOP_PAD = 128 * 1024;
/** DEFAULT_MMAP_THRESHOLD_MAX: the dynamic threshold grows no further. */
const MMAP_THRESHOLD_MAX = 32 * 2 ** 20;
const BINS = 64;

/** Chunk sizes up to 1024 have a bin each 32 bytes; above, four bins for each power of two. */
function binOf(size: number): number {
  if (size < 1024) return size >>> 5;
  const exponent = 31 - Math.clz32(Math.min(size, 2 ** 30));
  const quarter = (Math.min(size, 2 ** 30) >>> (exponent - 2)) & 3;
  return Math.min(32 + (exponent - 10) * 4 + quarter, BINS - 1);
}

export class InvalidPointer extends Error {
  override readonly name = 'InvalidPointer';
}

export interface MallocStats {
  /** Bytes obtained through brk, and bytes in own mappings (`hblkhd`). */
  readonly arena: number;
  readonly mmapped: number;
  /** Chunks in own mappings, and allocations that are live. */
  readonly mmappedChunks: number;
  readonly live: number;
}

export class Malloc {
  private readonly i32: Int32Array;
  private readonly pages: Uint8Array;
  /** List heads, two pointers each, in the data segment as glibc's `main_arena.bins` are. */
  private readonly bins: number;
  private top = 0;
  private topSize = 0;
  private mmapThreshold = 128 * 1024;
  private trimThreshold = 128 * 1024;
  private mmappedBytes = 0;
  private mmappedChunks = 0;
  private live = 0;

  constructor(private readonly memory: AddressSpace) {
    this.i32 = memory.i32;
    this.pages = memory.pages;
    this.bins = memory.dataSegment(BINS * 16);
    memory.touch(this.bins, BINS * 4);
    for (let bin = 0; bin < BINS; bin++) {
      const head = this.bins + bin * 4;
      memory.storePointer(head, head);
      memory.storePointer(head + 2, head);
    }
  }

  get stats(): MallocStats {
    return {
      arena: (this.memory.brk - this.memory.brkStart) * 4,
      mmapped: this.mmappedBytes,
      mmappedChunks: this.mmappedChunks,
      live: this.live,
    };
  }

  /** Allocates at least `bytes` bytes, 16-byte aligned; 0 when memory is exhausted. */
  malloc(bytes: number): number {
    const size = Math.max(MIN_CHUNK, Math.ceil((bytes + 8) / 16) * 16);
    let chunk = 0;
    if (size < 2 ** 31) chunk = this.fromBins(size) || this.fromTop(size);
    if (chunk === 0) chunk = this.fromMmap(bytes);
    if (chunk === 0) return 0;
    this.live++;
    return chunk + HEADER_WORDS;
  }

  /** `malloc` and zeros; fresh mappings are zero already. */
  calloc(count: number, bytes: number): number {
    const total = count * bytes;
    const block = this.malloc(total);
    if (block !== 0 && (this.i32[block - 2]! & IS_MMAPPED) === 0) {
      this.memory.fill(block, Math.ceil(total / 4));
    }
    return block;
  }

  realloc(block: number, bytes: number): number {
    if (block === 0) return this.malloc(bytes);
    const usable = this.usableSize(block);
    const wanted = Math.max(MIN_CHUNK, Math.ceil((bytes + 8) / 16) * 16);
    if (bytes <= usable) {
      const chunk = block - HEADER_WORDS;
      if ((this.i32[chunk + 2]! & IS_MMAPPED) === 0) this.splitTail(chunk, wanted);
      return block;
    }
    const moved = this.malloc(bytes);
    if (moved === 0) return 0;
    this.memory.copy(moved, block, usable / 4);
    this.free(block);
    return moved;
  }

  /** Bytes a caller may use (`malloc_usable_size`). */
  usableSize(block: number): number {
    const size = this.sizeOf(block - HEADER_WORDS);
    return size - ((this.i32[block - 2]! & IS_MMAPPED) !== 0 ? HEADER : 8);
  }

  /** Frees a block; NULL is ignored, a second free of the same block is an error as in glibc. */
  free(block: number): void {
    if (block === 0) return;
    const chunk = block - HEADER_WORDS;
    const header = this.i32[chunk + 2]!;
    const size = this.sizeOf(chunk);
    if (chunk < 0 || (chunk & 3) !== 0 || size < MIN_CHUNK) {
      throw new InvalidPointer(`free(): invalid pointer ${hex(this.memory.addressOf(block))}`);
    }
    if ((header & IS_MMAPPED) !== 0) {
      this.live--;
      this.mmappedBytes -= size;
      this.mmappedChunks--;
      if (size > this.mmapThreshold && size <= MMAP_THRESHOLD_MAX) {
        this.mmapThreshold = size;
        this.trimThreshold = 2 * size;
      }
      this.memory.munmap(chunk, size);
      return;
    }
    const next = chunk + size / 4;
    if (chunk >= this.top || (this.i32[next + 2]! & PREV_INUSE) === 0) {
      const address = hex(this.memory.addressOf(block));
      throw new InvalidPointer(`free(): double free or invalid pointer ${address}`);
    }
    this.live--;
    this.release(chunk, size);
  }

  // ---------------------------------------------------------------- chunks

  private sizeOf(chunk: number): number {
    return (
      (this.i32[chunk + 3]! >>> 0) * 2 ** 32 +
      (this.i32[chunk + 2]! >>> 0) -
      (this.i32[chunk + 2]! & FLAGS)
    );
  }

  private storeSize(word: number, size: number, flags: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    this.i32[word] = (size % 2 ** 32) | 0 | flags;
    this.i32[word + 1] = Math.floor(size / 2 ** 32);
  }

  private previousInUse(chunk: number): number {
    return this.i32[chunk + 2]! & PREV_INUSE;
  }

  private link(chunk: number, size: number): void {
    const head = this.bins + binOf(size) * 4;
    const first = this.memory.loadPointer(head);
    this.memory.touch(chunk, 8);
    this.memory.storePointer(chunk + 4, first);
    this.memory.storePointer(chunk + 6, head);
    this.memory.storePointer(head, chunk);
    this.memory.touch(first, 8);
    this.memory.storePointer(first === head ? head + 2 : first + 6, chunk);
  }

  private unlink(chunk: number): void {
    const next = this.memory.loadPointer(chunk + 4);
    const previous = this.memory.loadPointer(chunk + 6);
    this.memory.storePointer(this.isHead(previous) ? previous : previous + 4, next);
    this.memory.storePointer(this.isHead(next) ? next + 2 : next + 6, previous);
  }

  private isHead(word: number): boolean {
    return word >= this.bins && word < this.bins + BINS * 4;
  }

  /** Best fit: the smallest chunk of the first bin that has one large enough. */
  private fromBins(size: number): number {
    for (let bin = binOf(size); bin < BINS; bin++) {
      const head = this.bins + bin * 4;
      let best = 0;
      let bestSize = 0;
      for (
        let at = this.memory.loadPointer(head);
        at !== head;
        at = this.memory.loadPointer(at + 4)
      ) {
        const candidate = this.sizeOf(at);
        if (candidate >= size && (best === 0 || candidate < bestSize)) {
          best = at;
          bestSize = candidate;
          if (candidate === size) break;
        }
      }
      if (best !== 0) {
        this.unlink(best);
        const next = best + bestSize / 4;
        this.storeSize(next + 2, this.sizeOf(next), PREV_INUSE);
        this.splitTail(best, size);
        return best;
      }
    }
    return 0;
  }

  private fromTop(size: number): number {
    if (this.topSize < size + MIN_CHUNK) {
      if (size >= this.mmapThreshold) return 0;
      const grow = Math.ceil((size + TOP_PAD + MIN_CHUNK - this.topSize) / Page.SIZE) * Page.SIZE;
      const old = this.memory.sbrk(grow);
      if (old === 0) return 0;
      if (this.top === 0) this.top = old;
      this.topSize += grow;
    }
    const chunk = this.top;
    this.storeSize(chunk + 2, size, PREV_INUSE);
    this.top += size / 4;
    this.topSize -= size;
    this.storeSize(this.top + 2, this.topSize, PREV_INUSE);
    return chunk;
  }

  private fromMmap(bytes: number): number {
    const size = Math.ceil((bytes + HEADER) / Page.SIZE) * Page.SIZE;
    const chunk = this.memory.mmap(size);
    if (chunk === 0) return 0;
    this.storeSize(chunk + 2, size, IS_MMAPPED);
    this.mmappedBytes += size;
    this.mmappedChunks++;
    return chunk;
  }

  /** Gives back what a chunk in use has beyond `size`. */
  private splitTail(chunk: number, size: number): void {
    const whole = this.sizeOf(chunk);
    if (whole - size < MIN_CHUNK) return;
    this.storeSize(chunk + 2, size, this.previousInUse(chunk));
    const tail = chunk + size / 4;
    this.storeSize(tail + 2, whole - size, PREV_INUSE);
    this.release(tail, whole - size);
  }

  /** Coalesces a chunk with its free neighbours and puts it in a bin, or into the top. */
  private release(chunk: number, size: number): void {
    let start = chunk;
    let total = size;
    if (this.previousInUse(chunk) === 0) {
      const previousSize = this.i32[chunk]! >>> 0;
      start -= previousSize / 4;
      total += previousSize;
      this.unlink(start);
    }
    const next = chunk + size / 4;
    if (next === this.top) {
      this.top = start;
      this.topSize += total;
      this.storeSize(start + 2, this.topSize, PREV_INUSE);
      this.trim();
      return;
    }
    const nextSize = this.sizeOf(next);
    const beyond = next + nextSize / 4;
    if (this.previousInUse(beyond) === 0) {
      this.unlink(next);
      total += nextSize;
    }
    const after = start + total / 4;
    this.storeSize(start + 2, total, PREV_INUSE);
    this.storeSize(after, total, 0);
    this.i32[after + 2] = this.i32[after + 2]! & ~PREV_INUSE;
    this.link(start, total);
  }

  /** Gives the top back to the kernel once it exceeds the trim threshold (`systrim`). */
  private trim(): void {
    if (this.topSize < this.trimThreshold) return;
    const spare = Math.floor((this.topSize - MIN_CHUNK - 1 - TOP_PAD) / Page.SIZE) * Page.SIZE;
    if (spare <= 0 || this.memory.sbrk(-spare) === 0) return;
    this.topSize -= spare;
    this.storeSize(this.top + 2, this.topSize, PREV_INUSE);
  }
}
