import { DKIX_EMPTY, KeysKind } from './dict-keys';
import {
  copyValues,
  freeValues,
  initInlineValues,
  inlineValuesBytes,
  isEmbedded,
  isValid,
  newValues,
  setValid,
  sharedKeysUsableSize,
  valueSlot,
  valuesAddToOrder,
  valuesDelete,
} from './dict-values';
import {
  newDict,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_New,
  PyDict_SetItem,
  resizeDict,
} from './dictobject';
import { PyError } from './errors';
import type { Interpreter } from './interpreter';
import { Dict, KeyEntry, Managed, Ob, TypeFlag, TypeWord } from './structs';
import { objectMayBeTracked } from './tupleobject';
import { hashString, PyUnicode_AsUTF8 } from './unicodeobject';

/*
 * Instances of classes: their block, and where their attributes stand (Objects/typeobject.c,
 * dictobject.c). See `InstanceDict` in versions/types.ts for the four ways.
 */

/** `CACHED_KEYS(tp)`: the keys that a class's instances share, or 0. */
export function cachedKeys(py: Interpreter, type: number): number {
  return py.hasFlag(type, TypeFlag.HEAPTYPE) ? py.load(cachedKeysWord(py, type)) : 0;
}

function cachedKeysWord(py: Interpreter, type: number): number {
  return type + py.cachedKeysOffset;
}

function takeUsable(py: Interpreter, keys: number): void {
  const usable = py.keys.usable(keys);
  if (usable > 1) py.keys.setUsable(keys, usable - 1);
}

/**
 * `PyType_GenericAlloc`, then what `object.__new__` does: an instance without attributes, of `nitems`
 * items where its size varies. Tracked.
 */
export function PyType_GenericAlloc(py: Interpreter, type: number, nitems = 0): number {
  const itemsize = py.get(type + TypeWord.ITEMSIZE);
  const items = itemsize === 0 ? 0 : (nitems + 1) * itemsize;
  const basic = (py.get(type + TypeWord.BASICSIZE) + items + 7) & ~7;
  const inline = py.hasFlag(type, TypeFlag.INLINE_VALUES);
  const keys = cachedKeys(py, type);
  const extra = inline ? inlineValuesBytes(sharedKeysUsableSize(py, keys)) : 0;
  const gc = py.isGc(type);
  const op = gc ? py.newGcObject(type, basic + extra) : py.newObject(type, basic);
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + (basic >> 2));
  if (itemsize !== 0) py.set(op + Ob.SIZE, nitems);
  if (inline) {
    takeUsable(py, keys);
    initInlineValues(py, op + (basic >> 2), sharedKeysUsableSize(py, keys));
  }
  if (gc) py.gc.track(op);
  // Only `object_new` makes values at once; what is built on another type gets a dict when it needs one.
  const plain = py.builtinBase(type) === py.objectType;
  if (plain && !py.inlineValues && py.hasFlag(type, TypeFlag.MANAGED_DICT)) {
    takeUsable(py, keys);
    setValues(py, op, newValues(py, sharedKeysUsableSize(py, keys)));
  }
  return op;
}

// -------------------------------------------------------------------- where attributes stand

/** The values of an instance that has no dict of its own yet; 0 otherwise. */
export function instanceValues(py: Interpreter, op: number): number {
  if (!py.hasFlag(py.typeOf(op), TypeFlag.MANAGED_DICT)) return 0;
  switch (py.version.objects.instanceDict) {
    case 'dict-slot':
      return 0;
    case 'values-and-dict':
      return py.load(op + Managed.VALUES);
    case 'values-or-dict': {
      // Tagged: one less than the values' address.
      const low = py.i32[op + Managed.DICT]!;
      return (low & 1) === 0 ? 0 : py.load(op + Managed.DICT) + 1;
    }
    case 'inline-values': {
      const type = py.typeOf(op);
      if (!py.hasFlag(type, TypeFlag.INLINE_VALUES)) return 0;
      const values = inlineValuesOf(py, op, type);
      return isValid(py, values) && py.load(op + Managed.DICT) === 0 ? values : 0;
    }
  }
}

function inlineValuesOf(py: Interpreter, op: number, type: number): number {
  return op + ((py.get(type + TypeWord.BASICSIZE) + 7) >> 3) * 2;
}

function setValues(py: Interpreter, op: number, values: number): void {
  if (py.version.objects.instanceDict === 'values-and-dict') py.store(op + Managed.VALUES, values);
  else {
    py.store(op + Managed.DICT, values - 1);
    // values - 1 byte, not one word: the low bits of the word before it.
    py.i32[op + Managed.DICT] = py.i32[op + Managed.DICT]! | 3;
  }
}

