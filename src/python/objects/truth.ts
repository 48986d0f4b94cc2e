import { Kind, SetWord } from '../../objects';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { holding } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isProxyType, typeName } from '../runtime/type-checks';
import { asDouble } from '../runtime/values';
import { callMethodWord } from './bind';
import { asBigInt } from './index-numbers';
import { lengthOf } from './length';

/*
 * `PyObject_IsTrue` (Objects/object.c).
 */

/** `PyObject_IsTrue` of a borrowed word. */
export function truth(rt: Runtime, op: number): boolean {
  const { py } = rt;
  const { statics } = py;
  if (op === statics.true) return true;
  if (op === statics.false || op === py.none) return false;
  const type = py.typeOf(op);
  switch (py.kindOf(type)) {
    case Kind.INT:
      return asBigInt(rt, op) !== 0n;
    case Kind.FLOAT:
      return (
        asDouble(rt, op) !== 0 || (type === rt.complexType && py.f64[((op + 4) >> 1) + 1] !== 0)
      );
    case Kind.STR:
    case Kind.TUPLE:
    case Kind.LIST:
    case Kind.DICT:
    case Kind.DEQUE:
    case Kind.BYTEARRAY:
      return py.get(op + 4) !== 0;
    case Kind.SET:
      return py.get(op + SetWord.USED) !== 0;
    case Kind.ATOM:
      if (isProxyType(rt, type)) return truth(rt, rt.proxied(op));
      return type === rt.bytesType ? py.get(op + 4) !== 0 : true;
    case Kind.SUBTYPE:
      return instanceTruth(rt, op, type);
    default:
      if (isProxyType(rt, type)) return truth(rt, rt.proxied(op));
      return hasLength(rt, op) ? lengthOf(rt, op) !== 0 : true;
  }
}

function hasLength(rt: Runtime, op: number): boolean {
  return special(rt, rt.py.typeOf(op), '__len__') !== 0;
}

function instanceTruth(rt: Runtime, op: number, type: number): boolean {
  const method = special(rt, type, '__bool__');
  if (method !== 0 && rt.py.typeOf(method) !== rt.methodDescriptor) {
    const result = callMethodWord(rt, method, op, []);
    if (rt.py.typeOf(result) !== rt.boolType) {
      const name = typeName(rt, result);
      rt.py.decref(result);
      typeError(rt, `__bool__ should return bool, returned ${name}`);
    }
    const truth = result === rt.py.statics.true;
    rt.py.decref(result);
    return truth;
  }
  if (special(rt, type, '__len__') !== 0) return lengthOf(rt, op) !== 0;
  const base = rt.py.builtinBase(type);
  if (base === rt.intType || base === rt.boolType) return asBigInt(rt, op) !== 0n;
  return base === rt.floatType ? asDouble(rt, op) !== 0 : true;
}

/** The same of an owned word. */
export function truthOf(rt: Runtime, op: number): boolean {
  const { statics } = rt.py;
  if (op === statics.true || op === statics.false) {
    rt.py.decref(op);
    return op === statics.true;
  }
  try {
    return truth(rt, op);
  } finally {
    rt.py.decref(op);
  }
}

/** Whether a value is true that `and` or `or` may give on: from 3.12 on a copy of it is asked. */
export function truthKept(rt: Runtime, op: number): boolean {
  return rt.minor >= 12 && isHeapType(rt, rt.py.typeOf(op))
    ? holding(rt, [op], () => truth(rt, op))
    : truth(rt, op);
}
