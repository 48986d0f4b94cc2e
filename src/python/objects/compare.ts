import { compactValue } from '../../objects/longobject';
import { slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { userSpecial } from '../runtime/lookup';
import { drop2, holding } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import {
  behind,
  isHeapType,
  isProxyType,
  isSmallInt,
  isSubtype,
  typeName,
} from '../runtime/type-checks';
import { newBool } from '../runtime/values';
import { tryMethod } from './binary';
import { truthOf } from './truth';

/*
 * `PyObject_RichCompare` (Objects/object.c).
 */

/** The special methods of `CompareOp`, in its order. */
export const COMPARE_METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];

const COMPARE_SIGNS = ['<', '<=', '==', '!=', '>', '>='];

/** What `b` is asked when `a` does not know. */
const SWAPPED = [
  CompareOp.GT,
  CompareOp.GE,
  CompareOp.EQ,
  CompareOp.NE,
  CompareOp.LT,
  CompareOp.LE,
] as const;

export function isOp(rt: Runtime, a: number, b: number): boolean {
  drop2(rt, a, b);
  return a === b;
}

/** A comparison of owned words; its result. */
export function compareOp(rt: Runtime, op: CompareOp, a: number, b: number): number {
  try {
    return richCompare(rt, op, a, b);
  } finally {
    drop2(rt, a, b);
  }
}

/** The same as a JavaScript boolean. */
export function compareTest(rt: Runtime, op: CompareOp, a: number, b: number): boolean {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) {
    const x = compactValue(rt.py, a);
    const y = compactValue(rt.py, b);
    drop2(rt, a, b);
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  }
  return truthOf(rt, compareOp(rt, op, a, b));
}

/** `PyObject_RichCompare` of borrowed words. */
export function richCompare(rt: Runtime, op: CompareOp, a: number, b: number): number {
  const left = rt.py.typeOf(a);
  const right = rt.py.typeOf(b);
  if (isProxyType(rt, left) || isProxyType(rt, right))
    return richCompare(rt, op, behind(rt, a), behind(rt, b));
  if (isHeapType(rt, left) || isHeapType(rt, right)) {
    const result = userCompare(rt, op, a, b, left, right);
    if (result !== 0) return result;
  }
  const known = builtinCompare(rt, op, a, b);
  if (known !== null) return newBool(rt, known);
  if (op === CompareOp.EQ) return newBool(rt, a === b);
  if (op === CompareOp.NE) return newBool(rt, a !== b);
  return typeError(
    rt,
    `'${COMPARE_SIGNS[op]}' not supported between instances of '${typeName(rt, a)}' and '${typeName(rt, b)}'`,
  );
}

export function userCompare(
  rt: Runtime,
  op: CompareOp,
  a: number,
  b: number,
  left: number,
  right: number,
): number {
  const reflected = COMPARE_METHODS[SWAPPED[op]!]!;
  const first = left !== right && isSubtype(rt, right, left);
  if (first) {
    const method = userSpecial(rt, b, reflected);
    const negated = method === 0 && op === CompareOp.NE ? notEqual(rt, b, a) : 0;
    const result = method === 0 ? negated : tryMethod(rt, method, b, a);
    if (result !== 0) return result;
  }
  const method = userSpecial(rt, a, COMPARE_METHODS[op]!);
  if (method !== 0) {
    const result = tryMethod(rt, method, a, b);
    if (result !== 0) return result;
  } else if (op === CompareOp.NE) {
    const result = notEqual(rt, a, b);
    if (result !== 0) return result;
  }
  if (!first) {
    const other = userSpecial(rt, b, reflected);
    if (other === 0 && op === CompareOp.NE) return notEqual(rt, b, a);
    return other === 0 ? 0 : tryMethod(rt, other, b, a);
  }
  return 0;
}

/** `object.__ne__`: `not ==`, where only that is defined; 0 for NotImplemented. */
function notEqual(rt: Runtime, a: number, b: number): number {
  const equal = userSpecial(rt, a, '__eq__');
  // It is called with a tuple, and takes its own slice of that.
  const result = equal === 0 ? 0 : holding(rt, [a, b, b], () => tryMethod(rt, equal, a, b));
  return result === 0 ? 0 : newBool(rt, !truthOf(rt, result));
}

/** Whether a comparison holds, by how `a` and `b` are ordered: negative where `a` comes first. */
export function ordered(op: CompareOp, order: number): boolean {
  switch (op) {
    case CompareOp.LT:
      return order < 0;
    case CompareOp.LE:
      return order <= 0;
    case CompareOp.EQ:
      return order === 0;
    case CompareOp.NE:
      return order !== 0;
    case CompareOp.GT:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** `tp_richcompare` of either operand's built-in type; null where neither knows. */
export function builtinCompare(rt: Runtime, op: CompareOp, a: number, b: number): boolean | null {
  const left = slotsOf(rt, rt.py.typeOf(a)).compare;
  const known = left ? left(op, a, b) : null;
  if (known !== null) return known;
  const right = slotsOf(rt, rt.py.typeOf(b)).compare;
  return right && right !== left ? right(SWAPPED[op], b, a) : null;
}

/** `PyObject_RichCompareBool(a, b, Py_EQ)`: identity implies equality. */
export function equal(rt: Runtime, a: number, b: number): boolean {
  return a === b || truthOf(rt, richCompare(rt, CompareOp.EQ, a, b));
}
