import { dequeSlot, dequeState, PyDeque_Size } from '../../objects/dequeobject';
import { List, Ob } from '../../objects/structs';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isList, isTuple } from '../runtime/type-checks';

/*
 * Reading a container while the program's code runs, which may change it. Each item is read when its turn
 * comes, and is held while it is in use.
 */

/** The item of a list, tuple or deque at a place, borrowed; 0 behind its end. */
export function itemAt(rt: Runtime, op: number, at: number): number {
  const { py } = rt;
  if (isList(rt, op))
    return at < py.i32[op + List.SIZE]! ? py.load(py.load(op + List.ITEM) + at * 2) : 0;
  if (isTuple(rt, op)) return at < py.i32[op + Ob.SIZE]! ? py.load(op + py.tupleItem + at * 2) : 0;
  return at < PyDeque_Size(py, op) ? py.load(dequeSlot(py, op, at)) : 0;
}

/** `visit` with an item that is held meanwhile. */
export function withItem<T>(rt: Runtime, item: number, visit: (item: number) => T): T {
  newRef(rt, item);
  try {
    return visit(item);
  } finally {
    rt.py.decref(item);
  }
}

/**
 * The place of the first item from `start` on, and before `stop`, for which `test` holds; -1 without one.
 * A list's items are held while they are looked at; a tuple holds its own.
 */
export function findPlace(
  rt: Runtime,
  op: number,
  test: (item: number) => boolean,
  start = 0,
  stop = Number.POSITIVE_INFINITY,
): number {
  const holds = isTuple(rt, op);
  for (let at = start; at < stop; at++) {
    const item = itemAt(rt, op, at);
    if (item === 0) return -1;
    if (holds ? test(item) : withItem(rt, item, test)) return at;
  }
  return -1;
}

/** The same for a deque, where `changed` is called when it is another one after `test`. */
export function findInDeque(
  rt: Runtime,
  op: number,
  test: (item: number) => boolean,
  changed: () => never,
  start = 0,
  stop = Number.POSITIVE_INFINITY,
): number {
  const state = dequeState(rt.py, op);
  for (let at = start; at < stop; at++) {
    const item = itemAt(rt, op, at);
    if (item === 0) return -1;
    const found = withItem(rt, item, test);
    if (dequeState(rt.py, op) !== state) changed();
    if (found) return at;
  }
  return -1;
}
