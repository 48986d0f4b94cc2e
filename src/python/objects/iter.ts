import { newFields } from '../../objects/field-objects';
import { Dict, List, Ob, SeqIter } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import { exceptionValue, isException, raiseError, toPython, typeError } from '../runtime/errors';
import { checkSignals } from '../runtime/interrupt';
import { special, userSpecial } from '../runtime/lookup';
import { leave, newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isNativeMethod, nameOfType, typeName } from '../runtime/type-checks';
import { newInt, newTuple } from '../runtime/values';
import { callMethodWord } from './bind';
import { asBigInt } from './index-numbers';

/*
 * Iteration (`PyObject_GetIter`, `PyIter_Next` in Objects/abstract.c), with the iterators of ranges and lists.
 */

/** `iter(o)` of compiled code: takes `o` over. */
export function takeIter(rt: Runtime, o: number): number {
  try {
    return getIter(rt, o);
  } finally {
    rt.py.decref(o);
  }
}

/** `GET_ITER` of 3.15: a list or tuple itself, whose items `nextAt` gives. Steals `o`. */
export function iterOrSequence(rt: Runtime, o: number): number {
  const type = rt.py.typeOf(o);
  return type === rt.listType || type === rt.tupleType ? o : takeIter(rt, o);
}

/** `FOR_ITER` of 3.15: the item of a list or tuple, or the next of an iterator; 0 at the end. */
export function nextAt(rt: Runtime, o: number, index: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type !== rt.listType && type !== rt.tupleType) return iterNext(rt, o);
  if (index >= py.i32[o + Ob.SIZE]!) return 0;
  const items = type === rt.listType ? py.load(o + List.ITEM) : o + py.tupleItem;
  return newRef(rt, py.load(items + index * 2));
}

/** `PyObject_GetIter`: a new reference. */
export function getIter(rt: Runtime, o: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  const slot = slotsOf(rt, type).iter;
  if (slot && !isHeapType(rt, type)) return slot(o);
  const method = special(rt, type, '__iter__');
  if (method === py.none) notIterable(rt, o);
  if (slot && method !== 0 && isNativeMethod(rt, method)) return slot(o);
  if (method !== 0) {
    const it = callMethodWord(rt, method, o, []);
    if (!isIterator(rt, it)) {
      const name = typeName(rt, it);
      py.decref(it);
      typeError(rt, `iter() returned non-iterator of type '${name}'`);
    }
    return it;
  }
  if (special(rt, type, '__getitem__') !== 0) return newFields(py, 'iterator', { it_seq: o });
  return notIterable(rt, o);
}

/** An iterator over a dict's keys, values or items. */
export function dictIter(rt: Runtime, dict: number, type: string): number {
  const { py } = rt;
  const it = newFields(py, type, { di_dict: dict });
  for (const field of ['di_used', 'len'])
    py.set(it + (py.structs.offset('dictiterobject', field) >> 2), py.get(dict + Dict.USED));
  if (type.endsWith('itemiterator')) {
    py.store(it + rt.entryResult, newTuple(rt, [newNone(rt), newNone(rt)]));
  }
  return it;
}

export function notIterable(rt: Runtime, o: number): never {
  return typeError(rt, `'${typeName(rt, o)}' object is not iterable`);
}

export function isIterator(rt: Runtime, o: number): boolean {
  const type = rt.py.typeOf(o);
  if (!isHeapType(rt, type)) return slotsOf(rt, type).next !== undefined;
  return special(rt, type, '__next__') !== 0;
}

/** The next item of a borrowed iterator: a new reference, or 0 at the end. */
export function iterNext(rt: Runtime, it: number): number {
  const { py } = rt;
  if (--rt.itemsLeft < 0) checkSignals(rt);
  const type = py.typeOf(it);
  if (type === rt.rangeIterator) return nextRange(rt, it);
  if (type === rt.listIterator) return nextList(rt, it);
  const { next } = slotsOf(rt, type);
  if (next && userSpecial(rt, it, '__next__') === 0) {
    const mark = rt.owned.length;
    try {
      return next(it);
    } finally {
      if (rt.owned.length > mark) leave(rt, mark);
    }
  }
  if (!isHeapType(rt, type))
    return typeError(rt, `'${nameOfType(rt, type)}' object is not an iterator`);
  const method = special(rt, type, '__next__');
  if (method === 0) typeError(rt, `'${nameOfType(rt, type)}' object is not an iterator`);
  try {
    return callMethodWord(rt, method, it, []);
  } catch (error) {
    if (isException(rt, error, 'StopIteration')) {
      endWith(rt, error);
      return 0;
    }
    throw error;
  }
}

