import { Page } from '../memory/flat-memory';
import { compareHeld } from './compare';
import { FreeListIndex } from './free-lists';
import { KeyEntry, KeysWord, Str } from './structs';
import { equalStrings } from './unicodeobject';
import type { Words } from './words';

/*
 * `PyDictKeysObject` (Objects/dictobject.c): a header, `dk_indices` as a hash table of entry numbers,
 * and `dk_entries` in the order of insertion. Entries are hash, key and value, or, in tables of str
 * keys from 3.11 on, key and value.
 */

export const DKIX_EMPTY = -1;
const DKIX_DUMMY = -2;
/** The dict changed while keys were compared: the lookup has to begin again. */
export const DKIX_CHANGED = -3;

/** `dk_kind`; to 3.10 `dk_lookup` says as much, so it is kept there. */
export const enum KeysKind {
  GENERAL = 0,
  UNICODE = 1,
  SPLIT = 2,
  /** To 3.10: str keys, one of them deleted. */
  UNICODE_DUMMIES = 3,
}

const TEXT = 0x5555_5430_0000;
export const MINSIZE = 8;

/** Entries that fit in a table of `size` slots. */
export function usableFraction(size: number): number {
  return Math.floor((size * 2) / 3);
}

function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}

/** The table size for at least `minimum` slots. */
export function keysSizeFor(py: Words, minimum: number): number {
  if (py.version.objects.dictKeys.resize === 'next-power') {
    let size = MINSIZE;
    while (size < minimum) size *= 2;
    return size;
  }
  return 2 ** bitLength(((minimum | MINSIZE) - 1) | (MINSIZE - 1));
}

/** Access to keys objects by the version's layout. */
export class DictKeys {
  private readonly withLog2: boolean;
  private readonly header: number;
  private readonly usableWord: number;
  private readonly nentriesWord: number;

  constructor(private readonly py: Words) {
    this.withLog2 = py.version.objects.dictKeys.unicodeEntries;
    this.header = py.keysHeader;
    this.usableWord = py.structs.offset('PyDictKeysObject', 'dk_usable') >> 2;
    this.nentriesWord = py.structs.offset('PyDictKeysObject', 'dk_nentries') >> 2;
  }

  size(keys: number): number {
    const word = this.py.i32[keys + KeysWord.SIZE]!;
    return this.withLog2 ? 1 << (word & 0xff) : word;
  }

  kind(keys: number): KeysKind {
    if (this.withLog2) return (this.py.i32[keys + KeysWord.SIZE]! >>> 16) & 0xff;
    return (this.py.i32[keys + KeysWord.LOOKUP]! >>> 4) & 0xff;
  }

  setKind(keys: number, kind: KeysKind): void {
    const { py } = this;
    if (this.withLog2) {
      py.memory.touch(keys, KeysWord.LOOKUP);
      py.i32[keys + KeysWord.SIZE] = (py.i32[keys + KeysWord.SIZE]! & 0xffff) | (kind << 16);
    } else py.set(keys + KeysWord.LOOKUP, TEXT + kind * 16);
  }

  isUnicode(keys: number): boolean {
    return this.kind(keys) !== KeysKind.GENERAL;
  }

  /** Whether entries are key and value only. */
  hasShortEntries(keys: number): boolean {
    return this.withLog2 && this.kind(keys) !== KeysKind.GENERAL;
  }

  usable(keys: number): number {
    return this.py.i32[keys + this.usableWord]!;
  }

  setUsable(keys: number, value: number): void {
    this.py.set(keys + this.usableWord, value);
  }

  nentries(keys: number): number {
    return this.py.i32[keys + this.nentriesWord]!;
  }

  setNentries(keys: number, value: number): void {
    this.py.set(keys + this.nentriesWord, value);
  }

  /** An entry more, a free one less; the version of the keys is forgotten. */
  entryAdded(keys: number): void {
    const { i32 } = this.py;
    if (this.py.pages[keys >>> Page.SHIFT] !== Page.WRITABLE)
      this.py.memory.touch(keys, this.header);
    i32[keys + this.usableWord]!--;
    i32[keys + this.nentriesWord]!++;
    if (this.withLog2) i32[keys + KeysWord.VERSION] = 0;
  }

  /** `dk_version` 0: whatever was known of the keys holds no more. */
  forgetVersion(keys: number): void {
    this.py.memory.touch(keys, KeysWord.LOOKUP);
    this.py.i32[keys + KeysWord.VERSION] = 0;
  }

  private indexBytes(size: number): number {
    return size <= 0x80 ? 1 : size <= 0x8000 ? 2 : 4;
  }

