import type { AddressSpace } from '../memory/address-space';
import { hex } from '../memory/errors';
import type { Chunks } from './chunks';
import { ChunkWord, Tcache } from './layout';

/** What glibc aborts a process for; the message is glibc's, with the address. */
export class InvalidPointer extends Error {
  override readonly name = 'InvalidPointer';
  constructor(memory: AddressSpace, block: number, what: string) {
    super(`${what}: ${hex(memory.addressOf(block))}`);
  }
}

/** `tcache_key`: random in a real process, one value here so that runs repeat. */
const KEY_LOW = 0x3c6ef372;
const KEY_HIGH = 0x1b873593;

/**
 * The cache of freed chunks of one thread (`tcache_perthread_struct`): per chunk size up to 1040
 * bytes a stack of at most seven. It is the first block on the heap.
 */
export class ThreadCache {
  private readonly i32: Int32Array;

  /** @param block the memory of the structure, zeroed. */
  constructor(
    private readonly chunks: Chunks,
    private readonly block: number,
  ) {
    this.i32 = chunks.i32;
  }

  /** How many chunks a bin holds. */
  count(index: number): number {
    return (this.i32[this.block + (index >>> 1)]! >>> ((index & 1) * 16)) & 0xffff;
  }

  private setCount(index: number, count: number): void {
    const word = this.block + (index >>> 1);
    const shift = (index & 1) * 16;
    this.chunks.memory.touch(word, 1);
    this.i32[word] = (this.i32[word]! & ~(0xffff << shift)) | (count << shift);
  }

  /** Whether one more chunk fits into a bin; false for sizes without one. */
  hasRoom(index: number): boolean {
    return index < Tcache.BINS && this.count(index) < Tcache.FILL;
  }

  private head(index: number): number {
    return this.block + Tcache.ENTRIES + 2 * index;
  }

  /** `tcache_put`. */
  put(chunk: number, index: number): void {
    const entry = chunk + ChunkWord.FD;
    this.chunks.memory.touch(entry, 4);
    this.i32[entry + Tcache.KEY] = KEY_LOW;
    this.i32[entry + Tcache.KEY + 1] = KEY_HIGH;
    this.chunks.storeProtected(entry + Tcache.NEXT, this.chunks.load(this.head(index)));
    this.chunks.store(this.head(index), entry);
    this.setCount(index, this.count(index) + 1);
  }

  /** `tcache_get`: the block that was put last. */
  get(index: number): number {
    const entry = this.chunks.load(this.head(index));
    this.chunks.store(this.head(index), this.chunks.loadProtected(entry + Tcache.NEXT));
    this.setCount(index, this.count(index) - 1);
    this.chunks.store64(entry + Tcache.KEY, 0);
    return entry;
  }

  /** Throws when a chunk that carries the key is in the bin already. */
  refuseSecondFree(chunk: number, index: number): void {
    const entry = chunk + ChunkWord.FD;
    if (this.i32[entry + Tcache.KEY] !== KEY_LOW || this.i32[entry + Tcache.KEY + 1] !== KEY_HIGH) {
      return;
    }
    let at = this.chunks.load(this.head(index));
    while (at !== 0) {
      if (at === entry) {
        const { memory } = this.chunks;
        throw new InvalidPointer(memory, entry, 'free(): double free detected in tcache 2');
      }
      at = this.chunks.loadProtected(at + Tcache.NEXT);
    }
  }
}
