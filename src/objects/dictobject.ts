import { hashKey } from './compare';
import {
  DKIX_CHANGED,
  DKIX_EMPTY,
  KeysKind,
  keysSizeFor,
  MINSIZE,
  usableFraction,
} from './dict-keys';
import {
  freeValues,
  isEmbedded,
  sizeofValues,
  valueSlot,
  valuesAddToOrder,
  valuesDelete,
  valuesOrder,
} from './dict-values';
import { PyError } from './errors';
import { FreeListIndex } from './free-lists';
import type { Interpreter } from './interpreter';
import { isODict, odictAdded, odictCleared, odictRemoves } from './odictobject';
import { Dict, KeyEntry } from './structs';
import { objectMayBeTracked } from './tupleobject';
import { Kind } from './type-spec';

/*
 * Dictionaries (Objects/dictobject.c). A combined table owns its keys object; in a split table, which
 * the instances of a class share, the values are in an array of the dict's own.
 */

/** `PyDict_New`: empty, with the shared keys of all empty dicts. */
export function PyDict_New(py: Interpreter): number {
  const { emptyKeys, emptyValues } = py.statics;
  const values = py.version.objects.instanceDict === 'dict-slot' ? emptyValues : 0;
  return newDict(py, emptyKeys, values, 0);
}

/** `new_dict`: takes over the reference to `keys`. */
export function newDict(py: Interpreter, keys: number, values: number, used: number): number {
  let op = py.freeLists.pop(FreeListIndex.DICT);
  if (op !== 0) {
    py.memory.touch(op, 12);
    py.renew(op, py.dictType);
  } else op = py.newGcObject(py.dictType, 48);
  py.set(op + Dict.USED, used);
  newVersion(py, op);
  py.store(op + Dict.KEYS, keys);
  py.store(op + Dict.VALUES, values);
  if (py.version.objects.dictTracking === 'always') py.gc.track(op);
  return op;
}

/** `DICT_NEXT_VERSION`: a number of its own for each state of a dict. */
function newVersion(py: Interpreter, op: number): void {
  const step = py.version.objects.dictVersionStep;
  const at = py.statics.dictVersion;
  if (step === 0) {
    py.set(op + Dict.VERSION, 0);
    return;
  }
  const next = (py.i32[at + 1]! >>> 0) * 2 ** 32 + (py.i32[at]! >>> 0) + step;
  py.set(at, next);
  py.set(op + Dict.VERSION, next);
}

/** Whether values stand apart from the keys (`_PyDict_HasSplitTable`). */
export function hasSplitTable(py: Interpreter, op: number): boolean {
  return py.load(op + Dict.VALUES) !== 0;
}

function isEmptyKeys(py: Interpreter, op: number): boolean {
  return py.load(op + Dict.KEYS) === py.statics.emptyKeys;
}

function maintainTracking(py: Interpreter, op: number, key: number, value: number): void {
  if (py.gc.isTracked(op)) return;
  if (objectMayBeTracked(py, key) || objectMayBeTracked(py, value)) py.gc.track(op);
}

// -------------------------------------------------------------------- lookup

/** The word of the value of entry `index`. */
function valueWord(py: Interpreter, op: number, index: number): number {
  const values = py.load(op + Dict.VALUES);
  if (values !== 0) return valueSlot(py, values, index);
  return py.keys.keyWord(py.load(op + Dict.KEYS), index) + KeyEntry.VALUE;
}

/** `PyDict_GetItem`: a borrowed reference, or 0. @throws PyError TypeError for an unhashable key */
export function PyDict_GetItem(py: Interpreter, op: number, key: number): number {
  const low = hashKey(py, key, 'dict key');
  return getItemKnownHash(py, op, key, low, py.hashHigh);
}

/** `_PyDict_GetItem_KnownHash`. */
export function getItemKnownHash(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
): number {
  const index = lookupEntry(py, op, key, low, high);
  return index < 0 ? 0 : py.load(valueWord(py, op, index));
}

/** `_Py_dict_lookup`: the entry of a key, or DKIX_EMPTY; begins again when comparing changed the dict. */
function lookupEntry(py: Interpreter, op: number, key: number, low: number, high: number): number {
  for (;;) {
    if (isEmptyKeys(py, op)) return DKIX_EMPTY;
    const index = py.keys.lookup(py.load(op + Dict.KEYS), key, low, high, op + Dict.KEYS);
    if (index !== DKIX_CHANGED) return index;
  }
}

/** `PyDict_Size`. */
export function PyDict_Size(py: Interpreter, op: number): number {
  return py.get(op + Dict.USED);
}

