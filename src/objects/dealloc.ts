import { deallocArray } from './arrayobject';
import { freeByteArray } from './bytesobject';
import { clearDeque, deallocDeque } from './dequeobject';
import { deallocDict, PyDict_Clear } from './dictobject';
import {
  codeSlots,
  frameBackWord,
  framePlaces,
  generatorCodeWord,
  generatorFunctionWord,
  generatorSlots,
  ownedFields,
} from './field-objects';
import { FreeListIndex, freeListIndex } from './free-lists';
import { clearInstanceAttributes } from './instances';
import type { Interpreter } from './interpreter';
import { deallocList, PyList_Clear } from './listobject';
import { digitCount } from './longobject';
import { lruEntries, unlinkAll } from './lrucache';
import { isODict, ODict, odictCleared } from './odictobject';
import { deallocSet, PySet_Clear } from './setobject';
import { DefaultDict, Ob, TypeWord, Weakref } from './structs';
import { deallocTuple } from './tupleobject';
import { Kind } from './type-spec';
import { deallocType } from './typeobject';
import { TYPES } from './types';
import { forgetInterned, freeSubclassString } from './unicodeobject';
import { slotsStart } from './visit';
import {
  clearRef,
  deallocWeakref,
  leaveReferent,
  PyObject_ClearWeakRefs,
  weakrefsOf,
} from './weakrefobject';

/** Installs `_Py_Dealloc`. */
export function installDealloc(py: Interpreter): void {
  const intType = py.type('int');
  py.dealloc = (op) => {
    const type = py.typeOf(op);
    if (py.deallocHook !== undefined) traced(py, op, type);
    else if (type === intType) deallocInt(py, op);
    else dealloc(py, op, type);
  };
}

function traced(py: Interpreter, op: number, type: number): void {
  py.deallocHook!('dealloc', op, py.deallocDepth);
  py.deallocDepth++;
  try {
    dealloc(py, op, type);
  } finally {
    py.deallocDepth--;
  }
  py.deallocHook?.('freed', op, py.deallocDepth);
}

function deallocInt(py: Interpreter, op: number): void {
  if (digitCount(py, op) <= 1 && py.freeLists.push(FreeListIndex.INT, op)) return;
  py.free(op);
}

/** What containers share: untracked first, and not deeper than the trashcan lets them. */
function dealloc(py: Interpreter, op: number, type: number): void {
  const kind = py.kindOf(type);
  if (!py.isGc(type)) {
    deallocAtom(py, op, type, kind);
    return;
  }
  if (py.gc.isTracked(op)) py.gc.untrack(op);
  if (py.trashNesting >= py.version.objects.trashcanLevel) {
    py.trash.push(op);
    py.deallocHook?.('deferred', op, py.deallocDepth);
    return;
  }
  py.trashNesting++;
  deallocContainer(py, op, type, kind);
  py.trashNesting--;
  if (py.trashNesting === 0) {
    // `_PyTrash_thread_destroy_chain` counts as a level, and so does each object it takes up.
    for (let next = py.trash.pop(); next !== undefined; next = py.trash.pop()) {
      py.trashNesting += 2;
      const nextType = py.typeOf(next);
      deallocContainer(py, next, nextType, py.kindOf(nextType));
      py.trashNesting -= 2;
    }
  }
}

function deallocAtom(py: Interpreter, op: number, type: number, kind: Kind): void {
  switch (kind) {
    case Kind.INT:
      deallocInt(py, op);
      return;
    case Kind.FLOAT:
      if (type === py.floatType && py.freeLists.push(FreeListIndex.FLOAT, op)) return;
      if (type !== py.floatType && py.freeLists.push(FreeListIndex.COMPLEX, op)) return;
      py.free(op);
      return;
    case Kind.STR:
      forgetInterned(py, op);
      py.free(op);
      return;
    case Kind.BYTEARRAY:
      freeByteArray(py, op);
      py.free(op);
      return;
    case Kind.FIELDS:
      deallocFields(py, op, type);
      return;
    case Kind.ARRAY:
      deallocArray(py, op);
      return;
    default:
      py.free(op);
  }
}

/** Containers that a class may be built on; they free their block. @returns whether it was one */
function deallocBuiltin(py: Interpreter, op: number, type: number, kind: Kind): boolean {
  if (kind === Kind.LIST) deallocList(py, op, type);
  else if (kind === Kind.TUPLE) deallocTuple(py, op, type);
  else if (kind === Kind.DICT) {
    if (TYPES[py.specOf(type)]!.owned) clearPointer(py, op + DefaultDict.FACTORY);
    if (isODict(py, op)) {
      clearPointer(py, op + ODict.INST_DICT);
      PyObject_ClearWeakRefs(py, op);
      odictCleared(py, op);
    }
    deallocDict(py, op, type);
  } else if (kind === Kind.DEQUE) deallocDeque(py, op, type);
  else if (kind === Kind.SET) deallocSet(py, op, type);
  else return false;
  return true;
}

