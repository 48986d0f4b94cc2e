import type { AddressSpace } from '../memory/address-space';
import type { Version } from '../versions/types';
import type { StructTable } from './structs';
import type { Kind } from './type-spec';

/** What a class may have the simulator call: its `__del__`, and the callbacks of weak references. */
export interface Callbacks {
  /** `tp_finalize` of an instance. */
  finalize(op: number): void;
  /** The callback of a dead weak reference. */
  weakref(callback: number, ref: number): void;
  /** A struct of pointers is about to die: what is kept about it elsewhere can go. */
  freeing?(op: number, type: number): void;
  /** A frame with nothing in it: whether it is kept for other calls, and not freed. */
  keepFrame?(op: number): boolean;
}

/** What dicts and sets ask of keys that a class defines. */
export interface KeyMethods {
  equal(a: number, b: number): boolean | undefined;
  /** The low half, the high one in `py.hashHigh`; undefined for the default. */
  hash(op: number): number | undefined;
}

/** The singletons that objects are made of. */
interface Singletons {
  readonly true: number;
  readonly false: number;
  readonly setDummy: number;
  readonly emptyTuple: number;
  readonly emptyKeys: number;
  readonly emptyString: number;
  readonly emptyBytes: number;
  readonly interned: number;
  readonly internedSlots: number;
  type(index: number): number;
  smallInt(value: number): number;
  latin1Char(code: number): number;
  byteString(byte: number): number;
}

/** The free lists: what takes an object off one, or 0, and what keeps one. */
interface Lists {
  pop(index: number): number;
  popTuple(length: number): number;
  push(index: number, op: number): boolean;
}

/** What the collector follows. */
interface Tracking {
  isTracked(op: number): boolean;
  track(op: number): void;
  untrack(op: number): void;
}

/**
 * The interpreter as its own parts know it, and the objects that these need: words in memory, reference
 * counts, types, allocators, singletons. `Interpreter` puts the parts together.
 */
export interface Words {
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  readonly pages: Uint8Array;
  readonly wordBase: number;
  readonly memory: AddressSpace;
  readonly version: Version;
  readonly structs: StructTable;
  readonly statics: Singletons;
  readonly freeLists: Lists;
  readonly gc: Tracking;

  /** Offsets that differ between versions, in words. */
  readonly tupleItem: number;
  readonly asciiData: number;
  readonly compactData: number;
  readonly keysHeader: number;
  readonly none: number;
  readonly strType: number;
  readonly floatType: number;
  readonly tupleType: number;
  /** The pointer to `int` as the double that has its bits. */
  readonly intTypePointer: number;
  /** Whether ints keep sign and size in `lv_tag`. */
  readonly longTagged: boolean;
  readonly smallMin: number;
  readonly smallMax: number;
  readonly compactInt: number;
  readonly countInt: number;

  /** The high half of the 64-bit hash that was computed last. */
  hashHigh: number;
  callbacks: Callbacks | undefined;
  keyMethods: KeyMethods | undefined;
  /** `set_richcompare`: whether two sets have the same items. */
  readonly equalSets: (a: number, b: number) => boolean;

  load(word: number): number;
  store(word: number, target: number): void;
  get(word: number): number;
  set(word: number, value: number): void;

  malloc(nbytes: number): number;
  realloc(block: number, nbytes: number): number;
  free(block: number): void;
  reused(block: number): void;
  renew(op: number, type: number): void;
  newObject(type: number, nbytes: number): number;
  newZeroedObject(type: number, nbytes: number): number;
  newGcObject(type: number, nbytes: number): number;
  deleteGcObject(op: number, type: number): void;

  incref(op: number): void;
  decref(op: number): void;
  xdecref(op: number): void;
  newRef(op: number): number;
  refcnt(op: number): number;

  type(name: string): number;
  typeOf(op: number): number;
  typeName(type: number): string;
  kindOf(type: number): Kind;
  builtinBase(type: number): number;
  hasFlag(type: number, flag: number): boolean;
  isGc(type: number): boolean;
  preWords(type: number): number;
  setSlots(type: number, kind: Kind, spec: number): void;
  setFunction(word: number, name: string): void;
}
