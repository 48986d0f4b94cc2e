import { PyDict_DelItem, PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import type { Code } from '../compile/code';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newDict } from '../runtime/values';
import { cellPeek } from './cell';

/*
 * The variables of a function's frame by name (`PyFrame_FastToLocals` in Objects/frameobject.c).
 */

/** A variable of a function. */
export interface Variable {
  readonly name: string;
  /** Its place in `Frame.snapshot`. */
  readonly at: number;
  /** Whether a cell is there, which holds the value. */
  readonly isCell: boolean;
}

/** The variables of a code, in the order of its frame's slots. */
export function variablesOf(rt: Runtime, code: Code): Variable[] {
  const { varnames, cellvars, freevars } = code;
  const names = [...varnames, ...cellvars, ...freevars];
  return names.flatMap((name, i) => {
    // From 3.11 on a cell of a parameter is in the parameter's own slot.
    const at = i < varnames.length && rt.behaviour.cellsShareSlots ? names.lastIndexOf(name) : i;
    if (i < varnames.length && cellvars.includes(name) && at === i) return [];
    return [{ name, at, isCell: at >= varnames.length }];
  });
}

/** `locals()` of a function: to 3.12 one dict for each call of it, then a new one each time. */
export function frameLocals(rt: Runtime, frame: Frame): number {
  const values = frame.snapshot?.() ?? [];
  const dict = frame.localsDict === 0 ? newDict(rt) : newRef(rt, frame.localsDict);
  for (const { name, at, isCell } of variablesOf(rt, frame.code)) {
    const value = values[at] ?? 0;
    const word = value !== 0 && isCell ? cellPeek(rt, value) : value;
    const key = internName(rt, name);
    if (word !== 0) PyDict_SetItem(rt.py, dict, key, word);
    else if (PyDict_GetItem(rt.py, dict, key) !== 0) PyDict_DelItem(rt.py, dict, key);
  }
  if (rt.behaviour.keepsLocalsDict && frame.localsDict === 0) frame.localsDict = newRef(rt, dict);
  return dict;
}

/** In 3.12 a dict is made for the variables of comprehensions, which no frame shows at the end. */
export function besideHidden(rt: Runtime, locals: () => number): number {
  if (!rt.behaviour.hidesComprehensions) return locals();
  const hidden = newDict(rt);
  try {
    return locals();
  } finally {
    rt.py.decref(hidden);
  }
}

/** The frame is done: from here on only the program holds the dict that `locals()` gave. */
export function forgetLocals(rt: Runtime, frame: Frame): void {
  if (frame.localsDict !== 0) rt.py.decref(frame.localsDict);
  frame.localsDict = 0;
}
