import { PyError } from './errors';
import { hashBytes } from './hash';
import { Bytes } from './structs';
import type { Words } from './words';

/** Bytes of a bytes object before its contents, with the NUL at their end. */
const HEADER = 33;

/**
 * `PyBytes_FromStringAndSize`: of the bytes given, or of `size` zeros. Empty and one-byte objects are
 * shared.
 */
export function PyBytes_FromStringAndSize(py: Words, from: ArrayLike<number> | number): number {
  const size = typeof from === 'number' ? from : from.length;
  if (size === 0) return py.newRef(py.statics.emptyBytes);
  if (size === 1 && typeof from !== 'number')
    return py.newRef(py.statics.byteString(from[0]! & 0xff));
  const op = py.newObject(py.type('bytes'), HEADER + size);
  py.set(op + Bytes.SIZE, size);
  py.set(op + Bytes.HASH, -1);
  py.i32.fill(0, op + Bytes.SVAL, op + Bytes.SVAL + ((size + 4) >> 2));
  if (typeof from !== 'number') {
    py.memory.storeBytes(py.memory.addressOf(op + Bytes.SVAL), from);
  }
  return op;
}

/** `_PyBytes_FromSize` by `calloc`, for `bytes(n)`: what the kernel zeroed is not touched again. */
export function bytesOfZeros(py: Words, size: number): number {
  if (size === 0) return py.newRef(py.statics.emptyBytes);
  const op = py.newZeroedObject(py.type('bytes'), HEADER + size);
  py.memory.touch(op, HEADER >> 2);
  py.set(op + Bytes.SIZE, size);
  py.set(op + Bytes.HASH, -1);
  return op;
}

/** The contents. */
export function PyBytes_AsString(py: Words, op: number): Uint8Array {
  return py.memory.loadBytes(py.memory.addressOf(op + Bytes.SVAL), py.get(op + Bytes.SIZE));
}

/** `bytes_hash`: computed once, kept in the object. */
export function hashBytesObject(py: Words, op: number): number {
  return cachedHash(py, op + Bytes.HASH, op + Bytes.SVAL, py.get(op + Bytes.SIZE));
}

/** The hash kept at `cache`, computed from `bytes` bytes at `data` when it is -1. */
export function cachedHash(py: Words, cache: number, data: number, bytes: number): number {
  const low = py.i32[cache]!;
  const high = py.i32[cache + 1]!;
  if ((low & high) !== -1) {
    py.hashHigh = high;
    return low;
  }
  const hash = hashBytes(py, data, bytes);
  py.memory.touch(cache, 2);
  py.i32[cache] = hash;
  py.i32[cache + 1] = py.hashHigh;
  return hash;
}

// -------------------------------------------------------------------- bytearray

const enum ByteArray {
  SIZE = 4,
  ALLOC = 6,
  BYTES = 8,
  START = 10,
  EXPORTS = 12,
  OBJECT = 14,
}

/** Counts the buffers that are open on a bytearray, as those of memoryviews are. */
export function countExports(py: Words, op: number, change: 1 | -1): void {
  py.set(op + ByteArray.EXPORTS, py.get(op + ByteArray.EXPORTS) + change);
}

/** `PyByteArray_FromStringAndSize`: of the bytes given, or of `size` zeros. */
export function PyByteArray_FromStringAndSize(py: Words, from: ArrayLike<number> | number): number {
  const size = typeof from === 'number' ? from : from.length;
  const type = py.type('bytearray');
  const op = py.newObject(type, py.structs.get('PyByteArrayObject').size);
  py.i32.fill(0, op + ByteArray.SIZE, op + (py.structs.get('PyByteArrayObject').size >> 2));
  let data = 0;
  if (py.version.objects.bytearrayStorage === 'bytes') {
    const bytes = PyBytes_FromStringAndSize(py, size);
    py.store(op + ByteArray.OBJECT, bytes);
    data = bytes + Bytes.SVAL;
    py.set(op + ByteArray.ALLOC, size);
  } else if (size > 0) {
    data = py.malloc(size + 1);
    py.memory.fill(data, (size + 4) >> 2);
    py.set(op + ByteArray.ALLOC, size + 1);
  }
  py.set(op + ByteArray.SIZE, size);
  py.store(op + ByteArray.BYTES, data);
  py.store(op + ByteArray.START, data);
  if (typeof from !== 'number' && size > 0) py.memory.storeBytes(py.memory.addressOf(data), from);
  return op;
}

/** The address of a bytearray's first byte, which lies behind `ob_bytes` once bytes were deleted in front. */
export function byteArrayStart(py: Words, op: number): number {
  const at = op + ByteArray.START;
  return (py.i32[at]! >>> 0) + py.i32[at + 1]! * 2 ** 32;
}

