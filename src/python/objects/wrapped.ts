import { PyObject_SetAttr } from '../../objects/instances';
import { own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName } from '../runtime/values';
import { lookupAttr } from './getattr';

/** `functools_wraps` in Objects/funcobject.c: a wrapper takes over attributes of what it wraps. */
export function copyWrapped(rt: Runtime, wrapper: number, wrapped: number): void {
  for (const key of rt.behaviour.wrappersCopy) {
    const name = internName(rt, key);
    const value = lookupAttr(rt, wrapped, name);
    if (value === 0) continue;
    own(rt, value);
    PyObject_SetAttr(rt.py, wrapper, name, value);
    release(rt, value);
  }
}
