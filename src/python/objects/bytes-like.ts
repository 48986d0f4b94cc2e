import { byteArrayAdvance, byteArrayStart, PyByteArray_Resize } from '../../objects/bytesobject';
import { Bytes, Ob } from '../../objects/structs';
import type { Runtime } from '../runtime/runtime';
import { isByteLike, isBytes } from '../runtime/type-checks';
import { bufferOf, bytesOfBuffer } from './buffer';

/*
 * Objects that are read as bytes (Objects/bytesobject.c, bytearrayobject.c).
 */

export function anyBytes(rt: Runtime, op: number): Uint8Array {
  if (!isByteLike(rt, op)) return bytesOfBuffer(rt, bufferOf(rt, op));
  return partOfBytes(rt, op, 0, rt.py.get(op + Ob.SIZE));
}

/** Some of the bytes that a bytes object or a bytearray has. */
export function partOfBytes(rt: Runtime, op: number, from: number, count: number): Uint8Array {
  const { py } = rt;
  if (count === 0) return new Uint8Array(0);
  const start = isBytes(rt, op) ? py.memory.addressOf(op + Bytes.SVAL) : byteArrayStart(py, op);
  return py.memory.loadBytes(start + from, count);
}

export function setByteArray(rt: Runtime, op: number, bytes: ArrayLike<number>): void {
  const { py } = rt;
  PyByteArray_Resize(py, op, bytes.length);
  if (bytes.length > 0) py.memory.storeBytes(byteArrayStart(py, op), bytes);
}

/**
 * Puts bytes in the place of others, which the bytearray has (`bytearray_setslice_linear`).
 * @param advances whether the start moves when the first bytes go
 */
export function spliceBytes(
  rt: Runtime,
  op: number,
  start: number,
  gone: number,
  bytes: ArrayLike<number>,
  advances = false,
): void {
  const { py } = rt;
  const size = py.get(op + Ob.SIZE);
  const shrinks = gone - bytes.length;
  const behind = start + gone;
  const tail = partOfBytes(rt, op, behind, shrinks === 0 ? 0 : size - behind);
  if (advances && start === 0 && shrinks > 0) byteArrayAdvance(py, op, shrinks);
  PyByteArray_Resize(py, op, size - shrinks);
  const at = byteArrayStart(py, op) + start;
  py.memory.storeBytes(at, bytes);
  py.memory.storeBytes(at + bytes.length, tail);
}

/** Sets one byte of a bytearray, at a place that it has. */
export function storeByte(rt: Runtime, op: number, at: number, value: number): void {
  const { py } = rt;
  py.memory.storeBytes(byteArrayStart(py, op) + at, [value]);
}
