import { byteArrayStart, PyByteArray_Resize } from '../../objects/bytesobject';
import { Ob } from '../../objects/structs';
import type { Runtime } from '../runtime/runtime';
import { isByteLike, isBytes } from '../runtime/type-checks';
import { asBytes } from '../runtime/values';
import { bufferOf, bytesOfBuffer } from './buffer';

/*
 * Objects that are read as bytes (Objects/bytesobject.c, bytearrayobject.c).
 */

export function anyBytes(rt: Runtime, op: number): Uint8Array {
  const { py } = rt;
  if (!isByteLike(rt, op)) return bytesOfBuffer(rt, bufferOf(rt, op));
  if (isBytes(rt, op)) return asBytes(rt, op);
  const size = py.get(op + Ob.SIZE);
  return size === 0 ? new Uint8Array(0) : py.memory.loadBytes(byteArrayStart(py, op), size);
}

export function setByteArray(rt: Runtime, op: number, bytes: ArrayLike<number>): void {
  const { py } = rt;
  PyByteArray_Resize(py, op, bytes.length);
  if (bytes.length > 0) py.memory.storeBytes(byteArrayStart(py, op), bytes);
}

/** Sets one byte of a bytearray, at a place that it has. */
export function storeByte(rt: Runtime, op: number, at: number, value: number): void {
  const { py } = rt;
  py.memory.storeBytes(byteArrayStart(py, op) + at, [value]);
}
