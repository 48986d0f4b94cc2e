import { Page } from '../memory/flat-memory';
import { PyError } from './errors';
import { FreeListIndex } from './free-lists';
import type { Interpreter } from './interpreter';
import { PyLong_FromLong } from './longobject';
import { List, Ob, TypeFlag } from './structs';

/** `PyList_New`: `size` items, NULL until set with `PyList_SetItem`. Tracked. */
export function PyList_New(py: Interpreter, size: number): number {
  let op = py.freeLists.pop(FreeListIndex.LIST);
  if (op !== 0) {
    py.memory.touch(op, 10);
    py.renew(op, py.listType);
  } else op = py.newGcObject(py.listType, 40);
  py.i32.fill(0, op + List.SIZE, op + List.WORDS);
  if (size > 0) {
    // Not tracked yet: whoever runs out of memory here leaves a list that can die.
    const items = allocateItems(py, op, size);
    py.memory.fill(items, size * 2);
    py.set(op + List.SIZE, size);
    py.set(op + List.ALLOCATED, size);
  }
  py.gc.track(op);
  return op;
}

function allocateItems(py: Interpreter, op: number, slots: number): number {
  let items: number;
  try {
    items = py.malloc(slots * 8);
  } catch (error) {
    if (!py.gc.isTracked(op)) py.gc.track(op);
    py.decref(op);
    throw error;
  }
  py.store(op + List.ITEM, items);
  return items;
}

/** `list(range(start, stop))`, made without an iterator: new ints, one slot each or an even number. */
export function PyList_FromRange(py: Interpreter, start: number, stop: number): number {
  const op = PyList_New(py, 0);
  const count = Math.max(0, stop - start);
  if (count === 0) return op;
  const slots = preallocation(py, count);
  const items = allocateItems(py, op, slots);
  py.set(op + List.ALLOCATED, slots);
  py.store(op + List.ITEM, items);
  try {
    appendRange(py, op, start, 1, count);
  } catch (error) {
    py.decref(op);
    throw error;
  }
  return op;
}

/** Appends the ints of a range to a list that has the slots for them. */
export function appendRange(
  py: Interpreter,
  op: number,
  start: number,
  step: number,
  count: number,
): void {
  const { i32, pages, memory } = py;
  const size = i32[op + List.SIZE]!;
  const items = py.load(op + List.ITEM) + size * 2;
  for (let i = 0; i < count; i++) {
    const item = PyLong_FromLong(py, start + i * step);
    const slot = items + i * 2;
    if (pages[slot >>> Page.SHIFT] !== Page.WRITABLE) memory.fault(slot);
    memory.storePointer(slot, item);
    i32[op + List.SIZE] = size + i + 1;
  }
}

function preallocation(py: Interpreter, count: number): number {
  return py.version.objects.listPreallocate === 'even' ? (count + 1) & ~1 : count;
}

/**
 * `list_resize`: room for `size` items; nothing moves while they fill at least half of what is there.
 */
export function listResize(py: Interpreter, op: number, size: number): void {
  const { i32 } = py;
  const allocated = i32[op + List.ALLOCATED]!;
  const { listKeeps } = py.version.objects;
  if (allocated >= size && (size >= allocated >> 1 || allocated <= listKeeps)) {
    py.set(op + List.SIZE, size);
    return;
  }
  let slots: number;
  if (py.version.objects.listGrowth === 'multiple-of-4') {
    slots = (size + (size >> 3) + 6) & ~3;
    if (size - i32[op + List.SIZE]! > slots - size) slots = (size + 3) & ~3;
  } else slots = size + (size >> 3) + (size < 9 ? 3 : 6);
  if (size === 0) slots = 0;
  const items = py.realloc(py.load(op + List.ITEM), slots * 8);
  py.store(op + List.ITEM, items);
  py.set(op + List.SIZE, size);
  py.set(op + List.ALLOCATED, slots);
}

/** `del list[i:j:k]`: of ascending `places`; the items go when the list is short again. */
export function listDeleteAt(py: Interpreter, op: number, places: readonly number[]): void {
  if (places.length === 0) return;
  const garbage = py.malloc(places.length * 8);
  const items = py.load(op + List.ITEM);
  const size = py.i32[op + List.SIZE]!;
  const dropped = places.map((at) => py.load(items + at * 2));
  const gone = new Set(places);
  let to = places[0]!;
  for (let from = to; from < size; from++) {
    if (!gone.has(from)) py.store(items + to++ * 2, py.load(items + from * 2));
  }
  listResize(py, op, to);
  for (const item of dropped) py.decref(item);
  py.free(garbage);
}