/** Bytes that were deleted in front of a bytearray's first one. */
function logicalOffset(py: Words, op: number): number {
  const bytes = py.load(op + ByteArray.BYTES);
  return bytes === 0 ? 0 : byteArrayStart(py, op) - py.memory.addressOf(bytes);
}

/** `bytearray_setslice_linear` of the first bytes: the start moves, `PyByteArray_Resize` does the rest. */
export function byteArrayAdvance(py: Words, op: number, count: number): void {
  if (py.get(op + ByteArray.EXPORTS) === 0)
    py.set(op + ByteArray.START, byteArrayStart(py, op) + count);
}

/**
 * `PyByteArray_Resize`: over-allocates as it grows, by an eighth and 3 or 6 bytes, and gives back when
 * less than half is in use. What was deleted in front counts until then. The NUL at the end has its own
 * byte to 3.14, and is the bytes object's from 3.15 on.
 * @throws PyError BufferError while a buffer is open on it
 */
export function PyByteArray_Resize(py: Words, op: number, size: number): void {
  if (size !== py.get(op + ByteArray.SIZE) && py.get(op + ByteArray.EXPORTS) > 0) {
    throw new PyError('BufferError', 'Existing exports of data: object cannot be re-sized');
  }
  if (size === py.get(op + ByteArray.SIZE)) return;
  const inBytes = py.version.objects.bytearrayStorage === 'bytes';
  const nul = inBytes ? 0 : 1;
  const alloc = py.get(op + ByteArray.ALLOC);
  const offset = logicalOffset(py, op);
  let wanted = size + nul;
  if (wanted + offset <= alloc) {
    if (size >= alloc >> 1) {
      // A minor downsize keeps the buffer.
      py.set(op + ByteArray.SIZE, size);
      putNul(py, op, size);
      return;
    }
  } else if (size <= alloc * 1.125) wanted = size + (size >> 3) + (size < 9 ? 3 : 6);
  const kept =
    offset > 0
      ? Array.from(
          py.memory.loadBytes(
            byteArrayStart(py, op),
            Math.min(size, py.get(op + ByteArray.SIZE), Math.max(0, alloc - offset)),
          ),
        )
      : null;
  const old = py.load(op + ByteArray.BYTES);
  const data = inBytes
    ? resizeBytes(py, op, wanted)
    : kept
      ? py.malloc(wanted)
      : py.realloc(old, wanted);
  py.memory.touch(data, (wanted + 4) >> 2);
  if (kept) {
    if (kept.length > 0) py.memory.storeBytes(py.memory.addressOf(data), kept);
    if (!inBytes) py.free(old);
  }
  py.store(op + ByteArray.BYTES, data);
  py.store(op + ByteArray.START, data);
  py.set(op + ByteArray.SIZE, size);
  py.set(op + ByteArray.ALLOC, wanted);
  if (size > 0 || !inBytes) putNul(py, op, size);
}

/** A bytearray's bytes object gets another size. @returns where its bytes begin */
function resizeBytes(py: Words, op: number, size: number): number {
  const bytes = PyBytes_Resize(py, py.load(op + ByteArray.OBJECT), size);
  py.store(op + ByteArray.OBJECT, bytes);
  return bytes + Bytes.SVAL;
}

/** `_PyBytes_Resize`: of an object that nobody else holds, or 0. @returns where it is then */
export function PyBytes_Resize(py: Words, op: number, size: number): number {
  if (size === 0 || op === 0 || op === py.statics.emptyBytes) {
    py.xdecref(op);
    return PyBytes_FromStringAndSize(py, size);
  }
  const bytes = py.realloc(op, HEADER + size);
  py.memory.touch(bytes, (HEADER + size + 3) >> 2);
  py.set(bytes + Bytes.SIZE, size);
  return bytes;
}

function putNul(py: Words, op: number, size: number): void {
  py.memory.storeBytes(byteArrayStart(py, op) + size, [0]);
}

/** Frees what a bytearray owns. */
export function freeByteArray(py: Words, op: number): void {
  if (py.version.objects.bytearrayStorage === 'bytes') py.xdecref(py.load(op + ByteArray.OBJECT));
  else py.free(py.load(op + ByteArray.BYTES));
}

/** `bytearray.__sizeof__`. */
export function sizeofByteArray(py: Words, op: number): number {
  const size = py.structs.get('PyByteArrayObject').size;
  const alloc = py.get(op + ByteArray.ALLOC);
  if (py.version.objects.bytearrayStorage === 'buffer') return size + alloc;
  return size + (alloc > 0 ? alloc + HEADER : 0);
}
