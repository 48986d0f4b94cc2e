import { typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { behind, isFloat, isInt, isSubtype, typeName } from '../runtime/type-checks';
import { newInt } from '../runtime/values';
import { tryMethod } from './binary';
import { callMethodWord } from './bind';
import { asBigInt } from './index-numbers';
import { divmod } from './long';

/*
 * `divmod`, and `pow` of three arguments (Objects/abstract.c).
 */

/** `PyNumber_Divmod`. */
export function divmodOf(rt: Runtime, left: number, right: number): number {
  const [a, b] = [behind(rt, left), behind(rt, right)];
  const [type, other] = [rt.py.typeOf(a), rt.py.typeOf(b)];
  const forward = userSpecial(rt, a, '__divmod__');
  const backward = type === other ? 0 : userSpecial(rt, b, '__rdivmod__');
  const overrides =
    backward !== 0 && isSubtype(rt, other, type) && backward !== special(rt, type, '__rdivmod__');
  let result = overrides ? tryMethod(rt, backward, b, a) : 0;
  if (result === 0 && forward !== 0) result = tryMethod(rt, forward, a, b);
  if (result === 0) result = divmod(rt, a, b);
  if (result === 0 && backward !== 0 && !overrides) result = tryMethod(rt, backward, b, a);
  if (result !== 0) return result;
  return typeError(
    rt,
    `unsupported operand type(s) for divmod(): '${typeName(rt, a)}' and '${typeName(rt, b)}'`,
  );
}

/** `PyNumber_Power` with a modulus. */
export function powerModulo(rt: Runtime, a: number, b: number, m: number): number {
  const names = [a, b, m].map((op) => `'${typeName(rt, op)}'`).join(', ');
  const method = userSpecial(rt, a, '__pow__');
  if (method !== 0) {
    const result = callMethodWord(rt, method, a, [newRef(rt, b), newRef(rt, m)]);
    if (result !== rt.py.statics.notImplemented) return result;
    rt.py.decref(result);
  } else if ([a, b, m].some((op) => isFloat(rt, op)))
    typeError(rt, 'pow() 3rd argument not allowed unless all arguments are integers');
  else if ([a, b, m].every((op) => isInt(rt, op)))
    return newInt(rt, modularPower(rt, asBigInt(rt, a), asBigInt(rt, b), asBigInt(rt, m)));
  return typeError(rt, `unsupported operand type(s) for ${rt.messages.moduloPower}: ${names}`);
}

function modularPower(rt: Runtime, base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) valueError(rt, 'pow() 3rd argument cannot be 0');
  if (exponent < 0n) return modularPower(rt, inverse(rt, base, modulus), -exponent, modulus);
  const size = modulus < 0n ? -modulus : modulus;
  let result = 1n % size;
  let power = ((base % size) + size) % size;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * power) % size;
    power = (power * power) % size;
  }
  return modulus < 0n && result !== 0n ? result + modulus : result;
}

/** The inverse of a number modulo another, by Euclid's algorithm. */
function inverse(rt: Runtime, value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const q = a / b;
    [a, b, x, y] = [b, a - q * b, y, x - q * y];
  }
  if (a !== 1n && a !== -1n) valueError(rt, 'base is not invertible for the given modulus');
  return x * a;
}