/** Remembers the value of a StopIteration. */
export function endWith(rt: Runtime, thrown: unknown): void {
  const error = toPython(rt, thrown);
  const value = exceptionValue(rt, error.op, 'value', 'PyStopIterationObject');
  setReturned(rt, newRef(rt, value || rt.py.none));
  rt.py.decref(error.op);
}

export function setReturned(rt: Runtime, value: number): void {
  if (rt.returned !== 0) rt.py.decref(rt.returned);
  rt.returned = value;
}

/** What the iterator that just ended returned: a new reference. */
export function takeReturned(rt: Runtime): number {
  const value = rt.returned;
  rt.returned = 0;
  return value === 0 ? newNone(rt) : value;
}

/** Gives `visit` each item of something iterable, a new reference, until it says false. */
export function forEach(rt: Runtime, o: number, visit: (item: number) => unknown): void {
  const it = getIter(rt, o);
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      if (visit(item) === false) return;
    }
  } finally {
    rt.py.decref(it);
  }
}

/** All items that are left of something iterable: new references. */
export function collect(rt: Runtime, o: number): number[] {
  const items: number[] = [];
  try {
    forEach(rt, o, (item) => {
      items.push(item);
    });
  } catch (error) {
    for (const item of items) rt.py.decref(item);
    throw error;
  }
  return items;
}

export function nextRange(rt: Runtime, it: number): number {
  const { py } = rt;
  const [start, step, len, index] = rt.rangeWords as [number, number, number, number];
  if (index < 0) {
    const left = wideWord(rt, it + len);
    if (left <= 0) return 0;
    const value = wideWord(rt, it + start);
    const by = wideWord(rt, it + step);
    py.set(it + start, value + by);
    py.set(it + len, left - 1);
    return newInt(rt, value);
  }
  const at = wideWord(rt, it + index);
  if (at >= wideWord(rt, it + len)) return 0;
  py.set(it + index, at + 1);
  return newInt(rt, wideWord(rt, it + start) + at * wideWord(rt, it + step));
}

/** A 64-bit integer that a number can hold. */
function wideWord(rt: Runtime, word: number): number {
  const { i32 } = rt.py;
  return i32[word + 1]! * 2 ** 32 + (i32[word]! >>> 0);
}

/** `range_iter` (Objects/rangeobject.c). */
export function rangeIter(rt: Runtime, o: number): number {
  const { py } = rt;
  const bounds = ['start', 'step', 'length'].map((field) =>
    py.load(o + (py.structs.offset('rangeobject', field) >> 2)),
  );
  const values = bounds.map((bound) => asBigInt(rt, bound));
  if (values.some((value) => BigInt.asIntN(53, value) !== value)) {
    raiseError(rt, 'OverflowError', 'the simulator iterates over ranges of up to 2**52');
  }
  const it = newFields(py, 'range_iterator', {});
  const [start, step, len] = rt.rangeWords as number[];
  py.set(it + start!, Number(values[0]));
  py.set(it + step!, Number(values[1]));
  py.set(it + len!, Number(values[2]));
  return it;
}

/** An iterator that is at its end lets its sequence go. */
export function exhausted(rt: Runtime, it: number, field: number): number {
  const seq = rt.py.load(it + field);
  rt.py.store(it + field, 0);
  rt.py.xdecref(seq);
  return 0;
}

export function nextList(rt: Runtime, it: number): number {
  const { py } = rt;
  const list = py.load(it + SeqIter.SEQ);
  if (list === 0) return 0;
  const at = py.i32[it + SeqIter.INDEX]!;
  if (at >= py.i32[list + List.SIZE]!) return exhausted(rt, it, SeqIter.SEQ);
  py.set(it + SeqIter.INDEX, at + 1);
  return newRef(rt, py.load(py.load(list + List.ITEM) + at * 2));
}

export function isIterable(rt: Runtime, o: number): boolean {
  const type = rt.py.typeOf(o);
  return (
    special(rt, type, '__iter__') !== 0 ||
    special(rt, type, '__getitem__') !== 0 ||
    slotsOf(rt, type).next !== undefined
  );
}
