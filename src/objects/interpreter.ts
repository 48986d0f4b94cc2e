import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import type { PyMalloc } from '../pymalloc/pymalloc';
import type { Version } from '../versions/types';
import { DictKeys } from './dict-keys';
import { memoryError } from './errors';
import { FreeLists } from './free-lists';
import { GcState } from './gc-state';
import { equalSets } from './setobject';
import { Statics } from './statics';
import { Ob, StructTable, TypeFlag, TypeWord } from './structs';
import { Kind } from './type-spec';
import { typeIndex } from './types';
import type { Callbacks, KeyMethods, Words } from './words';

/**
 * What listens to allocations: the tracer, a recorded run. Pointers are words, sizes bytes. It is told
 * afterwards, and must not look at a block that was freed.
 */
export interface AllocationHook {
  allocated(block: number, nbytes: number): void;
  freed(block: number): void;
  resized(from: number, to: number, nbytes: number): void;
  /** An object comes off a free list, in a block allocated before. */
  reused?(block: number): void;
}

/** Steps of deallocation, as `Process.traceDealloc` records them. */
export type DeallocHook = (
  event: 'dealloc' | 'finalize' | 'freed' | 'deferred' | 'resurrected',
  op: number,
  depth: number,
) => void;

/** Where the text segment would be: "function pointers" in type objects are numbers above it. */
const TEXT = 0x5555_5420_0000;

/**
 * The state that CPython keeps per interpreter, over one simulated process: its types and singletons,
 * free lists, the collector's generations, and the allocators that objects come from.
 *
 * A pointer is a word (memory/flat-memory.ts). The functions on objects are in the files named after
 * CPython's own (listobject.ts, dictobject.ts …) and take the interpreter first.
 */
export class Interpreter implements Words {
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  readonly pages: Uint8Array;
  readonly wordBase: number;
  readonly structs: StructTable;
  readonly statics: Statics;
  readonly freeLists: FreeLists;
  readonly gc: GcState;
  readonly keys: DictKeys;

  /** Offsets that differ between versions, in words. */
  readonly tupleItem: number;
  readonly asciiData: number;
  readonly compactData: number;
  readonly keysHeader: number;
  /** Words of the pointers that stand before the collector's head (`_PyType_PreHeaderSize`). */
  readonly preHeader: number;
  /** Of a heap type to its `ht_cached_keys`, and of a member descriptor to its offset. */
  readonly cachedKeysOffset: number;
  readonly memberOffset: number;
  readonly none: number;
  readonly strType: number;
  readonly floatType: number;
  readonly listType: number;
  readonly tupleType: number;
  readonly dictType: number;
  readonly objectType: number;
  /** The number of OrderedDict's type spec, which classes built on it have too. */
  readonly odictSpec = typeIndex('collections.OrderedDict');
  /** The pointer to `int` as the double that has its bits: moved at once where ints are made. */
  readonly intTypePointer: number;
  /** Whether ints keep sign and size in `lv_tag`. */
  readonly longTagged: boolean;
  /** Whether attributes are in the object's own block. */
  readonly inlineValues: boolean;
  readonly smallMin: number;
  readonly smallMax: number;
  readonly compactInt: number;
  readonly countInt: number;

  /** The high half of the 64-bit hash that was computed last. */
  hashHigh = 0;

  /** Called by deallocation and the collector; without them classes have no `__del__` to run. */
  callbacks: Callbacks | undefined;
  /** What a finalizer or callback threw first, for whoever called from outside. */
  private pending: { readonly error: unknown } | undefined;
  keyMethods: KeyMethods | undefined;
  /** `set_richcompare`: whether two sets have the same items. */
  readonly equalSets = (a: number, b: number): boolean => equalSets(this, a, b);
  deallocHook: DeallocHook | undefined;
  /** Whether changes of reference counts are reported, and to whom. */
  watching = false;
  onCount: ((op: number, count: number) => void) | undefined;
  /** Objects waiting in the trashcan, and how deep deallocation is. */
  trashNesting = 0;
  deallocDepth = 0;
  readonly trash: number[] = [];

  private hook: AllocationHook | undefined;
  private readonly hooks: AllocationHook[] = [];