function deallocContainer(py: Interpreter, op: number, type: number, kind: Kind): void {
  if (kind === Kind.SET) PyObject_ClearWeakRefs(py, op);
  if (deallocBuiltin(py, op, type, kind)) return;
  switch (kind) {
    case Kind.TYPE:
      deallocType(py, op);
      return;
    case Kind.WEAKREF:
      deallocWeakref(py, op, type);
      return;
    case Kind.SUBTYPE:
      deallocInstance(py, op, type);
      return;
    case Kind.ARRAY:
      deallocArray(py, op);
      return;
    case Kind.LRU_CACHE:
      PyObject_ClearWeakRefs(py, op);
      clearLruCache(py, op, type);
      py.deleteGcObject(op, type);
      return;
    case Kind.FRAME:
      clearFrame(py, op);
      if (py.callbacks?.keepFrame?.(op)) return;
      py.decref(py.load(op + framePlaces(py).code));
      py.deleteGcObject(op, type);
      return;
    case Kind.GENERATOR:
      if (py.get(type + TypeWord.FINALIZE) !== 0 && !py.gc.isFinalized(op)) {
        PyObject_ClearWeakRefs(py, op);
        py.gc.track(op);
        if (finalizeFromDealloc(py, op)) return;
        py.gc.untrack(op);
      }
      if (py.structs.find('PyGenObject', 'gi_iframe') !== undefined) {
        clearGeneratorSlots(py, op);
        py.xdecref(py.load(generatorFunctionWord(py, op)));
        py.xdecref(py.load(generatorCodeWord(py, op)));
      }
      deallocFields(py, op, type);
      return;
    default:
      deallocFields(py, op, type);
  }
}

/** Drops a frame's caller and locals; the code stays. */
function clearFrame(py: Interpreter, op: number): void {
  const { code, func, names, slots } = framePlaces(py);
  clearPointer(py, frameBackWord(py, op));
  if (func !== 0) clearPointer(py, op + func);
  for (const name of names) clearPointer(py, op + name);
  clearVariables(py, op + slots, codeSlots(py, py.load(op + code)));
}

/** Drops variables: from 3.14 on the last first. */
export function clearVariables(py: Interpreter, slots: number, count: number): void {
  const { dropsLastFirst } = py.version.compiler;
  for (let i = 0; i < count; i++)
    clearPointer(py, slots + (dropsLastFirst ? count - 1 - i : i) * 2);
}

/** Drops what a generator's slots still hold; it is not running any more. */
export function clearGeneratorSlots(py: Interpreter, op: number): void {
  const slots = generatorSlots(py, op);
  const code = py.load(generatorCodeWord(py, op));
  if (slots === 0 || code === 0) return;
  clearVariables(py, slots, codeSlots(py, code));
}

/** `lru_cache_tp_clear`: the entries die last. */
function clearLruCache(py: Interpreter, op: number, type: number): void {
  const entries = lruEntries(py, op);
  unlinkAll(py, op);
  for (const word of ownedFields(py, py.specOf(type)).dealloc) clearPointer(py, op + word);
  for (const entry of entries) py.decref(entry);
}

/** The declared fields in order, then the object: to its free list where that takes it. */
function deallocFields(py: Interpreter, op: number, type: number): void {
  const spec = py.specOf(type);
  if (TYPES[spec]!.weaklist) PyObject_ClearWeakRefs(py, op);
  py.callbacks?.freeing?.(op, type);
  const { dealloc: owned, buffers } = ownedFields(py, spec);
  for (const word of owned) py.xdecref(py.load(op + word));
  for (const word of buffers) if (py.load(op + word) !== 0) py.free(py.load(op + word));
  const list = freeListIndex(TYPES[spec]!.freeList);
  if (list >= 0 && py.freeLists.push(list, op)) return;
  if (py.isGc(type)) py.deleteGcObject(op, type);
  else py.free(op);
}

/**
 * `PyObject_CallFinalizerFromDealloc`: the finalizer sees a live object. @returns whether it kept it.
 */
function finalizeFromDealloc(py: Interpreter, op: number): boolean {
  py.memory.touch(op, 1);
  py.i32[op] = 1;
  callFinalizer(py, op);
  const count = py.i32[op]! - 1;
  py.i32[op] = count;
  if (count === 0) return false;
  py.deallocHook?.('resurrected', op, py.deallocDepth);
  return true;
}

/** `PyObject_CallFinalizer`: once in an object's life. Only classes have one, and all of them are GC types. */
export function callFinalizer(py: Interpreter, op: number): void {
  const type = py.typeOf(op);
  if (py.get(type + TypeWord.FINALIZE) === 0 || py.gc.isFinalized(op)) return;
  py.deallocHook?.('finalize', op, py.deallocDepth);
  py.callbacks?.finalize(op);
  py.gc.setFinalized(op);
}

