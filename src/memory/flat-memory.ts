import { InvalidArgument, SegmentationFault } from './errors';

/*
 * The memory of one simulated process: one flat buffer. The host commits only the part of it that is
 * touched.
 *
 * A pointer inside the simulator is a **word**: the index of a 4-byte word in the flat buffer, an
 * int32, so that 8 GiB fit and V8 keeps it in a register. Word 0 is NULL. What a reader sees, and
 * what the simulated bytes hold, is the 64-bit **address** that Linux would show. The two differ by
 * a constant per region:
 *
 *     buffer    0      <- mmap | data | heap ->            <- mmap   size
 *     address   0x7fff_........  0x5556_........           0x7fff_........
 *
 * From the data segment to the end of the buffer it is 4 GiB, so that an address is the same on every host: some have
 * buffers of 8 GiB, others of 4, where nothing is in front of the data. Mappings go there when the place behind the
 * heap is taken. In a smaller buffer, mappings have the same addresses, and data and heap have others.
 *
 * The low 34 bits of both constants agree, so a 64-bit pointer (hi, lo) read from memory becomes a
 * word without asking which region it lies in: ((lo >>> 2) + (hi << 30) - base) | 0.
 *
 * Page states are kept by every store. A store first looks at its page's state: only a page that is
 * not yet mapped, resident, dirty and private takes the slow path (`fault`). Mapped memory that is
 * not resident reads as zero.
 */

/** From here on a view of the bytes is quicker than one byte after the other. */
const MANY_BYTES = 64;

/**
 * Pages and their states. A const enum, here and in pymalloc/structs.ts, because the compiler writes
 * its numbers into the hot paths, where an exported constant would be a property load.
 */
export const enum Page {
  /** Bytes. */
  SIZE = 4096,
  /** log2 of the words in a page: `word >>> Page.SHIFT` is its page. */
  SHIFT = 10,
  MAPPED = 1,
  RESIDENT = 2,
  DIRTY = 4,
  /** The state in which a store needs nothing more. */
  WRITABLE = 7,
  /** Not mapped any more, with the old bytes still there: zeroed when it is mapped again. */
  STALE = 8,
  /** The frame may be shared with a forked process: the next store takes a frame of its own. */
  SHARED = 16,
  /** A checkpoint wants the bytes before the next store. */
  KEPT = 32,
}

const GIB = 2 ** 30;
const FOUR_GIB = 2 ** 32;
const WINDOW = 16 * GIB;
/** The window of data and heap when addresses are not randomised, near where a PIE program under gdb has them. */
const HEAP_REGION = 0x5555_5400_0000;
/** Below the stack and the shared libraries; a multiple of the page size, and of nothing larger. */
const MMAP_TOP = 0x7fff_f79f_d000;

/** How large an address space is, and where it lies. */
export interface AddressSpaceOptions {
  /** Bytes of address space, at most 8 GiB (the default), at least 1 MiB. */
  readonly size?: number;
  /** RLIMIT_AS: `mmap` and `brk` fail once this many bytes are mapped; see `limitProcesses`. */
  readonly limit?: number;
  /** Randomises the heap's and the mmap region's addresses, as the kernel does (ASLR). */
  readonly seed?: number;
}

/** Two independent hashes of a seed, in [0, 1). */
function randoms(seed: number): [number, number] {
  const mix = (value: number): number => {
    let x = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) / FOUR_GIB;
  };
  return [mix((seed | 0) + 0x9e3779b9), mix((seed | 0) + 0x3c6ef372)];
}

/** Buffers that may grow to their size: what the language has since ES2024. */
type Resizable = ArrayBuffer & { resize(bytes: number): void };
type Growable = SharedArrayBuffer & { grow(bytes: number): void };
type Growing<T> = new (bytes: number, options: { maxByteLength: number }) => T;

