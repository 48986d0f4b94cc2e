import { Managed, Ob, TypeFlag, TypeWord, Weakref } from './structs';
import { PyTuple_New } from './tupleobject';
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

/** `get_basic_refs`: the reference and the proxy that nobody is called for, which lead the list; 0 where there is none. */
function basicRefs(py: Words, op: number): { ref: number; proxy: number } {
  const basic = { ref: 0, proxy: 0 };
  let head = py.load(weakrefListWord(py, op));
  if (head === 0 || py.load(head + Weakref.CALLBACK) !== 0) return basic;
  if (py.typeOf(head) === py.type('weakref')) {
    basic.ref = head;
    head = py.load(head + Weakref.NEXT);
  }
  if (head !== 0 && py.load(head + Weakref.CALLBACK) === 0 && isProxy(py, head)) basic.proxy = head;
  return basic;
}

function isProxy(py: Words, ref: number): boolean {
  const type = py.typeOf(ref);
  return type === py.type('weakproxy') || type === py.type('weakcallableproxy');
}

/**
 * `init_weakref`, `insert_after` and `insert_head`: a new reference enters its referent's list behind another one, or
 * at the head (0).
 */
function enterList(py: Words, ref: number, op: number, callback: number, before: number): void {
  const list = weakrefListWord(py, op);
  py.i32.fill(-1, ref + Weakref.HASH, ref + Weakref.PREV);
  py.store(ref + Weakref.OBJECT, op);
  py.store(ref + Weakref.CALLBACK, callback === 0 ? 0 : py.newRef(callback));
  const next = before === 0 ? py.load(list) : py.load(before + Weakref.NEXT);
  py.store(ref + Weakref.PREV, before);
  py.store(ref + Weakref.NEXT, next);
  if (next !== 0) py.store(next + Weakref.PREV, ref);
  py.store(before === 0 ? list : before + Weakref.NEXT, ref);
}

/** A reference that is not basic enters behind those that are. */
export function enterBehindBasic(py: Words, ref: number, op: number, callback: number): void {
  const { ref: basic, proxy } = basicRefs(py, op);
  enterList(py, ref, op, callback, proxy || basic);
}

function newWeakref(py: Words, type: number): number {
  const { size } = py.structs.get('PyWeakReference');
  const ref = py.newGcObject(type, size);
  py.i32.fill(0, ref + Ob.HEAD_WORDS, ref + (size >> 2));
  return ref;
}

/**
 * `PyWeakref_NewRef`: a weak reference; without a callback the object's one basic reference, made on
 * first use. 0 when the type supports none.
 */
export function PyWeakref_NewRef(py: Words, op: number, callback = 0): number {
  if (weakrefListWord(py, op) === 0) return 0;
  const basic = callback === 0 ? basicRefs(py, op).ref : 0;
  if (basic !== 0) return py.newRef(basic);
  const ref = newWeakref(py, py.type('weakref'));
  const vectorcall = py.structs.find('PyWeakReference', 'vectorcall');
  if (vectorcall !== undefined) py.setFunction(ref + (vectorcall >> 2), 'weakref_vectorcall');
  if (callback === 0) enterList(py, ref, op, 0, 0);
  else enterBehindBasic(py, ref, op, callback);
  py.gc.track(ref);
  return ref;
}

/**
 * `PyWeakref_NewProxy`: a proxy; without a callback the object's one basic proxy, made on first use. 0 when the type
 * supports none.
 * @param type the type of proxies to what can be called, or to what can't
 */
export function PyWeakref_NewProxy(py: Words, op: number, type: number, callback: number): number {
  if (weakrefListWord(py, op) === 0) return 0;
  const basic = basicRefs(py, op);
  if (callback === 0 && basic.proxy !== 0) return py.newRef(basic.proxy);
  const proxy = newWeakref(py, type);
  if (callback === 0) enterList(py, proxy, op, 0, basic.ref);
  else enterBehindBasic(py, proxy, op, callback);
  py.gc.track(proxy);
  return proxy;
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

/** Whether nobody can be called for a reference: to 3.12 the first two of the list may be such, whatever their type. */
function isBasic(py: Words, ref: number, at: number): boolean {
  if (py.load(ref + Weakref.CALLBACK) !== 0) return false;
  if (py.version.objects.weakrefTuple === 'several') return at < 2;
  return py.typeOf(ref) === py.type('weakref') || isProxy(py, ref);
}

/**
 * `PyObject_ClearWeakRefs`: the basic references die first, then all others, then their callbacks run, in the list's
 * order. A tuple holds the others and their callbacks until the last call has returned, unless there is one only
 * (to 3.12).
 */
export function PyObject_ClearWeakRefs(py: Words, op: number): void {
  const others = weakrefsOf(py, op);
  const { weakrefTuple } = py.version.objects;
  for (let basic = 0; others.length > 0 && isBasic(py, others[0]!, basic); basic++)
    clearRef(py, others.shift()!);
  if (others.length === 0) return;
  const alone = others.length === 1 && weakrefTuple === 'several';
  const tuple = alone ? 0 : PyTuple_New(py, others.length * 2);
  const item = (index: number): number => tuple + py.tupleItem + index * 2;
  for (const [i, ref] of others.entries()) {
    const callback = py.load(ref + Weakref.CALLBACK);
    py.store(ref + Weakref.CALLBACK, 0);
    clearRef(py, ref);
    if (alone) {
      if (callback !== 0) handleCallback(py, ref, callback);
      py.xdecref(callback);
    } else if (py.refcnt(ref) > 0) {
      py.store(item(i * 2), py.newRef(ref));
      py.store(item(i * 2 + 1), callback);
    } else py.xdecref(callback);
  }
  if (alone) return;
  py.gc.track(tuple);
  for (let i = 0; i < others.length; i++) {
    const callback = py.load(item(i * 2 + 1));
    if (callback !== 0) handleCallback(py, py.load(item(i * 2)), callback);
  }
  py.decref(tuple);
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
