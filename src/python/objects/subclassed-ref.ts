import { PyType_GenericAlloc } from '../../objects/instances';
import { Weakref } from '../../objects/structs';
import { weakrefListWord } from '../../objects/weakrefobject';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';

/*
 * Weak references of classes that are built on `weakref.ref` (Objects/weakrefobject.c).
 */

/** A weak reference of a class built on `weakref.ref`. */
export function subclassedRef(rt: Runtime, cls: number, o: number, callback: number): number {
  const { py } = rt;
  const op = PyType_GenericAlloc(py, cls);
  const list = weakrefListWord(py, o);
  const next = py.load(list);
  const basic =
    next !== 0 && py.load(next + Weakref.CALLBACK) === 0 && py.typeOf(next) === py.type('weakref')
      ? next
      : 0;
  py.store(op + Weakref.OBJECT, o);
  py.store(op + Weakref.CALLBACK, callback === 0 ? 0 : newRef(rt, callback));
  py.i32.fill(-1, op + Weakref.HASH, op + Weakref.PREV);
  const after = basic === 0 ? next : py.load(basic + Weakref.NEXT);
  py.store(op + Weakref.PREV, basic);
  py.store(op + Weakref.NEXT, after);
  if (after !== 0) py.store(after + Weakref.PREV, op);
  py.store(basic === 0 ? list : basic + Weakref.NEXT, op);
  return op;
}