  /** The first word of the entries. */
  entries(keys: number): number {
    const size = this.size(keys);
    return keys + this.header + ((Math.max(8, size * this.indexBytes(size)) + 3) >> 2);
  }

  /** Words of an entry. */
  stride(keys: number): number {
    return this.hasShortEntries(keys) ? 4 : 6;
  }

  /** The word of an entry's key, from which `KeyEntry` counts. */
  keyWord(keys: number, index: number): number {
    return this.hasShortEntries(keys)
      ? this.entries(keys) + index * 4
      : this.entries(keys) + index * 6 - KeyEntry.HASH;
  }

  /** Bytes of the whole object (`_PyDict_KeysSize`). */
  bytes(keys: number): number {
    const size = this.size(keys);
    return this.bytesFor(size, this.hasShortEntries(keys));
  }

  private bytesFor(size: number, short: boolean): number {
    const index = Math.max(8, size * this.indexBytes(size));
    return this.header * 4 + index + usableFraction(size) * (short ? 16 : 24);
  }

  /** `new_keys_object`: an empty table of `size` slots. */
  create(size: number, kind: KeysKind): number {
    const { py } = this;
    const short = this.withLog2 && kind !== KeysKind.GENERAL;
    const reuse = size === MINSIZE && (short || !this.withLog2);
    let keys = reuse ? py.freeLists.pop(FreeListIndex.DICT_KEYS) : 0;
    const bytes = this.bytesFor(size, short);
    if (keys === 0) keys = py.malloc(bytes);
    const index = Math.max(8, size * this.indexBytes(size));
    py.memory.fill(keys, this.header);
    py.memory.fill(keys + this.header, index >> 2, -1);
    py.i32[keys] = 1;
    if (this.withLog2) {
      const log2 = bitLength(size) - 1;
      py.i32[keys + KeysWord.SIZE] = log2 | ((bitLength(index) - 1) << 8) | (kind << 16);
    } else {
      py.i32[keys + KeysWord.SIZE] = size;
      this.setKind(keys, kind);
    }
    py.i32[keys + this.usableWord] = usableFraction(size);
    py.memory.fill(this.entries(keys), (bytes - this.header * 4 - index) >> 2);
    return keys;
  }

  incref(keys: number): void {
    if (keys === this.py.statics.emptyKeys) return;
    this.py.set(keys, this.py.i32[keys]! + 1);
  }

  refcnt(keys: number): number {
    return this.py.i32[keys]!;
  }

  /** `dictkeys_decref`: the last owner's drop takes keys and values with it. */
  decref(keys: number): void {
    const { py } = this;
    if (keys === py.statics.emptyKeys) return;
    const count = py.i32[keys]! - 1;
    py.set(keys, count);
    if (count > 0) return;
    const n = this.nentries(keys);
    const stride = this.stride(keys);
    for (let i = 0, at = this.keyWord(keys, 0); i < n; i++, at += stride) {
      const key = py.load(at);
      const value = py.load(at + KeyEntry.VALUE);
      if (key !== 0) py.decref(key);
      if (value !== 0) py.decref(value);
    }
    this.release(keys);
  }

  /** Frees the block, to its free list where that takes it; references are gone already. */
  release(keys: number): void {
    const keep = this.size(keys) === MINSIZE && (!this.withLog2 || this.isUnicode(keys));
    if (keep && this.py.freeLists.push(FreeListIndex.DICT_KEYS, keys)) return;
    this.py.free(keys);
  }

  // ---------------------------------------------------------------- the hash table

  private index(keys: number, size: number, slot: number): number {
    const at = keys + this.header;
    const { i32 } = this.py;
    if (size <= 0x80) return (i32[at + (slot >> 2)]! << (24 - (slot & 3) * 8)) >> 24;
    if (size <= 0x8000) return (i32[at + (slot >> 1)]! << (16 - (slot & 1) * 16)) >> 16;
    return i32[at + slot]!;
  }

  private setIndex(keys: number, size: number, slot: number, value: number): void {
    const { i32, pages, memory } = this.py;
    const shift = size <= 0x80 ? 2 : size <= 0x8000 ? 1 : 0;
    const at = keys + this.header + (slot >> shift);
    if (pages[at >>> Page.SHIFT] !== Page.WRITABLE) memory.fault(at);
    if (shift === 0) {
      i32[at] = value;
      return;
    }
    const bits = 32 >> shift;
    const move = (slot & ((1 << shift) - 1)) * bits;
    const mask = ((1 << bits) - 1) << move;
    i32[at] = (i32[at]! & ~mask) | ((value << move) & mask);
  }