/** `subtype_dealloc`: finalizer, weak references, slots, attributes, base, class. */
function deallocInstance(py: Interpreter, op: number, type: number): void {
  const finalizer = py.get(type + TypeWord.FINALIZE) !== 0;
  if (finalizer) {
    py.gc.track(op);
    if (finalizeFromDealloc(py, op)) return;
    py.gc.untrack(op);
  }
  PyObject_ClearWeakRefs(py, op);
  if (finalizer) for (const ref of weakrefsOf(py, op)) clearRef(py, ref);
  clearSlots(py, op, type);
  if (py.kindOf(py.builtinBase(type)) === Kind.TYPE) {
    deallocType(py, op);
    return;
  }
  clearInstanceAttributes(py, op, true);
  deallocBase(py, op, type);
}

function clearSlots(py: Interpreter, op: number, type: number): void {
  for (let base = type; py.kindOf(base) === Kind.SUBTYPE; base = py.load(base + TypeWord.BASE)) {
    const count = py.get(base + Ob.SIZE);
    const start = count === 0 ? 0 : slotsStart(py, op, base);
    for (let i = 0; i < count; i++) clearPointer(py, start + i * 2);
  }
}

/** `Py_XSETREF`: takes the value over, and drops the old one when it is stored. */
export function setPointer(py: Interpreter, word: number, value: number): void {
  const old = py.load(word);
  py.store(word, value);
  py.xdecref(old);
}

/** `Py_CLEAR`. */
export function clearPointer(py: Interpreter, word: number): void {
  const value = py.load(word);
  if (value === 0) return;
  py.store(word, 0);
  py.decref(value);
}

/** The part of a built-in base type, which frees the block; the class loses a reference. */
function deallocBase(py: Interpreter, op: number, type: number): void {
  const kind = py.kindOf(py.builtinBase(type));
  if (deallocBuiltin(py, op, type, kind)) return;
  if (kind === Kind.WEAKREF) leaveReferent(py, op);
  if (kind === Kind.BYTEARRAY) freeByteArray(py, op);
  if (kind === Kind.ARRAY) {
    deallocArray(py, op);
    return;
  }
  if (kind === Kind.STR) freeSubclassString(py, op);
  if (kind === Kind.FIELDS) {
    py.callbacks?.freeing?.(op, py.builtinBase(type));
    const { dealloc: owned, buffers } = ownedFields(py, py.specOf(type));
    for (const word of owned) py.xdecref(py.load(op + word));
    for (const word of buffers) if (py.load(op + word) !== 0) py.free(py.load(op + word));
  }
  py.deleteGcObject(op, type);
}

/** `tp_clear`: what the collector does to break a cycle. */
export function clearObject(py: Interpreter, op: number): void {
  const type = py.typeOf(op);
  let kind = py.kindOf(type);
  if (kind === Kind.SUBTYPE) {
    clearSlots(py, op, type);
    kind = py.kindOf(py.builtinBase(type));
    if (kind !== Kind.TYPE) clearInstanceAttributes(py, op, false);
  }
  switch (kind) {
    case Kind.LIST:
      PyList_Clear(py, op);
      return;
    case Kind.DICT:
      if (TYPES[py.specOf(type)]!.owned) clearPointer(py, op + DefaultDict.FACTORY);
      if (isODict(py, op)) clearPointer(py, op + ODict.INST_DICT);
      PyDict_Clear(py, op);
      return;
    case Kind.DEQUE:
      clearDeque(py, op);
      return;
    case Kind.FRAME:
      clearFrame(py, op);
      return;
    case Kind.LRU_CACHE:
      clearLruCache(py, op, type);
      return;
    case Kind.SET:
      PySet_Clear(py, op);
      return;
    case Kind.TYPE:
      if (py.load(op + TypeWord.DICT) !== 0) PyDict_Clear(py, py.load(op + TypeWord.DICT));
      clearPointer(py, op + TypeWord.MRO);
      return;
    case Kind.WEAKREF: {
      clearRef(py, op);
      clearPointer(py, op + Weakref.CALLBACK);
      return;
    }
    case Kind.FIELDS:
      if (clearsFields(py, type)) {
        for (const word of ownedFields(py, py.specOf(type)).dealloc) clearPointer(py, op + word);
      }
      return;
    default:
    // Tuples, slices, iterators and methods have no tp_clear: what they hold is cleared instead.
  }
}

const CLEARED = new Set([
  'function',
  'cell',
  'module',
  'traceback',
  'property',
  'functools.partial',
]);

/** Whether a struct of pointers has a `tp_clear`: exceptions have one too. */
function clearsFields(py: Interpreter, type: number): boolean {
  const { name, owned } = TYPES[py.specOf(type)]!;
  return CLEARED.has(name) || owned?.includes('context') === true;
}