/** `PyList_Append`: takes a new reference to the item. */
export function PyList_Append(py: Interpreter, op: number, item: number): void {
  py.incref(item);
  listAppendTake(py, op, item);
}

/** Appends and takes over the reference (`_PyList_AppendTakeRef`). */
export function listAppendTake(py: Interpreter, op: number, item: number): void {
  const size = py.i32[op + List.SIZE]!;
  if (size < py.i32[op + List.ALLOCATED]!) {
    if (py.pages[op >>> Page.SHIFT] !== Page.WRITABLE) py.memory.touch(op, 10);
    py.i32[op + List.SIZE] = size + 1;
  } else listResize(py, op, size + 1);
  py.store(py.load(op + List.ITEM) + size * 2, item);
}

/** `PyList_Size`. */
export function PyList_Size(py: Interpreter, op: number): number {
  return py.i32[op + List.SIZE]!;
}

function slot(py: Interpreter, op: number, index: number, what: string): number {
  if (!(index >= 0 && index < py.i32[op + List.SIZE]!)) {
    throw new PyError('IndexError', `list ${what}index out of range`);
  }
  return py.load(op + List.ITEM) + index * 2;
}

/** `PyList_GetItem`: a borrowed reference. @throws PyError IndexError */
export function PyList_GetItem(py: Interpreter, op: number, index: number): number {
  return py.load(slot(py, op, index, ''));
}

/** `PyList_SetItem`: takes over the reference to `item`, drops the old one. @throws PyError IndexError */
export function PyList_SetItem(py: Interpreter, op: number, index: number, item: number): void {
  const at = slot(py, op, index, 'assignment ');
  const old = py.load(at);
  py.store(at, item);
  py.xdecref(old);
}

/** `PyList_Insert`: before `index`, cut to the list's bounds; takes a new reference. */
export function PyList_Insert(py: Interpreter, op: number, index: number, item: number): void {
  const size = py.i32[op + List.SIZE]!;
  listResize(py, op, size + 1);
  const items = py.load(op + List.ITEM);
  const at = Math.max(0, Math.min(size, index < 0 ? index + size : index));
  py.memory.copy(items + (at + 1) * 2, items + at * 2, (size - at) * 2);
  py.incref(item);
  py.store(items + at * 2, item);
}

/** `list.pop(index)`: the item, whose reference the caller gets. @throws PyError IndexError */
export function PyList_Pop(py: Interpreter, op: number, index = -1): number {
  const size = py.i32[op + List.SIZE]!;
  if (size === 0) throw new PyError('IndexError', 'pop from empty list');
  const at = index < 0 ? index + size : index;
  if (!(at >= 0 && at < size)) throw new PyError('IndexError', 'pop index out of range');
  const items = py.load(op + List.ITEM);
  const item = py.load(items + at * 2);
  if (at < size - 1) py.memory.copy(items + at * 2, items + (at + 1) * 2, (size - 1 - at) * 2);
  if (size === 1 && py.version.objects.popLast === 'clears') {
    py.store(op + List.ITEM, 0);
    py.set(op + List.SIZE, 0);
    py.set(op + List.ALLOCATED, 0);
    py.free(items);
  } else listResize(py, op, size - 1);
  return item;
}

/** `list.extend` with a list or tuple: takes new references. */
export function PyList_Extend(py: Interpreter, op: number, from: number): void {
  const isList = py.typeOf(from) === py.listType;
  if (!isList && py.typeOf(from) !== py.tupleType) {
    throw new PyError(
      'TypeError',
      `expected a list or tuple, not '${py.typeName(py.typeOf(from))}'`,
    );
  }
  const count = py.get(from + Ob.SIZE);
  if (count === 0) return;
  const size = py.i32[op + List.SIZE]!;
  if (py.load(op + List.ITEM) === 0 && py.version.objects.listPreallocate === 'even') {
    const slots = preallocation(py, count);
    py.store(op + List.ITEM, py.malloc(slots * 8));
    py.set(op + List.ALLOCATED, slots);
    py.set(op + List.SIZE, count);
  } else listResize(py, op, size + count);
  const source = isList ? py.load(from + List.ITEM) : from + py.tupleItem;
  const target = py.load(op + List.ITEM) + size * 2;
  for (let i = 0; i < count; i++) {
    const item = py.load(source + i * 2);
    py.incref(item);
    py.store(target + i * 2, item);
  }
}

