import { PyError } from './errors';
import { Ob, Tuple, TypeFlag } from './structs';
import type { Words } from './words';

/**
 * `PyTuple_Pack`: a tuple of the items, with a new reference to each. From 3.14 on a tuple
 * of what the collector does not track is not tracked itself; before, every tuple is, until a
 * collection meets it.
 */
export function PyTuple_Pack(py: Words, ...items: number[]): number {
  const op = PyTuple_New(py, items.length);
  if (items.length === 0) return op;
  for (const [i, item] of items.entries()) {
    py.incref(item);
    py.store(op + py.tupleItem + i * 2, item);
  }
  PyTuple_Track(py, op);
  return op;
}

/** `PyTuple_New`: items are NULL until set; track it once they are. The empty tuple is shared. */
export function PyTuple_New(py: Words, size: number): number {
  if (size === 0) return py.newRef(py.statics.emptyTuple);
  const words = py.tupleItem + size * 2;
  let op = py.freeLists.popTuple(size);
  if (op !== 0) {
    py.memory.touch(op, words);
    py.renew(op, py.tupleType);
  } else op = py.newGcObject(py.tupleType, words * 4);
  py.set(op + Ob.SIZE, size);
  if (py.tupleItem > Tuple.HASH) py.set(op + Tuple.HASH, -1);
  py.i32.fill(0, op + py.tupleItem, op + words);
  return op;
}

/**
 * `_PyTuple_Resize`: an untracked tuple with more items, NULL at first, or without its last ones, which
 * must be NULL. It may move. The shared empty tuple is not resized, nor, from 3.11 on, made so.
 */
export function PyTuple_Resize(py: Words, op: number, size: number): number {
  const before = py.get(op + Ob.SIZE);
  if (before === size) return op;
  if (before === 0 || (size === 0 && py.version.objects.emptyTuples === 'shared')) {
    py.decref(op);
    return PyTuple_New(py, size);
  }
  const head = py.preWords(py.tupleType);
  const words = py.tupleItem + size * 2;
  const moved = py.realloc(op - head, (head + words) * 4) + head;
  py.memory.touch(moved, words);
  py.set(moved + Ob.SIZE, size);
  if (size > before) {
    py.i32.fill(0, moved + py.tupleItem + before * 2, moved + words);
  }
  return moved;
}

/** Tracks a tuple whose items are set, by the version's rule. */
export function PyTuple_Track(py: Words, op: number): void {
  if (py.version.objects.tupleTracking === 'always' || mayBeTracked(py, op)) py.gc.track(op);
}

function mayBeTracked(py: Words, op: number): boolean {
  const size = py.get(op + Ob.SIZE);
  for (let i = 0; i < size; i++) {
    const item = py.load(op + py.tupleItem + i * 2);
    // By its type: another tuple counts, tracked or not.
    if (item !== 0 && py.isGc(py.typeOf(item))) return true;
  }
  return false;
}

/** `_PyObject_GC_MAY_BE_TRACKED`: of the collector's kind, and, if a tuple, tracked. */
export function objectMayBeTracked(py: Words, op: number): boolean {
  const type = py.typeOf(op);
  if (!py.isGc(type)) return false;
  if (type === py.tupleType) return py.gc.isTracked(op);
  // Among types, only classes have a collector's head.
  return type !== py.statics.type(0) || py.hasFlag(op, TypeFlag.HEAPTYPE);
}

/** `PyTuple_GetItem`: a borrowed reference. @throws PyError IndexError */
export function PyTuple_GetItem(py: Words, op: number, index: number): number {
  if (!(index >= 0 && index < py.get(op + Ob.SIZE))) {
    throw new PyError('IndexError', 'tuple index out of range');
  }
  return py.load(op + py.tupleItem + index * 2);
}

/** `PyTuple_Size`. */
export function PyTuple_Size(py: Words, op: number): number {
  return py.get(op + Ob.SIZE);
}

/** Items from the last to the first, then the block. */
export function deallocTuple(py: Words, op: number, type: number): void {
  const size = py.get(op + Ob.SIZE);
  if (op === py.statics.emptyTuple) return;
  for (let i = size - 1; i >= 0; i--) py.xdecref(py.load(op + py.tupleItem + i * 2));
  if (size > 0 && size < 24 && type === py.tupleType && py.freeLists.push(size, op)) return;
  py.deleteGcObject(op, type);
}
