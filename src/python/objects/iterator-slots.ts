import { type DictEntry, PyDict_Next } from '../../objects/dict-next';
import { CallIter, Dict, List, Ob, SeqIter, SetWord, Str, TableIter } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import { raiseError, swallow } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newInt, newStr, resultTuple } from '../runtime/values';
import { partOfBytes } from './bytes-like';
import { callWords } from './call';
import { equal } from './compare';
import { nextOfGenerator } from './generator';
import { exhausted, nextList, nextRange } from './iter';
import { getItem } from './subscript';
import { characterAt } from './unicode';
import { withItem } from './walk';

/*
 * `tp_iternext` of built-in iterators (Objects/iterobject.c, listobject.c, dictobject.c).
 */

export function setUpIterators(rt: Runtime): void {
  const { py } = rt;
  rt.rangeIterator = py.type('range_iterator');
  rt.listIterator = py.type('list_iterator');
  rt.entryResult = py.structs.offset('dictiterobject', 'di_result') >> 2;
  const word = (field: string): number => py.structs.offset('rangeiterobject', field) >> 2;
  const index = py.structs.find('rangeiterobject', 'index');
  rt.rangeWords = [word('start'), word('step'), word('len'), index === undefined ? -1 : index >> 2];
  const on = (name: string, next: (it: number) => number): number => onNext(rt, name, next);
  on('range_iterator', (it) => nextRange(rt, it));
  on('list_iterator', (it) => nextList(rt, it));
  on('tuple_iterator', (it) => nextTuple(rt, it));
  on('str_iterator', (it) => nextCharacter(rt, it));
  on('str_ascii_iterator', (it) => nextCharacter(rt, it));
  for (const [what, name] of ['key', 'value', 'item'].entries()) {
    on(`dict_${name}iterator`, (it) => nextEntry(rt, it, what));
    on(`dict_reverse${name}iterator`, (it) => nextReverseEntry(rt, it, what));
  }
  on('set_iterator', (it) => nextKey(rt, it));
  on('list_reverseiterator', (it) => nextReverse(rt, it));
  on('bytes_iterator', (it) => nextByte(rt, it));
  on('iterator', (it) => nextItem(rt, it));
  on('callable_iterator', (it) => nextCall(rt, it));
  on('generator', (it) => nextOfGenerator(rt, it));
  on('coroutine', (it) => nextOfGenerator(rt, it));
}

/** Defines what the iterators of a built-in type give next; each is its own iterator. @returns the type */
export function onNext(rt: Runtime, name: string, next: (it: number) => number): number {
  const type = rt.py.type(name);
  const slots = slotsOf(rt, type);
  slots.iter = (it) => newRef(rt, it);
  slots.next = next;
  return type;
}

function nextReverse(rt: Runtime, it: number): number {
  const { py } = rt;
  const list = py.load(it + SeqIter.SEQ);
  if (list === 0) return 0;
  const at = py.i32[it + SeqIter.INDEX]!;
  // From 3.13 on one that has been at the first item keeps its list.
  if (at < 0 && rt.behaviour.reverseKeepsList) return 0;
  if (at < 0 || at >= py.i32[list + List.SIZE]!) {
    py.set(it + SeqIter.INDEX, -1);
    return exhausted(rt, it, SeqIter.SEQ);
  }
  py.set(it + SeqIter.INDEX, at - 1);
  return newRef(rt, py.load(py.load(list + List.ITEM) + at * 2));
}

function nextTuple(rt: Runtime, it: number): number {
  const { py } = rt;
  const tuple = py.load(it + SeqIter.SEQ);
  if (tuple === 0) return 0;
  const at = py.i32[it + SeqIter.INDEX]!;
  if (at >= py.get(tuple + Ob.SIZE)) return exhausted(rt, it, SeqIter.SEQ);
  py.set(it + SeqIter.INDEX, at + 1);
  return newRef(rt, py.load(tuple + py.tupleItem + at * 2));
}

function nextCharacter(rt: Runtime, it: number): number {
  const { py } = rt;
  const text = py.load(it + SeqIter.SEQ);
  if (text === 0) return 0;
  const at = py.i32[it + SeqIter.INDEX]!;
  if (at >= py.i32[text + Str.LENGTH]!) return exhausted(rt, it, SeqIter.SEQ);
  py.set(it + SeqIter.INDEX, at + 1);
  return newStr(rt, String.fromCodePoint(characterAt(rt, text, at)));
}

