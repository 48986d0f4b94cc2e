import { layoutStruct, type StructLayout } from '../memory/struct';
import type { Version } from '../versions/types';

/** `PyGC_Head`, the 16 bytes before each object that the collector may track. */
export const PYGC_HEAD = layoutStruct('PyGC_Head', [
  ['_gc_next', 'pointer'],
  ['_gc_prev', 'pointer'],
]);

/** One entry of a set's table. */
export const SETENTRY = layoutStruct('setentry', [
  ['key', 'pointer'],
  ['hash', 'i64'],
]);

export const PYDICT_KEY_ENTRY = layoutStruct('PyDictKeyEntry', [
  ['me_hash', 'i64'],
  ['me_key', 'pointer'],
  ['me_value', 'pointer'],
]);

export const PYDICT_UNICODE_ENTRY = layoutStruct('PyDictUnicodeEntry', [
  ['me_key', 'pointer'],
  ['me_value', 'pointer'],
]);

/** The structs of one version, laid out: offsets and `sizeof` in bytes. */
export class StructTable {
  private readonly layouts = new Map<string, StructLayout>();

  constructor(version: Version) {
    const { head, structs, dictKeys, heapType } = version.objects;
    this.add(layoutStruct('PyObject', head));
    for (const [name, fields] of Object.entries(structs)) {
      const isObject = name !== '_PyInterpreterFrame';
      this.add(layoutStruct(name, isObject ? [...head, ...fields] : fields));
    }
    const unicode = [...head, ...structs.PyCompactUnicodeObject!, ['data', 'pointer'] as const];
    this.add(layoutStruct('PyUnicodeObject', unicode));
    this.add(layoutStruct('PyDictKeysObject', dictKeys.header));
    for (const layout of [PYGC_HEAD, SETENTRY, PYDICT_KEY_ENTRY, PYDICT_UNICODE_ENTRY]) {
      this.add(layout);
    }
    const type = this.get('PyTypeObject');
    const tail = layoutStruct('', heapType.fields);
    this.add({
      name: 'PyHeapTypeObject',
      fields: [
        ...type.fields,
        ...tail.fields.map((field) => ({ ...field, offset: field.offset + heapType.tables })),
      ],
      size: heapType.size,
    });
  }

  private add(layout: StructLayout): void {
    this.layouts.set(layout.name, layout);
  }

  get(name: string): StructLayout {
    const layout = this.layouts.get(name);
    if (!layout)
      throw new RangeError(`no struct ${name}: there are ${[...this.layouts.keys()].join(', ')}`);
    return layout;
  }

  all(): StructLayout[] {
    return [...this.layouts.values()];
  }

  /** `offsetof`, bytes; undefined when this version's struct has no such field. */
  find(name: string, field: string): number | undefined {
    return this.get(name).fields.find((candidate) => candidate.name === field)?.offset;
  }

  /** `offsetof`, bytes. */
  offset(name: string, field: string): number {
    const found = this.find(name, field);
    if (found === undefined) throw new RangeError(`struct ${name} has no field ${field}`);
    return found;
  }
}

/*
 * Where the fields stand that every version has at the same place, in words from the object's start.
 * A test holds them against the layouts of each version.
 */
export const enum Ob {
  TYPE = 2,
  SIZE = 4,
  HEAD_WORDS = 4,
}

export const enum Gc {
  /** From the object back to its `PyGC_Head`. */
  HEAD = 4,
  NEXT = 0,
  PREV = 2,
  /** Flags in the low bits of `_gc_prev`, and the shift of `gc_refs` above them. */
  FINALIZED = 1,
  COLLECTING = 2,
  SHIFT = 2,
  /** Flag in `_gc_next` while a collection moves what may be unreachable. */
  UNREACHABLE = 1,
}

export const enum Long {
  SIZE = 4,
  DIGIT = 6,
}

export const enum Float {
  FVAL = 4,
  END = 6,
}

export const enum Complex {
  REAL = 4,
  IMAG = 6,
  END = 8,
}

/** What the header is followed by in a tuple, before its items, from 3.14 on. */
export const enum Tuple {
  HASH = 6,
}

export const enum Slice {
  START = 4,
  STOP = 6,
  STEP = 8,
}

export const enum Str {
  LENGTH = 4,
  HASH = 6,
  STATE = 8,
}

export const enum Bytes {
  SIZE = 4,
  HASH = 6,
  SVAL = 8,
}

export const enum List {
  SIZE = 4,
  ITEM = 6,
  ALLOCATED = 8,
  WORDS = 10,
}

export const enum Dict {
  USED = 4,
  VERSION = 6,
  KEYS = 8,
  VALUES = 10,
}

