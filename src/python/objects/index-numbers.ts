import { PyLong_AsBigInt, PyLong_AsLong } from '../../objects/longobject';
import { raiseError, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { give, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { behind, isInt, isProxyType, typeName } from '../runtime/type-checks';
import { isCompact } from '../runtime/values';
import { callMethodWord } from './bind';
import { warn } from './warn';

/*
 * The values of ints, and of what has an `__index__` (Objects/abstract.c).
 */

const SUBCLASS_DEPRECATED =
  '.  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.';

/** The value of an int, or of what has an `__index__`. @throws TypeError for anything else */
export function asBigInt(rt: Runtime, op: number): bigint {
  return isInt(rt, op) ? PyLong_AsBigInt(rt.py, op) : asIndex(rt, op);
}

/** The same as a number that fits `Py_ssize_t`; exact to 2**53. @throws OverflowError */
export function asNumber(rt: Runtime, op: number): number {
  return isInt(rt, op) && isCompact(rt, op) ? PyLong_AsLong(rt.py, op) : asSsize(rt, op);
}

/** A borrowed index as a number. @throws TypeError, IndexError */
export function indexOf(rt: Runtime, key: number, what: string): number {
  if (isInt(rt, key)) {
    const value = asBigInt(rt, key);
    if (BigInt.asIntN(64, value) !== value) {
      raiseError(rt, 'IndexError', "cannot fit 'int' into an index-sized integer");
    }
    return Number(value);
  }
  const method = special(rt, rt.py.typeOf(key), '__index__');
  if (method === 0) {
    typeError(rt, `${what} indices must be integers or slices, not ${typeName(rt, key)}`);
  }
  const index = asIndex(rt, key);
  if (BigInt.asIntN(64, index) !== index)
    raiseError(rt, 'IndexError', `cannot fit '${typeName(rt, key)}' into an index-sized integer`);
  return Number(index);
}

/** `_PyEval_SliceIndex`: an index that is cut to what fits. @throws TypeError */
export function sliceIndex(rt: Runtime, op: number): number {
  if (!isInt(rt, op) && special(rt, rt.py.typeOf(op), '__index__') === 0)
    typeError(rt, 'slice indices must be integers or None or have an __index__ method');
  const value = asIndex(rt, op);
  if (BigInt.asIntN(64, value) === value) return Number(value);
  return value < 0n ? -(2 ** 63) : 2 ** 63 - 1;
}

/** How often a sequence is repeated (`sequence_repeat`). @throws OverflowError */
export function repeatCount(rt: Runtime, op: number): number {
  return Math.max(0, countOf(rt, op));
}

/** `PyNumber_AsSsize_t` with an OverflowError: how many, of an object. */
export function countOf(rt: Runtime, op: number): number {
  const value = asIndex(rt, op);
  if (BigInt.asIntN(64, value) !== value) {
    const type = typeName(rt, op);
    raiseError(rt, 'OverflowError', `cannot fit '${type}' into an index-sized integer`);
  }
  return Number(value);
}

/** `PyNumber_AsSsize_t` of an argument. @throws OverflowError */
export function asSsize(rt: Runtime, op: number): number {
  const value = asIndex(rt, op);
  if (BigInt.asIntN(64, value) !== value)
    raiseError(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
  return Number(value);
}

/** `_PyLong_AsInt` of an argument, of 32 bits. @throws OverflowError */
export function asInt(rt: Runtime, op: number): number {
  const value = asIndex(rt, op);
  if (BigInt.asIntN(32, value) !== value)
    raiseError(rt, 'OverflowError', 'Python int too large to convert to C int');
  return Number(value);
}

export function asIndex(rt: Runtime, op: number): bigint {
  const index = indexObject(rt, op);
  const value = asBigInt(rt, index);
  rt.py.decref(index);
  return value;
}

/** `_PyNumber_Index`: a new reference to an int. */
export function indexObject(rt: Runtime, op: number): number {
  if (isInt(rt, op)) return newRef(rt, op);
  if (isProxyType(rt, rt.py.typeOf(op))) return indexObject(rt, behind(rt, op));
  const method = special(rt, rt.py.typeOf(op), '__index__');
  if (method === 0)
    typeError(rt, `'${typeName(rt, op)}' object cannot be interpreted as an integer`);
  return intResult(rt, op, '__index__', callMethodWord(rt, method, op, []));
}

/** What a special method gave must be an int, and should be none of a subclass. Takes it over. */
export function intResult(rt: Runtime, op: number, method: string, result: number): number {
  const { py } = rt;
  const given = py.typeOf(result);
  if (given === rt.intType) return result;
  own(rt, result);
  const message = rt.messages.notInt(typeName(rt, op), method, typeName(rt, result));
  if (!isInt(rt, result)) typeError(rt, message);
  warn(rt, 'DeprecationWarning', message + SUBCLASS_DEPRECATED);
  return give(rt, result);
}
