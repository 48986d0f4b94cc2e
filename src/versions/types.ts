import type { Behaviour } from './behaviour';
import type { CompilerVersion } from './compiler';
import type { Messages } from './messages';

/**
 * How an arena that has become empty is treated (Objects/obmalloc.c, `insert_to_freepool`):
 * - `always`: it goes back to the system at once;
 * - `keep-last`: it stays when it is the last in `usable_arenas` (3.9 on).
 */
export type ArenaRelease = 'always' | 'keep-last';

/**
 * How pymalloc decides whether an address is its own (`address_in_range`):
 * - `arena-index`: by the pool header's `arenaindex` and the table of arenas;
 * - `radix-tree`: by a three-level tree over the address bits (3.10 on).
 */
export type ArenaLookup = 'arena-index' | 'radix-tree';

/** Bits of an address that index each level of the radix tree (Include/internal/pycore_obmalloc.h). */
export interface ArenaMap {
  /** Of the root. */
  readonly topBits: number;
  /** Of the middle level. */
  readonly midBits: number;
  /** Of the lowest level. */
  readonly botBits: number;
}

/** pymalloc's constants in one version. Sizes in bytes. */
export interface PymallocVersion {
  /** `ALIGNMENT`: the step from one size class to the next. */
  readonly alignment: 8 | 16;
  /** `POOL_SIZE`. */
  readonly poolSize: number;
  /** `ARENA_SIZE`. */
  readonly arenaSize: number;
  /** `SMALL_REQUEST_THRESHOLD`: larger requests go to malloc. */
  readonly smallRequestThreshold: number;
  /** Where a pool's header is: at the start of the pool, or (textbook) nowhere in it. */
  readonly poolHeader: 'in-pool' | 'outside';
  /** What becomes of an arena that is empty. */
  readonly arenaRelease: ArenaRelease;
  /** How an address is told from one of malloc's. */
  readonly arenaLookup: ArenaLookup;
  /** The levels of the radix tree, where there is one. */
  readonly arenaMap?: ArenaMap;
}

/** A C struct as its fields in order, each with its C type (memory/struct.ts lays it out). */
export type FieldList = readonly (readonly [
  field: string,
  type: 'u8' | 'u16' | 'u32' | 'i32' | 'u64' | 'i64' | 'f64' | 'pointer',
])[];

/** CPython's object structs by their C name, without `PyObject_HEAD`. */
export type Structs = Readonly<Record<string, FieldList>>;

/**
 * Where a free list keeps the link to the next object: in an array beside the objects, or in the
 * object itself, in the field named here (`head`: its first word).
 */
export type FreeListLink = 'array' | 'head' | 'ob_type' | 'ob_item[0]' | 'first-field';

export interface FreeListVersion {
  /** Objects kept at most; for tuples, of each length. */
  readonly capacity: number;
  readonly link: FreeListLink;
  /** Of tuples: the longest that is kept. */
  readonly longest?: number;
  /** The longest that is used again, where that differs: 3.11 and 3.12 keep tuples of 20 and never use them. */
  readonly reused?: number;
}

/**
 * How a list grows (Objects/listobject.c, `list_resize`):
 * - `eighth-plus-3-or-6`: to `n + n/8 + (n < 9 ? 3 : 6)` (3.8);
 * - `multiple-of-4`: to `n + n/8 + 6` rounded down to a multiple of 4, or just enough when the step is
 *   larger than that (3.9 on).
 */
export type ListGrowth = 'eighth-plus-3-or-6' | 'multiple-of-4';

/**
 * Where an instance's attributes stand:
 * - `dict-slot`: a `__dict__` pointer behind the object (to 3.10);
 * - `values-and-dict`: two pointers before the object, its values and its dict (3.11);
 * - `values-or-dict`: one tagged pointer before the object (3.12);
 * - `inline-values`: values in the object's own block, a dict pointer before it (3.13 on).
 */
export type InstanceDict = 'dict-slot' | 'values-and-dict' | 'values-or-dict' | 'inline-values';

