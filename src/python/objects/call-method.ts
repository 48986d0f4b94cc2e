import type { Runtime } from '../runtime/runtime';
import { callWords } from './call';
import { getAttrString } from './getattr';

/*
 * `PyObject_CallMethod` (Objects/call.c).
 */

/** Calls a method by name; takes the arguments over. */
export function callMethod(rt: Runtime, o: number, name: string, args: number[]): number {
  const method = getAttrString(rt, o, name);
  try {
    return callWords(rt, method, args);
  } finally {
    rt.py.decref(method);
  }
}