/** The word of an instance's dict pointer; 0 when it can have none. */
export function dictPointer(py: Interpreter, op: number): number {
  const type = py.typeOf(op);
  if (py.hasFlag(type, TypeFlag.MANAGED_DICT)) return op + Managed.DICT;
  const offset = py.get(type + TypeWord.DICTOFFSET);
  if (offset >= 0) return offset === 0 ? 0 : op + (offset >> 2);
  // From the end of an object of variable size.
  const items = Math.abs(py.get(op + Ob.SIZE)) * py.get(type + TypeWord.ITEMSIZE);
  const bytes = (py.get(type + TypeWord.BASICSIZE) + items + 7) & ~7;
  return op + ((bytes + offset) >> 2);
}

/** The dict that an instance has already, or 0. */
export function instanceDict(py: Interpreter, op: number): number {
  const at = dictPointer(py, op);
  if (at === 0) return 0;
  if (py.version.objects.instanceDict === 'values-or-dict' && (py.i32[at]! & 1) !== 0) return 0;
  return py.load(at);
}

/** `_PyObject_IsInstanceDictEmpty`: no attribute in the instance itself. */
export function isInstanceDictEmpty(py: Interpreter, op: number): boolean {
  const values = instanceValues(py, op);
  if (values !== 0) {
    const size = sharedKeysUsableSize(py, cachedKeys(py, py.typeOf(op)));
    for (let i = 0; i < size; i++) if (py.load(valueSlot(py, values, i)) !== 0) return false;
    return true;
  }
  const dict = instanceDict(py, op);
  return dict === 0 || py.get(dict + Dict.USED) === 0;
}

/** `PyObject_GenericGetDict`: the instance's `__dict__`, made when it is first asked for. */
export function PyObject_GenericGetDict(py: Interpreter, op: number): number {
  const at = dictPointer(py, op);
  if (at === 0) throw new PyError('AttributeError', 'This object has no __dict__');
  const values = instanceValues(py, op);
  if (values !== 0) return py.newRef(materialize(py, op, values));
  let dict = py.load(at);
  if (dict === 0) {
    dict = newInstanceDict(py, op);
    py.store(at, dict);
  }
  return py.newRef(dict);
}

function newInstanceDict(py: Interpreter, op: number): number {
  const keys = cachedKeys(py, py.typeOf(op));
  if (keys === 0) return PyDict_New(py);
  py.keys.incref(keys);
  return newDict(py, keys, newValues(py, sharedKeysUsableSize(py, keys)), 0);
}

/** `make_dict_from_instance_attributes`: a split dict takes the values over. */
function materialize(py: Interpreter, op: number, values: number): number {
  const keys = cachedKeys(py, py.typeOf(op));
  py.keys.incref(keys);
  let used = 0;
  let track = false;
  const size = sharedKeysUsableSize(py, keys);
  for (let i = 0; i < size; i++) {
    const value = py.load(valueSlot(py, values, i));
    if (value === 0) continue;
    used++;
    track ||= objectMayBeTracked(py, value);
  }
  const dict = newDict(py, keys, values, used);
  if (track && !py.gc.isTracked(dict)) py.gc.track(dict);
  if (py.version.objects.instanceDict === 'values-and-dict') py.store(op + Managed.VALUES, 0);
  py.store(op + Managed.DICT, dict);
  return dict;
}

// -------------------------------------------------------------------- attributes

/** `_PyType_Lookup`: along the MRO; borrowed, or 0. */
export function PyType_Lookup(py: Interpreter, type: number, name: number): number {
  const mro = py.load(type + TypeWord.MRO);
  const size = mro === 0 ? 0 : py.get(mro + Ob.SIZE);
  for (let i = 0; i < size; i++) {
    const dict = py.load(py.load(mro + py.tupleItem + i * 2) + TypeWord.DICT);
    if (dict === 0) continue;
    const found = PyDict_GetItem(py, dict, name);
    if (found !== 0) return found;
  }
  return 0;
}

/** The word of a `__slots__` member of an instance, or 0. */
function slotWord(py: Interpreter, op: number, name: number): number {
  const descriptor = PyType_Lookup(py, py.typeOf(op), name);
  if (descriptor === 0 || py.typeOf(descriptor) !== py.type('member_descriptor')) return 0;
  return op + (py.get(descriptor + py.memberOffset) >> 2);
}

