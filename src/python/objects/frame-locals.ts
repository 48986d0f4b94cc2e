import { PyDict_DelItem, PyDict_GetItem, PyDict_SetItem } from '../../objects';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newDict } from '../runtime/values';
import { cellPeek } from './cell';

/*
 * The variables of a function's frame by name (`PyFrame_FastToLocals` in Objects/frameobject.c).
 */

/** `locals()` of a function: to 3.12 one dict for each call of it, then a new one each time. */
export function frameLocals(rt: Runtime, frame: Frame): number {
  const { varnames, cellvars, freevars } = frame.code;
  const values = frame.snapshot?.() ?? [];
  const dict = frame.localsDict === 0 ? newDict(rt) : newRef(rt, frame.localsDict);
  const names = [...varnames, ...cellvars, ...freevars];
  for (const [i, name] of names.entries()) {
    // From 3.11 on a cell of a parameter is in the parameter's own slot.
    const at = i < varnames.length && rt.behaviour.cellsShareSlots ? names.lastIndexOf(name) : i;
    const value = values[at] ?? 0;
    if (i < varnames.length && cellvars.includes(name) && at === i) continue;
    const word = value !== 0 && at >= varnames.length ? cellPeek(rt, value) : value;
    const key = internName(rt, name);
    if (word !== 0) PyDict_SetItem(rt.py, dict, key, word);
    else if (PyDict_GetItem(rt.py, dict, key) !== 0) PyDict_DelItem(rt.py, dict, key);
  }
  if (rt.behaviour.keepsLocalsDict && frame.localsDict === 0) frame.localsDict = newRef(rt, dict);
  return dict;
}

/** The frame is done: from here on only the program holds the dict that `locals()` gave. */
export function forgetLocals(rt: Runtime, frame: Frame): void {
  if (frame.localsDict !== 0) rt.py.decref(frame.localsDict);
  frame.localsDict = 0;
}
