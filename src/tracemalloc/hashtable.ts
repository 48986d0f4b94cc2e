import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';

/** Words of `_Py_hashtable_t`, as far as they change: entries, buckets, the array of buckets. */
const enum Table {
  NENTRIES = 0,
  NBUCKETS = 2,
  BUCKETS = 4,
  WORDS = 6,
}

/** Words of an entry: the next in its bucket, the hash, the key, then the value. */
export const enum Entry {
  NEXT = 0,
  HASH = 2,
  KEY = 4,
  VALUE = 6,
}

const MIN_SIZE = 16;
/** `sizeof(_Py_hashtable_t)`. */
const STRUCT_BYTES = 80;
const HIGH = 0.5;
const LOW = 0.1;
const REHASH_FACTOR = 2 / (LOW + HIGH);

/**
 * `_Py_hashtable_t` (Python/hashtable.c): chained buckets, keyed by a pointer, from the C library's
 * malloc. It grows when more than half as many entries as buckets are in it, and shrinks below a tenth.
 */
export class HashTable {
  private readonly i32: Int32Array;
  private readonly pages: Uint8Array;

  /**
   * @param table six words in the data segment
   * @param entryBytes of an entry, with the value
   */
  constructor(
    private readonly memory: AddressSpace,
    private readonly raw: Malloc,
    private readonly table: number,
    private readonly entryBytes: number,
  ) {
    this.i32 = memory.i32;
    this.pages = memory.pages;
  }

  static readonly WORDS = Table.WORDS;

  /** An empty table of 16 buckets. */
  create(): void {
    this.memory.touch(this.table, Table.WORDS);
    this.i32.fill(0, this.table, this.table + Table.WORDS);
    this.i32[this.table + Table.NBUCKETS] = MIN_SIZE;
    this.memory.storePointer(this.table + Table.BUCKETS, this.newBuckets(MIN_SIZE));
  }

  private newBuckets(count: number): number {
    const buckets = this.raw.malloc(count * 8);
    if (buckets !== 0) this.memory.fill(buckets, count * 2);
    return buckets;
  }

  get nentries(): number {
    return this.i32[this.table + Table.NENTRIES]!;
  }

  private get nbuckets(): number {
    return this.i32[this.table + Table.NBUCKETS]!;
  }

  /** Bytes of the array of buckets. */
  get bucketBytes(): number {
    return this.nbuckets * 8;
  }

  /** `_Py_hashtable_size`, bytes. */
  get bytes(): number {
    return STRUCT_BYTES + this.nbuckets * 8 + this.nentries * this.entryBytes;
  }

  private load(word: number): number {
    const low = this.i32[word]!;
    const high = this.i32[word + 1]!;
    if ((low | high) === 0) return 0;
    return ((low >>> 2) + (high << 30) - (this.memory.wordBase | 0)) | 0;
  }

  private store(word: number, target: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    this.memory.storePointer(word, target);
  }

  /** `_Py_HashPointerRaw`, the low half: what the alignment leaves of the address. */
  private hash(key: number): number {
    const absolute = (key + (this.memory.wordBase | 0)) | 0;
    const high = this.memory.highOf(key) | (absolute >>> 30);
    return ((absolute << 2) >>> 4) | (high << 28);
  }

  /** The first entry of the bucket for a hash. */
  private bucket(hash: number): number {
    return this.load(this.table + Table.BUCKETS) + (hash & (this.nbuckets - 1)) * 2;
  }

  /** The entry of a key, or 0. `same` says whether an entry's key is it; identity by default. */
  find(hash: number, same: (key: number) => boolean): number {
    let entry = this.load(this.bucket(hash));
    while (entry !== 0) {
      if (this.i32[entry + Entry.HASH] === hash && same(this.load(entry + Entry.KEY))) return entry;
      entry = this.load(entry + Entry.NEXT);
    }
    return 0;
  }

