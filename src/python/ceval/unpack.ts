import { List } from '../../objects/structs';
import { getIter, isIterable, iterNext } from '../objects/iter';
import { listExtend } from '../objects/list-extend';
import { typeError, valueError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, typeName } from '../runtime/type-checks';
import { listItems, newList, tupleItems } from '../runtime/values';

/*
 * `UNPACK_SEQUENCE` and `UNPACK_EX` (Python/ceval.c).
 */

/** `a, b = o`: takes `o` over, gives new references. */
export function unpackSequence(rt: Runtime, o: number, count: number): number[] {
  const { py } = rt;
  const type = py.typeOf(o);
  try {
    if (type === rt.tupleType || type === rt.listType) {
      const items = type === rt.tupleType ? tupleItems(rt, o) : listItems(rt, o);
      if (items.length === count) return items.map((op) => newRef(rt, op));
      return wrongLength(rt, items.length, count, true);
    }
    return unpackIterable(rt, o, count);
  } finally {
    py.decref(o);
  }
}

function unpackIterable(rt: Runtime, o: number, count: number): number[] {
  const { py } = rt;
  if (!isIterable(rt, o)) typeError(rt, `cannot unpack non-iterable ${typeName(rt, o)} object`);
  const it = getIter(rt, o);
  const items: number[] = [];
  try {
    while (items.length < count) {
      const item = iterNext(rt, it);
      if (item === 0) wrongLength(rt, items.length, count, false);
      items.push(item);
    }
    const more = iterNext(rt, it);
    if (more !== 0) {
      py.decref(more);
      wrongLength(rt, count + 1, count, isDict(rt, o));
    }
    return items;
  } catch (error) {
    for (const item of items) py.decref(item);
    throw error;
  } finally {
    py.decref(it);
  }
}

function wrongLength(rt: Runtime, got: number, count: number, known: boolean): never {
  if (got < count)
    return valueError(rt, `not enough values to unpack (expected ${count}, got ${got})`);
  return valueError(rt, rt.messages.tooManyToUnpack(count, known ? got : null));
}

/** `a, *b, c = o`. */
export function unpackEx(rt: Runtime, o: number, before: number, after: number): number[] {
  const { py } = rt;
  const items: number[] = [];
  let it = 0;
  let middle = 0;
  const tooFew = (got: number): never =>
    valueError(rt, `not enough values to unpack (expected at least ${before + after}, got ${got})`);
  try {
    if (!isIterable(rt, o)) typeError(rt, `cannot unpack non-iterable ${typeName(rt, o)} object`);
    it = getIter(rt, o);
    while (items.length < before) {
      const item = iterNext(rt, it);
      if (item === 0) tooFew(items.length);
      items.push(item);
    }
    middle = newList(rt, []);
    listExtend(rt, middle, it);
    const size = py.get(middle + List.SIZE);
    if (size < after) tooFew(before + size);
    // The last ones leave the list, which keeps its room.
    const last = listItems(rt, middle).slice(size - after);
    py.set(middle + List.SIZE, size - after);
    return [...items, middle, ...last];
  } catch (error) {
    for (const item of items) py.decref(item);
    py.xdecref(middle);
    throw error;
  } finally {
    py.xdecref(it);
    py.decref(o);
  }
}
