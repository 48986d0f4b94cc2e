import {
  PyByteArray_FromStringAndSize,
  PyBytes_AsString,
  PyBytes_FromStringAndSize,
} from '../../objects/bytesobject';
import { KeysKind } from '../../objects/dict-keys';
import { PyDict_GetItem, PyDict_New, PyDict_SetItem } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { PyComplex_FromDoubles, PyFloat_FromDouble } from '../../objects/floatobject';
import { listAppendTake, PyList_New } from '../../objects/listobject';
import { digitCount, PyLong_FromLong, PyLong_FromSsize_t } from '../../objects/longobject';
import { PyFrozenSet_New, PySet_Add, PySet_New } from '../../objects/setobject';
import { Dict, Float, Gc, List, Ob, Str } from '../../objects/structs';
import { PyTuple_New, PyTuple_Track } from '../../objects/tupleobject';
import {
  internString,
  PyUnicode_FromString,
  PyUnicode_InternInPlace,
} from '../../objects/unicodeobject';
import type { Constant } from '../parser/ast';
import { giveEach, newNone, newRef } from './refs';
import { type Runtime, STATIC_BYTES } from './runtime';
import { startUpReferences } from './start-up-strings';

/*
 * Objects from host values: each function gives a new reference, unless it says otherwise.
 */

/** A name that the interpreter itself knows: interned, outside of the heap. */
export function internName(rt: Runtime, text: string): number {
  let word = rt.names.get(text);
  if (word === undefined) {
    word = staticName(rt, text);
    rt.names.set(text, word);
  }
  return word;
}

/** A name of a program: interned, on the heap, and kept. */
export function internProgramName(rt: Runtime, text: string): number {
  let word = rt.names.get(text);
  if (word === undefined) {
    word = internString(rt.py, text);
    rt.names.set(text, word);
    holdAtStartUp(rt, text, word);
  }
  return word;
}

/** An interned string has the references that the start-up heap has to it. */
function holdAtStartUp(rt: Runtime, text: string, word: number): void {
  const count = startUpReferences(rt, text);
  if (count === 0 || count === Infinity || rt.startUpStrings.has(text)) return;
  const { py } = rt;
  if (py.i32[word]! < 0 || isStaticObject(rt, word)) return;
  rt.startUpStrings.set(text, word);
  py.i32[word]! += count;
}

/** The interned string of a constant; takes `word` over. */
function internConstant(rt: Runtime, text: string, word: number): number {
  const { py } = rt;
  if (startUpReferences(rt, text) === Infinity) {
    py.decref(word);
    // From 3.12 on an immortal string is one like the others.
    const made = py.version.objects.refcounts.immortal === undefined;
    return made ? newRef(rt, internName(rt, text)) : internString(py, text);
  }
  const interned = PyUnicode_InternInPlace(py, word);
  holdAtStartUp(rt, text, interned);
  return interned;
}

/** Interned strings of one letter that are not the shared ones, which the interpreter has of its own. */
export function internApart(rt: Runtime): void {
  for (const letter of rt.behaviour.internedApart) rt.names.set(letter, staticName(rt, letter, 1));
}

function staticName(rt: Runtime, text: string, shortest = 2): number {
  const { py } = rt;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  if (text.length < shortest || !/^[\x00-\x7f]*$/.test(text)) return internString(py, text);
  const head = py.asciiData * 4;
  const op = staticObject(rt, rt.strType, head + text.length + 1);
  py.i32[op + Str.LENGTH] = text.length;
  py.set(op + Str.HASH, -1);
  const ready = py.structs.find('PyASCIIObject', 'wstr') === undefined ? 0 : 0x80;
  py.i32[op + Str.STATE] = 0x64 | ready;
  for (let i = 0; i < text.length; i++) {
    py.i32[op + py.asciiData + (i >> 2)]! |= text.charCodeAt(i) << ((i & 3) * 8);
  }
  return PyUnicode_InternInPlace(py, op);
}

export function newStr(rt: Runtime, text: string): number {
  return PyUnicode_FromString(rt.py, text);
}

export function newInt(rt: Runtime, value: number | bigint): number {
  return PyLong_FromLong(rt.py, value);
}

export function newFloat(rt: Runtime, value: number): number {
  return PyFloat_FromDouble(rt.py, value);
}

export function newBool(rt: Runtime, value: boolean): number {
  const { statics } = rt.py;
  return newRef(rt, value ? statics.true : statics.false);
}

export function newBytes(rt: Runtime, values: ArrayLike<number>): number {
  return PyBytes_FromStringAndSize(rt.py, values);
}

