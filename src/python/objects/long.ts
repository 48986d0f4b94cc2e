import { PyLong_WithDigits } from '../../objects';
import { floatFloorDiv, floatMod, floorDiv } from '../compile/fold';
import { defineClassMethod, defineGetSet, defineMethod, methodDefiner } from '../runtime/define';
import { asText, raiseError, textArgument, typeError, valueError } from '../runtime/errors';
import { userSpecial } from '../runtime/lookup';
import { type Keywords, option } from '../runtime/native';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { behind, isByteLike, isFloat, isInt, isStr, typeName } from '../runtime/type-checks';
import { asDouble, newBytes, newFloat, newInt, newSsize, newTuple } from '../runtime/values';
import { complexParts, sameInt, toDouble } from './arithmetic';
import { unary } from './binary';
import { callMethodWord } from './bind';
import { bytesFrom } from './bytes-from';
import { anyBytes } from './bytes-like';
import { callLending } from './call';
import { asBigInt, asNumber } from './index-numbers';
import { parsedDigits } from './long-digits';
import { repr } from './repr';
import { truth } from './truth';

/*
 * `int` and its methods (Objects/longobject.c).
 */

/** `abs(o)` of a number. */
export function absolute(rt: Runtime, a: number): number {
  if (isInt(rt, a)) {
    const value = asBigInt(rt, a);
    return value < 0n ? newInt(rt, -value) : sameInt(rt, a);
  }
  if (isFloat(rt, a)) return newFloat(rt, Math.abs(asDouble(rt, a)));
  const [real, imag] = complexParts(rt, a);
  return newFloat(rt, Math.hypot(real, imag));
}

export function installInt(rt: Runtime): void {
  const { py, intType } = rt;
  const on = methodDefiner(rt, intType);
  on('bit_length', 0, 0, ([a]) => {
    const value = asBigInt(rt, a!);
    return newSsize(rt, value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length);
  });
  on('bit_count', 0, 0, ([a]) =>
    newSsize(rt, asBigInt(rt, a!).toString(2).replaceAll(/[^1]/g, '').length),
  );
  on('conjugate', 0, 0, ([a]) => sameInt(rt, a!));
  on('as_integer_ratio', 0, 0, ([a]) => newTuple(rt, [newRef(rt, a!), newInt(rt, 1)]));
  on('__index__', 0, 0, ([a]) => sameInt(rt, a!));
  on('__int__', 0, 0, ([a]) => sameInt(rt, a!));
  on('__float__', 0, 0, ([a]) => newFloat(rt, toDouble(rt, a!)));
  on('__invert__', 0, 0, ([a]) => unary(rt, '~', newRef(rt, a!)));
  on('__trunc__', 0, 0, ([a]) => sameInt(rt, a!));
  on('__floor__', 0, 0, ([a]) => sameInt(rt, a!));
  on('__ceil__', 0, 0, ([a]) => sameInt(rt, a!));
  on('__divmod__', 1, 1, ([a, b]) => divmod(rt, a!, b!));
  on('__round__', 0, 1, ([a, n]) =>
    roundInt(rt, a!, n === undefined || n === py.none ? 0n : asBigInt(rt, n)),
  );
  defineGetSet(rt, intType, 'real', (a) => sameInt(rt, a));
  defineGetSet(rt, intType, 'imag', () => newInt(rt, 0));
  defineGetSet(rt, intType, 'numerator', (a) => sameInt(rt, a));
  defineGetSet(rt, intType, 'denominator', () => newInt(rt, 1));
  defineMethod(
    rt,
    intType,
    'to_bytes',
    rt.behaviour.byteOrderDefaults ? 0 : 2,
    2,
    ([a, length, order], keywords) => {
      const little = isLittle(rt, order, 'to_bytes');
      const size = length === undefined ? 1 : asNumber(rt, length);
      if (size < 0) valueError(rt, rt.messages.negativeLength);
      const signed = isSigned(rt, keywords);
      let value = asBigInt(rt, a!);
      if (value < 0n && !signed)
        raiseError(rt, 'OverflowError', "can't convert negative int to unsigned");
      const limit = 1n << BigInt(size * 8 - (signed ? 1 : 0));
      if (value >= limit || value < -limit)
        raiseError(rt, 'OverflowError', 'int too big to convert');
      value = BigInt.asUintN(size * 8, value);
      const bytes = Array.from({ length: size }, (_, i) =>
        Number((value >> BigInt(8 * i)) & 0xffn),
      );
      return newBytes(rt, little ? bytes : bytes.reverse());
    },
    'length byteorder * signed',
  );
  defineClassMethod(
    rt,
    intType,
    'from_bytes',
    rt.behaviour.byteOrderDefaults ? 1 : 2,
    2,
    ([cls, data, order], keywords) => {
      const little = isLittle(rt, order, 'from_bytes');
      const object = own(rt, bytesFrom(rt, data!));
      const bytes = Array.from(anyBytes(rt, object));
      release(rt, object);
      if (!little) bytes.reverse();
      let value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      const room = Math.ceil(value.toString(16).length / 2) * 8;
      if (isSigned(rt, keywords)) value = BigInt.asIntN(bytes.length * 8, value);
      const made = PyLong_WithDigits(rt.py, value, Math.ceil(room / 30));
      return cls === intType ? made : callLending(rt, cls!, [made]);
    },
    'bytes byteorder * signed',
  );
}

