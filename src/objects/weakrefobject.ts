import { Managed, Ob, TypeFlag, TypeWord, Weakref } from './structs';
import type { Words } from './words';

/*
 * Weak references (Objects/weakrefobject.c): a list through `wr_prev` and `wr_next`, whose head is
 * in the referent or, from 3.12 on, before it.
 */

/** The word of an object's `__weakref__` list head; 0 when its type has none. */
export function weakrefListWord(py: Words, op: number): number {
  const type = py.typeOf(op);
  if (py.hasFlag(type, TypeFlag.MANAGED_WEAKREF)) return op + Managed.WEAKREFLIST;
  const offset = py.get(type + TypeWord.WEAKLISTOFFSET);
  return offset > 0 ? op + (offset >> 2) : 0;
}

/**
 * `PyWeakref_NewRef`: a weak reference; without a callback the object's one basic reference, made on
 * first use. 0 when the type supports none.
 */
export function PyWeakref_NewRef(py: Words, op: number, callback = 0): number {
  const list = weakrefListWord(py, op);
  if (list === 0) return 0;
  const first = py.load(list);
  const type = py.type('weakref');
  // A reference of a subclass is never the basic one.
  const isBasic =
    first !== 0 && py.typeOf(first) === type && py.load(first + Weakref.CALLBACK) === 0;
  const basic = isBasic ? first : 0;
  if (callback === 0 && basic !== 0) return py.newRef(basic);
  const ref = py.newGcObject(type, py.structs.get('PyWeakReference').size);
  py.i32.fill(0, ref + Ob.HEAD_WORDS, ref + (py.structs.get('PyWeakReference').size >> 2));
  py.set(ref + Weakref.HASH, -1);
  py.store(ref + Weakref.OBJECT, op);
  if (callback !== 0) py.store(ref + Weakref.CALLBACK, py.newRef(callback));
  const vectorcall = py.structs.find('PyWeakReference', 'vectorcall');
  if (vectorcall !== undefined) py.setFunction(ref + (vectorcall >> 2), 'weakref_vectorcall');
  // Behind the basic reference, else in front.
  const before = callback !== 0 ? basic : 0;
  const next = before === 0 ? py.load(list) : py.load(before + Weakref.NEXT);
  py.store(ref + Weakref.PREV, before);
  py.store(ref + Weakref.NEXT, next);
  if (next !== 0) py.store(next + Weakref.PREV, ref);
  py.store(before === 0 ? list : before + Weakref.NEXT, ref);
  py.gc.track(ref);
  return ref;
}

/** `PyWeakref_GetObject`: borrowed; None once the referent is dead. */
export function PyWeakref_GetObject(py: Words, ref: number): number {
  const op = py.load(ref + Weakref.OBJECT);
  return op !== py.none && py.refcnt(op) === 0 ? py.none : op;
}

/** `clear_weakref` without the callback: the reference is dead and off the list. */
export function clearRef(py: Words, ref: number): void {
  const op = py.load(ref + Weakref.OBJECT);
  if (op === py.none) return;
  const list = weakrefListWord(py, op);
  const prev = py.load(ref + Weakref.PREV);
  const next = py.load(ref + Weakref.NEXT);
  if (py.load(list) === ref) py.store(list, next);
  py.store(ref + Weakref.OBJECT, py.none);
  if (prev !== 0) py.store(prev + Weakref.NEXT, next);
  if (next !== 0) py.store(next + Weakref.PREV, prev);
  py.store(ref + Weakref.PREV, 0);
  py.store(ref + Weakref.NEXT, 0);
}

/** Every weak reference to an object, in the order of its list. */
export function weakrefsOf(py: Words, op: number): number[] {
  const list = weakrefListWord(py, op);
  const refs: number[] = [];
  if (list === 0) return refs;
  for (let ref = py.load(list); ref !== 0; ref = py.load(ref + Weakref.NEXT)) refs.push(ref);
  return refs;
}

/** Calls what a dead reference was given to call, if the reference itself lives. */
export function handleCallback(py: Words, ref: number, callback: number): void {
  if (py.refcnt(ref) > 0) py.callbacks?.weakref(callback, ref);
}

/** `PyObject_ClearWeakRefs`: all references die first, then their callbacks run, in the list's order. */
export function PyObject_ClearWeakRefs(py: Words, op: number): void {
  const refs = weakrefsOf(py, op);
  const calls: [ref: number, callback: number][] = [];
  for (const ref of refs) {
    const callback = py.load(ref + Weakref.CALLBACK);
    if (callback !== 0) {
      if (py.refcnt(ref) > 0) calls.push([py.newRef(ref), callback]);
      else calls.push([0, callback]);
      py.store(ref + Weakref.CALLBACK, 0);
    }
    clearRef(py, ref);
  }
  for (const [ref, callback] of calls) {
    if (ref !== 0) handleCallback(py, ref, callback);
    py.decref(callback);
    if (ref !== 0) py.decref(ref);
  }
}

/** `clear_weakref`: off its referent's list, then its callback. */
export function leaveReferent(py: Words, ref: number): void {
  clearRef(py, ref);
  const callback = py.load(ref + Weakref.CALLBACK);
  if (callback === 0) return;
  py.store(ref + Weakref.CALLBACK, 0);
  py.decref(callback);
}

export function deallocWeakref(py: Words, ref: number, type: number): void {
  leaveReferent(py, ref);
  py.deleteGcObject(ref, type);
}
