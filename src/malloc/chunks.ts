import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import { ChunkFlag, ChunkWord, Sizes } from './layout';

/**
 * Chunks in the simulated memory: their size fields, their links, and the operations on doubly
 * linked bins (`unlink_chunk`). Every store looks at its page first.
 */
export class Chunks {
  readonly i32: Int32Array;
  private readonly pages: Uint8Array;

  constructor(readonly memory: AddressSpace) {
    this.i32 = memory.i32;
    this.pages = memory.pages;
  }

  private writable(word: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
  }

  // ---------------------------------------------------------------- sizes

  load64(word: number): number {
    return (this.i32[word]! >>> 0) + this.i32[word + 1]! * 2 ** 32;
  }

  store64(word: number, value: number): void {
    this.writable(word);
    this.i32[word] = (value % 2 ** 32) | 0;
    this.i32[word + 1] = Math.floor(value / 2 ** 32);
  }

  /** `chunksize`: bytes, without the flags. */
  size(chunk: number): number {
    return this.load64(chunk + ChunkWord.SIZE) - this.flags(chunk);
  }

  flags(chunk: number): number {
    return this.i32[chunk + ChunkWord.SIZE]! & ChunkFlag.ALL;
  }

  /** `set_head`. */
  setHead(chunk: number, size: number, flags: number): void {
    this.store64(chunk + ChunkWord.SIZE, size + flags);
  }

  /** `set_head_size`: another size, the same flags. */
  setSize(chunk: number, size: number): void {
    this.setHead(chunk, size, this.flags(chunk));
  }

  /** `set_foot`: the size of a free chunk, in the chunk behind it. */
  setFoot(chunk: number, size: number): void {
    this.store64(chunk + size / 4 + ChunkWord.PREV_SIZE, size);
  }

  previousSize(chunk: number): number {
    return this.load64(chunk + ChunkWord.PREV_SIZE);
  }

  previousInUse(chunk: number): boolean {
    return (this.i32[chunk + ChunkWord.SIZE]! & ChunkFlag.PREV_INUSE) !== 0;
  }

  /** Whether the chunk of this size is in use: the chunk behind it says. */
  inUse(chunk: number, size: number): boolean {
    return this.previousInUse(chunk + size / 4);
  }

  setInUse(chunk: number, size: number, inUse: boolean): void {
    const word = chunk + size / 4 + ChunkWord.SIZE;
    this.writable(word);
    const head = this.i32[word]!;
    this.i32[word] = inUse ? head | ChunkFlag.PREV_INUSE : head & ~ChunkFlag.PREV_INUSE;
  }

  // ---------------------------------------------------------------- links

  load(word: number): number {
    return this.memory.loadPointer(word);
  }

  store(word: number, target: number): void {
    this.writable(word);
    this.memory.storePointer(word, target);
  }

  /**
   * A link as `PROTECT_PTR` writes it, in tcache and fast bins: the pointer xor the address of the
   * link shifted right by 12, so that a leaked or overwritten link shows.
   */
  loadProtected(word: number): number {
    const [low, high] = this.mask(word);
    const pointerLow = this.i32[word]! ^ low;
    const pointerHigh = this.i32[word + 1]! ^ high;
    if ((pointerLow | pointerHigh) === 0) return 0;
    return ((pointerLow >>> 2) + (pointerHigh << 30) - this.memory.wordBase) | 0;
  }

  storeProtected(word: number, target: number): void {
    this.store(word, target);
    const [low, high] = this.mask(word);
    this.i32[word] = this.i32[word]! ^ low;
    this.i32[word + 1] = this.i32[word + 1]! ^ high;
  }

  /** The address of a word, shifted right by 12, in halves. */
  private mask(word: number): [low: number, high: number] {
    const address = this.memory.addressOf(word);
    const shifted = Math.floor(address / 4096);
    return [shifted | 0, Math.floor(shifted / 2 ** 32)];
  }

  forward(chunk: number): number {
    return this.load(chunk + ChunkWord.FD);
  }

  back(chunk: number): number {
    return this.load(chunk + ChunkWord.BK);
  }

  nextSize(chunk: number): number {
    return this.load(chunk + ChunkWord.FD_NEXTSIZE);
  }

  /** Puts a chunk between two neighbours of a list. */
  link(chunk: number, back: number, forward: number): void {
    this.store(chunk + ChunkWord.FD, forward);
    this.store(chunk + ChunkWord.BK, back);
    this.store(forward + ChunkWord.BK, chunk);
    this.store(back + ChunkWord.FD, chunk);
  }

  /** Takes the last chunk of a list off, without a look at the sizes. */
  takeLast(bin: number, last: number): void {
    const back = this.back(last);
    this.store(bin + ChunkWord.BK, back);
    this.store(back + ChunkWord.FD, bin);
  }

  /** A large chunk outside the large bins has no list of sizes. */
  clearNextSize(chunk: number, size: number): void {
    if (size < Sizes.LARGE) return;
    this.store(chunk + ChunkWord.FD_NEXTSIZE, 0);
    this.store(chunk + ChunkWord.BK_NEXTSIZE, 0);
  }

  /** Links `chunk` into the list of distinct sizes before `next`. */
  linkSize(chunk: number, next: number): void {
    const previous = this.load(next + ChunkWord.BK_NEXTSIZE);
    this.store(chunk + ChunkWord.FD_NEXTSIZE, next);
    this.store(chunk + ChunkWord.BK_NEXTSIZE, previous);
    this.store(next + ChunkWord.BK_NEXTSIZE, chunk);
    this.store(previous + ChunkWord.FD_NEXTSIZE, chunk);
  }

  /** `unlink_chunk`: out of its bin, and out of the list of sizes when it is in one. */
  unlink(chunk: number): void {
    const forward = this.forward(chunk);
    const back = this.back(chunk);
    this.store(forward + ChunkWord.BK, back);
    this.store(back + ChunkWord.FD, forward);
    if (this.size(chunk) < Sizes.LARGE) return;
    const next = this.nextSize(chunk);
    if (next === 0) return;
    const previous = this.load(chunk + ChunkWord.BK_NEXTSIZE);
    if (this.nextSize(forward) !== 0) {
      this.store(next + ChunkWord.BK_NEXTSIZE, previous);
      this.store(previous + ChunkWord.FD_NEXTSIZE, next);
    } else if (next === chunk) {
      this.store(forward + ChunkWord.FD_NEXTSIZE, forward);
      this.store(forward + ChunkWord.BK_NEXTSIZE, forward);
    } else {
      // The next chunk of the same size takes its place.
      this.store(forward + ChunkWord.FD_NEXTSIZE, next);
      this.store(forward + ChunkWord.BK_NEXTSIZE, previous);
      this.store(next + ChunkWord.BK_NEXTSIZE, forward);
      this.store(previous + ChunkWord.FD_NEXTSIZE, forward);
    }
  }
}