  /** @param parent the interpreter whose structures are in `memory` already, as in a forked process */
  constructor(
    readonly memory: AddressSpace,
    readonly raw: Malloc,
    readonly pymalloc: PyMalloc,
    readonly version: Version,
    parent?: Interpreter,
  ) {
    this.i32 = memory.i32;
    this.f64 = memory.f64;
    this.pages = memory.pages;
    this.wordBase = memory.wordBase;
    this.structs = parent?.structs ?? new StructTable(version);
    this.tupleItem = this.structs.offset('PyTupleObject', 'ob_item') >> 2;
    this.asciiData = this.structs.get('PyASCIIObject').size >> 2;
    this.compactData = this.structs.get('PyCompactUnicodeObject').size >> 2;
    this.keysHeader = this.structs.get('PyDictKeysObject').size >> 2;
    this.preHeader = version.objects.instanceDict === 'dict-slot' ? 0 : 4;
    this.cachedKeysOffset = this.structs.offset('PyHeapTypeObject', 'ht_cached_keys') >> 2;
    this.memberOffset = this.structs.offset('PyGetSetDescrObject', 'd_getset') >> 2;
    this.gc = new GcState(this, parent?.gc);
    this.freeLists = new FreeLists(this, parent?.freeLists);
    this.statics = parent?.statics ?? new Statics(this);
    this.keys = new DictKeys(this);
    this.none = this.statics.none;
    this.strType = this.type('str');
    this.floatType = this.type('float');
    this.listType = this.type('list');
    this.tupleType = this.type('tuple');
    this.dictType = this.type('dict');
    this.objectType = this.type('object');
    // A cached int holds that pointer already.
    this.intTypePointer = this.f64[(this.statics.smallInt(1) + Ob.TYPE) >> 1]!;
    const { longTag, smallInts, compactInt, countInt } = version.objects;
    this.inlineValues = version.objects.instanceDict === 'inline-values';
    this.longTagged = longTag !== 'ob_size';
    this.smallMin = smallInts.min;
    this.smallMax = smallInts.max;
    this.compactInt = compactInt;
    this.countInt = countInt;
  }

