import { PyObject_Hash } from '../../objects/compare';
import {
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_SetItem,
  PyDict_Size,
  popKnownHash,
} from '../../objects/dictobject';
import { listDeleteAt, listDeleteInPlace, PyList_SetSlice } from '../../objects/listobject';
import { List } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import { asText, keyError, raiseError, typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { drop2, holding, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  behind,
  isHeapType,
  isSlice,
  isStr,
  isTuple,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { listItems, newList } from '../runtime/values';
import { callMethodWord } from './bind';
import { equal } from './compare';
import { indexOf } from './index-numbers';
import { getIter, isIterable, iterNext } from './iter';
import { lending } from './lending';
import { itemsOf } from './length';
import { sequenceFast } from './sequences';
import { adjustIndices, sliceIndices } from './subscript';
import { truthOf } from './truth';
import { findPlace } from './walk';

/*
 * `PyObject_SetItem`, `PyObject_DelItem` and `PySequence_Contains` (Objects/abstract.c).
 */

/** `o[key] = v`: takes all over. */
export function storeSubscr(rt: Runtime, o: number, key: number, v: number): void {
  const { py } = rt;
  try {
    setItem(rt, o, key, v);
  } finally {
    if (rt.behaviour.dropsRightFirst) py.decref(key);
    else py.decref(v);
    py.decref(o);
    py.decref(rt.behaviour.dropsRightFirst ? v : key);
  }
}

export function setItem(rt: Runtime, o: number, key: number, v: number): void {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.dictType) {
    PyDict_SetItem(py, o, key, v);
    return;
  }
  const defined = userSpecial(rt, o, '__setitem__');
  if (defined !== 0) {
    py.decref(callMethodWord(rt, defined, o, [newRef(rt, key), newRef(rt, v)]));
    return;
  }
  const slot = slotsOf(rt, type).setItem;
  if (!slot) typeError(rt, `'${nameOfType(rt, type)}' object does not support item assignment`);
  slot!(o, key, v);
}

/** `list_ass_subscript` with a value. */
export function setListItem(rt: Runtime, o: number, key: number, v: number): void {
  const { py } = rt;
  if (isSlice(rt, key)) {
    setListSlice(rt, o, key, v);
    return;
  }
  const index = indexOf(rt, key, 'list');
  const length = py.get(o + List.SIZE);
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) raiseError(rt, 'IndexError', 'list assignment index out of range');
  const word = py.load(o + List.ITEM) + at * 2;
  const old = py.load(word);
  py.store(word, newRef(rt, v));
  py.decref(old);
}

