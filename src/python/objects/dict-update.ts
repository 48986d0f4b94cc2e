import { PyDict_Merge } from '../../objects/dict-merge';
import { PyDict_SetItem, PyDict_Size, setItemTake2 } from '../../objects/dictobject';
import { isODict } from '../../objects/odictobject';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { giveEach, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict } from '../runtime/type-checks';
import { callMethod } from './call-method';
import { collect, getIter, isIterable, iterNext } from './iter';
import { itemsOf } from './length';
import { sequenceFast } from './sequences';
import { getItem } from './subscript';

/*
 * `dict.update` (Objects/dictobject.c).
 */

/** A pair of a dict display made by a loop (`MAP_ADD`): takes both over. */
export function dictGive(rt: Runtime, dict: number, key: number, value: number): void {
  setItemTake2(rt.py, dict, key, value);
}

export function dictSet(rt: Runtime, dict: number, key: number, value: number): void {
  try {
    PyDict_SetItem(rt.py, dict, key, value);
  } finally {
    rt.py.decref(key);
    rt.py.decref(value);
  }
}

/** Whether it has `keys()`, as what fills a dict may have. */
export function isMapping(rt: Runtime, o: number): boolean {
  return isDict(rt, o) || special(rt, rt.py.typeOf(o), 'keys') !== 0;
}

/** Whether the keys of a dict are iterated as a plain dict's: no class overrides that. */
function iteratesAsDict(rt: Runtime, o: number): boolean {
  const type = rt.py.typeOf(o);
  if (type === rt.dictType) return true;
  return special(rt, type, '__iter__') === special(rt, rt.dictType, '__iter__');
}

/** Gives `each` the keys that a mapping's `keys()` gives, with the mapping's values: borrowed. */
export function eachItem(
  rt: Runtime,
  mapping: number,
  each: (key: number, value: number) => void,
): void {
  const keys = own(rt, callMethod(rt, mapping, 'keys', []));
  giveEach(rt, collect(rt, keys), (key) => {
    own(rt, key);
    const value = own(rt, getItem(rt, mapping, key));
    each(key, value);
    release(rt, value);
    release(rt, key);
  });
  release(rt, keys);
}

/** `dict.update(o)`, borrowed. */
export function updateDict(rt: Runtime, dict: number, o: number): void {
  const { py } = rt;
  // An empty dict may take the other's keys over; an OrderedDict has an order of its own.
  const ordered = isODict(py, dict) && PyDict_Size(py, dict) === 0;
  if (isDict(rt, o) && iteratesAsDict(rt, o) && !ordered) {
    PyDict_Merge(py, dict, o);
    return;
  }
  if (isMapping(rt, o)) {
    eachItem(rt, o, (key, value) => PyDict_SetItem(py, dict, key, value));
    return;
  }
  const it = getIter(rt, o);
  try {
    for (let i = 0, pair = iterNext(rt, it); pair !== 0; i++, pair = iterNext(rt, it))
      updatePair(rt, dict, pair, i);
  } finally {
    py.decref(it);
  }
}

/** One of the pairs of `PyDict_MergeFromSeq2`, which it takes over. */
function updatePair(rt: Runtime, dict: number, pair: number, index: number): void {
  const { py } = rt;
  let fast = 0;
  try {
    if (!isIterable(rt, pair)) {
      typeError(rt, rt.messages.updateElement(index));
    }
    fast = sequenceFast(rt, pair);
    const items = itemsOf(rt, fast);
    if (items.length !== 2) {
      valueError(
        rt,
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
      );
    }
    dictSet(rt, dict, newRef(rt, items[0]!), newRef(rt, items[1]!));
  } finally {
    py.xdecref(fast);
    py.decref(pair);
  }
}
