import { PyType_GenericAlloc } from '../../objects/instances';
import { enterBehindBasic } from '../../objects/weakrefobject';
import type { Runtime } from '../runtime/runtime';

/*
 * Weak references of classes that are built on `weakref.ref` (Objects/weakrefobject.c).
 */

/** A weak reference of a class built on `weakref.ref`. */
export function subclassedRef(rt: Runtime, cls: number, o: number, callback: number): number {
  const { py } = rt;
  const op = PyType_GenericAlloc(py, cls);
  enterBehindBasic(py, op, o, callback);
  return op;
}
