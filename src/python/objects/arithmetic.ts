import { compactValue, digitCount, PyLong_WithDigits } from '../../objects/longobject';
import { Complex } from '../../objects/structs';
import { floatFloorDiv, floatMod, floorDiv } from '../compile/fold';
import { newException, raiseError, throwException, typeError, valueError } from '../runtime/errors';
import { userSpecial } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { BinaryName } from '../runtime/slots';
import { isComplex, isFloat, isInt, typeName } from '../runtime/type-checks';
import { asDouble, newBool, newComplex, newFloat, newInt, newStr } from '../runtime/values';
import { callMethodWord } from './bind';
import { asBigInt } from './index-numbers';
import { allocatedDigits, type Sized } from './long-digits';

/*
 * Arithmetic of int, float and complex (Objects/longobject.c, floatobject.c, complexobject.c).
 */

/** `int / int`, correctly rounded. */
function divide(a: bigint, b: bigint): number {
  if (a >= -(2n ** 53n) && a <= 2n ** 53n && b >= -(2n ** 53n) && b <= 2n ** 53n)
    return Number(a) / Number(b);
  const negative = a < 0n !== b < 0n;
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  // 66 bits of quotient, with the rest folded into the last.
  const shift = y.toString(2).length - x.toString(2).length + 66;
  if (shift > 0) x <<= BigInt(shift);
  else y <<= BigInt(-shift);
  let quotient = x / y;
  if (x % y !== 0n) quotient |= 1n;
  const value = Number(quotient) * 2 ** -shift;
  return negative ? -value : value;
}

/** An int itself. For an int of a subclass, a new int with its value (`long_long`). */
export function sameInt(rt: Runtime, op: number): number {
  return rt.py.typeOf(op) === rt.intType ? newRef(rt, op) : newInt(rt, asBigInt(rt, op));
}

/** `long_as_number`: an operator on two ints; 0 where one is none. */
export function binaryOfInt(rt: Runtime, name: BinaryName, a: number, b: number): number {
  return isInt(rt, a) && isInt(rt, b) ? integers(rt, name, a, b) : 0;
}

/** `float_as_number`: an operator on floats and ints. */
export function binaryOfFloat(rt: Runtime, name: BinaryName, a: number, b: number): number {
  if ((!isFloat(rt, a) && !isInt(rt, a)) || (!isFloat(rt, b) && !isInt(rt, b))) return 0;
  return floats(rt, name, toDouble(rt, a), toDouble(rt, b));
}

/** `complex_as_number`: an operator on numbers of any kind. */
export function binaryOfComplex(rt: Runtime, name: BinaryName, a: number, b: number): number {
  const number = (o: number): boolean => isComplex(rt, o) || isFloat(rt, o) || isInt(rt, o);
  return number(a) && number(b) ? complexes(rt, name, a, b) : 0;
}

/** An int's or float's value as a double. @throws OverflowError */
export function toDouble(rt: Runtime, op: number): number {
  if (isFloat(rt, op)) return asDouble(rt, op);
  if (!isInt(rt, op)) {
    const method = userSpecial(rt, op, '__float__') || userSpecial(rt, op, '__index__');
    if (method === 0) typeError(rt, `must be real number, not ${typeName(rt, op)}`);
    const made = callMethodWord(rt, method, op, []);
    try {
      return toDouble(rt, made);
    } finally {
      rt.py.decref(made);
    }
  }
  const value = Number(asBigInt(rt, op));
  if (!Number.isFinite(value)) raiseError(rt, 'OverflowError', 'int too large to convert to float');
  return value;
}