/** `PyObject_SetAttr` of an instance: a slot, or an attribute of its own; takes a new reference. */
export function PyObject_SetAttr(py: Interpreter, op: number, name: number, value: number): void {
  const type = py.typeOf(op);
  const slot = slotWord(py, op, name);
  if (slot !== 0) {
    const old = py.load(slot);
    py.store(slot, py.newRef(value));
    py.xdecref(old);
    return;
  }
  const at = dictPointer(py, op);
  if (at === 0) throw noAttribute(py, type, name);
  const values = instanceValues(py, op);
  if (values !== 0) {
    storeInstanceAttribute(py, op, values, name, value);
    return;
  }
  let dict = py.load(at);
  if (dict === 0) {
    dict = newInstanceDict(py, op);
    py.store(at, dict);
  }
  const shown = py.load(dict + Dict.VALUES);
  if (shown !== 0 && isEmbedded(py, shown)) storeBehindDict(py, dict, shown, type, name, value);
  else setSharing(py, type, dict, name, value);
}

/**
 * From 3.13 on: the values are still in the object, and its dict only shows them. They are stored to
 * directly, without a look at whether the dict should be tracked now.
 */
function storeBehindDict(
  py: Interpreter,
  dict: number,
  values: number,
  type: number,
  name: number,
  value: number,
): void {
  const index = insertSharedKey(py, cachedKeys(py, type), name);
  if (index < 0) {
    PyDict_SetItem(py, dict, name, value);
    return;
  }
  const at = valueSlot(py, values, index);
  const old = py.load(at);
  py.store(at, py.newRef(value));
  if (old !== 0) py.decref(old);
  else {
    valuesAddToOrder(py, values, index);
    py.set(dict + Dict.USED, py.get(dict + Dict.USED) + 1);
  }
}

function noAttribute(py: Interpreter, type: number, name: number): PyError {
  return new PyError(
    'AttributeError',
    `'${py.typeName(type)}' object has no attribute '${PyUnicode_AsUTF8(py, name)}'`,
  );
}

/**
 * `_PyObjectDict_SetItem` to 3.10: when the first instance's dict outgrows the shared keys, its new
 * table becomes the shared one, as long as no other instance uses the old.
 */
function setSharing(
  py: Interpreter,
  type: number,
  dict: number,
  name: number,
  value: number,
): void {
  const cached = cachedKeys(py, type);
  const shared = cached !== 0 && cached === py.load(dict + Dict.KEYS);
  PyDict_SetItem(py, dict, name, value);
  if (py.version.objects.instanceDict !== 'dict-slot') return;
  if (!shared || cached === py.load(dict + Dict.KEYS)) return;
  py.store(cachedKeysWord(py, type), py.keys.refcnt(cached) === 1 ? makeKeysShared(py, dict) : 0);
  py.keys.decref(cached);
}

/** `make_keys_shared`: turns a combined dict of str keys into a split one. @returns its keys, or 0 */
function makeKeysShared(py: Interpreter, dict: number): number {
  let keys = py.load(dict + Dict.KEYS);
  if (!py.keys.isUnicode(keys)) return 0;
  if (py.keys.kind(keys) === KeysKind.UNICODE_DUMMIES)
    resizeDict(py, dict, py.keys.size(keys), true);
  keys = py.load(dict + Dict.KEYS);
  const values = newValues(py, sharedKeysUsableSize(py, keys));
  const count = py.keys.nentries(keys);
  for (let i = 0; i < count; i++) {
    const at = py.keys.keyWord(keys, i) + KeyEntry.VALUE;
    py.store(valueSlot(py, values, i), py.load(at));
    py.store(at, 0);
  }
  py.keys.setKind(keys, 2);
  py.store(dict + Dict.VALUES, values);
  py.keys.incref(keys);
  return keys;
}

/** `insert_into_dictkeys`: the index of a shared key, new if there is room; or DKIX_EMPTY. */
export function insertSharedKey(py: Interpreter, keys: number, name: number): number {
  const low = hashString(py, name);
  const high = py.hashHigh;
  const found = py.keys.lookup(keys, name, low, high);
  if (found >= 0 || py.keys.usable(keys) <= 0) return found;
  const index = py.keys.nentries(keys);
  py.keys.insertIndex(keys, low, high, index);
  py.keys.writeEntry(keys, index, py.newRef(name), 0, low, high);
  py.keys.entryAdded(keys);
  return index;
}

/** `_PyObject_StoreInstanceAttribute` (3.11 on). */
function storeInstanceAttribute(
  py: Interpreter,
  op: number,
  values: number,
  name: number,
  value: number,
): void {
  const keys = cachedKeys(py, py.typeOf(op));
  const index = py.typeOf(name) === py.strType ? insertSharedKey(py, keys, name) : DKIX_EMPTY;
  if (index < 0) {
    PyDict_SetItem(py, materialize(py, op, values), name, value);
    return;
  }
  const at = valueSlot(py, values, index);
  const old = py.load(at);
  py.store(at, py.newRef(value));
  if (old === 0) valuesAddToOrder(py, values, index);
  else py.decref(old);
}

