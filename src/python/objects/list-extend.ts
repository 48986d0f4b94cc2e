import { PyDict_Items } from '../../objects/dictobject';
import {
  appendRange,
  listAppendTake,
  listResize,
  PyList_Extend,
  PyList_New,
} from '../../objects/listobject';
import { PySet_Items } from '../../objects/setobject';
import { DictView, List } from '../../objects/structs';
import { raiseError, swallow } from '../runtime/errors';
import { checkSignals } from '../runtime/interrupt';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSet } from '../runtime/type-checks';
import { listAdd, newTuple } from '../runtime/values';
import { getIter, iterNext } from './iter';
import { lengthOf } from './length';
import { hasLength, isTable, lengthHint } from './length-hints';
import { rangeOf } from './range';

/** Items of a range that are appended between two looks at whether to stop. */
const PART = 2 ** 20;

/** `PY_SSIZE_T_MAX`. */
const LARGEST = 2 ** 63;

/** `list_extend` (Objects/listobject.c): makes room for what the iterable says it has, 8 if it does not. */
export function listExtend(rt: Runtime, list: number, o: number): void {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.listType || type === rt.tupleType) {
    PyList_Extend(py, list, o);
    return;
  }
  // From 3.13 on dicts, their views and sets are read without an iterator.
  const it = py.version.objects.listGrowsByTables && isTable(rt, o) ? 0 : getIter(rt, o);
  try {
    const hint = lengthHint(rt, o, 8);
    const size = py.get(list + List.SIZE);
    const { listPreallocate, listGrowsByTables } = py.version.objects;
    // A hint that no list could have may be wrong; one that memory has no room for is not asked to be.
    const believed = size <= LARGEST - hint;
    const bytes = (size + hint) * 8;
    if (believed && (bytes > py.memory.limit || bytes > 2 ** 33)) raiseError(rt, 'MemoryError', '');
    const grows = listPreallocate === 'exact' || (listGrowsByTables && isTable(rt, o));
    if (!believed) {
      // Grows by what comes.
    } else if (!grows && py.load(list + List.ITEM) === 0) {
      if (hint > 0) preallocate(rt, list, (hint + 1) & ~1);
    } else {
      listResize(py, list, size + hint);
      py.set(list + List.SIZE, size);
    }
    if (type === py.type('range') && isSmall(rt, o)) {
      const { start, step } = rangeOf(rt, o);
      for (let done = 0; done < hint; done += PART) {
        if (done > 0) checkSignals(rt);
        const first = Number(start) + done * Number(step);
        appendRange(py, list, first, Number(step), Math.min(PART, hint - done));
      }
    } else if (it === 0) {
      for (const item of tableItems(rt, o)) listAdd(rt, list, item);
    } else {
      for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it))
        listAdd(rt, list, item);
    }
    const now = py.get(list + List.SIZE);
    if (now < py.get(list + List.ALLOCATED)) listResize(py, list, now);
  } finally {
    py.xdecref(it);
  }
}

/** The items of a dict, a view of a dict, or a set: new references. */
function tableItems(rt: Runtime, o: number): number[] {
  const { py } = rt;
  if (isSet(rt, o)) return PySet_Items(py, o).map((op) => newRef(rt, op));
  const name = py.typeName(py.typeOf(o));
  const items = PyDict_Items(py, name === 'dict' ? o : py.load(o + DictView.DICT));
  const words: number[] = [];
  for (let i = 0; i < items.length; i += 2) {
    const [key, value] = [newRef(rt, items[i]!), newRef(rt, items[i + 1]!)];
    if (name === 'dict_items') words.push(newTuple(rt, [key, value]));
    else {
      words.push(name === 'dict_values' ? value : key);
      py.decref(name === 'dict_values' ? key : value);
    }
  }
  return words;
}

/** Whether a range's numbers are exact as those of JavaScript. */
function isSmall(rt: Runtime, range: number): boolean {
  const { start, stop } = rangeOf(rt, range);
  return [start, stop].every((end) => BigInt.asIntN(50, end) === end);
}

/** `list(o)`: to 3.9 a new list has exactly one slot for each item of an object with a length. */
export function initList(rt: Runtime, list: number, o: number): void {
  const { py } = rt;
  if (py.version.objects.listPreallocate === 'exact' && py.load(list + List.ITEM) === 0) {
    let length = 0;
    try {
      if (hasLength(rt, o)) length = lengthOf(rt, o);
    } catch (error) {
      if (!swallow(rt, error, 'TypeError')) throw error;
    }
    if (length > 0) preallocate(rt, list, length);
  }
  listExtend(rt, list, o);
}

/** What `split` returns: a list that begins with room for `slots` strings. Takes the words over. */
export function splitList(rt: Runtime, words: readonly number[], slots: number): number {
  const { py } = rt;
  const list = PyList_New(py, slots);
  py.set(list + List.SIZE, Math.min(words.length, slots));
  for (const [i, word] of words.entries()) {
    if (i < slots) py.store(py.load(list + List.ITEM) + i * 2, word);
    else listAppendTake(py, list, word);
  }
  return list;
}

/** `PREALLOC_SIZE` of Objects/stringlib/split.h: a slot more than splits, at most twelve. */
export function splitSlots(
  rt: Runtime,
  length: number,
  separator: number | undefined,
  most: number,
): number {
  const byLength = rt.py.version.objects.splitPreallocates === 'by-length';
  if (most < 0 && !byLength) return 12;
  const splits =
    separator === undefined ? Math.trunc((length - 1) / 2) : Math.trunc(length / separator);
  return Math.min(12, (most < 0 ? splits + 1 : most) + 1);
}

function preallocate(rt: Runtime, list: number, slots: number): void {
  rt.py.store(list + List.ITEM, rt.py.malloc(slots * 8));
  rt.py.set(list + List.ALLOCATED, slots);
}
