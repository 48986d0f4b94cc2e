import {
  List,
  newFields,
  PyList_Append,
  PyList_Clear,
  PyList_Insert,
  PyList_Pop,
  PyList_SetSlice,
} from '../../objects';
import { type Keywords, option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { initList } from './list-extend';
import { sortWords } from './sorting';

/** `list`, `tuple`, `range`, `slice`. */
export function installContainers(rt: Runtime): void {
  installList(rt);
  installTuple(rt);
  installRange(rt);
  installSlice(rt);
  const { py } = rt;
  for (const type of [rt.listType, rt.tupleType]) {
    const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
      rt.method(type, name, min, max, call);
    on('__len__', 0, 0, ([o]) => rt.count(rt.lengthOf(o!)));
    on('__getitem__', 1, 1, ([o, key]) => rt.getItem(o!, key!));
    on('__contains__', 1, 1, ([o, item]) =>
      rt.bool(rt.itemsOf(o!).some((each) => rt.equal(each, item!))),
    );
    on('__iter__', 0, 0, ([o]) =>
      newFields(py, type === rt.listType ? 'list_iterator' : 'tuple_iterator', { it_seq: o! }),
    );
    on('__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
    on(
      '__add__',
      1,
      1,
      ([a, b]) => rt.builtinBinary('add', a!, b!, false) || rt.I(py.statics.notImplemented),
    );
    on(
      '__mul__',
      1,
      1,
      ([a, b]) => rt.builtinBinary('mul', a!, b!, false) || rt.I(py.statics.notImplemented),
    );
    // A list holds the item that it compares.
    const equal = (each: number, item: number): boolean =>
      rt.holding(type === rt.listType ? [each] : [], () => rt.equal(each, item));
    on('count', 1, 1, ([o, item]) =>
      rt.count(rt.itemsOf(o!).filter((each) => equal(each, item!)).length),
    );
    on('index', 1, 3, ([o, item, start, stop]) => {
      const items = rt.itemsOf(o!);
      const bound = (word: number | undefined, otherwise: number): number => {
        if (word === undefined) return otherwise;
        const value = rt.indexOf(word, 'slice');
        return value < 0 ? Math.max(0, value + items.length) : value;
      };
      const end = Math.min(bound(stop, items.length), items.length);
      for (let i = bound(start, 0); i < end; i++) if (equal(items[i]!, item!)) return rt.count(i);
      return type === rt.tupleType
        ? rt.valueError('tuple.index(x): x not in tuple')
        : rt.valueError(
            rt.minor >= 14 ? 'list.index(x): x not in list' : `${rt.repr(item!)} is not in list`,
          );
    });
    for (const [op, name] of [
      '__lt__',
      '__le__',
      '__eq__',
      '__ne__',
      '__gt__',
      '__ge__',
    ].entries()) {
      on(name, 1, 1, ([a, b]) => rt.builtinComparison(op, a!, b!));
    }
  }
}

function installList(rt: Runtime): void {
  const { py, listType } = rt;
  // Not off the free list, which is for `PyList_New`.
  rt.news.set(listType, (type) => rt.allocate(type));
  rt.inits.set(listType, (self, args, keywords) => {
    if (keywords?.length) rt.typeError('list() takes no keyword arguments');
    if (args.length > 1) rt.typeError(`list expected at most 1 argument, got ${args.length}`);
    if (py.get(self + List.SIZE) > 0) PyList_Clear(py, self);
    if (args.length === 1) {
      try {
        initList(rt, self, args[0]!);
      } catch (error) {
        if (rt.py.typeOf(self) === listType) py.decref(self);
        throw error;
      }
    }
  });
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => rt.method(listType, name, min, max, call, kw);
  on('__init__', 0, 1, ([o, from]) => {
    rt.inits.get(listType)!(o!, from === undefined ? [] : [from]);
    return rt.N();
  });
  on('append', 1, 1, (args) => {
    PyList_Append(py, args[0]!, args[1]!);
    return rt.N();
  });
  on('extend', 1, 1, ([o, from]) => {
    if (!rt.isIterable(from!)) rt.notIterable(from!);
    if (from === o) PyList_SetSlice(py, o!, rt.lengthOf(o!), rt.lengthOf(o!), o!);
    else rt.extendList(o!, from!);
    return rt.N();
  });
  on('insert', 2, 2, ([o, i, item]) => {
    PyList_Insert(py, o!, rt.indexOf(i!, 'list'), item!);
    return rt.N();
  });
  on('pop', 0, 1, ([o, i]) => PyList_Pop(py, o!, i === undefined ? -1 : rt.indexOf(i, 'list')));
  on('remove', 1, 1, ([o, item]) => {
    for (let i = 0; i < py.get(o! + List.SIZE); i++) {
      const each = rt.I(py.load(py.load(o! + List.ITEM) + i * 2));
      const same = rt.equal(each, item!);
      py.decref(each);
      if (!same) continue;
      PyList_SetSlice(py, o!, i, i + 1, 0);
      return rt.N();
    }
    return rt.valueError('list.remove(x): x not in list');
  });
  on('clear', 0, 0, ([o]) => {
    PyList_Clear(py, o!);
    return rt.N();
  });
  on('copy', 0, 0, ([o]) => rt.list(rt.listItems(o!).map(rt.I)));
  on('reverse', 0, 0, ([o]) => {
    putItems(rt, o!, rt.listItems(o!).reverse());
    return rt.N();
  });
  on(
    'sort',
    0,
    0,
    ([o], keywords) => {
      const items = rt.listItems(o!);
      const sorted = sortWords(rt, items, option(keywords, 'key'), option(keywords, 'reverse'));
      if (py.get(o! + List.SIZE) !== items.length) rt.valueError('list modified during sort');
      putItems(rt, o!, sorted);
      return rt.N();
    },
    true,
  );
  on('__setitem__', 2, 2, ([o, key, v]) => {
    rt.setItem(o!, key!, v!);
    return rt.N();
  });
  on('__delitem__', 1, 1, ([o, key]) => {
    rt.deleteItem(o!, key!);
    return rt.N();
  });
  on('__reversed__', 0, 0, ([o]) => {
    const it = newFields(py, 'list_reverseiterator', { it_seq: o! });
    const last = py.get(o! + List.SIZE) - 1;
    if (last < 0) py.i32.fill(-1, it + 4, it + 6);
    else py.set(it + 4, last);
    return it;
  });
  on('__iadd__', 1, 1, ([o, from]) => {
    rt.extendList(o!, from!);
    return rt.I(o!);
  });
  rt.typeAttribute(listType, '__hash__', rt.N());
}

/** Puts a list's own items into another order. */
export function putItems(rt: Runtime, list: number, items: readonly number[]): void {
  const { py } = rt;
  const array = py.load(list + List.ITEM);
  for (const [i, item] of items.entries()) py.store(array + i * 2, item);
}

function installTuple(rt: Runtime): void {
  const { py, tupleType } = rt;
  rt.news.set(tupleType, (type, args, keywords) => {
    if (keywords?.length) rt.typeError('tuple() takes no keyword arguments');
    if (args.length > 1) rt.typeError(`tuple expected at most 1 argument, got ${args.length}`);
    const [from] = args;
    const made = from === undefined ? rt.emptyTuple() : rt.tupleOf(from);
    if (type === tupleType) return made;
    const op = rt.allocate(type, made);
    py.decref(made);
    return op;
  });
  rt.method(tupleType, '__hash__', 0, 0, ([o]) => rt.count(rt.hash(o!)));
}

function installRange(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('range');
  rt.news.set(type, (_type, args) => {
    if (args.length < 1) rt.typeError('range expected at least 1 argument, got 0');
    if (args.length > 3) rt.typeError(`range expected at most 3 arguments, got ${args.length}`);
    const values = args.map((word) => {
      if (rt.isInt(word)) return rt.bigint(word);
      if (rt.special(py.typeOf(word), '__index__') === 0) {
        rt.typeError(`'${rt.typeName(word)}' object cannot be interpreted as an integer`);
      }
      return BigInt(rt.indexOf(word, 'range'));
    });
    const [first, second, step = 1n] = values;
    const [start, stop] = second === undefined ? [0n, first!] : [first!, second];
    if (step === 0n) rt.valueError('range() arg 3 must not be zero');
    const span = step > 0n ? stop - start : start - stop;
    const size = step > 0n ? step : -step;
    const length = span <= 0n ? 0n : (span + size - 1n) / size;
    // Ints that were given stay the objects that they are.
    const given = (value: bigint, at: number): number => {
      const word = args[at];
      return word !== undefined && py.typeOf(word) === rt.intType ? rt.I(word) : rt.int(value);
    };
    const words = [
      second === undefined ? rt.int(0) : given(start, 0),
      given(stop, second === undefined ? 0 : 1),
      given(step, 2),
      rt.int(length),
    ];
    const op = newFields(py, 'range', {
      start: words[0]!,
      stop: words[1]!,
      step: words[2]!,
      length: words[3]!,
    });
    for (const word of words) py.decref(word);
    return op;
  });
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
  on('__len__', 0, 0, ([o]) => rt.count(rt.rangeOf(o!).length));
  on('__iter__', 0, 0, ([o]) => rt.getIter(o!));
  on('__getitem__', 1, 1, ([o, key]) => {
    const { start, step, length } = rt.rangeOf(o!);
    if (rt.isSlice(key!)) {
      const bounds = rt.sliceBounds(key!, Number(length));
      const at = (i: number): bigint => start + BigInt(i) * step;
      const words = [at(bounds.start), at(bounds.stop), step * BigInt(bounds.step)].map((value) =>
        rt.int(value),
      );
      const made = rt.callWords(type, words);
      return made;
    }
    const index = BigInt(rt.indexOf(key!, 'range'));
    const at = index < 0n ? index + length : index;
    if (at < 0n || at >= length) rt.raise_('IndexError', 'range object index out of range');
    return rt.int(start + at * step);
  });
  const position = (o: number, item: number): bigint => {
    const { start, step, length } = rt.rangeOf(o);
    if (!rt.isInt(item)) return -1n;
    const offset = rt.bigint(item) - start;
    const at = offset / step;
    return offset % step === 0n && at >= 0n && at < length ? at : -1n;
  };
  on('__contains__', 1, 1, ([o, item]) => rt.bool(position(o!, item!) >= 0n));
  on('index', 1, 1, ([o, item]) => {
    const at = position(o!, item!);
    return at < 0n ? rt.valueError(`${rt.repr(item!)} is not in range`) : rt.int(at);
  });
  on('count', 1, 1, ([o, item]) => rt.int(position(o!, item!) >= 0n ? 1 : 0));
  on('__reversed__', 0, 0, ([o]) => {
    const { start, step, length } = rt.rangeOf(o!);
    const words = [start + (length - 1n) * step, start - step, -step].map((value) => rt.int(value));
    const backwards = rt.callWords(type, words);
    return rt.iter(backwards);
  });
  for (const name of ['start', 'stop', 'step'] as const)
    rt.getset(type, name, (o) => rt.int(rt.rangeOf(o)[name]));
}

function installSlice(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('slice');
  rt.news.set(type, (_type, args) => {
    if (args.length < 1 || args.length > 3)
      rt.typeError(`slice expected at least 1 argument, got ${args.length}`);
    const [first, second, step] = args;
    const words =
      second === undefined ? [py.none, first!, py.none] : [first!, second, step ?? py.none];
    return rt.slice(...(words.map(rt.I) as [number, number, number]));
  });
  for (const [i, name] of ['start', 'stop', 'step'].entries())
    rt.getset(type, name, (o) => rt.I(py.load(o + 4 + i * 2)));
  rt.method(type, 'indices', 1, 1, ([o, n]) => {
    const { start, stop, step } = rt.sliceBounds(o!, rt.number(n!));
    return rt.tuple([rt.int(start), rt.int(stop), rt.int(step)]);
  });
}
