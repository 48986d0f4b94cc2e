import { compactValue } from '../../objects/longobject';
import { slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { drop2, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { BinaryName, TypeSlots } from '../runtime/slots';
import {
  behind,
  isByteLike,
  isBytes,
  isComplex,
  isFloat,
  isHeapType,
  isInt,
  isList,
  isProxyType,
  isSequence,
  isSmallInt,
  isStr,
  isSubtype,
  isTuple,
  typeName,
} from '../runtime/type-checks';
import { asDouble, newComplex, newFloat, newInt } from '../runtime/values';
import { compactIntegers, complexParts, sameInt } from './arithmetic';
import { callMethodBorrowed, callMethodWord } from './bind';
import { asBigInt, repeatCount } from './index-numbers';
import { strAppend, strAppends } from './unicode';

/*
 * Binary and unary operators (Objects/abstract.c).
 */

/** Special methods of binary operators: the name, the reflected name and the sign. */
const OPERATORS = {
  add: ['__add__', '__radd__', '+'],
  sub: ['__sub__', '__rsub__', '-'],
  mul: ['__mul__', '__rmul__', '*'],
  truediv: ['__truediv__', '__rtruediv__', '/'],
  floordiv: ['__floordiv__', '__rfloordiv__', '//'],
  mod: ['__mod__', '__rmod__', '%'],
  pow: ['__pow__', '__rpow__', '** or pow()'],
  lshift: ['__lshift__', '__rlshift__', '<<'],
  rshift: ['__rshift__', '__rrshift__', '>>'],
  and: ['__and__', '__rand__', '&'],
  or: ['__or__', '__ror__', '|'],
  xor: ['__xor__', '__rxor__', '^'],
  matmul: ['__matmul__', '__rmatmul__', '@'],
} as const;

export function add(rt: Runtime, a: number, b: number): number {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) {
    const sum = newInt(rt, compactValue(rt.py, a) + compactValue(rt.py, b));
    drop2(rt, a, b);
    return sum;
  }
  // To 3.10 a str that only the stack holds grows in place.
  if (rt.behaviour.growsStrings && strAppends(rt, a, b)) return strAppend(rt, a, b);
  return binaryOp(rt, 'add', a, b, false);
}

export function subtract(rt: Runtime, a: number, b: number): number {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) {
    const difference = newInt(rt, compactValue(rt.py, a) - compactValue(rt.py, b));
    drop2(rt, a, b);
    return difference;
  }
  return binaryOp(rt, 'sub', a, b, false);
}

export function multiply(rt: Runtime, a: number, b: number): number {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) {
    const product = compactValue(rt.py, a) * compactValue(rt.py, b);
    if (Number.isSafeInteger(product)) {
      const result = newInt(rt, product === 0 ? 0 : product);
      drop2(rt, a, b);
      return result;
    }
  }
  return binaryOp(rt, 'mul', a, b, false);
}

export function trueDivide(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'truediv', a, b, false);
}

export function floorDivide(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'floordiv', a, b, false);
}

export function remainder(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'mod', a, b, false);
}

export function power(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'pow', a, b, false);
}

export function lshift(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'lshift', a, b, false);
}

export function rshift(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'rshift', a, b, false);
}

export function bitAnd(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'and', a, b, false);
}

export function bitOr(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'or', a, b, false);
}

export function bitXor(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'xor', a, b, false);
}

export function matrixMultiply(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'matmul', a, b, false);
}

export function inPlaceAdd(rt: Runtime, a: number, b: number): number {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) return add(rt, a, b);
  return binaryOp(rt, 'add', a, b, true);
}

export function inPlaceSubtract(rt: Runtime, a: number, b: number): number {
  if (isSmallInt(rt, a) && isSmallInt(rt, b)) return subtract(rt, a, b);
  return binaryOp(rt, 'sub', a, b, true);
}

export function inPlaceMultiply(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'mul', a, b, true);
}

export function inPlaceTrueDivide(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'truediv', a, b, true);
}

export function inPlaceFloorDivide(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'floordiv', a, b, true);
}

export function inPlaceRemainder(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'mod', a, b, true);
}

export function inPlacePower(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'pow', a, b, true);
}

export function inPlaceLshift(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'lshift', a, b, true);
}

export function inPlaceRshift(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'rshift', a, b, true);
}

