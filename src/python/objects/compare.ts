import {
  containsHashed,
  eachKey,
  equalStrings,
  getItemKnownHash,
  isODict,
  Method,
  Ob,
  odictKeys,
  PyDeque_Size,
  PyDict_Next,
  PyDict_Size,
  PySet_Size,
  Weakref,
} from '../../objects';
import { latin1 } from '../runtime/codecs';
import { slotsOf } from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { userSpecial } from '../runtime/lookup';
import { drop2, holding, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  behind,
  isByteLike,
  isComplex,
  isDict,
  isFloat,
  isHeapType,
  isInt,
  isList,
  isProxyType,
  isSet,
  isSmallInt,
  isStr,
  isSubtype,
  isTuple,
  typeName,
} from '../runtime/type-checks';
import { asDouble, newBool, newSet } from '../runtime/values';
import { complexParts } from './arithmetic';
import { smallValue, tryMethod } from './binary';
import { anyBytes } from './bytes-like';
import { asBigInt } from './index-numbers';
import { collect } from './iter';
import { rangeOf } from './range';
import { truthOf } from './truth';
import { itemAt, withItem } from './walk';

/*
 * `PyObject_RichCompare` (Objects/object.c).
 */

const COMPARE_METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];

const COMPARE_SIGNS = ['<', '<=', '==', '!=', '>', '>='];

const SWAPPED = [4, 5, 2, 3, 0, 1];

function ordered(op: number, order: number): boolean {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** By code points, where JavaScript compares UTF-16 units. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const x = Array.from(a);
  const y = Array.from(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  }
  return x.length - y.length;
}

function compareBy(op: number, order: number): boolean {
  return [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op]!;
}

export function isOp(rt: Runtime, a: number, b: number): boolean {
  rt.py.decref(a);
  rt.py.decref(b);
  return a === b;
}

/** A comparison of owned words; its result. */
export function compareOp(rt: Runtime, op: number, a: number, b: number): number {
  try {
    return richCompare(rt, op, a, b);
  } finally {
    drop2(rt, a, b);
  }
}

/** The same as a JavaScript boolean. */
export function compareTest(rt: Runtime, op: number, a: number, b: number): boolean {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) {
    const x = smallValue(rt, a);
    const y = smallValue(rt, b);
    drop2(rt, a, b);
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  }
  return truthOf(rt, compareOp(rt, op, a, b));
}

/** `PyObject_RichCompare` of borrowed words. */
export function richCompare(rt: Runtime, op: number, a: number, b: number): number {
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
  const result = slotCompare(rt, op, a, b) || slotCompare(rt, SWAPPED[op]!, b, a);
  if (result !== 0) return result;
  if (op === 2) return newBool(rt, a === b);
  if (op === 3) return newBool(rt, a !== b);
  return typeError(
    rt,
    `'${COMPARE_SIGNS[op]}' not supported between instances of '${typeName(rt, a)}' and '${typeName(rt, b)}'`,
  );
}

/** What `tp_richcompare` of a built-in type says; 0 when it knows nothing. */
function slotCompare(rt: Runtime, op: number, a: number, b: number): number {
  const compare = slotsOf(rt, rt.py.typeOf(a)).compare;
  const result = compare === undefined ? 0 : compare(op, a, b);
  if (result !== rt.py.statics.notImplemented) return result;
  rt.py.decref(result);
  return 0;
}

export function userCompare(
  rt: Runtime,
  op: number,
  a: number,
  b: number,
  left: number,
  right: number,
): number {
  const reflected = COMPARE_METHODS[SWAPPED[op]!]!;
  const first = left !== right && isSubtype(rt, right, left);
  if (first) {
    const method = userSpecial(rt, b, reflected);
    const result = method === 0 ? 0 : tryMethod(rt, method, b, a);
    if (result !== 0) return result;
  }
  const method = userSpecial(rt, a, COMPARE_METHODS[op]!);
  if (method !== 0) {
    const result = tryMethod(rt, method, a, b);
    if (result !== 0) return result;
  } else if (op === 3) {
    // `!=` is `not ==` where only that is defined.
    const equal = userSpecial(rt, a, '__eq__');
    // `object.__ne__` is called with a tuple, and takes its own slice of that.
    const result = equal === 0 ? 0 : holding(rt, [a, b, b], () => tryMethod(rt, equal, a, b));
    if (result !== 0) return newBool(rt, !truthOf(rt, result));
  }
  if (!first) {
    const other = userSpecial(rt, b, reflected);
    const result = other === 0 ? 0 : tryMethod(rt, other, b, a);
    if (result !== 0) return result;
  }
  return 0;
}

