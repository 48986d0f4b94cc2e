import { KeysKind } from './dict-keys';
import { PyDict_Copy } from './dict-merge';
import { PyDict_DelItem, PyDict_GetItem, PyDict_New, PyDict_SetItem } from './dictobject';
import { PyError } from './errors';
import { insertSharedKey } from './instances';
import type { Interpreter } from './interpreter';
import { PyList_Append, PyList_New, PyList_SetItem } from './listobject';
import { PyLong_FromLong } from './longobject';
import { Descr, Dict, Ob, TypeFlag, TypeWord } from './structs';
import { PyTuple_New, PyTuple_Pack, PyTuple_Track } from './tupleobject';
import { Kind } from './type-spec';
import { internString, PyUnicode_FromString } from './unicodeobject';
import { PyObject_ClearWeakRefs, PyWeakref_NewRef } from './weakrefobject';

/** What a class statement says. */
export interface ClassOptions {
  /** Words of the bases; `object` without any. */
  readonly bases?: readonly number[];
  /** The tuple of them, which the class keeps; a new one without it. */
  readonly basesTuple?: number;
  /** `__slots__`; without it instances have a `__dict__` and can be weakly referenced. */
  readonly slots?: readonly string[];
  /** What the class body defines: words; the class takes a new reference to each. */
  readonly attributes?: Readonly<Record<string, number>>;
  /** Whether there is a `__del__`: instances are then given to `Callbacks.finalize`. */
  readonly finalizer?: boolean;
  /** Names that methods assign to `self` (`__static_attributes__`, which 3.13 puts into the keys). */
  readonly staticAttributes?: readonly string[];
  /** The module's name, for `__module__`; `__main__` without it. */
  readonly module?: string;
  /** The dict that the class body filled; the class gets a copy. */
  readonly namespace?: number;
  /** The class's own class, `type` without it. */
  readonly metatype?: number;
  /** The str that the class is named with; a new one without it. */
  readonly nameObject?: number;
  /** What changes the class's dict before descriptors are put into it (`type_new_set_attrs`). */
  readonly setAttributes?: (type: number, dict: number) => void;
}

/**
 * `type.__new__`: a class. Its object, dict, MRO, bases, names, shared keys and the weak reference in
 * its bases' `__subclasses__` are allocated as a class statement does.
 */
