import { ARRAY_ITEMS, ArrayWord, arrayCode } from '../../objects/arrayobject';
import { byteArrayStart } from '../../objects/bytesobject';
import { Bytes, Ob, View } from '../../objects/structs';
import { typeError, valueError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { isByteLike, isBytes, typeName } from '../runtime/type-checks';
import { newBool, newBytes, newFloat, newInt, newSsize } from '../runtime/values';

/*
 * The buffer protocol (Objects/abstract.c): the bytes of `bytes`, `bytearray`, `array.array`, and of
 * memoryviews of them.
 */

/** What an object's bytes are. */
export interface ByteBuffer {
  /** Whose bytes they are. */
  readonly obj: number;
  /** The address of the first byte of item 0. */
  readonly address: number;
  /** How many items, of how many bytes, and how many bytes from one to the next. */
  readonly count: number;
  readonly itemsize: number;
  readonly step: number;
  /** A type code of `struct`. */
  readonly format: string;
  readonly readonly: boolean;
}

/** Whether an object lends its bytes (`PyObject_CheckBuffer`). */
export function isBuffer(rt: Runtime, op: number): boolean {
  const base = rt.py.builtinBase(rt.py.typeOf(op));
  return isByteLike(rt, op) || base === rt.memoryviewType || base === rt.py.type('array.array');
}

/** An object's buffer, as it is now. @throws ValueError of a released view, TypeError when it lends none */
export function bufferOf(rt: Runtime, op: number): ByteBuffer {
  const { py } = rt;
  const base = py.builtinBase(py.typeOf(op));
  if (base === rt.memoryviewType) {
    const obj = py.load(op + View.OBJ);
    if (obj === 0) valueError(rt, 'operation forbidden on released memoryview object');
    const owner = bufferOf(rt, obj);
    return {
      obj,
      address: owner.address + signed(rt, op + View.START),
      count: py.get(op + View.LENGTH),
      itemsize: py.get(op + View.ITEMSIZE),
      step: signed(rt, op + View.STEP),
      format: String.fromCharCode(py.get(op + View.FORMAT) & 0xff),
      readonly: owner.readonly || py.get(op + View.FORMAT) > 0xff,
    };
  }
  if (base === py.type('array.array')) {
    const format = arrayCode(py, op);
    const itemsize = ARRAY_ITEMS[format]!;
    const count = py.get(op + ArrayWord.SIZE);
    const address = addressOf(rt, count === 0 ? 0 : py.load(op + ArrayWord.ITEM));
    return { obj: op, address, count, itemsize, step: itemsize, format, readonly: false };
  }
  if (!isByteLike(rt, op))
    typeError(rt, `a bytes-like object is required, not '${typeName(rt, op)}'`);
  const readonly = isBytes(rt, op);
  const count = py.get(op + Ob.SIZE);
  const address =
    count === 0 ? 0 : readonly ? addressOf(rt, op + Bytes.SVAL) : byteArrayStart(py, op);
  return { obj: op, address, count, itemsize: 1, step: 1, format: 'B', readonly };
}

function addressOf(rt: Runtime, word: number): number {
  return word === 0 ? 0 : rt.py.memory.addressOf(word);
}

/** A number that may be negative, in 64 bits. */
export function signed(rt: Runtime, word: number): number {
  return rt.py.i32[word + 1]! * 2 ** 32 + (rt.py.i32[word]! >>> 0);
}

/** A copy of a buffer's bytes, in the order of its items. */
export function bytesOfBuffer(rt: Runtime, buffer: ByteBuffer): Uint8Array {
  const { memory } = rt.py;
  const { address, count, itemsize, step } = buffer;
  if (count === 0) return new Uint8Array(0);
  if (step === itemsize) return Uint8Array.from(memory.loadBytes(address, count * itemsize));
  const bytes = new Uint8Array(count * itemsize);
  for (let i = 0; i < count; i++)
    bytes.set(memory.loadBytes(address + i * step, itemsize), i * itemsize);
  return bytes;
}

/** Item `index` as an object: a new reference. */
export function readItem(rt: Runtime, buffer: ByteBuffer, index: number): number {
  const { address, itemsize, step, format } = buffer;
  return unpackItem(rt, rt.py.memory.loadBytes(address + index * step, itemsize), format);
}

/** The object for bytes of one item of a format (`unpack_single`). */
export function unpackItem(rt: Runtime, bytes: ArrayLike<number>, format: string): number {
  if (format === 'c') return newBytes(rt, bytes);
  const data = new DataView(Uint8Array.from(bytes).buffer);
  if (format === 'f') return newFloat(rt, data.getFloat32(0, true));
  if (format === 'd') return newFloat(rt, data.getFloat64(0, true));
  if (format === '?') return newBool(rt, bytes[0] !== 0);
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  if (isSignedFormat(format)) return newInt(rt, BigInt.asIntN(bytes.length * 8, value));
  return bytes.length < 4 ? newInt(rt, value) : newSsize(rt, value);
}

export function isSignedFormat(format: string): boolean {
  return format === format.toLowerCase();
}

/** The bytes of an int of `size` bytes. */
export function packInt(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

/** The bytes of a float or double. */
export function packFloat(value: number, format: string): Uint8Array {
  const data = new DataView(new ArrayBuffer(format === 'f' ? 4 : 8));
  if (format === 'f') data.setFloat32(0, value, true);
  else data.setFloat64(0, value, true);
  return new Uint8Array(data.buffer);
}
