import {
  concatenateStrings,
  isODict,
  Kind,
  kindOfString,
  Ob,
  PyDict_Copy,
  PyList_SetSlice,
  Str,
} from '../../objects';
import { asText, raiseError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isByteLike,
  isBytes,
  isDict,
  isInt,
  isList,
  isSequence,
  isSet,
  isStr,
  isTuple,
} from '../runtime/type-checks';
import {
  listItems,
  newByteArray,
  newBytes,
  newInt,
  newList,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';
import type { BinaryName } from './arithmetic';
import { callMethodWord } from './bind';
import { isBuffer } from './buffer';
import { anyBytes, setByteArray } from './bytes-like';
import { callBorrowed } from './call';
import { updateDict } from './dict-update';
import { asIndex, indexOf } from './index-numbers';
import { isIterable } from './iter';
import { itemsOf } from './length';
import { listExtend } from './list-extend';
import { percentBytes, percentFormat } from './percent-format';
import { combineSets } from './set-operations';

/*
 * `+`, `*`, `%`, `|` and so on of sequences, sets and dicts (Objects/abstract.c).
 */

export function builtinBinary(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): number {
  switch (name) {
    case 'add':
      return concatenate(rt, a, b, inPlace);
    case 'mul':
      if (isInt(rt, b)) return repeat(rt, a, b, inPlace);
      if (isInt(rt, a)) return repeat(rt, b, a, false);
      return repeatByIndex(rt, a, b, inPlace) || repeatByIndex(rt, b, a, false);
    case 'mod':
      if (isStr(rt, a)) return percentFormat(rt, a, b);
      return isBytes(rt, a) ? percentBytes(rt, a, b) : 0;
    case 'or':
    case 'and':
    case 'sub':
    case 'xor':
      return setOperation(rt, name, a, b, inPlace);
    default:
      return 0;
  }
}

/** A sequence times an object with `__index__`; 0 when they are something else. */
function repeatByIndex(rt: Runtime, sequence: number, count: number, inPlace: boolean): number {
  if (!isSequence(rt, sequence) || special(rt, rt.py.typeOf(count), '__index__') === 0) return 0;
  const times = newInt(rt, asIndex(rt, count));
  const result = repeat(rt, sequence, times, inPlace);
  rt.py.decref(times);
  return result;
}

function concatenate(rt: Runtime, a: number, b: number, inPlace: boolean): number {
  const { py } = rt;
  if (isStr(rt, a) && isStr(rt, b)) {
    if (py.get(a + Str.LENGTH) === 0 && py.typeOf(b) === rt.strType) return newRef(rt, b);
    if (py.get(b + Str.LENGTH) === 0 && py.typeOf(a) === rt.strType) return newRef(rt, a);
    const alike = kindOfString(py, a) === kindOfString(py, b);
    return alike && py.get(a + Str.LENGTH) > 0 && py.get(b + Str.LENGTH) > 0
      ? concatenateStrings(py, a, b)
      : newStr(rt, asText(rt, a) + asText(rt, b));
  }
  if (isList(rt, a)) {
    if (inPlace) {
      if (!isIterable(rt, b)) return 0;
      listExtend(rt, a, b);
      return newRef(rt, a);
    }
    if (!isList(rt, b)) return 0;
    return newList(
      rt,
      [...listItems(rt, a), ...listItems(rt, b)].map((op) => newRef(rt, op)),
    );
  }
  if (isTuple(rt, a) && isTuple(rt, b)) {
    if (py.get(a + Ob.SIZE) === 0 && py.typeOf(b) === rt.tupleType) return newRef(rt, b);
    if (py.get(b + Ob.SIZE) === 0 && py.typeOf(a) === rt.tupleType) return newRef(rt, a);
    return newTuple(
      rt,
      [...tupleItems(rt, a), ...tupleItems(rt, b)].map((op) => newRef(rt, op)),
    );
  }
  if (isByteLike(rt, a) && isBuffer(rt, b)) {
    const bytes = [...anyBytes(rt, a), ...anyBytes(rt, b)];
    if (isBytes(rt, a)) return newBytes(rt, bytes);
    if (!inPlace) return newByteArray(rt, bytes);
    setByteArray(rt, a, bytes);
    return newRef(rt, a);
  }
  const method = operatorMethod(rt, a, inPlace ? '__iadd__' : '__add__');
  return method === 0
    ? 0
    : notImplementedIsZero(rt, callMethodWord(rt, method, a, [newRef(rt, b)]));
}

/** An operator's method of a built-in type that is none of the basic ones, whose methods end here. */
function operatorMethod(rt: Runtime, op: number, name: string): number {
  const { py } = rt;
  const base = py.builtinBase(py.typeOf(op));
  const basic = [
    Kind.INT,
    Kind.FLOAT,
    Kind.STR,
    Kind.LIST,
    Kind.TUPLE,
    Kind.DICT,
    Kind.SET,
    Kind.BYTEARRAY,
  ];
  if (basic.includes(py.kindOf(base)) || base === rt.bytesType) return 0;
  return special(rt, py.typeOf(op), name);
}

function notImplementedIsZero(rt: Runtime, result: number): number {
  if (result !== rt.py.statics.notImplemented) return result;
  rt.py.decref(result);
  return 0;
}

function repeat(rt: Runtime, a: number, times: number, inPlace: boolean): number {
  const { py } = rt;
  const n = Math.max(0, indexOf(rt, times, 'sequence'));
  if (isStr(rt, a)) {
    if (n === 1 && py.typeOf(a) === rt.strType) return newRef(rt, a);
    checkLength(rt, py.get(a + Str.LENGTH) * n);
    return newStr(rt, asText(rt, a).repeat(n));
  }
  if (isList(rt, a) || isTuple(rt, a)) {
    const list = isList(rt, a);
    if (!list && n === 1 && py.typeOf(a) === rt.tupleType) return newRef(rt, a);
    const items = itemsOf(rt, a);
    checkLength(rt, items.length * n * 8);
    const words = Array.from({ length: items.length * n }, (_, i) =>
      newRef(rt, items[i % items.length]!),
    );
    if (!list) return newTuple(rt, words);
    if (!inPlace) return newList(rt, words);
    const whole = newList(rt, words);
    PyList_SetSlice(py, a, 0, items.length, whole);
    py.decref(whole);
    return newRef(rt, a);
  }
  if (isByteLike(rt, a)) {
    const one = anyBytes(rt, a);
    checkLength(rt, one.length * n);
    const bytes = new Uint8Array(one.length * n);
    for (let i = 0; i < n; i++) bytes.set(one, i * one.length);
    return isBytes(rt, a) ? newBytes(rt, bytes) : newByteArray(rt, bytes);
  }
  const method = operatorMethod(rt, a, '__mul__');
  return method === 0 ? 0 : callMethodWord(rt, method, a, [newRef(rt, times)]);
}

/** Refuses what could never fit, before the host tries to hold it. */
export function checkLength(rt: Runtime, bytes: number): void {
  if (bytes > rt.py.memory.limit || bytes > 2 ** 33) raiseError(rt, 'MemoryError', '');
}

function setOperation(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): number {
  const { py } = rt;
  if (isSet(rt, a) && isSet(rt, b)) {
    const target = inPlace && py.builtinBase(py.typeOf(a)) === rt.setType ? a : 0;
    return combineSets(rt, name as 'or', a, b, target);
  }
  if (name === 'or' && isDict(rt, a) && isDict(rt, b) && rt.minor >= 9) {
    const result = inPlace ? newRef(rt, a) : dictToJoin(rt, a, b);
    updateDict(rt, result, b);
    return result;
  }
  const method = operatorMethod(rt, a, `__${name}__`);
  return method === 0
    ? 0
    : notImplementedIsZero(rt, callMethodWord(rt, method, a, [newRef(rt, b)]));
}

/** A copy of `a` for `a | b`, of the more special class that one of them has. */
function dictToJoin(rt: Runtime, a: number, b: number): number {
  const { py } = rt;
  const defaults = py.specOf(py.type('collections.defaultdict'));
  for (const op of [a, b]) {
    const type = py.typeOf(op);
    if (isODict(py, op)) return callBorrowed(rt, type, [a]);
    if (py.specOf(type) === defaults) {
      return callBorrowed(rt, type, [py.load(op + 12) || py.none, a]);
    }
  }
  return PyDict_Copy(py, a);
}
