import { Kind } from '../../objects/type-spec';
import { slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { holding } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isNativeMethod, typeName } from '../runtime/type-checks';
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
  if (py.kindOf(type) === Kind.SUBTYPE) return instanceTruth(rt, op, type);
  const slot = slotsOf(rt, type).truth;
  if (slot) return slot(op);
  return py.kindOf(type) === Kind.ATOM || !hasLength(rt, op) || lengthOf(rt, op) !== 0;
}

function hasLength(rt: Runtime, op: number): boolean {
  return special(rt, rt.py.typeOf(op), '__len__') !== 0;
}

function instanceTruth(rt: Runtime, op: number, type: number): boolean {
  const method = special(rt, type, '__bool__');
  if (method !== 0 && !isNativeMethod(rt, method)) {
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

/** The truth of an operand of `and` or `or`. From 3.12 on the test holds a reference of its own. */
export function truthKept(rt: Runtime, op: number): boolean {
  return rt.py.version.compiler.stackRules.copiesTested && isHeapType(rt, rt.py.typeOf(op))
    ? holding(rt, [op], () => truth(rt, op))
    : truth(rt, op);
}
