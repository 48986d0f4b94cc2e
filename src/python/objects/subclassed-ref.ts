import { PyType_GenericAlloc, weakrefListWord } from '../../objects';
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
    next !== 0 && py.load(next + 6) === 0 && py.typeOf(next) === py.type('weakref') ? next : 0;
  py.store(op + 4, o);
  py.store(op + 6, callback === 0 ? 0 : newRef(rt, callback));
  py.i32.fill(-1, op + 8, op + 10);
  const after = basic === 0 ? next : py.load(basic + 12);
  py.store(op + 10, basic);
  py.store(op + 12, after);
  if (after !== 0) py.store(after + 10, op);
  py.store(basic === 0 ? list : basic + 12, op);
  return op;
}
