import { PyDict_SetItem } from '../../objects/dictobject';
import { PyList_Append, PyList_New, PyList_SetSlice } from '../../objects/listobject';
import { List } from '../../objects/structs';
import { raiseError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { internName, newDict } from '../runtime/values';

/*
 * `Py_ReprEnter` and `Py_ReprLeave` (Objects/object.c): a list of the objects whose `repr` is being made.
 */

/** A list in the dict of the thread, which is made for it. */
function makeList(rt: Runtime): number {
  const { py } = rt;
  const list = PyList_New(py, 0);
  rt.reprDict = newDict(rt);
  PyDict_SetItem(py, rt.reprDict, internName(rt, 'Py_Repr'), list);
  py.decref(list);
  return list;
}

function indexOf(rt: Runtime, op: number): number {
  const { py, reprList } = rt;
  const items = py.load(reprList + List.ITEM);
  for (let i = py.get(reprList + List.SIZE) - 1; i >= 0; i--)
    if (py.load(items + i * 2) === op) return i;
  return -1;
}

/** What `body` gives; `dots` for an object inside itself. */
export function guardedRepr<T>(rt: Runtime, op: number, dots: T, body: () => T): T {
  const { py } = rt;
  rt.reprList ||= makeList(rt);
  const { reprList } = rt;
  if (indexOf(rt, op) >= 0) return dots;
  if (py.get(reprList + List.SIZE) > rt.recursionLimit) {
    raiseError(
      rt,
      'RecursionError',
      'maximum recursion depth exceeded while getting the repr of an object',
    );
  }
  PyList_Append(py, reprList, op);
  try {
    return body();
  } finally {
    const at = indexOf(rt, op);
    PyList_SetSlice(py, reprList, at, at + 1, 0);
  }
}