function setListSlice(rt: Runtime, o: number, key: number, v: number): void {
  const { py } = rt;
  const indices = sliceIndices(rt, key);
  if (v !== 0 && !isIterable(rt, v)) {
    const what =
      indices.step === 1
        ? rt.messages.noIterableAssigned
        : 'must assign iterable to extended slice';
    typeError(rt, what);
  }
  const from =
    v === 0
      ? 0
      : v === o
        ? newList(
            rt,
            listItems(rt, o).map((op) => newRef(rt, op)),
          )
        : sequenceFast(rt, v);
  try {
    // The program's code may have changed the list.
    const { start, stop, step, count } = adjustIndices(indices, py.get(o + List.SIZE));
    if (step === 1) {
      PyList_SetSlice(py, o, start, Math.max(start, stop), from);
      return;
    }
    const items = from === 0 ? [] : itemsOf(rt, from);
    if (from !== 0 && items.length !== count) {
      valueError(
        rt,
        `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
      );
    }
    setExtendedSlice(rt, o, { start, step, count }, from === 0 ? null : items);
  } finally {
    py.xdecref(from);
  }
}

function setExtendedSlice(
  rt: Runtime,
  o: number,
  { start, step, count }: { start: number; step: number; count: number },
  items: readonly number[] | null,
): void {
  const { py } = rt;
  const places = Array.from({ length: count }, (_, i) => start + i * step);
  if (items) {
    const waiting = count > 0 ? py.malloc(count * 8) : 0;
    const dropped = places.map((at, i) => {
      const word = py.load(o + List.ITEM) + at * 2;
      const old = py.load(word);
      py.store(word, newRef(rt, items[i]!));
      return old;
    });
    for (const old of dropped) py.decref(old);
    py.free(waiting);
    return;
  }
  listDeleteAt(
    py,
    o,
    places.sort((a, b) => a - b),
  );
}

/** `del o[key]`: takes both over. */
export function deleteSubscr(rt: Runtime, o: number, key: number): void {
  try {
    deleteItem(rt, o, key);
  } finally {
    rt.py.decref(o);
    rt.py.decref(key);
  }
}

export function deleteItem(rt: Runtime, container: number, key: number): void {
  const { py } = rt;
  const o = behind(rt, container);
  const defined = userSpecial(rt, o, '__delitem__');
  if (defined !== 0) {
    py.decref(callMethodWord(rt, defined, o, [newRef(rt, key)]));
    return;
  }
  const slot = slotsOf(rt, py.typeOf(o)).deleteItem;
  if (!slot) {
    // Where there are slots of sequences, `PySequence_DelItem` answers for an index.
    const type = py.typeOf(o);
    const isSequence = isHeapType(rt, type) || special(rt, type, '__len__') !== 0;
    const not =
      isSequence && special(rt, py.typeOf(key), '__index__') !== 0 ? "doesn't" : 'does not';
    typeError(rt, `'${typeName(rt, o)}' object ${not} support item deletion`);
  }
  slot!(o, key);
}

/** `list_ass_subscript` without a value. */
export function deleteListItem(rt: Runtime, o: number, key: number): void {
  if (isSlice(rt, key)) {
    setListSlice(rt, o, key, 0);
    return;
  }
  const index = indexOf(rt, key, 'list');
  const length = rt.py.get(o + List.SIZE);
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) raiseError(rt, 'IndexError', 'list assignment index out of range');
  if (rt.behaviour.deletesInPlace) listDeleteInPlace(rt.py, o, at);
  else PyList_SetSlice(rt.py, o, at, at + 1, 0);
}

/** `item in o`: takes both over. */
export function containsOp(rt: Runtime, o: number, item: number): boolean {
  try {
    return contains(rt, o, item);
  } finally {
    drop2(rt, item, o);
  }
}

/** Compares an item of a container with the value that is looked for. In 3.8 the value comes first. */
function equalItem(rt: Runtime, each: number, item: number): boolean {
  return rt.behaviour.searchesFromItem
    ? holding(rt, [item], () => equal(rt, item, each))
    : equal(rt, each, item);
}

export function contains(rt: Runtime, o: number, item: number): boolean {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.dictType) return PyDict_GetItem(py, o, item) !== 0;
  const defined = userSpecial(rt, o, '__contains__');
  if (defined === py.none) typeError(rt, `'${typeName(rt, o)}' object is not a container`);
  if (defined !== 0) return truthOf(rt, callMethodWord(rt, defined, o, [newRef(rt, item)]));
  const slot = slotsOf(rt, type).contains;
  if (slot) return slot(o, item);
  if (!isIterable(rt, o)) {
    typeError(rt, rt.messages.notAContainer(typeName(rt, o)));
  }
  const it = getIter(rt, o);
  try {
    for (let each = iterNext(rt, it); each !== 0; each = iterNext(rt, it)) {
      const same = equalItem(rt, own(rt, each), item);
      release(rt, each);
      if (same) return true;
    }
    return false;
  } finally {
    py.decref(it);
  }
}

/** `list_contains` and `tuplecontains`. */
export function sequenceContains(rt: Runtime, o: number, item: number): boolean {
  if (isTuple(rt, o)) return findPlace(rt, o, (each) => equalItem(rt, each, item)) >= 0;
  // CPython leaves a list's items to the list, which the comparison may empty.
  const test = (each: number): boolean => lending(rt, [each], () => equalItem(rt, each, item));
  return findPlace(rt, o, test) >= 0;
}

/** `PyUnicode_Contains`. */
export function stringContains(rt: Runtime, o: number, item: number): boolean {
  if (!isStr(rt, item))
    typeError(rt, `'in <string>' requires string as left operand, not ${typeName(rt, item)}`);
  return asText(rt, o).includes(asText(rt, item));
}

/** `dict_ass_sub` without a value. */
export function deleteKey(rt: Runtime, dict: number, key: number): void {
  if (PyDict_GetItem(rt.py, dict, key) === 0) keyError(rt, key);
  PyDict_DelItem(rt.py, dict, key);
}

/** `dict.pop(key)`: a new reference to the value, or 0. */
export function popKey(rt: Runtime, dict: number, key: number): number {
  // An empty dict does not even hash it.
  if (PyDict_Size(rt.py, dict) === 0) return 0;
  const low = PyObject_Hash(rt.py, key);
  return popKnownHash(rt.py, dict, key, low, rt.py.hashHigh);
}
