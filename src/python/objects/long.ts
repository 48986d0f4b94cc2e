import { PyLong_WithDigits } from '../../objects/longobject';
import { floatFloorDiv, floatMod, floorDiv } from '../compile/fold';
import { defineClassMethod, defineGetSet, defineMethod, methodDefiner } from '../runtime/define';
import { raiseError, textArgument, valueError } from '../runtime/errors';
import { type Keywords, option } from '../runtime/native';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isFloat, isInt } from '../runtime/type-checks';
import { asDouble, newBytes, newFloat, newInt, newSsize, newTuple } from '../runtime/values';
import { complexParts, sameInt, toDouble } from './arithmetic';
import { unary } from './binary';
import { bytesFrom } from './bytes-from';
import { anyBytes } from './bytes-like';
import { callLending } from './call';
import { asBigInt, asNumber } from './index-numbers';
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
  const orRefuse = (result: number): number => result || newRef(rt, py.statics.notImplemented);
  on('__divmod__', 1, 1, ([a, b]) => orRefuse(divmod(rt, a!, b!)));
  on('__rdivmod__', 1, 1, ([a, b]) => orRefuse(divmod(rt, b!, a!)));
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

/** `divmod(a, b)` of ints and floats; 0 where one is neither. */
export function divmod(rt: Runtime, a: number, b: number): number {
  if (isInt(rt, a) && isInt(rt, b)) {
    const [x, y] = [asBigInt(rt, a), asBigInt(rt, b)];
    if (y === 0n) raiseError(rt, 'ZeroDivisionError', rt.messages.zero.intQuotient);
    const q = floorDiv(x, y);
    return newTuple(rt, [newInt(rt, q), newInt(rt, x - q * y)]);
  }
  if (!(isInt(rt, a) || isFloat(rt, a)) || !(isInt(rt, b) || isFloat(rt, b))) {
    return 0;
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