/** A comparison that built-in types know, or null. */
export function builtinCompare(rt: Runtime, op: number, a: number, b: number): boolean | null {
  if (isInt(rt, a) && isInt(rt, b)) {
    const x = asBigInt(rt, a);
    const y = asBigInt(rt, b);
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  }
  if ((isInt(rt, a) || isFloat(rt, a)) && (isInt(rt, b) || isFloat(rt, b))) {
    const x = isInt(rt, a) ? asBigInt(rt, a) : asDouble(rt, a);
    const y = isInt(rt, b) ? asBigInt(rt, b) : asDouble(rt, b);
    if (Number.isNaN(x) || Number.isNaN(y)) return op === 3;
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  }
  if (isStr(rt, a) && isStr(rt, b)) {
    if (op === 2 || op === 3) return equalStrings(rt.py, a, b) === (op === 2);
    return ordered(op, compareText(asText(rt, a), asText(rt, b)));
  }
  if ((isList(rt, a) && isList(rt, b)) || (isTuple(rt, a) && isTuple(rt, b))) {
    return compareItems(rt, op, a, b);
  }
  if (isSet(rt, a) && isSet(rt, b)) return compareSets(rt, op, a, b);
  return compareOthers(rt, op, a, b);
}

/** A comparison as a method of a built-in type answers it. */
export function builtinComparison(rt: Runtime, op: number, a: number, b: number): number {
  const known = builtinCompare(rt, op, a, b);
  return known === null ? newRef(rt, rt.py.statics.notImplemented) : newBool(rt, known);
}

/** `PyObject_RichCompareBool(a, b, Py_EQ)`: identity implies equality. */
export function equal(rt: Runtime, a: number, b: number): boolean {
  return a === b || truthOf(rt, richCompare(rt, 2, a, b));
}

/**
 * Lists, tuples, deques, item by item as they are at that time. Lists hold the items that they compare;
 * the last ones, for their order, from 3.13 on.
 */
function compareItems(rt: Runtime, op: number, a: number, b: number): boolean | null {
  if ((op === 2 || op === 3) && lengthOfItems(rt, a) !== lengthOfItems(rt, b)) return op === 3;
  const hold = !isTuple(rt, a);
  for (let i = 0; ; i++) {
    const pair = [itemAt(rt, a, i), itemAt(rt, b, i)] as const;
    if (pair[0] === 0 || pair[1] === 0) break;
    if (holding(rt, hold ? pair : [], () => equal(rt, ...pair))) continue;
    if (op === 2) return false;
    if (op === 3) return true;
    const last = [itemAt(rt, a, i), itemAt(rt, b, i)] as const;
    if (last[0] === 0 || last[1] === 0) break;
    const held = hold && rt.minor >= 13 ? last : [];
    return holding(rt, held, () => truthOf(rt, richCompare(rt, op, ...last)));
  }
  return ordered(op, lengthOfItems(rt, a) - lengthOfItems(rt, b));
}

function lengthOfItems(rt: Runtime, op: number): number {
  if (isList(rt, op) || isTuple(rt, op)) return rt.py.get(op + Ob.SIZE);
  return PyDeque_Size(rt.py, op);
}

/** Fields of two objects that hold them, one after the other. */
function compareFields(
  rt: Runtime,
  op: number,
  a: readonly number[],
  b: readonly number[],
): boolean | null {
  for (const [i, x] of a.entries()) {
    if (equal(rt, x, b[i]!)) continue;
    if (op === 2) return false;
    if (op === 3) return true;
    return truthOf(rt, richCompare(rt, op, x, b[i]!));
  }
  return ordered(op, 0);
}

function compareSets(rt: Runtime, op: number, a: number, b: number): boolean {
  const { py } = rt;
  const within = (x: number, y: number): boolean =>
    PySet_Size(py, x) <= PySet_Size(py, y) &&
    eachKey(py, x, (key, low, high) => containsHashed(py, y, key, low, high));
  const same = PySet_Size(py, a) === PySet_Size(py, b);
  switch (op) {
    case 0:
      return !same && within(a, b);
    case 1:
      return within(a, b);
    case 2:
      return same && within(a, b);
    case 3:
      return !(same && within(a, b));
    case 4:
      return !same && within(b, a);
    default:
      return within(b, a);
  }
}