/** An operator on two ints of at most one digit; 0 where `integers` has to do it. */
export function compactIntegers(rt: Runtime, name: BinaryName, a: number, b: number): number {
  const x = compactValue(rt.py, a);
  const y = compactValue(rt.py, b);
  switch (name) {
    case 'mod': {
      if (y === 0) return 0;
      const rest = x % y;
      return newInt(rt, rest === 0 ? 0 : rest < 0 === y < 0 ? rest : rest + y);
    }
    case 'floordiv':
      return y === 0 ? 0 : newInt(rt, Math.floor(x / y) + 0);
    case 'truediv':
      return y === 0 ? 0 : newFloat(rt, x / y);
    case 'rshift':
      return y < 0 ? 0 : newInt(rt, x >> Math.min(y, 31));
    case 'and':
      return newInt(rt, x & y);
    case 'or':
      return newInt(rt, x | y);
    case 'xor':
      return newInt(rt, x ^ y);
    default:
      return 0;
  }
}

function integers(rt: Runtime, name: BinaryName, x: number, y: number): number {
  const a = asBigInt(rt, x);
  const b = asBigInt(rt, y);
  const sized = (op: number, value: bigint): Sized => ({
    value,
    digits: digitCount(rt.py, op),
  });
  const bools = rt.py.typeOf(x) === rt.boolType && rt.py.typeOf(y) === rt.boolType;
  switch (name) {
    case 'add':
      return intResult(rt, name, a + b, sized(x, a), sized(y, b));
    case 'sub':
      return intResult(rt, name, a - b, sized(x, a), sized(y, b));
    case 'mul':
      return intResult(rt, name, a * b, sized(x, a), sized(y, b));
    case 'truediv':
      if (b === 0n) zeroDivision(rt, 'division by zero');
      return newFloat(rt, quotient(rt, a, b));
    case 'floordiv':
      if (b === 0n) zeroDivision(rt, rt.messages.zero.intQuotient);
      return intResult(rt, name, floorDiv(a, b), sized(x, a), sized(y, b));
    case 'mod':
      if (b === 0n) {
        zeroDivision(rt, rt.messages.zero.intRemainder);
      }
      return newInt(rt, a - floorDiv(a, b) * b);
    case 'pow':
      if (b < 0n) {
        if (a === 0n) {
          zeroDivision(rt, rt.messages.zero.power);
        }
        return newFloat(rt, Number(a) ** Number(b));
      }
      checkSize(rt, a, b);
      return intResult(rt, name, a ** b, sized(x, a), sized(y, b));
    case 'lshift':
      if (b < 0n) valueError(rt, 'negative shift count');
      if (a !== 0n && b >= 2n ** 63n) raiseError(rt, 'OverflowError', 'too many digits in integer');
      checkSize(rt, 2n, b);
      return intResult(rt, name, a << b, sized(x, a), sized(y, b));
    case 'rshift':
      if (b < 0n) valueError(rt, 'negative shift count');
      return newInt(rt, b >= 2n ** 31n ? (a < 0n ? -1n : 0n) : a >> b);
    case 'and':
      return bools ? newBool(rt, (a & b) !== 0n) : newInt(rt, a & b);
    case 'or':
      return bools ? newBool(rt, (a | b) !== 0n) : newInt(rt, a | b);
    case 'xor':
      return bools ? newBool(rt, (a ^ b) !== 0n) : newInt(rt, a ^ b);
    default:
      return 0;
  }
}

/** An int in a block as long as CPython's. */
function intResult(rt: Runtime, name: BinaryName, value: bigint, a: Sized, b: Sized): number {
  const digits = allocatedDigits(name, a, b, value, rt.behaviour.shortShifts);
  return digits === 0 ? newInt(rt, value) : PyLong_WithDigits(rt.py, value, digits);
}

/** Refuses results that would not fit in memory. */
function checkSize(rt: Runtime, base: bigint, exponent: bigint): void {
  const bits = BigInt((base < 0n ? -base : base).toString(2).length) * exponent;
  if (bits > 2n ** 27n && base !== 0n && base !== 1n && base !== -1n)
    raiseError(rt, 'MemoryError', '');
}

function zeroDivision(rt: Runtime, message: string): never {
  return raiseError(rt, 'ZeroDivisionError', message);
}