/** Entries in order of insertion: key, value, key, value …, borrowed. */
export function PyDict_Items(py: Interpreter, op: number): number[] {
  const keys = py.load(op + Dict.KEYS);
  const items: number[] = [];
  if (keys === py.statics.emptyKeys) return items;
  const order = hasSplitTable(py, op)
    ? valuesOrder(py, py.load(op + Dict.VALUES), PyDict_Size(py, op))
    : Array.from({ length: py.keys.nentries(keys) }, (_, i) => i);
  for (const index of order) {
    const value = py.load(valueWord(py, op, index));
    if (value !== 0) items.push(py.load(py.keys.keyWord(keys, index)), value);
  }
  return items;
}

// -------------------------------------------------------------------- insertion

/** `PyDict_SetItem`: takes new references to key and value. @throws PyError TypeError */
export function PyDict_SetItem(py: Interpreter, op: number, key: number, value: number): void {
  const hold =
    py.version.objects.dictKeys.holdsKeyToHash && py.kindOf(py.typeOf(key)) === Kind.SUBTYPE;
  if (hold) py.incref(key);
  let low: number;
  try {
    low = hashKey(py, key, 'dict key');
  } finally {
    if (hold) py.decref(key);
  }
  setItemKnownHash(py, op, key, value, low, py.hashHigh);
}

/** `_PyDict_SetItem_Take2`: takes the references to key and value over. @throws PyError TypeError */
export function setItemTake2(py: Interpreter, op: number, key: number, value: number): void {
  let low: number;
  try {
    low = hashKey(py, key, 'dict key');
  } catch (error) {
    py.decref(key);
    py.decref(value);
    throw error;
  }
  insertDict(py, op, key, value, low, py.hashHigh);
}

/** `_PyDict_SetItem_KnownHash`. */
export function setItemKnownHash(
  py: Interpreter,
  op: number,
  key: number,
  value: number,
  low: number,
  high: number,
): void {
  py.incref(key);
  py.incref(value);
  insertDict(py, op, key, value, low, high);
  if (isODict(py, op)) odictAdded(py, op, key, low, high);
}

function isExactString(py: Interpreter, key: number): boolean {
  return py.typeOf(key) === py.strType;
}

/** `insertdict`: takes over the references to key and value. */
export function insertDict(
  py: Interpreter,
  op: number,
  key: number,
  value: number,
  low: number,
  high: number,
): void {
  const { keys } = py;
  const short = py.version.objects.dictKeys.unicodeEntries;
  const isString = isExactString(py, key);
  let table: number;
  let index: number;
  try {
    do {
      if (isEmptyKeys(py, op)) {
        insertToEmptyDict(py, op, key, value, low, high);
        return;
      }
      table = py.load(op + Dict.KEYS);
      if (!isString) {
        if (short ? keys.isUnicode(table) : hasSplitTable(py, op)) growDict(py, op, false);
        table = py.load(op + Dict.KEYS);
        if (!short) keys.setKind(table, KeysKind.GENERAL);
      }
      index = keys.lookup(table, key, low, high, op + Dict.KEYS);
    } while (index === DKIX_CHANGED);
  } catch (error) {
    py.decref(key);
    py.decref(value);
    throw error;
  }
  maintainTracking(py, op, key, value);
  let old = index < 0 ? 0 : py.load(valueWord(py, op, index));
  if (!short && hasSplitTable(py, op)) {
    // To 3.10 all dicts that share keys fill them in the same order, or stop sharing.
    const used = PyDict_Size(py, op);
    if (
      (index >= 0 && old === 0 && used !== index) ||
      (index < 0 && used !== keys.nentries(table))
    ) {
      growDict(py, op, true);
      table = py.load(op + Dict.KEYS);
      index = DKIX_EMPTY;
      old = 0;
    }
  }
  if (index < 0) {
    if (keys.usable(table) <= 0) {
      growDict(py, op, true);
      table = py.load(op + Dict.KEYS);
    }
    addEntry(py, op, table, key, value, low, high);
    return;
  }
  if (old !== value) {
    py.store(valueWord(py, op, index), value);
    if (old === 0) {
      valuesAddToOrder(py, py.load(op + Dict.VALUES), index);
      py.set(op + Dict.USED, PyDict_Size(py, op) + 1);
    }
    newVersion(py, op);
  }
  py.xdecref(old);
  py.decref(key);
}

function addEntry(
  py: Interpreter,
  op: number,
  table: number,
  key: number,
  value: number,
  low: number,
  high: number,
): void {
  const { keys } = py;
  const index = keys.nentries(table);
  keys.insertIndex(table, low, high, index);
  const values = py.load(op + Dict.VALUES);
  keys.writeEntry(table, index, key, values === 0 ? value : 0, low, high);
  if (values !== 0) {
    py.store(valueSlot(py, values, index), value);
    valuesAddToOrder(py, values, index);
  }
  py.set(op + Dict.USED, py.i32[op + Dict.USED]! + 1);
  newVersion(py, op);
  keys.entryAdded(table);
}