/** Layouts and rules of CPython's objects in one version. Sizes in bytes. */
export interface ObjectsVersion {
  /** `PyObject_HEAD`. */
  readonly head: FieldList;
  readonly structs: Structs;
  readonly dictKeys: {
    /** `PyDictKeysObject` up to `dk_indices`. */
    readonly header: FieldList;
    /** Whether tables with only str keys store no hashes (`PyDictUnicodeEntry`, 3.11 on). */
    readonly unicodeEntries: boolean;
    /** Whether a key is held already when it is hashed to be stored. */
    readonly holdsKeyToHash: boolean;
    /**
     * The table size for at least `n` slots: `next-power`, or `log2-of-n-or-8`, which counts the bits
     * of `(n | 8) - 1`.
     */
    readonly resize: 'next-power' | 'log2-of-n-or-8';
  };
  readonly heapType: {
    /** `sizeof(PyHeapTypeObject)`, and the offset of its first field after the slot tables. */
    readonly size: number;
    readonly tables: number;
    readonly fields: FieldList;
  };
  /** `sizeof(PyCodeObject)`. */
  readonly codeSize: number;
  /** `ob_refcnt`, the low 32 bits: of static objects, and of immortal ones where there are any. */
  readonly refcounts: {
    readonly static: number;
    readonly immortal: number | undefined;
    /** The upper 32 bits of a static object's head. */
    readonly staticHigh?: number;
  };
  readonly smallInts: { readonly min: number; readonly max: number; readonly static: boolean };
  /** Digits that the int 0 takes in `sys.getsizeof`. */
  readonly zeroDigits: 0 | 1;
  /** Bytes asked from the allocator for an int of one digit that C code makes. */
  readonly compactInt: 28 | 32;
  /** The same, of what `PyLong_FromSsize_t` makes. */
  readonly countInt: 28 | 32;
  /**
   * How an int keeps its sign and digit count: in `ob_size`, or in `lv_tag` (3.12 on), where small ints
   * may carry a flag (3.14 on).
   */
  readonly longTag: 'ob_size' | 'lv_tag' | 'lv_tag-immortal';
  /** Whether an empty dict that is updated from another gets a copy of its table (3.10 on). */
  readonly dictMergeClones: boolean;
  /** Whether `dict()` begins with a table of eight slots (to 3.9), or with the shared empty one. */
  readonly dictNewKeys: boolean;
  readonly listGrowth: ListGrowth;
  /** A list with at most this number of slots keeps them when it shrinks (3.14 on). */
  readonly listKeeps: number;
  /** Slots for a list made from an iterable of known length: one for each item, or that rounded up to even. */
  readonly listPreallocate: 'exact' | 'even';
  /** Dicts, sets and their views extend a list by growing it, also an empty one (3.13 on). */
  readonly listGrowsByTables: boolean;
  /** Slots that `str.split` begins with: twelve, or no more than the string can have parts (3.12 on). */
  readonly splitPreallocates: 'twelve' | 'by-length';
  /** Whether `list.pop` of the last item frees the array (3.12 on), or keeps an empty one. */
  readonly popLast: 'resizes' | 'clears';
  /** Whether `frozenset()` is always the same object (to 3.9). */
  readonly emptyFrozensetShared: boolean;
  /** Whether a set puts a new key where a deleted one was (not in 3.9). */
  readonly setReusesDummies: boolean;
  /** How deep containers free each other before the rest waits (`Py_TRASHCAN_BEGIN`). */
  readonly trashcanLevel: number;
  /** Whether the collector knows `array.array` (3.10 on). */
  readonly arraysTracked: boolean;
  /**
   * What closing a generator leaves of its frame: nothing; all of it, where it never began (3.12 and
   * 3.13); its function, also where it waits outside of every `try` (3.13).
   */
  readonly generatorClose: 'clears' | 'keeps-unstarted' | 'keeps-function';
  /** Whether the error of an unhashable key says what it was used for (3.14 on). */
  readonly namesUnhashable: boolean;
  /** Whether a class has descriptors of its own for `__dict__` and `__weakref__` (to 3.14). */
  readonly ownDescriptors: boolean;
  readonly instanceDict: InstanceDict;
  /** Which classes have inline values: those without any fields (3.13), or all of a fixed size. */
  readonly inlineValuesOf: 'none' | 'plain' | 'fixed-size';
  /** Attributes that a class's shared keys have room for. */
  readonly sharedKeys: number;
  /** Hash of str and bytes, with a seed of 0 (`PYTHONHASHSEED=0`). */
  readonly hash: 'siphash24' | 'siphash13';
  /** `tp_name` where it is not the name that this project knows the type by. */
  readonly typeNames: Readonly<Record<string, string>>;
  readonly noneHash: 'address' | 'constant';
  /** Whether slices have a hash, of their three parts. */
  readonly sliceHashes: boolean;
  /** A bytearray's bytes: in a buffer of its own, or in a bytes object (3.15). */
  readonly bytearrayStorage: 'buffer' | 'bytes';
  /** Whether `sys.getsizeof` adds the collector's head for what its type says, or for the object. */
  readonly sizeofHead: 'by-object' | 'by-type';
  /** Whether the shared one-character strings count as interned from the start (3.13 on). */
  readonly latin1Interned: boolean;
  /** How long a str lives that `sys.intern` was given. */
  readonly interned: 'mortal' | 'immortal';
  /** Whether a class's order is made before its descriptors (3.10 on). */
  readonly ordersFirst: boolean;
  /** Whether the names of `__slots__` are sorted in a list of their own (to 3.13). */
  readonly slotsByList: boolean;
  /** Whether a new tuple of what is not tracked is left untracked (3.14 on). */
  readonly tupleTracking: 'always' | 'by-items';
  /** Whether a tuple holds the callbacks of what dies only where there are several, or always (3.13 on). */
  readonly weakrefTuple: 'several' | 'always';
  /** Whether a tuple that loses its last item becomes the shared empty one (3.11 on). */
  readonly emptyTuples: 'own' | 'shared';
  /** The dict of a class's subclasses when the last one is gone: freed from 3.11 on. */
  readonly subclasses: 'kept' | 'freed';
  /** Whether strings of ASCII characters have iterators of their own (3.11 on). */
  readonly asciiIterators: boolean;
  /** Whether a frozenset made of what is not tracked is tracked (to 3.14). */
  readonly frozensetTracking: 'always' | 'by-items';
  /** Whether a dict is tracked when made, or once it holds something that is (to 3.13). */
  readonly dictTracking: 'by-items' | 'always';
  /** How much `ma_version_tag` grows with each change of a dict. */
  readonly dictVersionStep: number;
  /** What `sys._debugmallocstats()` says of free lists: the bytes of an object, and which lists. */
  readonly freeListStats: {
    readonly sizes: 'struct' | 'with-head';
    readonly dictKeys: boolean;
  };
  readonly freeLists: Readonly<Partial<Record<FreeListName, FreeListVersion>>>;
}

