import { hex, InvalidArgument, SegmentationFault } from './errors';
import { type Mapping, MappingList } from './mappings';

/*
 * The memory of one simulated process: one flat buffer, of which the host commits only what is
 * touched.
 *
 * A pointer inside the simulator is a **word**: the index of a 4-byte word in the flat buffer, an
 * int32, so that 8 GiB fit and V8 keeps it in a register. Word 0 is NULL. What a reader sees, and
 * what the simulated bytes hold, is the 64-bit **address** that Linux would show. The two differ by
 * a constant per region:
 *
 *     buffer    0          data | heap ->            <- mmap          size
 *     address   (guard)    0x5555_........       0x7fff_........
 *
 * The low 34 bits of both constants agree, so a 64-bit pointer (hi, lo) read from memory becomes a
 * word without asking which region it lies in: ((lo >>> 2) + (hi << 30) - base) | 0.
 *
 * Page states are kept by every store. A store first looks at its page's state: only a page that is
 * not yet mapped, resident, dirty and private takes the slow path (`fault`). Mapped memory that is
 * not resident reads as zero.
 */

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
}

const GIB = 2 ** 30;
const FOUR_GIB = 2 ** 32;
const WINDOW = 16 * GIB;
/** The heap's region when addresses are not randomised, as a PIE program under gdb has it. */
const HEAP_REGION = 0x5555_5400_0000;
/** Below the stack and the shared libraries; a multiple of the page size and of no more. */
const MMAP_TOP = 0x7fff_f79f_d000;

export interface AddressSpaceOptions {
  /** Bytes of address space, at most 8 GiB (the default), at least 1 MiB. */
  readonly size?: number;
  /** RLIMIT_AS: `mmap` and `brk` fail once this many bytes are mapped. */
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

/** Reserves the largest buffer up to `size`: hosts without overcommit may have less to give. */
function reserve(size: number): ArrayBuffer {
  for (let bytes = size; ; bytes /= 2) {
    try {
      return new ArrayBuffer(bytes);
    } catch (error) {
      if (!(error instanceof RangeError) || bytes <= 64 * 2 ** 20) throw error;
    }
  }
}

export class AddressSpace {
  /** The flat buffer as words: index it with a word. */
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  /** One state (MAPPED | RESIDENT | DIRTY) per page. */
  readonly pages: Uint8Array;
  /** Bytes of simulated address space. */
  readonly size: number;
  readonly limit: number;

  /** VmRSS and its peak, VmSize and its peak, in pages. */
  residentPages = 0;
  peakResidentPages = 0;
  mappedPages = 0;
  peakMappedPages = 0;
  /** How often each system call was made. */
  readonly calls = { mmap: 0, munmap: 0, brk: 0 };

  private readonly mappings = new MappingList();
  /** The address of word 0 as each region counts it. */
  private readonly heapZero: number;
  private readonly mmapZero: number;
  /**
   * What to add to a word to get the low bits of its address, counted in words: also the alignment
   * of a word's address, since (word + wordBase) & mask works for any power of two.
   */
  readonly wordBase: number;
  private readonly heapHigh: number;
  private readonly mmapHigh: number;
  /** The lowest word mmap ever gave out: below it addresses count from the heap's base. */
  private mmapLow: number;
  /** The data segment's free end and the heap's bounds, words. */
  private dataEnd = 1 << Page.SHIFT;
  private dataLimit: number;
  private heapStart = 0;
  private heapEnd = 0;

  constructor(options: AddressSpaceOptions = {}) {
    const wanted = options.size ?? 8 * GIB;
    if (!(wanted >= 2 ** 20 && wanted <= 8 * GIB)) {
      throw new InvalidArgument(`address space of ${wanted} bytes: 1 MiB to 8 GiB can be had`);
    }
    const buffer = reserve(Math.ceil(wanted / Page.SIZE) * Page.SIZE);
    this.size = buffer.byteLength;
    this.limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.i32 = new Int32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.pages = new Uint8Array(this.size / Page.SIZE);

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
    this.dataLimit = this.dataEnd;
  }

  // ---------------------------------------------------------------- words and addresses

  /** The 64-bit address of a word, as Linux would show it; NULL for word 0. */
  addressOf(word: number): number {
    if (word === 0) return 0;
    return word * 4 + (word < this.mmapLow ? this.heapZero : this.mmapZero);
  }