/** What `byteorder` says. */
function isLittle(rt: Runtime, order: number | undefined, called: string): boolean {
  const text =
    order === undefined ? 'big' : textArgument(rt, order, `${called}() argument 'byteorder'`);
  if (text !== 'big' && text !== 'little')
    valueError(rt, "byteorder must be either 'little' or 'big'");
  return text === 'little';
}

function isSigned(rt: Runtime, keywords: Keywords | undefined): boolean {
  const signed = option(keywords, 'signed');
  return signed !== 0 && truth(rt, signed);
}

function roundInt(rt: Runtime, a: number, digits: bigint): number {
  if (digits >= 0n) return sameInt(rt, a);
  const value = asBigInt(rt, a);
  const unit = 10n ** -digits;
  const down = floorDiv(value, unit) * unit;
  const rest = value - down;
  const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
  return newInt(rt, up ? down + unit : down);
}

/** `divmod(a, b)`. */
export function divmod(rt: Runtime, a: number, b: number): number {
  if (isInt(rt, a) && isInt(rt, b)) {
    const [x, y] = [asBigInt(rt, a), asBigInt(rt, b)];
    if (y === 0n) raiseError(rt, 'ZeroDivisionError', rt.messages.zero.intQuotient);
    const q = floorDiv(x, y);
    return newTuple(rt, [newInt(rt, q), newInt(rt, x - q * y)]);
  }
  if (!(isInt(rt, a) || isFloat(rt, a)) || !(isInt(rt, b) || isFloat(rt, b))) {
    typeError(
      rt,
      `unsupported operand type(s) for divmod(): '${typeName(rt, a)}' and '${typeName(rt, b)}'`,
    );
  }
  const [x, y] = [toDouble(rt, a), toDouble(rt, b)];
  if (y === 0) raiseError(rt, 'ZeroDivisionError', rt.messages.zero.floatDivmod);
  return newTuple(rt, [newFloat(rt, floatFloorDiv(x, y)), newFloat(rt, floatMod(x, y))]);
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A float without its fraction, as an int. */
export function truncate(rt: Runtime, value: number): number {
  if (Number.isNaN(value)) valueError(rt, 'cannot convert float NaN to integer');
  if (!Number.isFinite(value))
    raiseError(rt, 'OverflowError', 'cannot convert float infinity to integer');
  return newInt(rt, BigInt(Math.trunc(value)));
}

/** `int(x, base)`: of the arguments in their places. */
export function intOf(rt: Runtime, args: readonly number[]): number {
  const [given, radix] = args;
  if (given === undefined) {
    if (radix !== undefined) typeError(rt, 'int() missing string argument');
    return newInt(rt, 0);
  }
  const value = behind(rt, given);
  if (isStr(rt, value) || isByteLike(rt, value)) {
    const text = isStr(rt, value) ? asText(rt, value) : String.fromCharCode(...anyBytes(rt, value));
    return parseInt_(rt, text, radix === undefined ? 10 : asNumber(rt, radix), value);
  }
  if (radix !== undefined) typeError(rt, "int() can't convert non-string with explicit base");
  if (rt.py.typeOf(value) === rt.intType) return newRef(rt, value);
  const own =
    userSpecial(rt, value, '__int__') ||
    userSpecial(rt, value, '__index__') ||
    userSpecial(rt, value, '__trunc__');
  if (own !== 0) return callMethodWord(rt, own, value, []);
  if (isInt(rt, value)) return newInt(rt, asBigInt(rt, value));
  if (isFloat(rt, value)) return truncate(rt, asDouble(rt, value));
  return typeError(
    rt,
    `int() argument must be a string, a bytes-like object or a ${rt.messages.realNumber}, not '${typeName(rt, value)}'`,
  );
}

function parseInt_(rt: Runtime, text: string, base: number, word: number): number {
  const fail = (): never =>
    valueError(rt, `invalid literal for int() with base ${base}: ${repr(rt, word)}`);
  if (base !== 0 && (base < 2 || base > 36))
    valueError(rt, 'int() base must be >= 2 and <= 36, or 0');
  const match = /^\s*([+-]?)(0[xXoObB])?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(text);
  if (!match) return fail();
  const [, sign, prefix, raw] = match;
  const implied = prefix ? { x: 16, o: 8, b: 2 }[prefix[1]!.toLowerCase()]! : 10;
  let digits = raw!.replaceAll('_', '');
  let radix = base;
  if (base === 0) radix = implied;
  else if (prefix && implied !== base) digits = prefix.slice(0) + digits;
  let value = 0n;
  if (radix === 10) {
    if (!/^[0-9]+$/.test(digits)) return fail();
    if (digits.length > 4300) {
      valueError(
        rt,
        `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
      );
    }
    value = BigInt(digits);
  } else {
    for (const digit of digits) {
      const d = Number.parseInt(digit, 36);
      if (Number.isNaN(d) || d >= radix) return fail();
      value = value * BigInt(radix) + BigInt(d);
    }
  }
  const signed = sign === '-' ? -value : value;
  return PyLong_WithDigits(rt.py, signed, parsedDigits(digits.length, radix));
}