/** The types that have a free list, in some version. */
export type FreeListName =
  | 'int'
  | 'float'
  | 'complex'
  | 'list'
  | 'tuple'
  | 'dict'
  | 'dictKeys'
  | 'slice'
  | 'range'
  | 'method'
  | 'cfunction'
  | 'listIterator'
  | 'tupleIterator'
  | 'rangeIterator';

/** The cyclic collector in one version (Modules/gcmodule.c, Python/gc.c). */
export interface GcVersion {
  readonly thresholds: readonly [number, number, number];
  /** Whether a full collection untracks dicts of what is not tracked (to 3.13). */
  readonly untracksDicts: boolean;
  /** Whether a collection starts in the allocation that reaches the threshold, or soon after it. */
  readonly runs: 'in-allocation' | 'between-instructions';
  /**
   * When weak references to garbage are cleared: all before the finalizers run, or those without a
   * callback only after them, so that a finalizer still sees through them (3.15).
   */
  readonly weakrefs: 'before-finalizers' | 'after-finalizers';
  /** Whether all of the garbage lives on when a finalizer brings back some of it (3.8). */
  readonly resurrectsAll: boolean;
  /** Built-in types that are heap types, which their instances refer to. */
  readonly heapTypes: readonly string[];
  /** Whether a collection sets immortal objects aside for good (3.12 on). */
  readonly setsImmortalsAside: boolean;
  /** Fields that `gc.get_stats()` has beside collections, collected and uncollectable. */
  readonly candidates: boolean;
}

/** The tables of the tracer in one version (Modules/_tracemalloc.c, Python/hashtable.c). */
export interface TracemallocVersion {
  /** Whether a trace stands in its table's entry, or in a block of its own (3.9 on). */
  readonly traces: 'in-entry' | 'own-block';
}

/** What an import does: the modules that it loads, and objects on free lists (`tuple2`: pairs). */
export interface ImportEffects {
  readonly loads: readonly string[];
  readonly counts: Readonly<Partial<Record<string, number>>>;
  /** How many it takes away where there were more than it needed, as far as that is known. */
  readonly takes: Readonly<Partial<Record<string, number>>>;
}

/**
 * What the import of a module leaves, where the collector has counted `before` allocated objects before it: its count
 * after it, how often it ran in it, unreachable objects, and keys of dicts on their free list.
 */