const resizable = (bytes: number): Resizable =>
  new (ArrayBuffer as unknown as Growing<Resizable>)(0, { maxByteLength: bytes });

/**
 * Whether a buffer grows without memory being taken for it. JavaScriptCore fills what it grows by with zeros, seconds
 * for a process, and lets none grow beyond 4 GiB; V8 (since Node 22) and SpiderMonkey do neither.
 */
const GROWS_FREELY = (() => {
  try {
    resizable(8 * GIB);
    return true;
  } catch {
    return false;
  }
})();

/**
 * Ways to a buffer of zeros, the best first. V8 takes all of an ArrayBuffer for used memory, and
 * collects garbage for each. It does so neither for a shared one nor for one that has grown. Linux asks for room for
 * all of a buffer when its process starts another one; it asks for none where the buffer was reserved first and has
 * grown. A browser has shared ones in isolated pages only, and grants a page a few large buffers of fixed size, but
 * many that grow.
 */
const BUFFERS: readonly ((bytes: number) => ArrayBufferLike)[] = [
  (bytes) => {
    requireFreeGrowth();
    const shared = new (SharedArrayBuffer as unknown as Growing<Growable>)(0, {
      maxByteLength: bytes,
    });
    shared.grow(bytes);
    return shared;
  },
  (bytes) => new SharedArrayBuffer(bytes),
  (bytes) => {
    requireFreeGrowth();
    const buffer = resizable(bytes);
    buffer.resize(bytes);
    return buffer;
  },
  (bytes) => new ArrayBuffer(bytes),
];

function requireFreeGrowth(): void {
  if (!GROWS_FREELY) throw new RangeError('a buffer of fixed size is cheaper');
}

/** Reserves the largest buffer up to `size`: hosts without overcommit may have less to give. */
function reserve(size: number): ArrayBufferLike {
  for (let bytes = size; ; bytes /= 2) {
    for (const make of BUFFERS) {
      try {
        return make(bytes);
      } catch {
        // There is no such buffer here, or not of this size.
      }
    }
    if (bytes <= 64 * 2 ** 20)
      throw new RangeError(
        'no memory for another simulated process: let some go, or give them a smaller address space (`size`)',
      );
  }
}

export abstract class FlatMemory {
  /** The flat buffer as words: index it with a word. */
  readonly i32: Int32Array;
  /** The same as doubles. @internal */
  readonly f64: Float64Array;
  /** One state (Page) per page. */
  readonly pages: Uint8Array;
  /** Bytes of simulated address space. */
  readonly size: number;

  /** The first word of the data segment's and the heap's part of the buffer: a page that stays unmapped. */
  protected readonly heapFloor: number;
  /** The address of word 0 as each region counts it. */
  private heapZero: number;
  private mmapZero: number;
  /**
   * What to add to a word to get the low bits of its address, counted in words: also the alignment
   * of a word's address, since (word + wordBase) & mask works for any power of two.
   * @internal
   */
  wordBase: number;
  private heapHigh: number;
  private mmapHigh: number;
  /** The lowest word behind the heap that mmap ever gave out: below it addresses count from the heap's base. */
  protected mmapLow: number;