/** A tuple that takes the words over. */
export function newTuple(rt: Runtime, words: readonly number[]): number {
  const { py } = rt;
  const op = PyTuple_New(py, words.length);
  if (words.length === 0) return op;
  for (let i = 0; i < words.length; i++) py.store(op + py.tupleItem + i * 2, words[i]!);
  PyTuple_Track(py, op);
  return op;
}

/**
 * A tuple that takes the words over and is tracked whatever they are (`PyTuple_New`): from 3.14 on what is packed,
 * displayed or made of a list is tracked by its items only.
 */
export function newTrackedTuple(rt: Runtime, words: readonly number[]): number {
  const op = newTuple(rt, words);
  if (words.length > 0 && !rt.py.gc.isTracked(op)) rt.py.gc.track(op);
  return op;
}

/** A list that takes the words over. */
export function newList(rt: Runtime, words: readonly number[]): number {
  const { py } = rt;
  const op = PyList_New(py, words.length);
  if (words.length === 0) return op;
  const items = py.load(op + List.ITEM);
  for (let i = 0; i < words.length; i++) py.store(items + i * 2, words[i]!);
  return op;
}

export function listAdd(rt: Runtime, list: number, item: number): void {
  listAppendTake(rt.py, list, item);
}

/** A dict of keys and values in turn. Steals all of them. */
export function newDictOf(rt: Runtime, words: readonly number[]): number {
  const { py } = rt;
  const op = dictSized(rt, words.length / 2);
  let i = 0;
  try {
    for (; i < words.length; i += 2) {
      PyDict_SetItem(py, op, words[i]!, words[i + 1]!);
      py.decref(words[i]!);
      py.decref(words[i + 1]!);
    }
  } catch (error) {
    for (; i < words.length; i++) py.decref(words[i]!);
    py.decref(op);
    throw error;
  }
  return op;
}

/** The object of a constant: a new reference. */
export function newConstant(rt: Runtime, value: Constant): number {
  const { py } = rt;
  switch (value.t) {
    case 'None':
      return newNone(rt);
    case 'True':
    case 'False':
      return newBool(rt, value.t === 'True');
    case 'Ellipsis':
      return newRef(rt, py.statics.ellipsis);
    case 'int':
      return newInt(rt, value.v);
    case 'float':
      return newFloat(rt, value.v);
    case 'imag':
      return PyComplex_FromDoubles(py, 0, value.v);
    case 'complex':
      return PyComplex_FromDoubles(py, ...(value.v as [number, number]));
    case 'str': {
      const word = newStr(rt, value.v);
      if ((value.folded || value.joined) && rt.behaviour.foldedNotInterned) return word;
      return /^[A-Za-z0-9_]*$/.test(value.v) ? internConstant(rt, value.v, word) : word;
    }
    case 'bytes':
      return newBytes(rt, value.v);
    case 'tuple':
      return newTuple(
        rt,
        value.v.map((item) => newConstant(rt, item)),
      );
    case 'slice': {
      const [start, stop, step] = value.v.map((item) => newConstant(rt, item));
      const op = newFields(py, 'slice', { start: start!, stop: stop!, step: step! });
      for (const word of [start!, stop!, step!]) py.decref(word);
      return op;
    }
    case 'frozenset': {
      const items = value.v.map((item) => newConstant(rt, item));
      const op = PyFrozenSet_New(py, ...items);
      for (const item of items) py.decref(item);
      return op;
    }
  }
}

/** Whether an int has at most one digit: its value fits a small number. */
export function isCompact(rt: Runtime, op: number): boolean {
  return digitCount(rt.py, op) <= 1;
}

export function asDouble(rt: Runtime, op: number): number {
  return rt.py.f64[(op + Float.FVAL) >> 1]!;
}

export function asBytes(rt: Runtime, op: number): Uint8Array {
  return PyBytes_AsString(rt.py, op);
}

/** Borrowed words of a tuple's items. */
export function tupleItems(rt: Runtime, op: number): number[] {
  const { py } = rt;
  const size = py.get(op + Ob.SIZE);
  return Array.from({ length: size }, (_, i) => py.load(op + py.tupleItem + i * 2));
}

/** Borrowed words of a list's items. */
export function listItems(rt: Runtime, op: number): number[] {
  const { py } = rt;
  const size = py.get(op + List.SIZE);
  const items = size === 0 ? 0 : py.load(op + List.ITEM);
  return Array.from({ length: size }, (_, i) => py.load(items + i * 2));
}

