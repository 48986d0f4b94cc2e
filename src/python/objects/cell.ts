import { PyCell_New } from '../../objects/field-objects';
import { Cell } from '../../objects/structs';
import { newException, setField, throwException, unbound } from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newStr } from '../runtime/values';

/*
 * Cells (Objects/cellobject.c).
 */

/** A cell that takes the word over. */
export function newCell(rt: Runtime, value: number): number {
  const cell = PyCell_New(rt.py);
  if (value !== 0) rt.py.store(cell + Cell.REF, value);
  return cell;
}

/** A cell of a call. Cells are made before the new frame counts, so they belong to the caller's line. */
export function frameCell(rt: Runtime, frame: Frame, value: number): number {
  const current = rt.frame;
  rt.frame = frame.back;
  try {
    return newCell(rt, value);
  } finally {
    rt.frame = current;
  }
}

export function cellPeek(rt: Runtime, cell: number): number {
  return rt.py.load(cell + Cell.REF);
}

export function cellGet(rt: Runtime, cell: number, name: string, free: boolean): number {
  const value = rt.py.load(cell + Cell.REF);
  if (value !== 0) return newRef(rt, value);
  if (!free) return unbound(rt, name);
  const op = newException(rt, 'NameError', [newStr(rt, rt.messages.unboundFree(name))]);
  if (rt.py.structs.find('PyNameErrorObject', 'name') !== undefined)
    setField(rt, op, 'name', newRef(rt, internName(rt, name)), 'PyNameErrorObject');
  return throwException(rt, op);
}

export function cellSet(rt: Runtime, cell: number, value: number): void {
  const old = rt.py.load(cell + Cell.REF);
  rt.py.store(cell + Cell.REF, value);
  rt.py.xdecref(old);
}

export function cellDelete(rt: Runtime, cell: number, name: string): void {
  if (rt.py.load(cell + Cell.REF) === 0) unbound(rt, name);
  cellSet(rt, cell, 0);
}

export function freeCell(rt: Runtime, frame: Frame, index: number): number {
  // A generator holds its cells itself: to 3.10 its function may be gone.
  const { code, slots } = frame;
  if (slots !== 0) return rt.py.load(slots + (code.ownNames.length + index) * 2);
  const closure = rt.py.load(frame.func + rt.funcClosure);
  return rt.py.load(closure + rt.py.tupleItem + index * 2);
}