function insertToEmptyDict(
  py: Interpreter,
  op: number,
  key: number,
  value: number,
  low: number,
  high: number,
): void {
  const kind = isExactString(py, key) ? KeysKind.UNICODE : KeysKind.GENERAL;
  const table = py.keys.create(MINSIZE, kind);
  py.store(op + Dict.KEYS, table);
  py.store(op + Dict.VALUES, 0);
  maintainTracking(py, op, key, value);
  addEntry(py, op, table, key, value, low, high);
}

/** `insertion_resize`: to three times what is in use. */
function growDict(py: Interpreter, op: number, unicode: boolean): void {
  resizeDict(py, op, keysSizeFor(py, PyDict_Size(py, op) * 3), unicode);
}

/** `dictresize`: a new combined table of `size` slots, without the gaps. */
export function resizeDict(py: Interpreter, op: number, size: number, unicode: boolean): void {
  const { keys } = py;
  const old = py.load(op + Dict.KEYS);
  const oldValues = py.load(op + Dict.VALUES);
  const wasString = old === py.statics.emptyKeys || keys.kind(old) !== KeysKind.GENERAL;
  const short = py.version.objects.dictKeys.unicodeEntries;
  // To 3.10 only a lookup with another key makes a table general.
  const stays = short ? unicode && wasString : wasString;
  const table = keys.create(size, stays ? KeysKind.UNICODE : KeysKind.GENERAL);
  const used = PyDict_Size(py, op);
  const split = oldValues !== 0 && old !== py.statics.emptyKeys;
  const order = split ? valuesOrder(py, oldValues, used) : undefined;
  const total = split ? used : old === py.statics.emptyKeys ? 0 : keys.nentries(old);
  let next = 0;
  for (let i = 0; i < total; i++) {
    const index = order ? order[i]! : i;
    const at = keys.keyWord(old, index);
    const value = split ? py.load(valueSlot(py, oldValues, index)) : py.load(at + KeyEntry.VALUE);
    if (value === 0) continue;
    const key = py.load(at);
    if (split) py.incref(key);
    const low = keys.entryHash(old, index);
    const high = py.hashHigh;
    keys.writeEntry(table, next, key, value, low, high);
    keys.insertIndex(table, low, high, next);
    next++;
  }
  keys.setUsable(table, usableFraction(size) - next);
  keys.setNentries(table, next);
  py.store(op + Dict.KEYS, table);
  py.store(op + Dict.VALUES, 0);
  if (split) {
    keys.decref(old);
    freeValues(py, oldValues);
  } else if (old !== py.statics.emptyKeys) keys.release(old);
}

// -------------------------------------------------------------------- deletion

/** `PyDict_DelItem`. @throws PyError KeyError */
export function PyDict_DelItem(py: Interpreter, op: number, key: number): void {
  py.decref(PyDict_Pop(py, op, key));
}

/** `dict.pop(key)`: the value, whose reference the caller gets. @throws PyError KeyError */
export function PyDict_Pop(py: Interpreter, op: number, key: number): number {
  const low = hashKey(py, key, 'dict key');
  const value = popKnownHash(py, op, key, low, py.hashHigh);
  if (value === 0) throw new PyError('KeyError', 'key not in dict');
  return value;
}

/** `_PyDict_Pop_KnownHash`: 0 when the key is not there. */
export function popKnownHash(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
): number {
  const { keys } = py;
  const find = (): number => lookupEntry(py, op, key, low, high);
  if (isODict(py, op)) odictRemoves(py, op, key, low, high);
  let index = find();
  let value = index < 0 ? 0 : py.load(valueWord(py, op, index));
  if (value === 0) return 0;
  const short = py.version.objects.dictKeys.unicodeEntries;
  if (!short && hasSplitTable(py, op)) {
    resizeDict(py, op, keys.size(py.load(op + Dict.KEYS)), true);
    index = find();
    value = py.load(valueWord(py, op, index));
  }
  const table = py.load(op + Dict.KEYS);
  py.set(op + Dict.USED, PyDict_Size(py, op) - 1);
  newVersion(py, op);
  const values = py.load(op + Dict.VALUES);
  if (values !== 0) {
    py.store(valueSlot(py, values, index), 0);
    valuesDelete(py, values, index);
    return value;
  }
  keys.deleteIndex(table, low, high, index);
  const at = keys.keyWord(table, index);
  const oldKey = py.load(at);
  py.store(at, 0);
  py.store(at + KeyEntry.VALUE, 0);
  if (short) {
    keys.forgetVersion(table);
    if (!keys.hasShortEntries(table)) py.set(at + KeyEntry.HASH, 0);
  } else if (keys.kind(table) === KeysKind.UNICODE) keys.setKind(table, KeysKind.UNICODE_DUMMIES);
  py.decref(oldKey);
  return value;
}