/** `PyObject_GetAttr`: a new reference. @throws PyError AttributeError */
export function PyObject_GetAttr(py: Interpreter, op: number, name: number): number {
  const type = py.typeOf(op);
  const found = findAttribute(py, op, type, name);
  if (found === 0) throw noAttribute(py, type, name);
  return py.newRef(found);
}

function findAttribute(py: Interpreter, op: number, type: number, name: number): number {
  const slot = slotWord(py, op, name);
  if (slot !== 0) return py.load(slot);
  return instanceAttribute(py, op, type, name) || PyType_Lookup(py, type, name);
}

/** What an instance itself has under a name, not its class: borrowed, or 0. */
export function instanceAttribute(py: Interpreter, op: number, type: number, name: number): number {
  const values = instanceValues(py, op);
  if (values !== 0) {
    const low = hashString(py, name);
    const index = py.keys.lookup(cachedKeys(py, type), name, low, py.hashHigh);
    return index < 0 ? 0 : py.load(valueSlot(py, values, index));
  }
  const dict = instanceDict(py, op);
  return dict === 0 ? 0 : PyDict_GetItem(py, dict, name);
}

/** `PyObject_DelAttr`. @throws PyError AttributeError */
export function PyObject_DelAttr(py: Interpreter, op: number, name: number): void {
  const type = py.typeOf(op);
  const slot = slotWord(py, op, name);
  const values = slot === 0 ? instanceValues(py, op) : 0;
  let at = slot;
  let index = -1;
  if (values !== 0) {
    index = py.keys.lookup(cachedKeys(py, type), name, hashString(py, name), py.hashHigh);
    at = index < 0 ? 0 : valueSlot(py, values, index);
  } else if (slot === 0) {
    deleteFromDict(py, op, type, name);
    return;
  }
  const old = at === 0 ? 0 : py.load(at);
  if (old === 0) throw noAttribute(py, type, name);
  py.store(at, 0);
  if (values !== 0) valuesDelete(py, values, index);
  py.decref(old);
}

/** To 3.10 a class stops sharing keys when an attribute of an instance is deleted, even in vain. */
function deleteFromDict(py: Interpreter, op: number, type: number, name: number): void {
  const at = dictPointer(py, op);
  if (at === 0) throw noAttribute(py, type, name);
  if (py.load(at) === 0) py.store(at, newInstanceDict(py, op));
  const dict = py.load(at);
  const found = PyDict_GetItem(py, dict, name) !== 0;
  if (found) PyDict_DelItem(py, dict, name);
  const cached = cachedKeys(py, type);
  if (py.version.objects.instanceDict === 'dict-slot' && cached !== 0) {
    py.store(cachedKeysWord(py, type), 0);
    py.keys.decref(cached);
  }
  if (!found) throw noAttribute(py, type, name);
}

// -------------------------------------------------------------------- the end of an instance

/** Drops an instance's values or dict: `subtype_dealloc` and `subtype_clear`. */
export function clearInstanceAttributes(py: Interpreter, op: number, dealloc: boolean): void {
  const values = instanceValues(py, op);
  if (values !== 0) {
    if (dealloc && !py.inlineValues) {
      py.store(op - (py.version.objects.instanceDict === 'values-and-dict' ? 8 : 6), 0);
    }
    if (py.inlineValues) setValid(py, values, false);
    const count = py.keys.nentries(cachedKeys(py, py.typeOf(op)));
    for (let i = 0; i < count; i++) {
      const at = valueSlot(py, values, i);
      const value = py.load(at);
      if (value === 0) continue;
      py.store(at, 0);
      py.decref(value);
    }
    if (dealloc) freeValues(py, values);
    return;
  }
  const at = dictPointer(py, op);
  const dict = at === 0 ? 0 : py.load(at);
  if (dict === 0) return;
  detachValues(py, dict);
  py.store(at, 0);
  py.decref(dict);
}

/** `_PyObject_SetManagedDict`: a dict takes the place of what an instance had. Borrows it. */
export function PyObject_SetDict(py: Interpreter, op: number, dict: number): void {
  // From 3.13 on the values are in the object, and no dict of its own would free them.
  if (py.inlineValues && py.hasFlag(py.typeOf(op), TypeFlag.MANAGED_DICT))
    clearInstanceAttributes(py, op, false);
  else py.decref(PyObject_GenericGetDict(py, op));
  const at = dictPointer(py, op);
  const old = py.load(at);
  py.store(at, py.newRef(dict));
  py.xdecref(old);
}

/** From 3.13 on: a dict whose values are in the dying object gets values of its own. */
function detachValues(py: Interpreter, dict: number): void {
  const values = py.load(dict + Dict.VALUES);
  if (values === 0 || !isEmbedded(py, values)) return;
  const own = copyValues(py, values, py.load(dict + Dict.KEYS));
  setValid(py, values, false);
  py.store(dict + Dict.VALUES, own);
}