export function PyType_New(py: Interpreter, name: string, options: ClassOptions = {}): number {
  const object = py.type('object');
  const bases = options.bases?.length ? options.bases : [object];
  const base = bestBase(py, bases);
  const slots = options.slots ?? [];
  const named = slots.filter((slot) => slot !== '__dict__' && slot !== '__weakref__');
  const hasDict = (base: number): boolean =>
    py.get(base + TypeWord.DICTOFFSET) !== 0 || py.hasFlag(base, TypeFlag.MANAGED_DICT);
  const hasWeak = (base: number): boolean =>
    py.get(base + TypeWord.WEAKLISTOFFSET) !== 0 || py.hasFlag(base, TypeFlag.MANAGED_WEAKREF);
  const mayAdd = (slot: string): boolean =>
    options.slots === undefined || options.slots.includes(slot);
  // What another base has is added too, `__slots__` or not.
  const addDict = !hasDict(base) && (mayAdd('__dict__') || bases.some(hasDict));
  const itemsize = py.get(base + TypeWord.ITEMSIZE);
  const addWeak =
    !hasWeak(base) && itemsize === 0 && (mayAdd('__weakref__') || bases.some(hasWeak));

  const bytes = py.structs.get('PyHeapTypeObject').size + (named.length + 1) * 40;
  const dict = options.namespace ? PyDict_Copy(py, options.namespace) : PyDict_New(py);
  const names = options.slots ? sortedNames(py, named) : 0;
  const type = py.newGcObject(options.metatype ?? py.statics.type(0), bytes);
  py.i32.fill(0, type + Ob.HEAD_WORDS, type + (bytes >> 2));
  py.set(type + Ob.SIZE, named.length);
  const field = (heapField: string): number =>
    type + (py.structs.offset('PyHeapTypeObject', heapField) >> 2);
  const text = options.nameObject ? py.newRef(options.nameObject) : PyUnicode_FromString(py, name);
  py.store(field('ht_name'), text);
  py.store(field('ht_qualname'), py.newRef(text));
  // tp_name points at the characters of ht_name.
  py.store(type + TypeWord.NAME, text + py.asciiData);
  py.store(field('ht_slots'), names);

  let size = py.get(base + TypeWord.BASICSIZE);
  const offsets = named.map((_, i) => size + i * 8);
  size += named.length * 8;
  const form = py.version.objects.instanceDict;
  let flags =
    TypeFlag.DEFAULT |
    // All classes: an instance may be stored on its class.
    TypeFlag.HAVE_GC |
    TypeFlag.READY |
    TypeFlag.BASETYPE |
    TypeFlag.HEAPTYPE |
    inheritedFlags(py, base);
  if (addDict && itemsize !== 0 && (form === 'dict-slot' || form === 'values-and-dict')) {
    // Behind the items, counted from the end.
    py.set(type + TypeWord.DICTOFFSET, -8);
    size += 8;
  } else if (addDict && form === 'dict-slot') {
    py.set(type + TypeWord.DICTOFFSET, size);
    size += 8;
  } else if (addDict) {
    flags |= TypeFlag.MANAGED_DICT;
    const { inlineValuesOf } = py.version.objects;
    const plain = size === py.structs.get('PyObject').size;
    if (inlineValuesOf !== 'none' && itemsize === 0 && (plain || inlineValuesOf === 'fixed-size')) {
      flags |= TypeFlag.INLINE_VALUES;
    }
  } else py.set(type + TypeWord.DICTOFFSET, py.get(base + TypeWord.DICTOFFSET));
  if (addWeak && (form === 'dict-slot' || form === 'values-and-dict')) {
    py.set(type + TypeWord.WEAKLISTOFFSET, size);
    size += 8;
  } else if (addWeak) flags |= TypeFlag.MANAGED_WEAKREF;
  else py.set(type + TypeWord.WEAKLISTOFFSET, py.get(base + TypeWord.WEAKLISTOFFSET));
  py.i32[type + TypeWord.FLAGS] = flags;
  py.set(type + TypeWord.BASICSIZE, size);
  py.set(type + TypeWord.ITEMSIZE, itemsize);
  py.setSlots(type, Kind.SUBTYPE, py.specOf(base));
  py.store(type + TypeWord.BASE, py.newRef(base));
  const given = options.bases?.length ? options.basesTuple : undefined;
  py.store(type + TypeWord.BASES, given ? py.newRef(given) : PyTuple_Pack(py, ...bases));
  py.gc.track(type);
  py.store(type + TypeWord.DICT, dict);
  const put = (key: string, value: number): void => {
    const interned = internString(py, key);
    PyDict_SetItem(py, dict, interned, value);
    py.decref(interned);
    py.decref(value);
  };
  const define = (key: string, make: () => number): void => {
    const interned = internString(py, key);
    if (PyDict_GetItem(py, dict, interned) === 0) put(key, make());
    py.decref(interned);
  };
  define('__module__', () => internString(py, options.module ?? '__main__'));
  for (const [key, value] of Object.entries(options.attributes ?? {})) put(key, py.newRef(value));
  if (options.staticAttributes && !options.namespace) {
    put('__static_attributes__', tupleOfNames(py, options.staticAttributes));
  }
  options.setAttributes?.(type, dict);
  for (const [i, slot] of named.entries()) {
    put(slot, descriptor(py, 'member_descriptor', type, slot, offsets[i]!));
  }
  if (addDict) put('__dict__', attributeDescriptor(py, type, '__dict__'));
  if (addWeak) put('__weakref__', attributeDescriptor(py, type, '__weakref__'));
  define('__doc__', () => py.newRef(py.none));
  try {
    py.store(type + TypeWord.MRO, newOrder(py, type, bases));
  } catch (error) {
    py.decref(type);
    throw error;
  }
  // From whichever class of the MRO has one.
  const inherited = mroOf(py, bases).some((each) => py.get(each + TypeWord.FINALIZE) !== 0);
  if (options.finalizer || inherited) py.setFunction(type + TypeWord.FINALIZE, 'slot_tp_finalize');
  for (const each of bases) addSubclass(py, each, type);
  const sharesKeys =
    form === 'dict-slot'
      ? py.get(type + TypeWord.DICTOFFSET) !== 0
      : (flags & TypeFlag.MANAGED_DICT) !== 0;
  if (sharesKeys) {
    py.store(field('ht_cached_keys'), newSharedKeys(py, options.staticAttributes ?? []));
  }
  return type;
}

/** `best_base`: the base whose layout the class extends. */
export function bestBase(py: Interpreter, bases: readonly number[]): number {
  let best = 0;
  let winner = 0;
  for (const base of bases) {
    if (py.kindOf(base) !== Kind.SUBTYPE && base === py.type('bool')) {
      throw new PyError('TypeError', "type 'bool' is not an acceptable base type");
    }
    const candidate = solidBase(py, base);
    if (winner !== 0 && isSubtype(py, winner, candidate)) continue;
    if (winner !== 0 && !isSubtype(py, candidate, winner)) {
      throw new PyError('TypeError', 'multiple bases have instance lay-out conflict');
    }
    winner = candidate;
    best = base;
  }
  return best;
}