export function inPlaceAnd(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'and', a, b, true);
}

export function inPlaceOr(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'or', a, b, true);
}

export function inPlaceXor(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'xor', a, b, true);
}

export function inPlaceMatrixMultiply(rt: Runtime, a: number, b: number): number {
  return binaryOp(rt, 'matmul', a, b, true);
}

/** Any operator on owned words, which it takes over. */
function binaryOp(rt: Runtime, name: BinaryName, a: number, b: number, inPlace: boolean): number {
  let result = isSmallInt(rt, a) && isSmallInt(rt, b) ? compactIntegers(rt, name, a, b) : 0;
  if (result !== 0) {
    drop2(rt, a, b);
    return result;
  }
  try {
    result = binaryOperation(rt, name, a, b, inPlace);
  } catch (error) {
    drop2(rt, a, b);
    throw error;
  }
  drop2(rt, a, b);
  return result;
}

/** The same on borrowed words. */
export function binaryOperation(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace = false,
): number {
  const left = rt.py.typeOf(a);
  const right = rt.py.typeOf(b);
  if (isProxyType(rt, left) || isProxyType(rt, right))
    return binaryOperation(rt, name, behind(rt, a), behind(rt, b), inPlace);
  const result =
    isHeapType(rt, left) || isHeapType(rt, right)
      ? userBinary(rt, name, a, b, left, right, inPlace)
      : builtinBinary(rt, name, a, b, inPlace);
  return result === 0 ? unsupportedOperand(rt, name, a, b, inPlace) : result;
}

function unsupportedOperand(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): never {
  const [, , sign] = OPERATORS[name];
  const shown = inPlace ? (name === 'pow' ? '**=' : `${sign}=`) : sign;
  const message = concatenationMessage(rt, name, a, b, inPlace);
  return typeError(
    rt,
    message ??
      `unsupported operand type(s) for ${shown}: '${typeName(rt, a)}' and '${typeName(rt, b)}'`,
  );
}

function concatenationMessage(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): string | null {
  const other = typeName(rt, b);
  if (name === 'add') {
    if (isStr(rt, a)) return `can only concatenate str (not "${other}") to str`;
    if (isList(rt, a))
      return inPlace
        ? `'${other}' object is not iterable`
        : `can only concatenate list (not "${other}") to list`;
    if (isTuple(rt, a)) return `can only concatenate tuple (not "${other}") to tuple`;
    if (isByteLike(rt, a))
      return `can't concat ${other} to ${isBytes(rt, a) ? 'bytes' : 'bytearray'}`;
  }
  if (name === 'mul') {
    if (isSequence(rt, a)) return `can't multiply sequence by non-int of type '${other}'`;
    if (isSequence(rt, b)) return `can't multiply sequence by non-int of type '${typeName(rt, a)}'`;
  }
  return null;
}

function userBinary(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  left: number,
  right: number,
  inPlace: boolean,
): number {
  const [method, reflected] = OPERATORS[name];
  if (inPlace) {
    const own = special(rt, left, `__i${method.slice(2)}`);
    if (own !== 0) {
      const result = tryMethod(rt, own, a, b);
      if (result !== 0) return result;
    }
  }
  const forward = numberMethod(rt, left, name, method);
  const backward = left === right ? 0 : numberMethod(rt, right, name, reflected);
  const overrides =
    backward !== 0 && isSubtype(rt, right, left) && backward !== special(rt, left, reflected);
  if (overrides) {
    const result = tryMethod(rt, backward, b, a);
    if (result !== 0) return result;
  }
  if (forward !== 0) {
    const result = tryMethod(rt, forward, a, b);
    if (result !== 0) return result;
  }
  if (backward !== 0 && !overrides) {
    const result = tryMethod(rt, backward, b, a);
    if (result !== 0) return result;
  }
  // What the built-in base of a class can do; of one that says it itself only what sequences do.
  const { functionType, py } = rt;
  const own =
    (forward !== 0 && py.typeOf(forward) === functionType) ||
    (backward !== 0 && py.typeOf(backward) === functionType);
  return own ? sequenceBinary(rt, name, a, b, inPlace) : builtinBinary(rt, name, a, b, inPlace);
}

