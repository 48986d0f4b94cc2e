import { latin1 } from '../runtime/codecs';
import { defineClassMethod, defineGetSet, methodDefiner } from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { fraction, roundFloat } from '../runtime/format';
import { userSpecial } from '../runtime/lookup';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { behind, isFloat, isInt, isStr, typeName } from '../runtime/type-checks';
import { asDouble, newBool, newFloat, newInt, newStr, newTuple } from '../runtime/values';
import { sameInt, toDouble } from './arithmetic';
import { callMethodWord } from './bind';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { callBorrowed } from './call';
import { asBigInt, indexObject } from './index-numbers';
import { divmod, roundHalfEven, truncate } from './long';
import { plainText } from './plain-text';
import { repr } from './repr';
import { warn } from './warn';

/*
 * `float` and its methods (Objects/floatobject.c).
 */

export function installFloat(rt: Runtime): void {
  const { py, floatType } = rt;
  const on = methodDefiner(rt, floatType);
  on('is_integer', 0, 0, ([a]) => newBool(rt, Number.isInteger(asDouble(rt, a!))));
  on('conjugate', 0, 0, ([a]) => sameInt(rt, a!));
  on('__float__', 0, 0, ([a]) => newFloat(rt, asDouble(rt, a!)));
  on('__int__', 0, 0, ([a]) => truncate(rt, asDouble(rt, a!)));
  on('__trunc__', 0, 0, ([a]) => truncate(rt, asDouble(rt, a!)));
  on('__floor__', 0, 0, ([a]) => truncate(rt, Math.floor(asDouble(rt, a!))));
  on('__ceil__', 0, 0, ([a]) => truncate(rt, Math.ceil(asDouble(rt, a!))));
  const orRefuse = (result: number): number => result || newRef(rt, py.statics.notImplemented);
  on('__divmod__', 1, 1, ([a, b]) => orRefuse(divmod(rt, a!, b!)));
  on('__rdivmod__', 1, 1, ([a, b]) => orRefuse(divmod(rt, b!, a!)));
  on('__round__', 0, 1, ([a, n]) => {
    const value = asDouble(rt, a!);
    if (n === undefined || n === py.none) return truncate(rt, roundHalfEven(value));
    const digits = asBigInt(rt, n);
    // Beyond these nothing changes, or nothing is left.
    if (digits > 323n) return newFloat(rt, value);
    const rounded = digits < -308n ? 0 * value : roundFloat(value, Number(digits));
    if (!Number.isFinite(rounded) && Number.isFinite(value))
      raiseError(rt, 'OverflowError', 'rounded value too large to represent');
    return newFloat(rt, rounded);
  });
  on('as_integer_ratio', 0, 0, ([a]) => {
    const value = asDouble(rt, a!);
    const [numerator, denominator] = fraction(Math.abs(value));
    let [n, d] = [value < 0 ? -numerator : numerator, denominator];
    while (d > 1n && n % 2n === 0n) {
      n /= 2n;
      d /= 2n;
    }
    return newTuple(rt, [newInt(rt, n), newInt(rt, d)]);
  });
  on('hex', 0, 0, ([a]) => newStr(rt, hexFloat(asDouble(rt, a!))));
  defineClassMethod(rt, floatType, 'fromhex', 1, 1, ([cls, text]) => {
    const word = newFloat(rt, fromHex(rt, asText(rt, text!)));
    if (cls === floatType) return word;
    const made = callBorrowed(rt, cls!, [word]);
    py.decref(word);
    return made;
  });
  defineGetSet(rt, floatType, 'real', (a) => newFloat(rt, asDouble(rt, a)));
  defineGetSet(rt, floatType, 'imag', () => newFloat(rt, 0));
}

function fromHex(rt: Runtime, text: string): number {
  const parts = /^\s*([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?\s*$/i.exec(text);
  const named = /^\s*([+-]?)(inf|infinity|nan)\s*$/i.exec(text);
  if (named) return (named[1] === '-' ? -1 : 1) * (/nan/i.test(named[2]!) ? Number.NaN : Infinity);
  const [, sign, whole = '', rest = '', exponent = '0'] = parts ?? [];
  if (!parts || whole + rest === '')
    return valueError(rt, 'invalid hexadecimal floating-point string');
  const digits = Number(BigInt(`0x${whole}${rest}`));
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * rest.length);
}

function hexFloat(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}${Number.isNaN(value) ? 'nan' : 'inf'}`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const digits = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${digits}p${power < 0 ? '' : '+'}${power}`;
}

/** `float(x)`: of the arguments in their places (`PyNumber_Float`). */
export function floatOf(rt: Runtime, args: readonly number[]): number {
  const [given] = args;
  if (given === undefined) return newFloat(rt, 0);
  const value = behind(rt, given);
  if (rt.py.typeOf(value) === rt.floatType) return newRef(rt, value);
  const method = userSpecial(rt, value, '__float__');
  if (method !== 0) return exactFloat(rt, value, callMethodWord(rt, method, value, []));
  if (isInt(rt, value) || isFloat(rt, value)) return newFloat(rt, toDouble(rt, value));
  if (userSpecial(rt, value, '__index__') !== 0) {
    const index = own(rt, indexObject(rt, value));
    const double = toDouble(rt, index);
    release(rt, index);
    return newFloat(rt, double);
  }
  if (isStr(rt, value)) return parsed(rt, plainText(asText(rt, value)), value);
  if (isBuffer(rt, value)) return parsed(rt, latin1(anyBytes(rt, value)), value);
  return typeError(
    rt,
    `float() argument must be a string or a ${rt.messages.realNumber}, not '${typeName(rt, value)}'`,
  );
}

/** What `__float__` gave must be a float, and should be none of a subclass. Takes it over. */
function exactFloat(rt: Runtime, value: number, result: number): number {
  if (rt.py.typeOf(result) === rt.floatType) return result;
  own(rt, result);
  const message = rt.messages.notFloat(typeName(rt, value), typeName(rt, result));
  if (!isFloat(rt, result)) typeError(rt, message);
  warn(
    rt,
    'DeprecationWarning',
    `${message}.  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.`,
  );
  const made = newFloat(rt, asDouble(rt, result));
  release(rt, result);
  return made;
}

/** `PyFloat_FromString`: of a str or a buffer. */
function parsed(rt: Runtime, text: string, word: number): number {
  const plain = text.replace(/^[ \t-\r]+/, '').replace(/[ \t-\r]+$/, '');
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
  if (named) {
    const size = named[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return newFloat(rt, named[1] === '-' ? -size : size);
  }
  const digits = plain.replaceAll(/(?<=[0-9])_(?=[0-9])/g, '');
  if (!/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i.test(digits)) {
    valueError(rt, `could not convert string to float: ${repr(rt, word)}`);
  }
  return newFloat(rt, Number(digits));
}
