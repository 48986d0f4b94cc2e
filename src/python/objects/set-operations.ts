import { hashFrozenset } from '../../objects/compare';
import { PyDict_Next } from '../../objects/dict-next';
import { PyDict_Size } from '../../objects/dictobject';
import {
  addHashed,
  containsHashed,
  discardHashed,
  eachKey,
  PySet_Clear,
  PySet_Contains,
  PySet_Discard,
  PySet_Merge,
  PySet_New,
  PySet_Size,
  PySet_Subtract,
  presizeSet,
  swapSets,
} from '../../objects/setobject';
import { swallow } from '../runtime/errors';
import { give, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSet } from '../runtime/type-checks';
import { newFrozenset, setAdd } from '../runtime/values';
import { forEach, getIter, iterNext } from './iter';
import { withItem } from './walk';

/*
 * Operations on sets (Objects/setobject.c).
 */

/** Adds all of something iterable, borrowed. */
export function setUpdate(rt: Runtime, set: number, o: number): void {
  const { py } = rt;
  if (isSet(rt, o)) {
    mergeSets(rt, set, o);
    return;
  }
  if (py.typeOf(o) === rt.dictType) {
    presizeSet(py, set, PyDict_Size(py, o));
    // The keys with the hashes that the dict has.
    for (let at = PyDict_Next(py, o, 0); at; at = PyDict_Next(py, o, at.index + 1)) {
      const { key, low, high } = at;
      withItem(rt, key, () => addHashed(py, set, key, low, high));
    }
    return;
  }
  const it = getIter(rt, o);
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) setAdd(rt, set, item);
  } finally {
    py.decref(it);
  }
}

/** A set of what something iterable gives: a new reference. */
export function newSetOf(rt: Runtime, o: number): number {
  const set = own(rt, PySet_New(rt.py));
  forEach(rt, o, (item) => setAdd(rt, set, item));
  return give(rt, set);
}

function mergeSets(rt: Runtime, set: number, other: number): void {
  PySet_Merge(rt.py, set, other);
}

export function copySet(rt: Runtime, set: number, type = rt.py.typeOf(set)): number {
  const base = rt.py.builtinBase(type);
  const copy = own(rt, base === rt.frozensetType ? newFrozenset(rt) : PySet_New(rt.py));
  PySet_Merge(rt.py, copy, set);
  return give(rt, copy);
}

export function combineSets(
  rt: Runtime,
  name: 'or' | 'and' | 'sub' | 'xor',
  a: number,
  b: number,
  target: number,
): number {
  const { py } = rt;
  if (name === 'or') {
    const result = own(rt, target !== 0 ? newRef(rt, target) : copySet(rt, a));
    PySet_Merge(py, result, b);
    return give(rt, result);
  }
  if (name === 'xor') return symmetricDifference(rt, a, b, target);
  if (name === 'sub') {
    // Where most of a set stays, the result is a copy of it with the rest removed: the places are the same.
    const copies = PySet_Size(py, a) >> 2 > PySet_Size(py, b);
    if (target !== 0 || copies) {
      const result = own(rt, target !== 0 ? newRef(rt, target) : copySet(rt, a));
      PySet_Subtract(py, result, b);
      return give(rt, result);
    }
  }
  const result = own(rt, newSetLike(rt, a));
  if (name === 'sub') {
    eachKey(py, a, (key, low, high) => {
      if (!containsHashed(py, b, key, low, high)) addHashed(py, result, key, low, high);
    });
    return give(rt, result);
  }
  const [small, large] = PySet_Size(py, b) > PySet_Size(py, a) ? [a, b] : [b, a];
  eachKey(py, small, (key, low, high) => {
    if (containsHashed(py, large, key, low, high)) addHashed(py, result, key, low, high);
  });
  if (target === 0) return give(rt, result);
  swapSets(py, target, result);
  release(rt, result);
  return newRef(rt, target);
}

function newSetLike(rt: Runtime, a: number): number {
  const frozen = rt.py.builtinBase(rt.py.typeOf(a)) === rt.frozensetType;
  return frozen ? newFrozenset(rt) : PySet_New(rt.py);
}

/** `set_symmetric_difference`: a copy of the other set, or the set itself, in which keys are switched. */
function symmetricDifference(rt: Runtime, a: number, b: number, target: number): number {
  const { py } = rt;
  if (target !== 0 && a === b) {
    PySet_Clear(py, target);
    return newRef(rt, target);
  }
  const result = own(rt, target !== 0 ? newRef(rt, target) : newSetLike(rt, a));
  if (target === 0) PySet_Merge(py, result, b);
  eachKey(py, target !== 0 ? b : a, (key, low, high) => {
    if (!discardHashed(py, result, key, low, high)) addHashed(py, result, key, low, high);
  });
  return give(rt, result);
}

/** A set that is looked for in a set is looked for as a frozenset (`set_contains`, `set_remove`, `set_discard`). */
function asKey(
  rt: Runtime,
  key: number,
  usual: () => boolean,
  hashed: (low: number, high: number) => boolean,
): boolean {
  const { py } = rt;
  if (py.builtinBase(py.typeOf(key)) !== rt.setType) return usual();
  try {
    return usual();
  } catch (error) {
    if (!swallow(rt, error, 'TypeError')) throw error;
  }
  const low = hashFrozenset(py, key);
  return hashed(low, py.hashHigh);
}

/** `item in set`. */
export function setContains(rt: Runtime, set: number, item: number): boolean {
  const { py } = rt;
  return asKey(
    rt,
    item,
    () => PySet_Contains(py, set, item),
    (low, high) => containsHashed(py, set, item, low, high),
  );
}

/** `set.discard(item)`. @returns whether it was there */
export function setDiscard(rt: Runtime, set: number, item: number): boolean {
  const { py } = rt;
  return asKey(
    rt,
    item,
    () => PySet_Discard(py, set, item),
    (low, high) => discardHashed(py, set, item, low, high),
  );
}