/**
 * `PyList_SetSlice`: replaces items `low` to `high` with those of a list or tuple, or with nothing when
 * it is 0. What falls out waits, more than eight items in a block of their own, and is dropped
 * afterwards, from the last to the first.
 */
export function PyList_SetSlice(
  py: Interpreter,
  op: number,
  low: number,
  high: number,
  from: number,
): void {
  const size = py.i32[op + List.SIZE]!;
  const start = Math.max(0, Math.min(low, size));
  const end = Math.max(start, Math.min(high, size));
  const fresh: number[] = [];
  if (from !== 0) {
    const source = py.hasFlag(py.typeOf(from), TypeFlag.TUPLE_SUBCLASS)
      ? from + py.tupleItem
      : py.load(from + List.ITEM);
    const count = py.get(from + Ob.SIZE);
    for (let i = 0; i < count; i++) fresh.push(py.load(source + i * 2));
  }
  const dropped: number[] = [];
  for (let i = start; i < end; i++) dropped.push(PyList_GetItem(py, op, i));
  const growth = fresh.length - (end - start);
  if (size + growth === 0) {
    PyList_Clear(py, op);
    return;
  }
  const waiting = dropped.length > 8 ? py.malloc(dropped.length * 8) : 0;
  let items = py.load(op + List.ITEM);
  if (growth < 0) {
    py.memory.copy(items + (end + growth) * 2, items + end * 2, (size - end) * 2);
    listResize(py, op, size + growth);
  } else if (growth > 0) {
    listResize(py, op, size + growth);
    items = py.load(op + List.ITEM);
    py.memory.copy(items + (end + growth) * 2, items + end * 2, (size - end) * 2);
  }
  items = py.load(op + List.ITEM);
  for (const [i, item] of fresh.entries()) {
    py.incref(item);
    py.store(items + (start + i) * 2, item);
  }
  for (const item of dropped.reverse()) py.xdecref(item);
  if (waiting !== 0) py.free(waiting);
}

/** `del list[at]` as from 3.13 on: the array stays as it is. */
export function listDeleteInPlace(py: Interpreter, op: number, at: number): void {
  const size = py.i32[op + List.SIZE]!;
  const items = py.load(op + List.ITEM);
  const old = py.load(items + at * 2);
  py.memory.touch(op, 10);
  py.memory.copy(items + at * 2, items + (at + 1) * 2, (size - at - 1) * 2);
  py.i32[op + List.SIZE] = size - 1;
  py.decref(old);
}

/** `list.clear`: the list is empty before the first item dies, from the last to the first. */
export function PyList_Clear(py: Interpreter, op: number): void {
  const items = py.load(op + List.ITEM);
  if (items === 0) return;
  const size = py.i32[op + List.SIZE]!;
  py.memory.touch(op, 10);
  py.i32.fill(0, op + List.SIZE, op + List.WORDS);
  dropItems(py, items, size);
  py.free(items);
}

/** Drops the references in an array of pointers, from the last to the first. */
function dropItems(py: Interpreter, items: number, size: number): void {
  const { i32, pages } = py;
  const base = py.wordBase | 0;
  for (let word = items + (size - 1) * 2; word >= items; word -= 2) {
    const low = i32[word]!;
    const high = i32[word + 1]!;
    if ((low | high) === 0) continue;
    const item = ((low >>> 2) + (high << 30) - base) | 0;
    const count = i32[item]!;
    if (count < 0) continue;
    if (pages[item >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(item);
    i32[item] = count - 1;
    if (py.watching) py.onCount!(item, count - 1);
    if (count === 1) py.dealloc(item);
  }
}

/** Items from the last to the first, then their array, then the list. */
export function deallocList(py: Interpreter, op: number, type: number): void {
  const items = py.load(op + List.ITEM);
  if (items !== 0) {
    dropItems(py, items, py.i32[op + List.SIZE]!);
    py.free(items);
  }
  if (type === py.listType && py.freeLists.push(FreeListIndex.LIST, op)) return;
  py.deleteGcObject(op, type);
}