function isSubtype(py: Interpreter, type: number, ancestor: number): boolean {
  for (let base = type; base !== 0; base = py.load(base + TypeWord.BASE)) {
    if (base === ancestor) return true;
  }
  return false;
}

/** `solid_base`: the nearest class in the line of bases that adds more than `__dict__` and `__weakref__`. */
function solidBase(py: Interpreter, type: number): number {
  const parent = py.load(type + TypeWord.BASE);
  if (parent === 0) return type;
  const base = solidBase(py, parent);
  return addsFields(py, type, base) ? type : base;
}

/** `extra_ivars`. */
function addsFields(py: Interpreter, type: number, base: number): boolean {
  const field = (each: number, word: number): number => py.get(each + word);
  let size = field(type, TypeWord.BASICSIZE);
  const baseSize = field(base, TypeWord.BASICSIZE);
  const itemsize = field(type, TypeWord.ITEMSIZE);
  if (itemsize !== 0 || field(base, TypeWord.ITEMSIZE) !== 0) {
    // The pointer to the dict is behind the items.
    if (field(type, TypeWord.DICTOFFSET) < 0 && field(base, TypeWord.DICTOFFSET) === 0) size -= 8;
    return size !== baseSize || itemsize !== field(base, TypeWord.ITEMSIZE);
  }
  if (!py.hasFlag(type, TypeFlag.HEAPTYPE)) return size !== baseSize;
  for (const word of [TypeWord.WEAKLISTOFFSET, TypeWord.DICTOFFSET]) {
    const offset = field(type, word);
    if (offset !== 0 && field(base, word) === 0 && offset + 8 === size) size -= 8;
  }
  return size !== baseSize;
}

function inheritedFlags(py: Interpreter, base: number): number {
  const subclass = 0xff << 24;
  const own =
    TypeFlag.HAVE_GC | TypeFlag.MANAGED_DICT | TypeFlag.MANAGED_WEAKREF | TypeFlag.INLINE_VALUES;
  return py.i32[base + TypeWord.FLAGS]! & (subclass | own);
}

function tupleOfNames(py: Interpreter, names: readonly string[]): number {
  const tuple = PyTuple_New(py, names.length);
  if (names.length === 0) return tuple;
  for (const [i, name] of names.entries()) {
    py.store(tuple + py.tupleItem + i * 2, internString(py, name));
  }
  PyTuple_Track(py, tuple);
  return tuple;
}

/** `type_new_slots`: the names are sorted in a list. */
function sortedNames(py: Interpreter, names: readonly string[]): number {
  const list = PyList_New(py, names.length);
  for (const [i, name] of names.entries()) PyList_SetItem(py, list, i, internString(py, name));
  const tuple = tupleOfNames(py, names);
  py.decref(list);
  return tuple;
}

function descriptor(
  py: Interpreter,
  kind: 'member_descriptor' | 'getset_descriptor',
  type: number,
  name: string,
  offset: number,
): number {
  const op = py.newGcObject(py.type(kind), py.structs.get('PyGetSetDescrObject').size);
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + (py.structs.get('PyGetSetDescrObject').size >> 2));
  py.store(op + Descr.TYPE, py.newRef(type));
  py.store(op + Descr.NAME, internString(py, name));
  py.set(op + py.memberOffset, offset);
  py.gc.track(op);
  return op;
}

/** The descriptor of `__dict__` or `__weakref__`: the class's own, or (3.15) the one of all classes. */
function attributeDescriptor(
  py: Interpreter,
  type: number,
  name: '__dict__' | '__weakref__',
): number {
  if (py.version.objects.ownDescriptors) return descriptor(py, 'getset_descriptor', type, name, 0);
  const { dictDescriptor, weakrefDescriptor } = py.statics;
  const op = name === '__dict__' ? dictDescriptor : weakrefDescriptor;
  if (py.load(op + Descr.NAME) === 0) {
    py.store(op + Descr.TYPE, py.type('object'));
    py.store(op + Descr.NAME, internString(py, name));
  }
  return py.newRef(op);
}