function floats(rt: Runtime, name: BinaryName, a: number, b: number): number {
  switch (name) {
    case 'add':
      return newFloat(rt, a + b);
    case 'sub':
      return newFloat(rt, a - b);
    case 'mul':
      return newFloat(rt, a * b);
    case 'truediv':
      if (b === 0) zeroDivision(rt, rt.messages.zero.floatQuotient);
      return newFloat(rt, a / b);
    case 'floordiv':
      if (b === 0) zeroDivision(rt, rt.messages.zero.floatFloor);
      return newFloat(rt, floatFloorDiv(a, b));
    case 'mod':
      if (b === 0) zeroDivision(rt, rt.messages.zero.floatRemainder);
      return newFloat(rt, floatMod(a, b));
    case 'pow': {
      if (a === 0 && b < 0 && Number.isFinite(b)) zeroDivision(rt, rt.messages.zero.power);
      if (a < 0 && Number.isFinite(b) && !Number.isInteger(b)) return complexPower(rt, a, 0, b, 0);
      const one = a === 1 || b === 0 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY);
      const power = one ? 1 : a ** b;
      if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b)) {
        throwException(
          rt,
          newException(rt, 'OverflowError', [
            newInt(rt, 34),
            newStr(rt, 'Numerical result out of range'),
          ]),
        );
      }
      return newFloat(rt, power);
    }
    default:
      return 0;
  }
}

export function complexParts(rt: Runtime, op: number): [number, number] {
  if (isComplex(rt, op)) {
    return [asDouble(rt, op), rt.py.f64[(op + Complex.IMAG) >> 1]!];
  }
  return [toDouble(rt, op), 0];
}

/** `c_powu`: by multiplying, for small whole exponents. */
function complexSmallPower(a: number, ai: number, n: number): [number, number] {
  let [real, imag] = [1, 0];
  let [x, xi] = [a, ai];
  for (let mask = 1; mask > 0 && n >= mask; mask <<= 1) {
    if (n & mask) [real, imag] = [real * x - imag * xi, real * xi + imag * x];
    [x, xi] = [x * x - xi * xi, x * xi + xi * x];
  }
  return [real, imag];
}

/** `long_true_divide`. @throws OverflowError */
function quotient(rt: Runtime, a: bigint, b: bigint): number {
  const result = divide(a, b);
  if (!Number.isFinite(result))
    raiseError(rt, 'OverflowError', 'integer division result too large for a float');
  return result;
}

function complexPower(rt: Runtime, a: number, ai: number, b: number, bi: number): number {
  if (bi === 0 && Number.isInteger(b) && b > 0 && b <= 100)
    return newComplex(rt, ...complexSmallPower(a, ai, b));
  const size = Math.hypot(a, ai);
  if (size === 0) return newComplex(rt, b === 0 && bi === 0 ? 1 : 0, 0);
  const angle = Math.atan2(ai, a);
  const length = size ** b * Math.exp(-bi * angle);
  const phase = bi * Math.log(size) + b * angle;
  return newComplex(rt, length * Math.cos(phase), length * Math.sin(phase));
}

function complexes(rt: Runtime, name: BinaryName, x: number, y: number): number {
  const [a, ai] = complexParts(rt, x);
  const [b, bi] = complexParts(rt, y);
  switch (name) {
    case 'add':
      return newComplex(rt, a + b, ai + bi);
    case 'sub':
      return newComplex(rt, a - b, ai - bi);
    case 'mul':
      return newComplex(rt, a * b - ai * bi, a * bi + ai * b);
    case 'truediv': {
      if (b === 0 && bi === 0) zeroDivision(rt, rt.messages.zero.complexQuotient);
      // As `_Py_c_quot`: by the larger part, so that nothing overflows.
      if (Math.abs(b) >= Math.abs(bi)) {
        const ratio = bi / b;
        const by = b + bi * ratio;
        return newComplex(rt, (a + ai * ratio) / by, (ai - a * ratio) / by);
      }
      const ratio = b / bi;
      const by = b * ratio + bi;
      return newComplex(rt, (a * ratio + ai) / by, (ai * ratio - a) / by);
    }
    case 'pow':
      return complexPower(rt, a, ai, b, bi);
    default:
      return 0;
  }
}
