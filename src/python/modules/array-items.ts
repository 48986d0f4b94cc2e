import {
  ARRAY_ITEMS,
  ArrayWord,
  arrayAllocate,
  arrayCode,
  arrayResize,
  PyArray_New,
} from '../../objects/arrayobject';
import { toDouble } from '../objects/arithmetic';
import { bufferOf, bytesOfBuffer, packFloat, packInt, readItem } from '../objects/buffer';
import { asIndex } from '../objects/index-numbers';
import { forEach } from '../objects/iter';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { isStr, typeName } from '../runtime/type-checks';
import { newStr } from '../runtime/values';

/*
 * The items of an `array.array`, as bytes in its buffer (Modules/arraymodule.c).
 */

export const lengthOfArray = (rt: Runtime, op: number): number => rt.py.get(op + ArrayWord.SIZE);

export function isArray(rt: Runtime, op: number): boolean {
  return rt.py.builtinBase(rt.py.typeOf(op)) === rt.py.type('array.array');
}

/** What the C types of type codes are called where a number does not fit, with their bounds. */
const LIMITS: Readonly<Record<string, readonly (readonly [name: string, bits: number])[]>> = {
  b: [
    ['signed short integer', -16],
    ['signed char', -8],
  ],
  B: [['unsigned byte integer', 8]],
  h: [['signed short integer', -16]],
  H: [
    ['signed integer', -32],
    ['unsigned short', 16],
  ],
  i: [['signed integer', -32]],
  I: [['unsigned int', 32]],
};

function overflow(rt: Runtime, message: string): never {
  return raiseError(rt, 'OverflowError', message);
}

/** The bytes of an item for a value, whose own methods run (`b_setitem` and so on). */
function packed(rt: Runtime, code: string, word: number): Uint8Array {
  if (code === 'u') {
    if (!isStr(rt, word))
      typeError(rt, `array item must be a unicode character, not ${typeName(rt, word)}`);
    const [character, more] = Array.from(asText(rt, word));
    if (character === undefined || more !== undefined)
      typeError(rt, 'array item must be a unicode character, not str');
    return packInt(BigInt(character!.codePointAt(0)!), 4);
  }
  if (code === 'f' || code === 'd') return packFloat(toDouble(rt, word), code);
  const size = ARRAY_ITEMS[code]!;
  const value = asIndex(rt, word);
  const signed = code === code.toLowerCase();
  if (size === 8 && 'qQ'.includes(code)) {
    if (!signed && value < 0n) overflow(rt, "can't convert negative int to unsigned");
    const fits = signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
    if (fits !== value) overflow(rt, 'int too big to convert');
    return packInt(value, 8);
  }
  if ('IL'.includes(code)) {
    if (value < 0n) overflow(rt, "can't convert negative value to unsigned int");
    if (BigInt.asUintN(64, value) !== value)
      overflow(rt, 'Python int too large to convert to C unsigned long');
  } else if (BigInt.asIntN(64, value) !== value)
    overflow(rt, 'Python int too large to convert to C long');
  for (const [name, bits] of LIMITS[code] ?? []) {
    const width = BigInt(Math.abs(bits));
    const [low, high] = bits < 0 ? [-(1n << (width - 1n)), 1n << (width - 1n)] : [0n, 1n << width];
    if (value < low) overflow(rt, `${name} is less than minimum`);
    if (value >= high) overflow(rt, `${name} is greater than maximum`);
  }
  return packInt(value, size);
}

/** The bytes of all items. */
export function bytesOfArray(rt: Runtime, op: number): Uint8Array {
  return bytesOfBuffer(rt, bufferOf(rt, op));
}

/** Puts bytes where item `at` is; there must be room. */
export function putBytes(rt: Runtime, op: number, at: number, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const { address, itemsize } = bufferOf(rt, op);
  rt.py.memory.storeBytes(address + at * itemsize, bytes);
}

/** Item `at`, a new reference. */
export function read(rt: Runtime, op: number, at: number): number {
  const buffer = bufferOf(rt, op);
  if (buffer.format !== 'u') return readItem(rt, buffer, at);
  const [a, b, c, d] = rt.py.memory.loadBytes(buffer.address + at * 4, 4);
  const code = (a! | (b! << 8) | (c! << 16) | (d! << 24)) >>> 0;
  if (code > 0x10ffff) valueError(rt, 'chr() arg not in range(0x110000)');
  return newStr(rt, String.fromCodePoint(code));
}

/** Item `at` becomes a value; nothing when the value's own methods made the array shorter. */
export function put(rt: Runtime, op: number, at: number, word: number): void {
  const bytes = packed(rt, arrayCode(rt.py, op), word);
  if (at < lengthOfArray(rt, op)) putBytes(rt, op, at, bytes);
}

/** A new array of exactly these bytes. */
export function newArray(rt: Runtime, code: string, bytes: Uint8Array): number {
  const op = PyArray_New(rt.py, code);
  arrayAllocate(rt.py, op, bytes.length / ARRAY_ITEMS[code]!);
  putBytes(rt, op, 0, bytes);
  return op;
}

/** The bytes of the items from `at` on; to add at the end copies nothing. */
function bytesFrom(rt: Runtime, op: number, at: number): Uint8Array {
  if (at >= lengthOfArray(rt, op)) return new Uint8Array(0);
  return bytesOfArray(rt, op).subarray(at * ARRAY_ITEMS[arrayCode(rt.py, op)]!);
}

/** `ins1`: a value before item `at`; the value is looked at first. */
export function insert(rt: Runtime, op: number, at: number, word: number): void {
  const bytes = packed(rt, arrayCode(rt.py, op), word);
  const size = lengthOfArray(rt, op);
  const place = Math.min(size, at < 0 ? Math.max(0, at + size) : at);
  const rest = bytesFrom(rt, op, place);
  arrayResize(rt.py, op, size + 1);
  putBytes(rt, op, place, bytes);
  putBytes(rt, op, place + 1, rest);
}

/** Puts bytes in the place of items `start` to `stop`. */
export function splice(
  rt: Runtime,
  op: number,
  start: number,
  stop: number,
  bytes: Uint8Array,
): void {
  const size = ARRAY_ITEMS[arrayCode(rt.py, op)]!;
  const rest = bytesFrom(rt, op, stop);
  const count = bytes.length / size;
  arrayResize(rt.py, op, lengthOfArray(rt, op) - (stop - start) + count);
  putBytes(rt, op, start, bytes);
  putBytes(rt, op, start + count, rest);
}

export function addBytes(rt: Runtime, op: number, bytes: Uint8Array): void {
  if (bytes.length % ARRAY_ITEMS[arrayCode(rt.py, op)]! !== 0)
    valueError(rt, 'bytes length not a multiple of item size');
  if (bytes.length === 0) return;
  splice(rt, op, lengthOfArray(rt, op), lengthOfArray(rt, op), bytes);
}

export function extend(rt: Runtime, op: number, from: number): void {
  const { py } = rt;
  if (isArray(rt, from)) {
    if (arrayCode(py, from) !== arrayCode(py, op))
      typeError(rt, 'can only extend with array of same kind');
    addBytes(rt, op, bytesOfArray(rt, from));
    return;
  }
  forEach(rt, from, (item) => {
    try {
      insert(rt, op, lengthOfArray(rt, op), item);
    } finally {
      py.decref(item);
    }
  });
}
