import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isBytes, isInt, isStr, typeName } from '../runtime/type-checks';
import { newBytes } from '../runtime/values';
import { callSpecial } from './bind';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { asNumber } from './index-numbers';
import { forEach, isIterable } from './iter';

/*
 * Bytes of any object (`PyObject_Bytes` in Objects/object.c, `PyBytes_FromObject`).
 */

/** A number from 0 to 255. */
export function byteOf(rt: Runtime, word: number, what = 'bytes'): number {
  const value = asNumber(rt, word);
  if (value < 0 || value > 255) valueError(rt, `${what} must be in range(0, 256)`);
  return value;
}

/** `PyBytes_FromObject`: the bytes of a buffer, or of an iterable's numbers. */
export function bytesOfItems(
  rt: Runtime,
  source: number,
  what: 'bytes' | 'bytearray' = 'bytes',
): ArrayLike<number> {
  if (isBuffer(rt, source)) return anyBytes(rt, source);
  if (isStr(rt, source) || !isIterable(rt, source))
    typeError(rt, `cannot convert '${typeName(rt, source)}' object to ${what}`);
  return bytesOfIterable(rt, source, what === 'bytes' ? 'bytes' : 'byte');
}

/** The numbers that an iterable gives. @param what the numbers' name, for the error */
export function bytesOfIterable(rt: Runtime, source: number, what: string): number[] {
  const bytes: number[] = [];
  forEach(rt, source, (word) => {
    try {
      bytes.push(byteOf(rt, word, what));
    } finally {
      rt.py.decref(word);
    }
  });
  return bytes;
}

/** What an object's `__bytes__` gives; 0 where it has none. */
export function ownBytes(rt: Runtime, source: number): number {
  const method = special(rt, rt.py.typeOf(source), '__bytes__');
  if (method === 0) return 0;
  const made = callSpecial(rt, method, source, []);
  if (isBytes(rt, made)) return made;
  const name = typeName(rt, made);
  rt.py.decref(made);
  return typeError(rt, `__bytes__ returned non-bytes (type ${name})`);
}

/** `PyObject_Bytes`: a new reference. */
export function bytesFrom(rt: Runtime, source: number): number {
  if (rt.py.typeOf(source) === rt.bytesType) return newRef(rt, source);
  if (isInt(rt, source)) typeError(rt, `cannot convert '${typeName(rt, source)}' object to bytes`);
  return ownBytes(rt, source) || newBytes(rt, bytesOfItems(rt, source));
}