  /**
   * The entry whose key equals `key`, or DKIX_EMPTY. The hash is `low` and `high`. Comparing runs the
   * program's code: with the word of the dict that holds its keys, it is noticed when that is another
   * table afterwards (DKIX_CHANGED).
   */
  lookup(keys: number, key: number, low: number, high: number, holder = 0): number {
    const { py } = this;
    const isString = py.typeOf(key) === py.strType;
    const size = this.size(keys);
    const mask = size - 1;
    const short = this.hasShortEntries(keys);
    const entries = this.entries(keys);
    let perturb = low;
    let perturbHigh = high;
    for (let slot = low & mask; ; ) {
      const index = this.index(keys, size, slot);
      if (index >= 0) {
        const entry = entries + index * (short ? 4 : 6);
        const other = py.load(short ? entry : entry - KeyEntry.HASH);
        if (other === key) return index;
        const hash = short ? other + Str.HASH : entry;
        if (py.i32[hash] === low && py.i32[hash + 1] === high) {
          if (isString && py.typeOf(other) === py.strType) {
            if (equalStrings(py, other, key)) return index;
          } else {
            const same = compareHeld(py, other, key);
            const at = short ? entry : entry - KeyEntry.HASH;
            if (holder !== 0 && (py.load(holder) !== keys || py.load(at) !== other))
              return DKIX_CHANGED;
            if (same) return index;
          }
        }
      } else if (index === DKIX_EMPTY) return DKIX_EMPTY;
      perturb = (perturb >>> 5) | (perturbHigh << 27);
      perturbHigh >>>= 5;
      slot = (Math.imul(slot, 5) + perturb + 1) & mask;
    }
  }

  /** The entry that holds this very key, or DKIX_EMPTY. */
  indexOfKey(keys: number, key: number, low: number, high: number): number {
    const size = this.size(keys);
    const mask = size - 1;
    let perturb = low;
    let perturbHigh = high;
    for (let slot = low & mask; ; ) {
      const index = this.index(keys, size, slot);
      if (index === DKIX_EMPTY) return DKIX_EMPTY;
      if (index >= 0 && this.py.load(this.keyWord(keys, index)) === key) return index;
      perturb = (perturb >>> 5) | (perturbHigh << 27);
      perturbHigh >>>= 5;
      slot = (Math.imul(slot, 5) + perturb + 1) & mask;
    }
  }

  /** The slot that holds entry `index`, found by its hash. */
  private slotOf(keys: number, low: number, high: number, index: number): number {
    const size = this.size(keys);
    const mask = size - 1;
    let perturb = low;
    let perturbHigh = high;
    for (let slot = low & mask; ; ) {
      const found = this.index(keys, size, slot);
      if (found === index || (index === DKIX_EMPTY && found < 0)) return slot;
      perturb = (perturb >>> 5) | (perturbHigh << 27);
      perturbHigh >>>= 5;
      slot = (Math.imul(slot, 5) + perturb + 1) & mask;
    }
  }

  /** Puts entry `index` into the first free slot of its hash (`find_empty_slot`). */
  insertIndex(keys: number, low: number, high: number, index: number): void {
    this.setIndex(keys, this.size(keys), this.slotOf(keys, low, high, DKIX_EMPTY), index);
  }

  /** Marks the slot of entry `index` as deleted. */
  deleteIndex(keys: number, low: number, high: number, index: number): void {
    this.setIndex(keys, this.size(keys), this.slotOf(keys, low, high, index), DKIX_DUMMY);
  }

  /** Writes entry `index`; the pointers are stored as they are. */
  writeEntry(
    keys: number,
    index: number,
    key: number,
    value: number,
    low: number,
    high: number,
  ): void {
    const { py } = this;
    const at = this.keyWord(keys, index);
    py.store(at, key);
    py.store(at + KeyEntry.VALUE, value);
    if (!this.hasShortEntries(keys)) {
      py.memory.touch(at + KeyEntry.HASH, 2);
      py.i32[at + KeyEntry.HASH] = low;
      py.i32[at + KeyEntry.HASH + 1] = high;
    }
  }

  /** The hash of entry `index`: the low half, the high one in `py.hashHigh`. */
  entryHash(keys: number, index: number): number {
    const { py } = this;
    const at = this.keyWord(keys, index);
    const word = this.hasShortEntries(keys) ? py.load(at) + Str.HASH : at + KeyEntry.HASH;
    py.hashHigh = py.i32[word + 1]!;
    return py.i32[word]!;
  }
}