  /** The entry of a pointer, or 0. */
  get(key: number): number {
    const hash = this.hash(key);
    let entry = this.load(this.bucket(hash));
    while (entry !== 0 && this.load(entry + Entry.KEY) !== key) {
      entry = this.load(entry + Entry.NEXT);
    }
    return entry;
  }

  /** Adds a key that is not there. @returns its entry, whose value is the caller's to write; 0: no memory */
  set(key: number, hash = this.hash(key)): number {
    const { i32, table } = this;
    const entry = this.raw.malloc(this.entryBytes);
    if (entry === 0) return 0;
    this.memory.touch(entry, this.entryBytes >> 2);
    i32[entry + Entry.HASH] = hash;
    i32[entry + Entry.HASH + 1] = 0;
    this.memory.storePointer(entry + Entry.KEY, key);
    if (this.pages[table >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(table);
    const count = i32[table + Table.NENTRIES]! + 1;
    i32[table + Table.NENTRIES] = count;
    if (Math.fround(count) / Math.fround(this.nbuckets) > HIGH) this.rehash();
    const bucket = this.bucket(hash);
    this.store(entry + Entry.NEXT, this.load(bucket));
    this.store(bucket, entry);
    return entry;
  }

  /** Takes a pointer's entry out of the table. The caller reads it, then calls `release`. 0 when there is none. */
  take(key: number): number {
    const hash = this.hash(key);
    let link = this.bucket(hash);
    let entry = this.load(link);
    while (entry !== 0 && this.load(entry + Entry.KEY) !== key) {
      link = entry + Entry.NEXT;
      entry = this.load(link);
    }
    if (entry === 0) return 0;
    this.store(link, this.load(entry + Entry.NEXT));
    if (this.pages[this.table >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(this.table);
    this.i32[this.table + Table.NENTRIES] = this.nentries - 1;
    return entry;
  }

  /** Frees an entry that was taken out; the table may shrink. */
  release(entry: number): void {
    this.raw.free(entry);
    if (Math.fround(this.nentries) / Math.fround(this.nbuckets) < LOW) this.rehash();
  }

  private rehash(): void {
    let size = MIN_SIZE;
    while (size < Math.floor(this.nentries * REHASH_FACTOR)) size *= 2;
    const old = this.nbuckets;
    if (size === old) return;
    const buckets = this.newBuckets(size);
    if (buckets === 0) return;
    const from = this.load(this.table + Table.BUCKETS);
    for (let i = 0; i < old; i++) {
      for (let entry = this.load(from + i * 2); entry !== 0; ) {
        const next = this.load(entry + Entry.NEXT);
        const slot = buckets + (this.i32[entry + Entry.HASH]! & (size - 1)) * 2;
        this.store(entry + Entry.NEXT, this.load(slot));
        this.store(slot, entry);
        entry = next;
      }
    }
    this.raw.free(from);
    this.i32[this.table + Table.NBUCKETS] = size;
    this.store(this.table + Table.BUCKETS, buckets);
  }

  /** Every entry, bucket by bucket. */
  forEach(each: (entry: number) => void): void {
    const from = this.load(this.table + Table.BUCKETS);
    for (let i = this.nbuckets - 1; i >= 0; i--) {
      for (
        let entry = this.load(from + i * 2);
        entry !== 0;
        entry = this.load(entry + Entry.NEXT)
      ) {
        each(entry);
      }
    }
  }

  /** `_Py_hashtable_clear`: no entries, 16 buckets. `before` sees each entry. */
  clear(before: (entry: number) => void): void {
    const from = this.load(this.table + Table.BUCKETS);
    for (let i = 0; i < this.nbuckets; i++) {
      for (let entry = this.load(from + i * 2); entry !== 0; ) {
        const next = this.load(entry + Entry.NEXT);
        before(entry);
        this.raw.free(entry);
        entry = next;
      }
      this.store(from + i * 2, 0);
    }
    this.memory.touch(this.table, Table.WORDS);
    this.i32[this.table + Table.NENTRIES] = 0;
    this.rehash();
  }
}