function compareOthers(rt: Runtime, op: number, a: number, b: number): boolean | null {
  const { py } = rt;
  const equality = op === 2 || op === 3;
  if (isDict(rt, a) && isDict(rt, b)) {
    return equality ? equalDicts(rt, a, b) === (op === 2) : null;
  }
  if (isByteLike(rt, a) && isByteLike(rt, b)) {
    const x = latin1(anyBytes(rt, a));
    const y = latin1(anyBytes(rt, b));
    return compareBy(op, x < y ? -1 : x > y ? 1 : 0);
  }
  const left = py.typeOf(a);
  if (equality && left === py.typeOf(b)) {
    if (left === rt.complexType) {
      const [x, y] = [complexParts(rt, a), complexParts(rt, b)];
      return (x[0] === y[0] && x[1] === y[1]) === (op === 2);
    }
    if (left === py.type('range')) return equalRanges(rt, a, b) === (op === 2);
    if (left === py.type('slice')) {
      const fields = (s: number): number[] => [4, 6, 8].map((word) => py.load(s + word));
      return compareFields(rt, op, fields(a), fields(b));
    }
    if (left === rt.methodType) {
      return (
        (py.load(a + Method.FUNC) === py.load(b + Method.FUNC) &&
          py.load(a + Method.SELF) === py.load(b + Method.SELF)) ===
        (op === 2)
      );
    }
  }
  const refs = (type: number): boolean => py.builtinBase(type) === py.type('weakref');
  if (equality && refs(left) && refs(py.typeOf(b))) return equalRefs(rt, a, b) === (op === 2);
  const views = ['dict_keys', 'dict_items'].map((name) => py.type(name));
  if (views.includes(left)) {
    const x = newSet(rt, collect(rt, a));
    const y = isSet(rt, b)
      ? newRef(rt, b)
      : views.includes(py.typeOf(b))
        ? newSet(rt, collect(rt, b))
        : 0;
    if (y === 0) {
      py.decref(x);
      return null;
    }
    return truthOf(rt, compareOp(rt, op, x, y));
  }
  if (
    py.builtinBase(left) === py.type('collections.deque') &&
    py.builtinBase(py.typeOf(b)) === py.builtinBase(left)
  ) {
    return compareItems(rt, op, a, b);
  }
  if (left === rt.complexType || isComplex(rt, b)) {
    const number = (o: number): boolean => isInt(rt, o) || isFloat(rt, o) || isComplex(rt, o);
    if (equality && number(a) && number(b)) {
      const [x, y] = [complexParts(rt, a), complexParts(rt, b)];
      return (x[0] === y[0] && x[1] === y[1]) === (op === 2);
    }
  }
  return null;
}

function equalRefs(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  const [x, y] = [py.load(a + Weakref.OBJECT), py.load(b + Weakref.OBJECT)];
  return x === py.none || y === py.none ? a === b : equal(rt, x, y);
}

function equalDicts(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  if (PyDict_Size(py, a) !== PyDict_Size(py, b)) return false;
  if (isODict(py, a) && isODict(py, b)) {
    const [own, others] = [odictKeys(py, a), odictKeys(py, b)];
    const same = holding(rt, [...own, ...others], () =>
      own.every((key, i) => others[i] !== undefined && equal(rt, key, others[i])),
    );
    if (!same) return false;
  }
  for (let at = PyDict_Next(py, a, 0); at; at = PyDict_Next(py, a, at.index + 1)) {
    const { key, value, low, high } = at;
    const same = holding(rt, [key, value], () => {
      const other = getItemKnownHash(py, b, key, low, high);
      return other !== 0 && withItem(rt, other, () => equal(rt, value, other));
    });
    if (!same) return false;
  }
  return true;
}

function equalRanges(rt: Runtime, a: number, b: number): boolean {
  const x = rangeOf(rt, a);
  const y = rangeOf(rt, b);
  if (x.length !== y.length) return false;
  return x.length === 0n || (x.start === y.start && (x.length === 1n || x.step === y.step));
}