function nextByte(rt: Runtime, it: number): number {
  const { py } = rt;
  const seq = py.load(it + SeqIter.SEQ);
  if (seq === 0) return 0;
  const at = py.i32[it + SeqIter.INDEX]!;
  if (at >= py.get(seq + Ob.SIZE)) return exhausted(rt, it, SeqIter.SEQ);
  py.set(it + SeqIter.INDEX, at + 1);
  return newInt(rt, partOfBytes(rt, seq, at, 1)[0]!);
}

function nextItem(rt: Runtime, it: number): number {
  const { py } = rt;
  const seq = py.load(it + SeqIter.SEQ);
  if (seq === 0) return 0;
  const index = newInt(rt, py.get(it + SeqIter.INDEX));
  try {
    const item = withItem(rt, seq, () => getItem(rt, seq, index));
    py.set(it + SeqIter.INDEX, py.get(it + SeqIter.INDEX) + 1);
    return item;
  } catch (error) {
    if (swallow(rt, error, 'IndexError') || swallow(rt, error, 'StopIteration')) {
      return exhausted(rt, it, SeqIter.SEQ);
    }
    throw error;
  } finally {
    py.decref(index);
  }
}

function nextCall(rt: Runtime, it: number): number {
  const { py } = rt;
  const callable = py.load(it + CallIter.CALLABLE);
  if (callable === 0) return 0;
  const value = callWords(rt, callable, []);
  let ends: boolean;
  try {
    // The call may have ended the iterator.
    const sentinel = py.load(it + CallIter.SENTINEL);
    ends = sentinel === 0 || withItem(rt, sentinel, () => equal(rt, sentinel, value));
  } catch (error) {
    py.decref(value);
    throw error;
  }
  if (!ends) return value;
  py.decref(value);
  return exhausted(rt, it, CallIter.CALLABLE);
}

function nextEntry(rt: Runtime, it: number, what: number): number {
  const { py } = rt;
  const dict = unchangedDict(rt, it);
  if (dict === 0) return 0;
  const entry = PyDict_Next(py, dict, py.get(it + TableIter.POS));
  if (entry === null) return exhausted(rt, it, TableIter.TABLE);
  const left = it + TableIter.LEFT;
  if (py.get(left) === 0) {
    exhausted(rt, it, TableIter.TABLE);
    raiseError(rt, 'RuntimeError', 'dictionary keys changed during iteration');
  }
  py.set(left, py.get(left) - 1);
  py.set(it + TableIter.POS, entry.index + 1);
  return entryPart(rt, it, entry, what);
}

function nextReverseEntry(rt: Runtime, it: number, what: number): number {
  const { py } = rt;
  const dict = unchangedDict(rt, it);
  if (dict === 0) return 0;
  const entries: DictEntry[] = [];
  for (let e = PyDict_Next(py, dict, 0); e; e = PyDict_Next(py, dict, e.index + 1)) entries.push(e);
  const at = py.get(it + TableIter.POS);
  if (at >= entries.length) return exhausted(rt, it, TableIter.TABLE);
  py.set(it + TableIter.POS, at + 1);
  return entryPart(rt, it, entries[entries.length - 1 - at]!, what);
}

/** The dict of a dict's iterator; 0 when it is done. @throws RuntimeError when its size changed */
function unchangedDict(rt: Runtime, it: number): number {
  const { py } = rt;
  const dict = py.load(it + TableIter.TABLE);
  if (dict !== 0 && py.get(it + TableIter.USED) !== py.get(dict + Dict.USED)) {
    py.set(it + TableIter.USED, -1);
    raiseError(rt, 'RuntimeError', 'dictionary changed size during iteration');
  }
  return dict;
}

function entryPart(rt: Runtime, it: number, entry: DictEntry, what: number): number {
  if (what === 0) return newRef(rt, entry.key);
  if (what === 1) return newRef(rt, entry.value);
  return resultTuple(rt, it + rt.entryResult, [newRef(rt, entry.key), newRef(rt, entry.value)]);
}

function nextKey(rt: Runtime, it: number): number {
  const { py } = rt;
  const set = py.load(it + TableIter.TABLE);
  if (set === 0) return 0;
  if (py.get(it + TableIter.USED) !== py.get(set + SetWord.USED)) {
    py.set(it + TableIter.USED, -1);
    raiseError(rt, 'RuntimeError', 'Set changed size during iteration');
  }
  const mask = py.get(set + SetWord.MASK);
  const table = py.load(set + SetWord.TABLE);
  for (let i = py.get(it + TableIter.POS); i <= mask; i++) {
    const key = py.load(table + i * 4);
    if (key === 0 || key === py.statics.setDummy) continue;
    py.set(it + TableIter.POS, i + 1);
    return newRef(rt, key);
  }
  return exhausted(rt, it, TableIter.TABLE);
}