  /** The word at an address; throws SegmentationFault when the address is outside the window. */
  wordAt(address: number): number {
    if (address === 0) return 0;
    const inMmap = address - this.mmapZero;
    if (inMmap >= this.mmapLow * 4 && inMmap < this.size) return Math.floor(inMmap / 4);
    const inHeap = address - this.heapZero;
    if (inHeap >= 0 && inHeap < this.mmapLow * 4) return Math.floor(inHeap / 4);
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

  /** The bits of a word's address from 34 up, as they stand in the pointer's high half. */
  highOf(word: number): number {
    return word < this.mmapLow ? this.heapHigh : this.mmapHigh;
  }

  // ---------------------------------------------------------------- checked access

  /** Prepares the page of `word` for a store: call it when `pages[word >>> 10] !== WRITABLE`. */
  fault(word: number): void {
    const page = word >>> Page.SHIFT;
    const state = this.pages[page] ?? 0;
    if ((state & Page.MAPPED) === 0) {
      throw new SegmentationFault(this.addressOf(word), 'store', this.describeNearest(page));
    }
    if ((state & Page.RESIDENT) === 0) {
      this.residentPages++;
      if (this.residentPages > this.peakResidentPages) this.peakResidentPages = this.residentPages;
    }
    this.pages[page] = Page.WRITABLE;
  }

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
    const word = this.checkLoad(address, length + (address & 3));
    const bytes = new Uint8Array(length);
    const skip = address & 3;
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
    for (let i = 0; i < bytes.length; i++) {
      const at = word + ((i + skip) >>> 2);
      const shift = ((i + skip) & 3) * 8;
      this.i32[at] = (this.i32[at]! & ~(0xff << shift)) | ((bytes[i]! & 0xff) << shift);
    }
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

  // ---------------------------------------------------------------- system calls

  /**
   * Maps `length` bytes of zeros at the highest free place (anonymous, private).
   * @returns the first word, or 0 when there is no room (`ENOMEM`).
   */
  mmap(length: number, name = ''): number {
    if (!(length > 0)) throw new InvalidArgument(`mmap of ${length} bytes`);
    this.calls.mmap++;
    const pages = Math.ceil(length / Page.SIZE);
    if ((this.mappedPages + pages) * Page.SIZE > this.limit) return 0;
    const floor = Math.max(this.heapEnd, this.dataEnd) >>> Page.SHIFT;
    const start = this.mappings.highestGap(pages, floor + 1, this.pages.length - 1);
    if (start < 0) return 0;
    this.map(start, start + pages, name);
    const word = start << Page.SHIFT;
    if (word < this.mmapLow) this.mmapLow = word;
    return word;
  }

  /** Unmaps the pages of `[word, word + length bytes)`; parts that are not mapped are ignored. */
  munmap(word: number, length: number): void {
    if ((word & 1023) !== 0 || !(length > 0) || word < 0) {
      throw new InvalidArgument(`munmap of ${length} bytes at ${hex(this.addressOf(word))}`);
    }
    this.calls.munmap++;
    const start = word >>> Page.SHIFT;
    this.unmap(start, Math.min(start + Math.ceil(length / Page.SIZE), this.pages.length));
  }

  /**
   * Grows, shrinks or moves a mapping (`MREMAP_MAYMOVE`): in place where there is room behind it. The
   * pages keep their states and contents. @returns its first word, or 0 when there is no room.
   */
  mremap(word: number, oldLength: number, newLength: number): number {
    const from = word >>> Page.SHIFT;
    const oldEnd = from + Math.ceil(oldLength / Page.SIZE);
    const newEnd = from + Math.ceil(newLength / Page.SIZE);
    if (newEnd <= oldEnd) {
      if (newEnd < oldEnd) this.unmap(newEnd, oldEnd);
      return word;
    }
    if ((this.mappedPages + newEnd - oldEnd) * Page.SIZE > this.limit) return 0;
    if (newEnd < this.pages.length && !this.mappings.overlaps(oldEnd, newEnd)) {
      this.map(oldEnd, newEnd, this.mappings.find(from)?.name ?? '');
      return word;
    }
    const moved = this.mmap(newLength, this.mappings.find(from)?.name);
    if (moved === 0) return 0;
    const to = moved >>> Page.SHIFT;
    for (let page = 0; page < oldEnd - from; page++) {
      if ((this.pages[from + page]! & Page.RESIDENT) === 0) continue;
      this.copy((to + page) << Page.SHIFT, (from + page) << Page.SHIFT, 1 << Page.SHIFT);
    }
    this.unmap(from, oldEnd);
    return moved;
  }

  /** Reserves `bytes` in the data segment, where CPython's static variables live. Before any brk. */
  dataSegment(bytes: number): number {
    if (this.heapStart !== 0)
      throw new InvalidArgument('the data segment ends where the heap begins');
    const word = this.dataEnd;
    this.dataEnd += Math.ceil(bytes / 16) * 4;
    const end = ((this.dataEnd - 1) >>> Page.SHIFT) + 1;
    const limit = this.dataLimit >>> Page.SHIFT;
    if (end > limit) {
      this.map(limit, end, '[data]');
      this.dataLimit = end << Page.SHIFT;
    }
    return word;
  }

  /** The program break and the heap's first word; both 0 before the first `sbrk`. */
  get brk(): number {
    return this.heapEnd;
  }

  get brkStart(): number {
    return this.heapStart;
  }

  /**
   * Moves the program break by `increment` bytes, a multiple of the page size.
   * @returns the old break, or 0 when the heap cannot grow (`ENOMEM`).
   */
  sbrk(increment: number): number {
    if (increment % Page.SIZE !== 0) throw new InvalidArgument(`sbrk(${increment})`);
    if (this.heapStart === 0) {
      // One unmapped page keeps the heap a mapping of its own.
      this.heapStart = this.dataLimit + (1 << Page.SHIFT);
      this.heapEnd = this.heapStart;
    }
    this.calls.brk++;
    const old = this.heapEnd;
    const pages = increment / Page.SIZE;
    const from = old >>> Page.SHIFT;
    if (pages < 0) {
      if (from + pages < this.heapStart >>> Page.SHIFT) return 0;
      this.unmap(from + pages, from);
    } else if (pages > 0) {
      if ((this.mappedPages + pages) * Page.SIZE > this.limit) return 0;
      if (from + pages >= this.mmapLow >>> Page.SHIFT) return 0;
      this.map(from, from + pages, '[heap]');
    }
    this.heapEnd = old + pages * (1 << Page.SHIFT);
    return old;
  }

  private map(start: number, end: number, name: string): void {
    this.mappings.add(start, end, name);
    for (let page = start; page < end; page++) {
      if (this.pages[page] === Page.STALE) {
        this.i32.fill(0, page << Page.SHIFT, (page + 1) << Page.SHIFT);
      }
    }
    this.pages.fill(Page.MAPPED, start, end);
    this.mappedPages += end - start;
    if (this.mappedPages > this.peakMappedPages) this.peakMappedPages = this.mappedPages;
  }

  private unmap(start: number, end: number): void {
    let mapped = 0;
    let resident = 0;
    for (let page = start; page < end; page++) {
      const state = this.pages[page]!;
      if (state & Page.MAPPED) mapped++;
      if (state & Page.RESIDENT) {
        resident++;
        this.pages[page] = Page.STALE;
      } else if (state !== Page.STALE) this.pages[page] = 0;
    }
    this.mappings.remove(start, end);
    this.mappedPages -= mapped;
    this.residentPages -= resident;
  }

  // ---------------------------------------------------------------- views

  /** The mappings in address order, with bounds as words. */
  listMappings(): { readonly start: number; readonly end: number; readonly name: string }[] {
    return this.mappings.all.map(({ start, end, name }) => ({
      start: start << Page.SHIFT,
      end: end << Page.SHIFT,
      name,
    }));
  }

  private describeNearest(page: number): string {
    const mapping = this.mappings.nearest(page < 0 ? this.pages.length : page);
    return mapping ? `nearest mapping ${this.describe(mapping)}` : 'no mapping exists';
  }

  private describe({ start, end, name }: Readonly<Mapping>): string {
    const low = this.addressOf(start << Page.SHIFT);
    return `${hex(low)}-${hex(low + (end - start) * Page.SIZE)} ${name || 'anonymous'}`;
  }
}