/** The MRO of a class after itself: those of its bases, each behind everything that derives from it. */
export function mroOf(py: Interpreter, bases: readonly number[]): number[] {
  const lists = bases.map((base) => {
    const mro = py.load(base + TypeWord.MRO);
    if (mro === 0) {
      const chain: number[] = [];
      for (let each = base; each !== 0; each = py.baseOf(each)) chain.push(each);
      return chain;
    }
    return Array.from({ length: py.get(mro + Ob.SIZE) }, (_, i) =>
      py.load(mro + py.tupleItem + i * 2),
    );
  });
  lists.push([...bases]);
  const order: number[] = [];
  while (lists.some((list) => list.length > 0)) {
    const next = lists
      .map((list) => list[0])
      .find((head) => head !== undefined && !lists.some((list) => list.indexOf(head) > 0));
    if (next === undefined) {
      throw new PyError('TypeError', 'Cannot create a consistent method resolution order (MRO)');
    }
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
  return order;
}

/** `mro_implementation`: a new tuple. That of several bases is made from a list. */
export function newOrder(py: Interpreter, type: number, bases: readonly number[]): number {
  const repeated = bases.find((base, i) => bases.indexOf(base) !== i);
  if (repeated !== undefined)
    throw new PyError('TypeError', `duplicate base class ${py.typeName(repeated)}`);
  if (bases.length === 1) return PyTuple_Pack(py, type, ...mroOf(py, bases));
  const order = mroOf(py, bases);
  const list = PyList_New(py, 1);
  PyList_SetItem(py, list, 0, py.newRef(type));
  try {
    for (const each of order) PyList_Append(py, list, each);
    return PyTuple_Pack(py, type, ...order);
  } finally {
    py.decref(list);
  }
}

/** `_PyDict_NewKeysForClass`. */
function newSharedKeys(py: Interpreter, names: readonly string[]): number {
  const { sharedKeys, dictKeys, instanceDict } = py.version.objects;
  const keys = py.keys.create(dictKeys.unicodeEntries ? 64 : 8, KeysKind.SPLIT);
  py.keys.setUsable(keys, sharedKeys);
  if (instanceDict === 'inline-values') {
    for (const name of names) {
      const interned = internString(py, name);
      insertSharedKey(py, keys, interned);
      py.decref(interned);
    }
  }
  return keys;
}

/** The dict of a class's subclasses, made where there is none. Borrowed. */
function subclassesOf(py: Interpreter, base: number): number {
  let dict = py.load(base + TypeWord.SUBCLASSES);
  if (dict === 0) {
    dict = PyDict_New(py);
    py.store(base + TypeWord.SUBCLASSES, dict);
  }
  return dict;
}

/** `add_subclass`: a weak reference in the base's dict of subclasses, by the class's address. */
export function addSubclass(py: Interpreter, base: number, type: number): void {
  if (py.version.objects.subclasses === 'kept') subclassesOf(py, base);
  const key = PyLong_FromLong(py, py.memory.addressOf(type));
  // This may collect, and with the last subclass the dict of subclasses goes.
  const ref = PyWeakref_NewRef(py, type);
  PyDict_SetItem(py, subclassesOf(py, base), key, ref);
  py.decref(key);
  py.decref(ref);
}

export function removeSubclass(py: Interpreter, base: number, type: number): void {
  const dict = py.load(base + TypeWord.SUBCLASSES);
  if (dict === 0) return;
  const key = PyLong_FromLong(py, py.memory.addressOf(type));
  try {
    // A class whose making failed is not there yet.
    if (PyDict_GetItem(py, dict, key) === 0) return;
    PyDict_DelItem(py, dict, key);
  } finally {
    py.decref(key);
  }
  const { subclasses } = py.version.objects;
  if (subclasses === 'kept' || !py.hasFlag(base, TypeFlag.HEAPTYPE)) return;
  if (py.get(dict + Dict.USED) !== 0) return;
  py.store(base + TypeWord.SUBCLASSES, 0);
  py.decref(dict);
}

/** `type_dealloc`. */
export function deallocType(py: Interpreter, type: number): void {
  const bases = py.load(type + TypeWord.BASES);
  const count = bases === 0 ? 0 : py.get(bases + Ob.SIZE);
  for (let i = 0; i < count; i++) {
    removeSubclass(py, py.load(bases + py.tupleItem + i * 2), type);
  }
  PyObject_ClearWeakRefs(py, type);
  for (const word of [
    TypeWord.BASE,
    TypeWord.DICT,
    TypeWord.BASES,
    TypeWord.MRO,
    TypeWord.SUBCLASSES,
  ]) {
    py.xdecref(py.load(type + word));
  }
  const field = (name: string): number =>
    py.load(type + (py.structs.offset('PyHeapTypeObject', name) >> 2));
  py.xdecref(field('ht_name'));
  py.xdecref(field('ht_qualname'));
  py.xdecref(field('ht_slots'));
  const keys = field('ht_cached_keys');
  if (keys !== 0) py.keys.decref(keys);
  py.deleteGcObject(type, py.typeOf(type));
}

/** `type.__sizeof__`: a class with its shared keys. */
export function sizeofType(py: Interpreter, type: number): number {
  if (!py.hasFlag(type, TypeFlag.HEAPTYPE)) return py.structs.get('PyTypeObject').size;
  const keys = py.load(type + py.cachedKeysOffset);
  return py.structs.get('PyHeapTypeObject').size + (keys === 0 ? 0 : py.keys.bytes(keys));
}
