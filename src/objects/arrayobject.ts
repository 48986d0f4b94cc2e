import { PyError } from './errors';
import type { Interpreter } from './interpreter';
import { Ob, TypeWord } from './structs';
import { PyObject_ClearWeakRefs } from './weakrefobject';

/* `array.array` (Modules/arraymodule.c): items of one C type in a buffer. */

/** Words from the object. */
export const enum ArrayWord {
  SIZE = 4,
  ITEM = 6,
  ALLOCATED = 8,
  DESCR = 10,
  EXPORTS = 14,
}

/** Bytes of C's number types, by the codes that `array` and buffers have for them. */
export const C_NUMBERS: Readonly<Record<string, number>> = {
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  f: 4,
  d: 8,
};

/** Bytes of an item, by its type code. */
export const ARRAY_ITEMS: Readonly<Record<string, number>> = { ...C_NUMBERS, u: 4 };

/** `array.array(code)`, empty; of class `type`. */
export function PyArray_New(py: Interpreter, code: string, type = py.type('array.array')): number {
  const size = py.get(type + TypeWord.BASICSIZE);
  const gc = py.isGc(type);
  const op = gc ? py.newGcObject(type, size) : py.newObject(type, size);
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + (size >> 2));
  py.set(op + ArrayWord.DESCR, code.charCodeAt(0));
  if (gc) py.gc.track(op);
  return op;
}

export function arrayCode(py: Interpreter, op: number): string {
  return String.fromCharCode(py.get(op + ArrayWord.DESCR));
}

/** `array_resize`: room for `size` items. */
export function arrayResize(py: Interpreter, op: number, size: number): void {
  const itemsize = ARRAY_ITEMS[arrayCode(py, op)]!;
  const allocated = py.get(op + ArrayWord.ALLOCATED);
  const old = py.get(op + ArrayWord.SIZE);
  if (size !== old && py.get(op + ArrayWord.EXPORTS) > 0)
    throw new PyError('BufferError', 'cannot resize an array that is exporting buffers');
  const items = py.load(op + ArrayWord.ITEM);
  if (allocated >= size && old < size + 16 && items !== 0) {
    py.set(op + ArrayWord.SIZE, size);
    return;
  }
  if (size === 0) {
    py.free(items);
    py.store(op + ArrayWord.ITEM, 0);
    py.set(op + ArrayWord.SIZE, 0);
    py.set(op + ArrayWord.ALLOCATED, 0);
    return;
  }
  const room = (size >> 4) + (old < 8 ? 3 : 7) + size;
  py.store(op + ArrayWord.ITEM, py.realloc(items, room * itemsize));
  py.set(op + ArrayWord.SIZE, size);
  py.set(op + ArrayWord.ALLOCATED, room);
}

/** Room for exactly `size` items, as a new array made from a list has. */
export function arrayAllocate(py: Interpreter, op: number, size: number): void {
  if (size === 0) return;
  const items = py.malloc(size * ARRAY_ITEMS[arrayCode(py, op)]!);
  py.memory.fill(items, (size * ARRAY_ITEMS[arrayCode(py, op)]! + 3) >> 2);
  py.store(op + ArrayWord.ITEM, items);
  py.set(op + ArrayWord.SIZE, size);
  py.set(op + ArrayWord.ALLOCATED, size);
}

export function deallocArray(py: Interpreter, op: number): void {
  PyObject_ClearWeakRefs(py, op);
  py.free(py.load(op + ArrayWord.ITEM));
  const type = py.typeOf(op);
  if (py.isGc(type)) py.deleteGcObject(op, type);
  else py.free(op);
}

/** `array.__sizeof__`: with its buffer. */
export function sizeofArray(py: Interpreter, op: number): number {
  const size = py.structs.get('arrayobject').size;
  return size + py.get(op + ArrayWord.ALLOCATED) * ARRAY_ITEMS[arrayCode(py, op)]!;
}
