import { DequeIter, PyDeque_Size } from '../../objects/dequeobject';
import { PyDict_Next } from '../../objects/dict-next';
import { Dict, SeqIter, SetWord, TableIter } from '../../objects/structs';
import { defineMethod } from '../runtime/define';
import { swallow, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, typeName } from '../runtime/type-checks';
import { newSsize } from '../runtime/values';
import { bind } from './bind';
import { callWords } from './call';
import { asNumber } from './index-numbers';
import { lengthOf } from './length';

type Hint = (it: number) => number;

/** Types with a table of items, which is read from its first entry to its last. */
const TABLES = ['dict', 'set', 'frozenset', 'dict_keys', 'dict_values', 'dict_items'];
const SIZED = new Set([
  ...TABLES,
  'list',
  'tuple',
  'str',
  'range',
  'bytes',
  'bytearray',
  'collections.deque',
]);

export function isTable(rt: Runtime, o: number): boolean {
  return TABLES.includes(rt.py.typeName(rt.py.typeOf(o)));
}

/** `_PyObject_HasLen`. */
export function hasLength(rt: Runtime, o: number): boolean {
  const type = rt.py.typeOf(o);
  return SIZED.has(rt.py.typeName(type)) || special(rt, type, '__len__') !== 0;
}

/** `PyObject_LengthHint` (Objects/abstract.c): how many items something says it has. */
export function lengthHint(rt: Runtime, o: number, otherwise: number): number {
  const { py } = rt;
  if (hasLength(rt, o)) {
    try {
      return lengthOf(rt, o);
    } catch (error) {
      if (!swallow(rt, error, 'TypeError')) throw error;
    }
  }
  if (special(rt, py.typeOf(o), '__length_hint__') === 0) return otherwise;
  // It is called as a bound method, which takes memory for the time.
  const method = bind(rt, special(rt, py.typeOf(o), '__length_hint__'), o, py.typeOf(o));
  let hint: number;
  try {
    hint = callWords(rt, method, []);
  } catch (error) {
    if (swallow(rt, error, 'TypeError')) return otherwise;
    throw error;
  } finally {
    py.decref(method);
  }
  try {
    return hint === py.statics.notImplemented ? otherwise : checkedHint(rt, o, hint);
  } finally {
    py.decref(hint);
  }
}

function checkedHint(rt: Runtime, o: number, hint: number): number {
  if (!isInt(rt, hint)) typeError(rt, rt.messages.hintNoInt(typeName(rt, o), typeName(rt, hint)));
  const length = asNumber(rt, hint);
  return length >= 0 ? length : valueError(rt, rt.messages.hintNegative(typeName(rt, o)));
}

/** `__length_hint__` of the iterators of built-in types: how many items are left; -1 if they cannot say. */
export function installLengthHints(rt: Runtime): void {
  const { py } = rt;
  const word = (struct: string, field: string): number => py.structs.offset(struct, field) >> 2;
  const left = (container: number, used: number): number =>
    container === 0 ? 0 : Math.max(0, used);
  const sequence: Hint = (it) => {
    const seq = py.load(it + SeqIter.SEQ);
    if (seq !== 0 && !hasLength(rt, seq)) return -1;
    return left(seq, seq === 0 ? 0 : lengthOf(rt, seq) - py.get(it + SeqIter.INDEX));
  };
  const backward: Hint = (it) => left(py.load(it + SeqIter.SEQ), py.get(it + SeqIter.INDEX) + 1);
  const entries: Hint = (it) => {
    const dict = py.load(it + TableIter.TABLE);
    if (dict === 0 || py.get(it + TableIter.USED) !== py.get(dict + Dict.USED)) return 0;
    let count = 0;
    for (
      let e = PyDict_Next(py, dict, py.get(it + TableIter.POS));
      e;
      e = PyDict_Next(py, dict, e.index + 1)
    )
      count++;
    return count;
  };
  const backwardEntries: Hint = (it) => {
    const dict = py.load(it + TableIter.TABLE);
    return left(dict, dict === 0 ? 0 : py.get(dict + Dict.USED) - py.get(it + TableIter.POS));
  };
  const keys: Hint = (it) => {
    const set = py.load(it + TableIter.TABLE);
    if (set === 0 || py.get(it + TableIter.USED) !== py.get(set + SetWord.USED)) return 0;
    const table = py.load(set + SetWord.TABLE);
    let count = 0;
    for (let i = py.get(it + TableIter.POS); i <= py.get(set + SetWord.MASK); i++) {
      const key = py.load(table + i * 4);
      if (key !== 0 && key !== py.statics.setDummy) count++;
    }
    return count;
  };
  const length = word('rangeiterobject', 'len');
  const index = py.structs.find('rangeiterobject', 'index');
  const numbers: Hint = (it) =>
    py.get(it + length) - (index === undefined ? 0 : py.get(it + (index >> 2)));
  const deque: Hint = (it) =>
    left(1, PyDeque_Size(py, py.load(it + DequeIter.DEQUE)) - py.get(it + DequeIter.INDEX));
  const hints: [string, Hint][] = [
    ...['list', 'tuple', 'str', 'str_ascii', 'bytes'].map((name): [string, Hint] => [
      `${name}_iterator`,
      sequence,
    ]),
    ['iterator', sequence],
    ['list_reverseiterator', backward],
    ['reversed', backward],
    ['range_iterator', numbers],
    ...['key', 'value', 'item'].flatMap((what): [string, Hint][] => [
      [`dict_${what}iterator`, entries],
      [`dict_reverse${what}iterator`, backwardEntries],
    ]),
    ['set_iterator', keys],
    ['_collections._deque_iterator', deque],
    ['itertools.repeat', (it) => py.get(it + word('repeatobject', 'cnt'))],
  ];
  for (const [name, hint] of hints) {
    defineMethod(rt, py.type(name), '__length_hint__', 0, 0, ([it]) => {
      const count = hint(it!);
      if (count >= 0) return newSsize(rt, count);
      if (name === 'itertools.repeat') typeError(rt, 'len() of unsized object');
      return newRef(rt, py.statics.notImplemented);
    });
  }
}