/** `PyDictKeysObject`, where all versions agree, and those that share a layout. */
export const enum KeysWord {
  REFCNT = 0,
  /** To 3.10 the number of slots; later bytes with its logarithms and the kind of the keys. */
  SIZE = 2,
  /** From 3.11 on: 32 bits. */
  VERSION = 3,
  /** To 3.10. */
  LOOKUP = 4,
}

/** `PyDictKeyEntry`, from the word of its key; tables of str keys have no hashes from 3.11 on. */
export const enum KeyEntry {
  HASH = -2,
  KEY = 0,
  VALUE = 2,
}

/** `_PyDictViewObject`. */
export const enum DictView {
  DICT = 4,
}

export const enum DefaultDict {
  FACTORY = 12,
}

export const enum MappingProxy {
  MAPPING = 4,
}

/** What stands before an object whose dict its class manages, from its start (3.11 on). */
export const enum Managed {
  /** 3.11 only: later the dict's word says it. */
  VALUES = -8,
  /** From 3.12 on. */
  WEAKREFLIST = -8,
  DICT = -6,
}

/** `setentry`. */
export const enum SetEntry {
  KEY = 0,
  HASH = 2,
}

export const enum SetWord {
  FILL = 4,
  USED = 6,
  MASK = 8,
  TABLE = 10,
  HASH = 12,
  FINGER = 14,
  SMALLTABLE = 16,
  WEAKREFLIST = 48,
  WORDS = 50,
}

export const enum Weakref {
  OBJECT = 4,
  CALLBACK = 6,
  HASH = 8,
  PREV = 10,
  NEXT = 12,
}

/** Iterators over what has an index: of lists, tuples, strings, and of `__getitem__`. */
export const enum SeqIter {
  INDEX = 4,
  SEQ = 6,
}

/** Iterators over the tables of dicts and sets. */
export const enum TableIter {
  TABLE = 4,
  USED = 6,
  POS = 8,
  /** Entries that are left; behind `di_result` in a dict's iterator. */
  LEFT = 12,
}

/** Words of a memoryview (Objects/memoryobject.c). */
export const enum View {
  OBJ = 4,
  /** Bytes from the start of the object's buffer, items, bytes from one item to the next. */
  START = 6,
  LENGTH = 8,
  STEP = 10,
  MBUF = 12,
  FORMAT = 14,
  ITEMSIZE = 16,
  /** Dimensions beside the first: -1 for none at all. Then the items of each, where it is not 0. */
  MORE_DIMENSIONS = 18,
  SHAPE = 20,
}

/** `iter(callable, sentinel)`. */
export const enum CallIter {
  CALLABLE = 4,
  SENTINEL = 6,
}

export const enum Cell {
  REF = 4,
}

export const enum Method {
  FUNC = 4,
  SELF = 6,
}

/** `PyDescrObject`: methods, computed attributes and members of types. */
export const enum Descr {
  TYPE = 4,
  NAME = 6,
}

/** `classmethod`, `staticmethod`; of a `property` its getter. */
export const enum Wrapper {
  CALLABLE = 4,
}

export const enum MethodWrapper {
  DESCRIPTOR = 4,
  SELF = 6,
}

export const enum Super {
  TYPE = 4,
  OBJ = 6,
  OBJ_TYPE = 8,
}

export const enum TypeWord {
  NAME = 6,
  BASICSIZE = 8,
  ITEMSIZE = 10,
  DEALLOC = 12,
  FLAGS = 42,
  TRAVERSE = 46,
  WEAKLISTOFFSET = 52,
  BASE = 64,
  DICT = 66,
  DICTOFFSET = 72,
  BASES = 84,
  MRO = 86,
  SUBCLASSES = 90,
  FINALIZE = 98,
}

/** `tp_flags` (Include/object.h). */
export const enum TypeFlag {
  INLINE_VALUES = 1 << 2,
  MANAGED_WEAKREF = 1 << 3,
  MANAGED_DICT = 1 << 4,
  HEAPTYPE = 1 << 9,
  BASETYPE = 1 << 10,
  READY = 1 << 12,
  HAVE_GC = 1 << 14,
  DEFAULT = 1 << 18,
  LONG_SUBCLASS = 1 << 24,
  LIST_SUBCLASS = 1 << 25,
  TUPLE_SUBCLASS = 1 << 26,
  BYTES_SUBCLASS = 1 << 27,
  UNICODE_SUBCLASS = 1 << 28,
  DICT_SUBCLASS = 1 << 29,
  TYPE_SUBCLASS = 1 << 31,
}
