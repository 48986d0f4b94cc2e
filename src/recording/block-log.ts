/*
 * Who allocated each block, at any moment of a run. A process can have millions of blocks: an allocation takes
 * twenty bytes here, and nothing is copied from step to step.
 */

/** What is known of the block at an address. */
export interface Birth {
  /** The number of the line that allocated it, from 0; -1 before the first line, `OLDER` before the recording. */
  readonly time: number;
  /** Bytes that were asked for; 0 when it is older than the recording. */
  readonly nbytes: number;
  /** The line that was running, from 1; 0 before the first one. */
  readonly line: number;
  /** Bytes of pymalloc's block; 0 for one of the C library's. */
  readonly blockSize: number;
}

/** The time of blocks that are older than the recording. */
export const OLDER = -2;

/** Blocks begin at multiples of 16 bytes (4 words), and a chunk of the table covers 256 KiB. */
const GRANULE = 2;
const CHUNK = 14;
const CHUNK_MASK = (1 << CHUNK) - 1;
/** Numbers of an entry. */
const enum Entry {
  TIME = 0,
  NBYTES = 1,
  LINE = 2,
  BLOCK_SIZE = 3,
  /** The entry before it, of the block that was at the same place. */
  PREVIOUS = 4,
  SIZE = 5,
}

export class BlockLog {
  /** The newest entry of each place, by chunk. */
  private readonly chunks: (Int32Array | undefined)[] = [];
  private chunkBytes = 0;
  private entries = new Int32Array(Entry.SIZE * 4096);
  /** Numbers in use. Entry 0 is none. */
  private used: number = Entry.SIZE;

  /** Bytes of host memory. */
  get bytes(): number {
    return this.chunkBytes + this.entries.byteLength;
  }

  /** A block was given out. */
  add(block: number, time: number, nbytes: number, line: number, blockSize: number): void {
    const granule = block >>> GRANULE;
    const place = granule >>> CHUNK;
    let chunk = this.chunks[place];
    if (chunk === undefined) {
      chunk = new Int32Array(1 << CHUNK);
      this.chunks[place] = chunk;
      this.chunkBytes += chunk.byteLength;
    }
    const at = this.used;
    if (at + Entry.SIZE > this.entries.length) {
      const longer = new Int32Array(this.entries.length * 2);
      longer.set(this.entries);
      this.entries = longer;
    }
    const { entries } = this;
    const index = granule & CHUNK_MASK;
    entries[at + Entry.TIME] = time;
    entries[at + Entry.NBYTES] = nbytes;
    entries[at + Entry.LINE] = line;
    entries[at + Entry.BLOCK_SIZE] = blockSize;
    entries[at + Entry.PREVIOUS] = chunk[index]!;
    chunk[index] = at;
    this.used = at + Entry.SIZE;
  }

  /** The number of the newest block at a place, for `nbytesOf` and `blockSizeOf`; 0 when there never was one. */
  last(block: number): number {
    const granule = block >>> GRANULE;
    return this.chunks[granule >>> CHUNK]?.[granule & CHUNK_MASK] ?? 0;
  }

  nbytesOf(entry: number): number {
    return this.entries[entry + Entry.NBYTES]! >>> 0;
  }

  blockSizeOf(entry: number): number {
    return this.entries[entry + Entry.BLOCK_SIZE]!;
  }

  /**
   * Places at or before a word where a block was given out before `time` that was long enough to reach it, the
   * nearest first: at one of them the block begins that the word lies in, if there is any.
   */
  *around(word: number, time: number): Generator<number> {
    for (let chunk = word >>> (GRANULE + CHUNK); chunk >= 0; chunk--) {
      const places = this.chunks[chunk];
      if (!places) continue;
      const last =
        chunk === word >>> (GRANULE + CHUNK) ? (word >>> GRANULE) & CHUNK_MASK : CHUNK_MASK;
      for (let i = last; i >= 0; i--) {
        if (places[i] === 0) continue;
        const block = ((chunk << CHUNK) + i) << GRANULE;
        const birth = this.at(block, time);
        if (birth && block + birth.nbytes / 4 > word) yield block;
      }
    }
  }

  /** What was known of a block after `time` lines: of one in use, who allocated it. */
  at(block: number, time: number): Birth | undefined {
    const granule = block >>> GRANULE;
    let at = this.chunks[granule >>> CHUNK]?.[granule & CHUNK_MASK] ?? 0;
    const { entries } = this;
    while (at !== 0 && entries[at + Entry.TIME]! >= time) at = entries[at + Entry.PREVIOUS]!;
    if (at === 0) return undefined;
    return {
      time: entries[at + Entry.TIME]!,
      nbytes: entries[at + Entry.NBYTES]! >>> 0,
      line: entries[at + Entry.LINE]!,
      blockSize: entries[at + Entry.BLOCK_SIZE]!,
    };
  }
}