  /**
   * Runs what a user gave to be called from inside. CPython prints an error of a finalizer and goes
   * on; here the work that was under way goes on too, and `raisePending` throws it afterwards.
   */
  callOut(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.pending ??= { error };
    }
  }

  raisePending(): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending) throw pending.error;
  }

  // ---------------------------------------------------------------- memory

  /** The pointer at `word`. */
  load(word: number): number {
    const low = this.i32[word]!;
    const high = this.i32[word + 1]!;
    if ((low | high) === 0) return 0;
    return ((low >>> 2) + (high << 30) - (this.wordBase | 0)) | 0;
  }

  /** Stores a pointer, on whatever page. */
  store(word: number, target: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    this.memory.storePointer(word, target);
  }

  /** The low 32 bits of the integer at `word`: enough for sizes and counts. */
  get(word: number): number {
    return this.i32[word]!;
  }

  /** Stores a 64-bit integer given by a number that fits in 53 bits. */
  set(word: number, value: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(word);
    const low = value | 0;
    this.i32[word] = low;
    this.i32[word + 1] = low === value && low >= 0 ? 0 : Math.floor(value / 2 ** 32);
  }

  // ---------------------------------------------------------------- the allocators, with their hooks

  /** Adds or removes what listens to allocations; without any, they cost nothing. */
  setHook(hook: AllocationHook, on: boolean): void {
    const at = this.hooks.indexOf(hook);
    if (on && at < 0) this.hooks.push(hook);
    if (!on && at >= 0) this.hooks.splice(at, 1);
    const { hooks } = this;
    this.hook = hooks.length < 2 ? hooks[0] : new HookChain(hooks);
  }

  /** `PyObject_Malloc` and `PyMem_Malloc`. @throws PyError MemoryError */
  malloc(nbytes: number): number {
    const block = this.pymalloc.malloc(nbytes);
    if (block === 0) throw memoryError(nbytes);
    if (this.hook !== undefined) this.hook.allocated(block, nbytes);
    return block;
  }

  /** `PyObject_Calloc`. @throws PyError MemoryError */
  calloc(nbytes: number): number {
    const block = this.pymalloc.calloc(1, nbytes);
    if (block === 0) throw memoryError(nbytes);
    if (this.hook !== undefined) this.hook.allocated(block, nbytes);
    return block;
  }

  /** `PyObject_Free` and `PyMem_Free`. */
  free(block: number): void {
    this.pymalloc.free(block);
    if (this.hook !== undefined && block !== 0) this.hook.freed(block);
  }

  /** `PyMem_Realloc`. @throws PyError MemoryError, the old block stays */
  realloc(block: number, nbytes: number): number {
    if (block === 0) return this.malloc(nbytes);
    const moved = this.pymalloc.realloc(block, nbytes);
    if (moved === 0) throw memoryError(nbytes);
    if (this.hook !== undefined) this.hook.resized(block, moved, nbytes);
    return moved;
  }

  /** `_Py_NewReference` of what comes off a free list: it belongs to the line that takes it. */
  reused(block: number): void {
    if (this.hook !== undefined) this.hook.reused?.(block);
  }

  /** An object of a type off a free list, with one reference. */
  renew(op: number, type: number): void {
    this.initHead(op, type);
    if (this.hook !== undefined) this.hook.reused?.(op - this.preWords(type));
  }

  /** `PyMem_RawMalloc`: from the C library. @throws PyError MemoryError */
  rawMalloc(nbytes: number): number {
    const block = this.raw.malloc(nbytes);
    if (block === 0) throw memoryError(nbytes);
    if (this.hook !== undefined) this.hook.allocated(block, nbytes);
    return block;
  }

  rawFree(block: number): void {
    this.raw.free(block);
    if (this.hook !== undefined && block !== 0) this.hook.freed(block);
  }

  // ---------------------------------------------------------------- reference counts

  /** `Py_INCREF`. From 3.12 on, an immortal object's count is negative as an int32, and stays. */
  incref(op: number): void {
    const count = this.i32[op]!;
    if (count < 0) return;
    if (this.pages[op >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(op);
    this.i32[op] = count + 1;
    if (this.watching) this.onCount!(op, count + 1);
  }

  /** `Py_DECREF`. */
  decref(op: number): void {
    const count = this.i32[op]!;
    if (count < 0) return;
    if (this.pages[op >>> Page.SHIFT] !== Page.WRITABLE) this.memory.fault(op);
    this.i32[op] = count - 1;
    if (this.watching) this.onCount!(op, count - 1);
    if (count === 1) this.dealloc(op);
  }

  xdecref(op: number): void {
    if (op !== 0) this.decref(op);
  }

  xincref(op: number): void {
    if (op !== 0) this.incref(op);
  }

  newRef(op: number): number {
    this.incref(op);
    return op;
  }

  /** `_Py_Dealloc`: set by dealloc.ts, which knows every kind of object. */
  dealloc: (op: number) => void = () => {
    throw new Error('deallocation is not installed');
  };

  /** `Py_REFCNT`, as `sys.getrefcount` prints it. */
  refcnt(op: number): number {
    return this.i32[op]! >>> 0;
  }

  // ---------------------------------------------------------------- types

  /** `Py_TYPE`. */
  typeOf(op: number): number {
    return this.load(op + Ob.TYPE);
  }

  /** `tp_base`; 0 for `object`. */
  baseOf(type: number): number {
    return this.load(type + TypeWord.BASE);
  }

  kindOf(type: number): Kind {
    return (this.i32[type + TypeWord.DEALLOC]! >>> 4) & 0xff;
  }

  /** Index in TYPES of a built-in type, or of the one that a class is built on. */
  specOf(type: number): number {
    return (this.i32[type + TypeWord.TRAVERSE]! >>> 4) & 0xff;
  }

  /** Writes the numbers that are `tp_dealloc` and `tp_traverse` here. */
  setSlots(type: number, kind: Kind, spec: number): void {
    for (const [word, value] of [
      [TypeWord.DEALLOC, kind],
      [TypeWord.TRAVERSE, spec],
    ] as const) {
      this.set(type + word, TEXT + value * 16);
    }
  }

  /** The built-in type that a class is built on; of a built-in type itself. */
  builtinBase(type: number): number {
    let base = type;
    while (this.kindOf(base) === Kind.SUBTYPE) base = this.baseOf(base);
    return base;
  }

  /** Stores the address of a C function: here a number in the text segment. */
  setFunction(word: number, name: string): void {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) & 0xffff;
    this.set(word, TEXT + 0x10_0000 + hash * 16);
  }

  /** `tp_name`. */
  typeName(type: number): string {
    const name = this.load(type + TypeWord.NAME);
    let text = '';
    for (let i = 0; ; i++) {
      const code = (this.i32[name + (i >> 2)]! >>> ((i & 3) * 8)) & 0xff;
      if (code === 0) return text;
      text += String.fromCharCode(code);
    }
  }

  hasFlag(type: number, flag: number): boolean {
    return (this.i32[type + TypeWord.FLAGS]! & flag) !== 0;
  }

  isGc(type: number): boolean {
    return (this.i32[type + TypeWord.FLAGS]! & TypeFlag.HAVE_GC) !== 0;
  }

  /** Words before an object in its block: the collector's head, and what is before that. */
  preWords(type: number): number {
    const flags = this.i32[type + TypeWord.FLAGS]!;
    return (
      ((flags & TypeFlag.HAVE_GC) !== 0 ? 4 : 0) +
      ((flags & (TypeFlag.MANAGED_DICT | TypeFlag.MANAGED_WEAKREF)) !== 0 ? this.preHeader : 0)
    );
  }

  /** The built-in type called `name`. */
  type(name: string): number {
    return this.statics.type(typeIndex(name));
  }

  // ---------------------------------------------------------------- making objects

  /** Writes `ob_refcnt` 1 and `ob_type` at `op`. The block must be writable to `op + 4`. */
  initHead(op: number, type: number): void {
    this.i32[op] = 1;
    this.i32[op + 1] = 0;
    this.memory.storePointer(op + Ob.TYPE, type);
    if (this.hasFlag(type, TypeFlag.HEAPTYPE)) this.incref(type);
  }

  /** A block of `nbytes` for an object that the collector does not know, its head written. */
  newObject(type: number, nbytes: number): number {
    const op = this.malloc(nbytes);
    this.memory.touch(op, (nbytes + 3) >>> 2);
    this.initHead(op, type);
    return op;
  }

  /** The same by `PyObject_Calloc`: zeros behind the head, and of a fresh mapping only the head's page is touched. */
  newZeroedObject(type: number, nbytes: number): number {
    const op = this.calloc(nbytes);
    this.memory.touch(op, Ob.SIZE);
    this.initHead(op, type);
    return op;
  }

  /**
   * `_PyObject_GC_New`: a block with `PyGC_Head` before the object; counts for generation 0, and may
   * start a collection. Not tracked yet.
   */
  newGcObject(type: number, nbytes: number): number {
    const pre = this.preWords(type);
    const block = this.malloc(nbytes + pre * 4);
    const op = block + pre;
    this.memory.touch(block, pre + ((nbytes + 3) >>> 2));
    this.i32.fill(0, block, op);
    this.gc.allocated();
    this.initHead(op, type);
    return op;
  }

  /** `PyObject_GC_Del`; an instance gives up its reference to its class. */
  deleteGcObject(op: number, type: number): void {
    if (this.gc.isTracked(op)) this.gc.untrack(op);
    this.gc.deleted();
    this.free(op - this.preWords(type));
    if (this.hasFlag(type, TypeFlag.HEAPTYPE)) this.decref(type);
  }
}

/** Several listeners, in the order in which they were added. */
class HookChain implements AllocationHook {
  constructor(private readonly hooks: readonly AllocationHook[]) {}

  allocated(block: number, nbytes: number): void {
    for (const hook of this.hooks) hook.allocated(block, nbytes);
  }

  freed(block: number): void {
    for (const hook of this.hooks) hook.freed(block);
  }

  resized(from: number, to: number, nbytes: number): void {
    for (const hook of this.hooks) hook.resized(from, to, nbytes);
  }

  reused(block: number): void {
    for (const hook of this.hooks) hook.reused?.(block);
  }
}