/** `dict_popitem`: the last key and value, whose references the caller gets; null of an empty dict. */
export function PyDict_PopItem(py: Interpreter, op: number): [number, number] | null {
  const { keys } = py;
  if (PyDict_Size(py, op) === 0) return null;
  if (hasSplitTable(py, op)) resizeDict(py, op, keys.size(py.load(op + Dict.KEYS)), true);
  const table = py.load(op + Dict.KEYS);
  let index = keys.nentries(table) - 1;
  while (py.load(valueWord(py, op, index)) === 0) index--;
  const key = py.load(keys.keyWord(table, index));
  const low = keys.entryHash(table, index);
  py.incref(key);
  const value = popKnownHash(py, op, key, low, py.hashHigh);
  keys.setNentries(table, index);
  return [key, value];
}

/** `PyDict_Clear`: the dict is empty before the first value dies. */
export function PyDict_Clear(py: Interpreter, op: number): void {
  const table = py.load(op + Dict.KEYS);
  const values = py.load(op + Dict.VALUES);
  if (table === py.statics.emptyKeys) return;
  if (values !== 0 && isEmbedded(py, values)) {
    // The values are in their object, and stay there.
    py.set(op + Dict.USED, 0);
    newVersion(py, op);
    for (const index of valuesOrder(py, values, 0)) {
      const at = valueSlot(py, values, index);
      const value = py.load(at);
      py.store(at, 0);
      valuesDelete(py, values, index);
      py.xdecref(value);
    }
    return;
  }
  const isOld = py.version.objects.instanceDict === 'dict-slot';
  py.store(op + Dict.KEYS, py.statics.emptyKeys);
  py.store(op + Dict.VALUES, isOld ? py.statics.emptyValues : 0);
  py.set(op + Dict.USED, 0);
  newVersion(py, op);
  if (values !== 0) dropValues(py, values, py.keys.nentries(table));
  py.keys.decref(table);
  if (isODict(py, op)) odictCleared(py, op);
}

function dropValues(py: Interpreter, values: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = py.load(valueSlot(py, values, i));
    if (value !== 0) py.decref(value);
  }
  freeValues(py, values);
}

/** `clone_combined_dict_keys`: a copy of the table, with references of its own. */
export function cloneCombinedKeys(py: Interpreter, op: number): number {
  const { keys } = py;
  const table = py.load(op + Dict.KEYS);
  const bytes = keys.bytes(table);
  const clone = py.malloc(bytes);
  py.memory.copy(clone, table, (bytes + 3) >> 2);
  py.set(clone, 1);
  const n = keys.nentries(table);
  for (let i = 0; i < n; i++) {
    const at = keys.keyWord(clone, i);
    if (py.load(at + KeyEntry.VALUE) === 0) continue;
    py.incref(py.load(at));
    py.incref(py.load(at + KeyEntry.VALUE));
  }
  return clone;
}

/** Gives an empty dict a table with `used` items. */
export function replaceKeys(py: Interpreter, op: number, table: number, used: number): void {
  py.keys.decref(py.load(op + Dict.KEYS));
  py.store(op + Dict.KEYS, table);
  py.store(op + Dict.VALUES, 0);
  py.set(op + Dict.USED, used);
  newVersion(py, op);
}

/** The values, or the keys with theirs, then the dict. */
export function deallocDict(py: Interpreter, op: number, type: number): void {
  const table = py.load(op + Dict.KEYS);
  const values = py.load(op + Dict.VALUES);
  if (values !== 0 && table !== py.statics.emptyKeys && !isEmbedded(py, values)) {
    dropValues(py, values, py.keys.nentries(table));
  }
  py.keys.decref(table);
  if (type === py.dictType && py.freeLists.push(FreeListIndex.DICT, op)) return;
  py.deleteGcObject(op, type);
}

/** `_PyDict_SizeOf`: its struct of `basic` bytes, with the keys when nobody shares them. */
export function sizeofDict(py: Interpreter, op: number, basic: number): number {
  const table = py.load(op + Dict.KEYS);
  const values = py.load(op + Dict.VALUES);
  if (table === py.statics.emptyKeys) return basic;
  const own = py.keys.refcnt(table) === 1 ? py.keys.bytes(table) : 0;
  return basic + (values === 0 ? 0 : sizeofValues(py, table)) + own;
}