/** The method of an operator; not that of a sequence, which comes after those of numbers. */
function numberMethod(rt: Runtime, type: number, name: BinaryName, method: string): number {
  const found = special(rt, type, method);
  const slots = slotsOf(rt, type);
  const sequence = (name === 'mul' && slots.repeat) || (name === 'add' && slots.concat);
  return sequence && found !== 0 && rt.py.typeOf(found) === rt.wrapperDescriptor ? 0 : found;
}

/** What the slots of the operands' types do; 0 where they do nothing. */
function builtinBinary(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): number {
  const left = slotsOf(rt, rt.py.typeOf(a));
  const right = slotsOf(rt, rt.py.typeOf(b));
  const known = left.binary ? left.binary(name, a, b, inPlace) : 0;
  if (known !== 0) return known;
  if (right.binary && right.binary !== left.binary) {
    const result = right.binary(name, a, b, false);
    if (result !== 0) return result;
  }
  const sequence = name === 'add' ? left.concat : name === 'mul' && (left.repeat ?? right.repeat);
  return sequence
    ? sequenceBinary(rt, name, a, b, inPlace)
    : operatorMethod(rt, name, a, b, inPlace);
}

/** What `+` and `*` do with sequences: 0 where they do nothing. */
function sequenceBinary(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): number {
  const left = slotsOf(rt, rt.py.typeOf(a));
  const right = slotsOf(rt, rt.py.typeOf(b));
  if (name === 'add' && left.concat) return left.concat(a, b, inPlace);
  if (name === 'mul' && left.repeat) return repeatTimes(rt, left.repeat, a, b, inPlace);
  if (name === 'mul' && right.repeat) return repeatTimes(rt, right.repeat, b, a, false);
  return 0;
}

/** `sequence_repeat`: 0 where the number of times is no index. */
function repeatTimes(
  rt: Runtime,
  repeat: NonNullable<TypeSlots['repeat']>,
  op: number,
  times: number,
  inPlace: boolean,
): number {
  if (!isInt(rt, times) && special(rt, rt.py.typeOf(times), '__index__') === 0) return 0;
  return repeat(op, repeatCount(rt, times), inPlace);
}

/** The operator of a built-in type that has a method for it instead of a slot. */
function operatorMethod(
  rt: Runtime,
  name: BinaryName,
  a: number,
  b: number,
  inPlace: boolean,
): number {
  const [method, reflected] = OPERATORS[name];
  const type = rt.py.typeOf(a);
  const own = (inPlace && special(rt, type, `__i${method.slice(2)}`)) || special(rt, type, method);
  const result = own === 0 ? 0 : tryMethod(rt, own, a, b);
  if (result !== 0) return result;
  const other = special(rt, rt.py.typeOf(b), reflected);
  return other === 0 ? 0 : tryMethod(rt, other, b, a);
}

/** A method's result, or 0 for NotImplemented. */
export function tryMethod(rt: Runtime, method: number, self: number, other: number): number {
  const result = callMethodBorrowed(rt, method, self, [other]);
  if (result !== rt.py.statics.notImplemented) return result;
  rt.py.decref(result);
  return 0;
}

/** `-a`, `+a`, `~a`: takes it over. */
export function unary(rt: Runtime, op: string, a: number): number {
  try {
    const method = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[op]!;
    const own = userSpecial(rt, a, method);
    if (own !== 0) return callMethodWord(rt, own, a, []);
    if (isProxyType(rt, rt.py.typeOf(a))) return unary(rt, op, newRef(rt, rt.proxied(a)));
    if (isInt(rt, a)) {
      if (op === '+') return sameInt(rt, a);
      const value = asBigInt(rt, a);
      return newInt(rt, op === '-' ? -value : ~value);
    }
    const { complexType, floatType, py } = rt;
    if (op === '+' && (py.typeOf(a) === floatType || py.typeOf(a) === complexType))
      return newRef(rt, a);
    if (op !== '~' && isFloat(rt, a))
      return newFloat(rt, op === '-' ? -asDouble(rt, a) : asDouble(rt, a));
    if (op !== '~' && isComplex(rt, a)) {
      const [real, imag] = complexParts(rt, a);
      return op === '-' ? newComplex(rt, -real, -imag) : newComplex(rt, real, imag);
    }
    return typeError(rt, `bad operand type for unary ${op}: '${typeName(rt, a)}'`);
  } finally {
    rt.py.decref(a);
  }
}
