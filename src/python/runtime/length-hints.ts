import { Dict, PyDeque_Size, SetWord } from '../../objects';
import type { Runtime } from './runtime';

type Hint = (it: number) => number;

/** Types of which anything goes over one item after another, in a table. */
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
  return SIZED.has(rt.py.typeName(type)) || rt.special(type, '__len__') !== 0;
}

/** `PyObject_LengthHint` (Objects/abstract.c): how many items something says it has. */
export function lengthHint(rt: Runtime, o: number, otherwise: number): number {
  const { py } = rt;
  if (hasLength(rt, o)) return rt.lengthOf(o);
  if (rt.special(py.typeOf(o), '__length_hint__') === 0) return otherwise;
  // It is called as a bound method, which takes memory for the time.
  const method = rt.getAttr(o, '__length_hint__');
  let hint: number;
  try {
    hint = rt.callWords(method, []);
  } catch (error) {
    if (rt.swallow(error, 'TypeError')) return otherwise;
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
  const whose = `${rt.typeName(o)}.__length_hint__() must return`;
  const latest = rt.minor >= 15;
  if (!rt.isInt(hint)) {
    const what = latest ? `${whose} an int` : '__length_hint__ must be an integer';
    rt.typeError(`${what}, not ${rt.typeName(hint)}`);
  }
  const length = rt.number(hint);
  if (length >= 0) return length;
  return rt.valueError(
    latest ? `${whose} a non-negative int` : '__length_hint__() should return >= 0',
  );
}

/** `__length_hint__` of the iterators of built-in types: how many items are left; -1 if they cannot say. */
export function installLengthHints(rt: Runtime): void {
  const { py } = rt;
  const word = (struct: string, field: string): number => py.structs.offset(struct, field) >> 2;
  const left = (container: number, used: number): number =>
    container === 0 ? 0 : Math.max(0, used);
  const sequence: Hint = (it) => {
    const seq = py.load(it + 6);
    if (seq !== 0 && !hasLength(rt, seq)) return -1;
    return left(seq, seq === 0 ? 0 : rt.lengthOf(seq) - py.get(it + 4));
  };
  const backward: Hint = (it) => left(py.load(it + 6), py.get(it + 4) + 1);
  const entries: Hint = (it) => {
    const dict = py.load(it + 4);
    if (dict === 0 || py.get(it + 6) !== py.get(dict + Dict.USED)) return 0;
    let count = 0;
    for (let e = rt.entryFrom(dict, py.get(it + 8)); e; e = rt.entryFrom(dict, e.index + 1))
      count++;
    return count;
  };
  const backwardEntries: Hint = (it) => {
    const dict = py.load(it + 4);
    return left(dict, dict === 0 ? 0 : py.get(dict + Dict.USED) - py.get(it + 8));
  };
  const keys: Hint = (it) => {
    const set = py.load(it + 4);
    if (set === 0 || py.get(it + 6) !== py.get(set + SetWord.USED)) return 0;
    const table = py.load(set + SetWord.TABLE);
    let count = 0;
    for (let i = py.get(it + 8); i <= py.get(set + SetWord.MASK); i++) {
      const key = py.load(table + i * 4);
      if (key !== 0 && key !== py.statics.setDummy) count++;
    }
    return count;
  };
  const length = word('rangeiterobject', 'len');
  const index = py.structs.find('rangeiterobject', 'index');
  const numbers: Hint = (it) =>
    py.get(it + length) - (index === undefined ? 0 : py.get(it + (index >> 2)));
  const deque: Hint = (it) => left(1, PyDeque_Size(py, py.load(it + 6)) - py.get(it + 12));
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
    ['itertools.repeat', (it) => py.i32[it + 6]!],
  ];
  for (const [name, hint] of hints) {
    rt.method(py.type(name), '__length_hint__', 0, 0, ([it]) => {
      const count = hint(it!);
      if (count >= 0) return rt.count(count);
      if (name === 'itertools.repeat') rt.typeError('len() of unsized object');
      return rt.I(py.statics.notImplemented);
    });
  }
}