  constructor(options: AddressSpaceOptions = {}) {
    const wanted = options.size ?? 8 * GIB;
    if (!(wanted >= 2 ** 20 && wanted <= 8 * GIB)) {
      throw new InvalidArgument(`address space of ${wanted} bytes: 1 MiB to 8 GiB can be had`);
    }
    const buffer = reserve(Math.ceil(wanted / Page.SIZE) * Page.SIZE);
    this.size = buffer.byteLength;
    // With a length: a view without one follows a buffer that may grow, and is slower.
    this.i32 = new Int32Array(buffer, 0, this.size / 4);
    this.f64 = new Float64Array(buffer, 0, this.size / 8);
    this.pages = new Uint8Array(this.size / Page.SIZE);
    this.heapFloor = Math.max(0, this.size - FOUR_GIB) / 4;

    let top = MMAP_TOP;
    let heapRegion = HEAP_REGION;
    if (options.seed !== undefined) {
      // The window from top - 8 GiB to top must not cross a multiple of 16 GiB: see `wordBase`.
      const [a, b] = randoms(options.seed);
      top = 0x7f00_0000_0000 + Math.floor(b * 62) * WINDOW + 8 * GIB;
      top += Math.floor(a * ((8 * GIB) / Page.SIZE - 1)) * Page.SIZE;
      heapRegion = 0x5500_0000_0000 + Math.floor(a * b * 62) * WINDOW;
    }
    this.mmapZero = top - this.size;
    this.heapZero = heapRegion - (heapRegion % WINDOW) + (this.mmapZero % WINDOW);
    this.wordBase = ((this.mmapZero % WINDOW) / 4) | 0;
    this.heapHigh = Math.floor(this.heapZero / WINDOW) * 4;
    this.mmapHigh = Math.floor(this.mmapZero / WINDOW) * 4;
    // The last page stays unmapped, so that every bound is an int32.
    this.mmapLow = (this.pages.length - 1) << Page.SHIFT;
  }

  /** Lays the regions out as another memory has them. */
  protected layOutAs(other: FlatMemory): void {
    this.heapZero = other.heapZero;
    this.mmapZero = other.mmapZero;
    this.wordBase = other.wordBase;
    this.heapHigh = other.heapHigh;
    this.mmapHigh = other.mmapHigh;
  }

  /** Prepares the page of `word` for a store: call it when `pages[word >>> 10] !== WRITABLE`. @internal */
  abstract fault(word: number): void;

  /** The mapping closest to a page, in words, for errors; -1: to none in particular. */
  protected abstract describeNearest(page: number): string;

  // ---------------------------------------------------------------- words and addresses

  /** The 64-bit address of a word, as Linux would show it; NULL for word 0. */
  addressOf(word: number): number {
    if (word === 0) return 0;
    const isHeap = word < this.mmapLow && word >= this.heapFloor;
    return word * 4 + (isHeap ? this.heapZero : this.mmapZero);
  }

  /** The word at an address; throws SegmentationFault when the address is outside the window. */
  wordAt(address: number): number {
    if (address === 0) return 0;
    const inMmap = address - this.mmapZero;
    if (inMmap >= this.mmapLow * 4 && inMmap < this.size) return Math.floor(inMmap / 4);
    if (inMmap >= Page.SIZE && inMmap < this.heapFloor * 4) return Math.floor(inMmap / 4);
    const inHeap = address - this.heapZero;
    if (inHeap >= this.heapFloor * 4 && inHeap < this.mmapLow * 4) return Math.floor(inHeap / 4);
    throw new SegmentationFault(address, 'load', this.describeNearest(-1));
  }

  /** Reads the 8-byte pointer stored at `word`, as a word. */
  loadPointer(word: number): number {
    const low = this.i32[word]!;
    const high = this.i32[word + 1]!;
    if ((low | high) === 0) return 0;
    return ((low >>> 2) + (high << 30) - (this.wordBase | 0)) | 0;
  }

  /** Stores the pointer `target` at `word`; the page must be writable already. */
  storePointer(word: number, target: number): void {
    const i32 = this.i32;
    if (target === 0) {
      i32[word] = 0;
      i32[word + 1] = 0;
      return;
    }
    const absolute = (target + (this.wordBase | 0)) | 0;
    i32[word] = absolute << 2;
    i32[word + 1] = this.highOf(target) | (absolute >>> 30);
  }

  /** The bits of a word's address from 34 up, as the pointer's high half has them. */
  highOf(word: number): number {
    return word < this.mmapLow && word >= this.heapFloor ? this.heapHigh : this.mmapHigh;
  }

  // ---------------------------------------------------------------- checked access

