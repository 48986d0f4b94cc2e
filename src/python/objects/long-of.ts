import { PyLong_WithDigits } from '../../objects/longobject';
import { latin1 } from '../runtime/codecs';
import { asText, typeError, valueError } from '../runtime/errors';
import { bytesRepr } from '../runtime/format';
import { special, userSpecial } from '../runtime/lookup';
import { give, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { behind, isByteLike, isFloat, isInt, isStr, typeName } from '../runtime/type-checks';
import { asDouble, newInt } from '../runtime/values';
import { sameInt } from './arithmetic';
import { callMethodWord } from './bind';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { asBigInt, asIndex, indexObject, intResult } from './index-numbers';
import { truncate } from './long';
import { parsedDigits } from './long-digits';
import { plainText } from './plain-text';
import { repr } from './repr';
import { warn } from './warn';

/*
 * What `int()` makes of an object (`PyNumber_Long` in Objects/abstract.c, `PyLong_FromString` in
 * Objects/longobject.c).
 */

/** `int(x, base)`: of the arguments in their places. */
export function intOf(rt: Runtime, args: readonly number[]): number {
  const [given, radix] = args;
  if (given === undefined) {
    if (radix !== undefined) typeError(rt, 'int() missing string argument');
    return newInt(rt, 0);
  }
  const value = behind(rt, given);
  if (radix === undefined) return numberOf(rt, value);
  const base = asIndex(rt, radix);
  if (base !== 0n && (base < 2n || base > 36n))
    valueError(rt, 'int() base must be >= 2 and <= 36, or 0');
  if (!isStr(rt, value) && !isByteLike(rt, value))
    typeError(rt, "int() can't convert non-string with explicit base");
  return parsed(rt, value, Number(base));
}

/** `PyNumber_Long`. */
function numberOf(rt: Runtime, value: number): number {
  if (rt.py.typeOf(value) === rt.intType) return newRef(rt, value);
  const method = userSpecial(rt, value, '__int__');
  if (method !== 0)
    return exactInt(rt, intResult(rt, value, '__int__', callMethodWord(rt, method, value, [])));
  if (isInt(rt, value)) return newInt(rt, asBigInt(rt, value));
  if (isFloat(rt, value)) return truncate(rt, asDouble(rt, value));
  if (userSpecial(rt, value, '__index__') !== 0) return exactInt(rt, indexObject(rt, value));
  const cut = rt.behaviour.truncates === 'never' ? 0 : userSpecial(rt, value, '__trunc__');
  if (cut !== 0) return truncated(rt, value, cut);
  if (isStr(rt, value) || isBuffer(rt, value)) return parsed(rt, value, 10);
  return typeError(
    rt,
    `int() argument must be a string, a bytes-like object or a ${rt.messages.realNumber}, not '${typeName(rt, value)}'`,
  );
}

/** An int of a subclass becomes one of `int`; takes it over. */
function exactInt(rt: Runtime, result: number): number {
  if (rt.py.typeOf(result) === rt.intType) return result;
  own(rt, result);
  const made = sameInt(rt, result);
  release(rt, result);
  return made;
}

function truncated(rt: Runtime, value: number, method: number): number {
  const { truncates } = rt.behaviour;
  if (truncates === 'warns')
    warn(rt, 'DeprecationWarning', 'The delegation of int() to __trunc__ is deprecated.');
  const result = own(rt, callMethodWord(rt, method, value, []));
  if (isInt(rt, result)) return exactInt(rt, give(rt, result));
  const type = rt.py.typeOf(result);
  let made = 0;
  if (special(rt, type, '__index__') !== 0) made = exactInt(rt, indexObject(rt, result));
  else if (truncates === 'int' && special(rt, type, '__int__') !== 0) {
    warn(
      rt,
      'DeprecationWarning',
      `an integer is required (got type ${typeName(rt, result)}).  Implicit conversion to integers using __int__ is deprecated, and may be removed in a future version of Python.`,
    );
    made = numberOf(rt, result);
  } else typeError(rt, `__trunc__ returned non-Integral (type ${typeName(rt, result)})`);
  release(rt, result);
  return made;
}

const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** `PyLong_FromString`: of a str or a buffer. */
function parsed(rt: Runtime, word: number, base: number): number {
  const text = isStr(rt, word) ? plainText(asText(rt, word)) : latin1(anyBytes(rt, word));
  const match = /^[ \t-\r]*([+-]?)(?:0([xXoObB]))?(_?)([0-9a-zA-Z_]*)[ \t-\r]*$/.exec(text);
  const implied = PREFIXES[match?.[2]?.toLowerCase() ?? ''];
  const radix = base || implied || 10;
  // Of another base the letter is a digit.
  let digits = match?.[4] ?? '';
  let wrong = match === null;
  if (match !== null && match[2] !== undefined && implied !== radix)
    digits = `0${match[2]}${match[3]}${digits}`;
  else if (match?.[3] && match[2] === undefined) wrong = true;
  if (digits === '') wrong = true;
  else if (digits.includes('_')) {
    if (/^_|__|_$/.test(digits)) wrong = true;
    digits = digits.replaceAll('_', '');
  }
  const lower = digits.toLowerCase();
  for (let i = 0; i < lower.length && !wrong; i++) {
    const place = DIGITS.indexOf(lower[i]!);
    wrong = place < 0 || place >= radix;
  }
  if (base === 0 && radix === 10 && /^0+[1-9]/.test(digits)) wrong = true;
  const limit = rt.maxDigits;
  if (limit > 0 && (radix & (radix - 1)) !== 0 && (!wrong || !rt.behaviour.literalsFirst)) {
    const run = wrong ? leadingDigits(text, radix) : digits.length;
    if (run > limit && run > THRESHOLD)
      valueError(
        rt,
        `Exceeds the limit (${rt.messages.digitLimit(limit)}) for integer string conversion: value has ${run} digits; use sys.set_int_max_str_digits() to increase the limit`,
      );
  }
  if (wrong)
    valueError(
      rt,
      `invalid literal for int() with base ${base}: ${shown(rt, word).slice(0, LONGEST_SHOWN)}`,
    );
  const value = digitsValue(lower, radix);
  const signed = match![1] === '-' ? -value : value;
  return PyLong_WithDigits(rt.py, signed, parsedDigits(digits.length, radix));
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** `_PY_LONG_MAX_STR_DIGITS_THRESHOLD`: so many are always allowed. */
const THRESHOLD = 640;
const LONGEST_SHOWN = 200;

/** Digits at the beginning of a text that is no int as a whole. */
function leadingDigits(text: string, radix: number): number {
  const valid = DIGITS.slice(0, radix);
  const run = text.trimStart().replace(/^[+-]/, '').toLowerCase();
  let count = 0;
  for (const letter of run) {
    if (letter === '_') continue;
    if (!valid.includes(letter)) break;
    count++;
  }
  return count;
}

/** A str, or a buffer as the bytes that it holds, as an error shows it. */
function shown(rt: Runtime, word: number): string {
  return isStr(rt, word) ? repr(rt, word) : bytesRepr(anyBytes(rt, word));
}

/** Digits of a base, as their value. */
function digitsValue(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits);
  const prefix = { 2: '0b', 8: '0o', 16: '0x' }[radix];
  if (prefix !== undefined) return BigInt(prefix + digits);
  if (radix === 4 || radix === 32) {
    const width = radix === 4 ? 2 : 5;
    const bits = Array.from(digits, (each) =>
      Number.parseInt(each, radix).toString(2).padStart(width, '0'),
    );
    return BigInt(`0b${bits.join('')}`);
  }
  // As many digits at a time as fit a number.
  const each = Math.floor(53 / Math.log2(radix));
  let value = 0n;
  for (let at = 0; at < digits.length; at += each) {
    const part = digits.slice(at, at + each);
    value = value * BigInt(radix) ** BigInt(part.length) + BigInt(Number.parseInt(part, radix));
  }
  return value;
}
