import { PyDict_GetItem } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { List, Ob, Str } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import { asText, keyError, raiseError, typeError, valueError } from '../runtime/errors';
import { lookup, special } from '../runtime/lookup';
import { drop2, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isHeapType,
  isInt,
  isList,
  isNativeMethod,
  isSlice,
  isType,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { internName, newList, newStr, newTrackedTuple } from '../runtime/values';
import { newAlias } from './alias';
import { bind, callMethodBorrowed, callSpecial } from './bind';
import { callBorrowed } from './call';
import { asIndex, indexOf } from './index-numbers';
import { characterAt } from './unicode';

/*
 * `PyObject_GetItem` and slices (Objects/abstract.c, sliceobject.c).
 */

function clamp(value: bigint): bigint {
  const limit = 2n ** 53n - 1n;
  if (value > limit) return limit;
  return value < -limit ? -limit : value;
}

export function newSlice(rt: Runtime, start: number, stop: number, step: number): number {
  const { py } = rt;
  const op = newFields(py, 'slice', { start, stop, step });
  for (const word of [start, stop, step]) py.decref(word);
  return op;
}

/** `o[key]` of compiled code: takes both over. */
export function binarySubscr(rt: Runtime, o: number, key: number): number {
  try {
    return getItem(rt, o, key);
  } finally {
    drop2(rt, o, key);
  }
}

/** The same, borrowed: a new reference. */
export function getItem(rt: Runtime, o: number, key: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.dictType) {
    const value = PyDict_GetItem(py, o, key);
    return value === 0 ? keyError(rt, key) : newRef(rt, value);
  }
  if (isHeapType(rt, type)) {
    const method = special(rt, type, '__getitem__');
    if (method !== 0 && !isNativeMethod(rt, method))
      return callMethodBorrowed(rt, method, o, [key]);
  }
  const slot = slotsOf(rt, type).getItem;
  if (slot) return slot(o, key);
  const method = special(rt, type, '__getitem__');
  if (method !== 0) return callMethodBorrowed(rt, method, o, [key]);
  if (isType(rt, o)) return classItem(rt, o, key);
  return typeError(rt, `'${nameOfType(rt, type)}' object is not subscriptable`);
}

function classItem(rt: Runtime, o: number, key: number): number {
  const method = lookup(rt, o, internName(rt, '__class_getitem__'));
  if (method !== 0) {
    const bound = bind(rt, method, 0, o);
    try {
      return callBorrowed(rt, bound, [key]);
    } finally {
      rt.py.decref(bound);
    }
  }
  if (o === rt.typeType && rt.behaviour.typesSubscript) return newAlias(rt, o, key);
  return typeError(rt, rt.messages.typeSubscript(nameOfType(rt, o)));
}

export function dictSubclassItem(rt: Runtime, o: number, key: number): number {
  const value = PyDict_GetItem(rt.py, o, key);
  if (value !== 0) return newRef(rt, value);
  const missing = special(rt, rt.py.typeOf(o), '__missing__');
  if (missing !== 0) return callSpecial(rt, missing, o, [newRef(rt, key)]);
  return keyError(rt, key);
}

/** Start, stop and step of a slice as they were given; null for None. */
export interface SliceIndices {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

/** `PySlice_Unpack`: asks for the numbers, which runs the program's `__index__`. */
export function sliceIndices(rt: Runtime, slice: number): SliceIndices {
  const { py } = rt;
  const value = (field: string): number | null => {
    const word = py.load(slice + (py.structs.offset('PySliceObject', field) >> 2));
    if (word === py.none) return null;
    if (!isInt(rt, word) && special(rt, py.typeOf(word), '__index__') === 0) {
      typeError(rt, 'slice indices must be integers or None or have an __index__ method');
    }
    return Number(clamp(asIndex(rt, word)));
  };
  const step = value('step') ?? 1;
  if (step === 0) valueError(rt, 'slice step cannot be zero');
  const start = value('start');
  return { start, stop: value('stop'), step };
}

/** `PySlice_AdjustIndices`: cut to `length` items, and how many of them there are. */
export function adjustIndices(
  { start, stop, step }: SliceIndices,
  length: number,
): { start: number; step: number; count: number; stop: number } {
  const bound = (given: number | null, otherwise: number): number => {
    if (given === null) return otherwise;
    const at = given < 0 ? given + length : given;
    return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
  };
  const first = bound(start, step > 0 ? 0 : length - 1);
  const last = bound(stop, step > 0 ? length : -1);
  return {
    start: first,
    stop: last,
    step,
    count: Math.max(0, Math.ceil((last - first) / step)),
  };
}

/** Both: the length is asked for after the numbers, whose `__index__` may have changed it. */
export function sliceBounds(
  rt: Runtime,
  slice: number,
  length: () => number,
): { start: number; step: number; count: number; stop: number } {
  const indices = sliceIndices(rt, slice);
  return adjustIndices(indices, length());
}

export function sequenceItem(rt: Runtime, o: number, key: number): number {
  const { py } = rt;
  const list = isList(rt, o);
  const what = list ? 'list' : 'tuple';
  if (isSlice(rt, key)) {
    const { start, step, count } = sliceBounds(rt, key, () => py.get(o + Ob.SIZE));
    const whole = step === 1 && count === py.get(o + Ob.SIZE);
    if (!list && py.typeOf(o) === rt.tupleType && whole) return newRef(rt, o);
    const items = list ? py.load(o + List.ITEM) : o + py.tupleItem;
    const words = Array.from({ length: count }, (_, i) =>
      newRef(rt, py.load(items + (start + i * step) * 2)),
    );
    return list ? newList(rt, words) : newTrackedTuple(rt, words);
  }
  const index = indexOf(rt, key, what);
  const length = py.get(o + Ob.SIZE);
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) raiseError(rt, 'IndexError', `${what} index out of range`);
  return newRef(rt, py.load((list ? py.load(o + List.ITEM) : o + py.tupleItem) + at * 2));
}

export function stringItem(rt: Runtime, o: number, key: number): number {
  const length = rt.py.get(o + Str.LENGTH);
  if (isSlice(rt, key)) {
    const { start, step, count } = sliceBounds(rt, key, () => length);
    if (step === 1 && count === length && rt.py.typeOf(o) === rt.strType) return newRef(rt, o);
    const characters = Array.from(asText(rt, o));
    if (step === 1) return newStr(rt, characters.slice(start, start + count).join(''));
    return newStr(
      rt,
      Array.from({ length: count }, (_, i) => characters[start + i * step]).join(''),
    );
  }
  if (!isInt(rt, key) && special(rt, rt.py.typeOf(key), '__index__') === 0) {
    typeError(rt, rt.messages.stringIndices(typeName(rt, key)));
  }
  const index = indexOf(rt, key, 'string');
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) raiseError(rt, 'IndexError', 'string index out of range');
  return newStr(rt, String.fromCodePoint(characterAt(rt, o, at)));
}