  /** Makes every page of `[word, word + words)` writable. */
  touch(word: number, words: number): void {
    const last = (word + words - 1) >>> Page.SHIFT;
    for (let page = word >>> Page.SHIFT; page <= last; page++) {
      if (this.pages[page] !== Page.WRITABLE) this.fault(page << Page.SHIFT);
    }
  }

  private checkLoad(address: number, bytes: number): number {
    const word = this.wordAt(address);
    const last = (word + ((bytes - 1) >>> 2)) >>> Page.SHIFT;
    for (let page = word >>> Page.SHIFT; page <= last; page++) {
      if ((this.pages[page]! & Page.MAPPED) === 0) {
        throw new SegmentationFault(address, 'load', this.describeNearest(page));
      }
    }
    return word;
  }

  /** The 32-bit unsigned integer at a 4-byte aligned address. */
  loadU32(address: number): number {
    return this.i32[this.checkLoad(address, 4)]! >>> 0;
  }

  /** The pointer at an 8-byte aligned address, as an address. */
  loadAddress(address: number): number {
    const word = this.checkLoad(address, 8);
    return (this.i32[word + 1]! >>> 0) * FOUR_GIB + (this.i32[word]! >>> 0);
  }

  /** A copy of `length` bytes from any address. */
  loadBytes(address: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array();
    const word = this.checkLoad(address, length + (address & 3));
    const skip = address & 3;
    if (length > MANY_BYTES) return this.bytesAt(word, skip, length).slice();
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      bytes[i] = this.i32[word + ((i + skip) >>> 2)]! >>> (((i + skip) & 3) * 8);
    }
    return bytes;
  }

  /** Stores bytes at any address; throws SegmentationFault outside the mappings. */
  storeBytes(address: number, bytes: ArrayLike<number>): void {
    if (bytes.length === 0) return;
    let word: number;
    try {
      word = this.wordAt(address);
    } catch {
      throw new SegmentationFault(address, 'store', this.describeNearest(-1));
    }
    const skip = address & 3;
    this.touch(word, (skip + bytes.length + 3) >>> 2);
    if (bytes.length > MANY_BYTES) {
      this.bytesAt(word, skip, bytes.length).set(bytes);
      return;
    }
    for (let i = 0; i < bytes.length; i++) {
      const at = word + ((i + skip) >>> 2);
      const shift = ((i + skip) & 3) * 8;
      this.i32[at] = (this.i32[at]! & ~(0xff << shift)) | ((bytes[i]! & 0xff) << shift);
    }
  }

  private bytesAt(word: number, skip: number, length: number): Uint8Array {
    return new Uint8Array(this.i32.buffer, this.i32.byteOffset + word * 4 + skip, length);
  }

  /** memset: fills `words` words, touching their pages. */
  fill(word: number, words: number, value = 0): void {
    if (words <= 0) return;
    this.touch(word, words);
    this.i32.fill(value, word, word + words);
  }

  /** memcpy of whole words between writable or mapped places. */
  copy(target: number, source: number, words: number): void {
    if (words <= 0) return;
    this.touch(target, words);
    this.i32.copyWithin(target, source, source + words);
  }

  /** Whether a page has the same bytes here and there. */
  protected equalPage(other: FlatMemory, page: number): boolean {
    const end = (page + 1) << Page.SHIFT;
    for (let word = page << Page.SHIFT; word < end; word++) {
      if (this.i32[word] !== other.i32[word]) return false;
    }
    return true;
  }

  /** Takes over a page's bytes and state. */
  protected takePage(from: FlatMemory, page: number): void {
    const state = from.pages[page]!;
    const word = page << Page.SHIFT;
    if ((state & (Page.RESIDENT | Page.STALE)) !== 0) {
      this.i32.set(from.i32.subarray(word, word + (1 << Page.SHIFT)), word);
    }
    this.pages[page] = state & (Page.WRITABLE | Page.STALE);
  }
}