/** What a dict holds under a text, borrowed, or 0. */
export function dictGet(rt: Runtime, dict: number, key: string): number {
  return PyDict_GetItem(rt.py, dict, internName(rt, key));
}

/** Stores a word, which the dict takes over. */
export function dictPut(rt: Runtime, dict: number, key: string, value: number): void {
  PyDict_SetItem(rt.py, dict, internName(rt, key), value);
  rt.py.decref(value);
}

export function newDict(rt: Runtime): number {
  return PyDict_New(rt.py);
}

/** An object of the interpreter's own, outside of the heap; it never dies. */
export function staticObject(rt: Runtime, type: number, bytes: number): number {
  const { py } = rt;
  const block = rt.staticEnd;
  rt.staticEnd += Math.ceil((bytes + 16) / 16) * 4;
  if (rt.staticEnd > rt.staticLimit) throw new RangeError('the segment of static objects is full');
  py.memory.touch(block, (bytes + 19) >> 2);
  const op = block + Gc.HEAD;
  const { static: count, staticHigh } = py.version.objects.refcounts;
  py.i32[op] = count === 1 ? 1_000_000 : count;
  py.i32[op + 1] = staticHigh ?? 0;
  py.memory.storePointer(op + Ob.TYPE, type);
  return op;
}

/** Whether an object was made by `staticObject`. */
export function isStaticObject(rt: Runtime, op: number): boolean {
  return op >= rt.staticLimit - STATIC_BYTES / 4 && op < rt.staticEnd;
}

/** An int that counts, or says where (`PyLong_FromSsize_t`). */
export function newSsize(rt: Runtime, value: number | bigint): number {
  return typeof value === 'bigint' && BigInt.asIntN(53, value) !== value
    ? newInt(rt, value)
    : PyLong_FromSsize_t(rt.py, Number(value));
}

/** The tuple at `word` again when nobody else holds it, or a new one, of items that it takes over. */
export function resultTuple(rt: Runtime, word: number, items: readonly number[]): number {
  const { py } = rt;
  const result = py.load(word);
  if (result === 0 || py.i32[result] !== 1) return newTrackedTuple(rt, items);
  py.incref(result);
  for (const [i, item] of items.entries()) {
    const slot = result + py.tupleItem + i * 2;
    const old = py.load(slot);
    py.store(slot, item);
    py.decref(old);
  }
  if (!py.gc.isTracked(result)) py.gc.track(result);
  return result;
}

export function dictSized(rt: Runtime, count: number): number {
  const { py } = rt;
  const op = newDict(rt);
  if (count > 5) {
    const log2 = Math.ceil(Math.log2(Math.max(8, Math.ceil((count * 3 + 1) / 2))));
    const keys = py.keys.create(
      1 << log2,
      py.version.objects.dictKeys.unicodeEntries ? KeysKind.UNICODE : KeysKind.GENERAL,
    );
    py.store(op + Dict.KEYS, keys);
    if (py.load(op + Dict.VALUES) !== 0) py.store(op + Dict.VALUES, 0);
  }
  return op;
}

/** A set that takes the words over. */
export function newSet(rt: Runtime, words: readonly number[]): number {
  const op = PySet_New(rt.py);
  try {
    giveEach(rt, words, (word) => setAdd(rt, op, word));
  } catch (error) {
    rt.py.decref(op);
    throw error;
  }
  return op;
}

/** Takes the item over. */
export function setAdd(rt: Runtime, set: number, item: number): void {
  try {
    PySet_Add(rt.py, set, item);
  } finally {
    rt.py.decref(item);
  }
}

export function newComplex(rt: Runtime, real: number, imag: number): number {
  return PyComplex_FromDoubles(rt.py, real, imag);
}

export function newFrozenset(rt: Runtime): number {
  const { py } = rt;
  const op = PySet_New(py);
  py.store(op + Ob.TYPE, rt.frozensetType);
  return op;
}

export function newByteArray(rt: Runtime, bytes: ArrayLike<number>): number {
  return PyByteArray_FromStringAndSize(rt.py, bytes);
}

export function internInPlace(rt: Runtime, word: number): number {
  return PyUnicode_InternInPlace(rt.py, word);
}

/** Whether an object is outside of the heap. */
export function isStatic(rt: Runtime, op: number): boolean {
  return rt.py.statics.isType(op);
}

/** An empty tuple, shared. */
export function emptyTuple(rt: Runtime): number {
  return PyTuple_New(rt.py, 0);
}

export function dictLookup(rt: Runtime, dict: number, key: number): number {
  return PyDict_GetItem(rt.py, dict, key);
}