export type ImportRow = readonly [
  before: number,
  after: number,
  collections: number,
  garbage: number,
  keys: number,
];

/** Rows for counts up to the threshold, and one for a collector that is disabled. */
export interface ImportCollections {
  readonly off: ImportRow;
  readonly rows: readonly ImportRow[];
}

/** What comes after a full collection, which empties the free lists: tools/oracle/after_collection.py. */
export interface AfterCollection {
  /** By how much the first of `gc.get_count()` grows, and what `gc.collect()` finds then. */
  readonly growth: number;
  readonly garbage: number;
  /** Objects that wait on free lists then: those that were there at one time. */
  readonly waits: Readonly<Record<string, number>>;
}

/** The collector and a program's start: tools/oracle/import_collections.py. */
export interface CollectorEffects {
  /** `gc.get_count()` before the program is compiled, and collections of each generation so far. */
  readonly start: { readonly counts: readonly number[]; readonly collections: readonly number[] };
  readonly imports: Readonly<Record<string, ImportCollections>>;
  readonly afterCollection: {
    readonly imports: Readonly<Record<string, AfterCollection>>;
    /** Of an error that is printed as nobody can catch it: the first one, and those after it. */
    readonly unraisable: readonly [AfterCollection, AfterCollection];
  };
}

/** Short strings that are interned when a program starts: those that never die, and the others by references. */
export interface StartUpStrings {
  readonly immortal: string;
  readonly counts: Readonly<Record<string, string>>;
}

/** How many references a start-up heap has to shared objects. */
export interface SharedReferences {
  readonly smallInts: readonly number[];
  readonly true: number;
  readonly false: number;
  readonly ellipsis: number;
  readonly notImplemented: number;
  readonly emptyString: number;
  readonly emptyBytes: number;
  readonly emptyTuple: number;
}

/** What an interpreter holds when a program starts: the recorded sizes of its start-up heap, in bytes. */
export interface StartUp {
  /** RSS of file-backed pages, and of private ones that were written. */
  readonly shared: number;
  readonly private: number;
  /** Objects the collector tracks, and the bytes of the pages they lie on. */
  readonly tracked: number;
  readonly trackedBytes: number;
  /** The collector's generation they are in when a program starts. */
  readonly generation: 1 | 2;
  /** Blocks in use of pymalloc, and of the C library through it (`sys.getallocatedblocks`). */
  readonly blocks: number;
  /** References to None, where it is counted (to 3.11). */
  readonly noneReferences: number;
  /** Built-in types that classes of the library are built on in this version, and not in all. */
  readonly moreSubclassed?: readonly string[];
  /** References to what all programs share, beside a program's own (to 3.11); small ints from the first cached. */
  readonly references?: SharedReferences;
  /**
   * Slots of the frames on the free list as a program starts, the next one last, and of those that the first import of
   * a module of the library adds (to 3.10).
   */
  readonly freeFrames?: readonly number[];
  readonly importFrames?: readonly number[];
  /**
   * What waits on the free lists when a program starts, under '', and after an import, by module, for
   * those that are not there from the start: recorded by tools/oracle/free_lists.py.
   */
  readonly imports: Readonly<Record<string, ImportEffects>>;
  /** Not in 3.12, where what is interned never dies. */
  readonly strings?: StartUpStrings;
  /** What the collector has done before a program, and does in an import. */
  readonly collector: CollectorEffects;
}

/** What differs between CPython versions, as data. */
export interface Version {
  /** `3.12`, or `textbook`. */
  readonly name: string;
  /** Releases known to behave so: those that were measured. */
  readonly measured: readonly string[];
  /** Sizes and rules of pymalloc. */
  readonly pymalloc: PymallocVersion;
  /** Layouts, free lists and growth of objects. @internal */
  readonly objects: ObjectsVersion;
  /** The collector's thresholds and order. @internal */
  readonly gc: GcVersion;
  /** Sizes of the tracer's tables. @internal */
  readonly tracemalloc: TracemallocVersion;
  /** What the compiler does. @internal */
  readonly compiler: CompilerVersion;
  /** Where the interpreter and its modules differ. @internal */
  readonly behaviour: Behaviour;
  /** The words of errors. @internal */
  readonly messages: Messages;
  /** What the interpreter takes before the first line; not measured for the textbook model. @internal */
  readonly startUp?: StartUp | undefined;
}
