import { PyBytes_FromStringAndSize, PyBytes_Resize } from '../../objects/bytesobject';
import { setPointer } from '../../objects/dealloc';
import { Bytes } from '../../objects/structs';
import { signed } from '../objects/buffer';
import { checkLength } from '../objects/sequence-operators';
import type { Runtime } from '../runtime/runtime';

/*
 * The buffer of a BytesIO: a bytes object, which it shares with others as long as nobody writes
 * (Modules/_io/bytesio.c).
 */

/** Words of a `bytesio`. */
export const enum BytesIO {
  BUF = 4,
  POS = 6,
  SIZE = 8,
}

/** How much is asked for when `size` is needed and `alloc` there; 0: it stays. */
export function roomFor(size: number, alloc: number): number {
  if (size < alloc >> 1) return size + 1;
  if (size < alloc) return 0;
  return size <= alloc * 1.125 ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
}

function isShared(rt: Runtime, op: number): boolean {
  return rt.py.i32[rt.py.load(op + BytesIO.BUF)] !== 1;
}

const sizeOfBytes = (rt: Runtime, bytes: number): number => rt.py.get(bytes + Bytes.SIZE);

/** The bytes that are written. */
export function contents(rt: Runtime, op: number): Uint8Array {
  const { py } = rt;
  const start = py.memory.addressOf(py.load(op + BytesIO.BUF) + Bytes.SVAL);
  const size = py.get(op + BytesIO.SIZE);
  return size === 0 ? new Uint8Array(0) : Uint8Array.from(py.memory.loadBytes(start, size));
}

/** `unshare_buffer` */
function unshare(rt: Runtime, op: number, size: number): void {
  const { py } = rt;
  const kept = contents(rt, op).subarray(0, size);
  const bytes = PyBytes_FromStringAndSize(py, size);
  if (kept.length > 0) py.memory.storeBytes(py.memory.addressOf(bytes + Bytes.SVAL), kept);
  setPointer(py, op + BytesIO.BUF, bytes);
}

/** The buffer gets another size: a copy of it where others hold it. */
function resizeTo(rt: Runtime, op: number, size: number): void {
  const { py } = rt;
  if (isShared(rt, op)) unshare(rt, op, size);
  else py.store(op + BytesIO.BUF, PyBytes_Resize(py, py.load(op + BytesIO.BUF), size));
}

/** `write_bytes`: at the position, which moves. */
export function writeBytes(rt: Runtime, op: number, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const { py } = rt;
  const pos = signed(rt, op + BytesIO.POS);
  const size = py.get(op + BytesIO.SIZE);
  const end = pos + bytes.length;
  checkLength(rt, end);
  const alloc = sizeOfBytes(rt, py.load(op + BytesIO.BUF));
  if (end > alloc) resizeTo(rt, op, roomFor(end, alloc));
  else if (isShared(rt, op)) unshare(rt, op, Math.max(end, size));
  const start = py.memory.addressOf(py.load(op + BytesIO.BUF) + Bytes.SVAL);
  if (pos > size) py.memory.storeBytes(start + size, new Uint8Array(pos - size));
  py.memory.storeBytes(start + pos, bytes);
  py.set(op + BytesIO.POS, end);
  if (end > size) py.set(op + BytesIO.SIZE, end);
}

/** `truncate` */
export function truncate(rt: Runtime, op: number, size: number): void {
  const { py } = rt;
  if (size >= py.get(op + BytesIO.SIZE)) return;
  py.set(op + BytesIO.SIZE, size);
  const room = roomFor(size, sizeOfBytes(rt, py.load(op + BytesIO.BUF)));
  if (room > 0) resizeTo(rt, op, room);
}

/** `getvalue`: the buffer itself, cut to what is written: a new reference. */
export function getValue(rt: Runtime, op: number): number {
  const { py } = rt;
  const size = py.get(op + BytesIO.SIZE);
  if (size !== sizeOfBytes(rt, py.load(op + BytesIO.BUF))) resizeTo(rt, op, size);
  return py.newRef(py.load(op + BytesIO.BUF));
}
