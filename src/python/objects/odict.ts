import {
  Dict,
  newFields,
  odictKeys,
  odictMove,
  odictNeighbour,
  odictState,
  PyDict_GetItem,
  PyDict_Size,
  PyObject_GenericGetDict,
  PyObject_Hash,
} from '../../objects';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';

/** Words of an `odict_iterator`. */
const enum Iter {
  KIND = 4,
  ODICT = 6,
  SIZE = 8,
  STATE = 10,
  RESULT = 12,
  CURRENT = 14,
}

/** What an iterator gives, and in which order: bits of its kind, as Objects/odictobject.c has them. */
const enum IterKind {
  REVERSED = 1,
  KEYS = 2,
  VALUES = 4,
}

/** `collections.OrderedDict`, its views and iterator (Objects/odictobject.c). */
export function installODict(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.OrderedDict');
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => rt.method(type, name, min, max, call, kw);
  const none = (body: () => void): number => {
    body();
    return rt.N();
  };
  const update = (self: number, args: readonly number[], keywords?: Keywords): void => {
    if (args.length > 1)
      rt.typeError(`update() takes at most 1 positional argument (${args.length} given)`);
    if (args.length === 1) updateFrom(rt, self, args[0]!);
    for (const [key, value] of keywords ?? []) rt.setItem(self, rt.name(key), value);
  };
  rt.news.set(type, (cls) => rt.allocate(cls));
  rt.inits.set(type, (self, args, keywords) => update(self, args, keywords));
  for (const name of ['__init__', 'update']) {
    on(name, 0, -1, ([o, ...args], kw) => none(() => update(o!, args, kw)), true);
  }
  const keyword = (name: string, given: number | undefined, kw?: Keywords): boolean => {
    const word = given ?? kw?.find(([key]) => key === name)?.[1];
    return word === undefined || rt.truth(word);
  };
  on(
    'move_to_end',
    1,
    2,
    ([o, key, last], kw) =>
      none(() => {
        const low = PyObject_Hash(py, key!);
        const moved = odictMove(py, o!, key!, low, py.hashHigh, keyword('last', last, kw));
        if (!moved) rt.keyError(key!);
      }),
    true,
  );
  on(
    'popitem',
    0,
    1,
    ([o, last], kw) => {
      const keys = odictKeys(py, o!);
      if (keys.length === 0) rt.raise_('KeyError', 'dictionary is empty');
      const key = rt.I(keys.at(keyword('last', last, kw) ? -1 : 0)!);
      return rt.tuple([key, rt.popKey(o!, key)]);
    },
    true,
  );
  on('setdefault', 1, 2, ([o, key, otherwise]) => {
    const known = PyDict_GetItem(py, o!, key!);
    if (known !== 0) return rt.I(known);
    rt.setItem(o!, key!, otherwise ?? py.none);
    return rt.I(otherwise ?? py.none);
  });
  on('copy', 0, 0, ([o]) => {
    const copy = rt.callBorrowed(py.typeOf(o!), []);
    for (const key of odictKeys(py, o!)) rt.setItem(copy, key, PyDict_GetItem(py, o!, key));
    return copy;
  });
  rt.getset(type, '__dict__', (o) => PyObject_GenericGetDict(py, o));
  on('__repr__', 0, 0, ([o]) => rt.str(repr(rt, o!)));
  on('__iter__', 0, 0, ([o]) => newIterator(rt, o!, IterKind.KEYS));
  on('__reversed__', 0, 0, ([o]) => newIterator(rt, o!, IterKind.KEYS | IterKind.REVERSED));
  installViews(rt, type);
}

function updateFrom(rt: Runtime, self: number, from: number): void {
  const { py } = rt;
  if (py.typeOf(from) !== rt.dictType && rt.isMapping(from)) {
    const keys = rt.callMethod(from, 'keys', []);
    for (const key of rt.collect(keys)) {
      const value = rt.getItem(from, key);
      rt.setItem(self, key, value);
      py.decref(value);
      py.decref(key);
    }
    py.decref(keys);
    return;
  }
  const pairs = rt.isDict(from) ? rt.callMethod(from, 'items', []) : rt.I(from);
  if (!rt.isIterable(pairs)) rt.notIterable(pairs);
  const it = rt.getIter(pairs);
  py.decref(pairs);
  try {
    for (let pair = rt.next(it); pair !== 0; pair = rt.next(it)) {
      const items = rt.collect(pair);
      try {
        if (items.length < 2)
          rt.valueError(
            `need more than ${items.length} value${items.length === 1 ? '' : 's'} to unpack`,
          );
        if (items.length > 2) rt.valueError('too many values to unpack (expected 2)');
        rt.setItem(self, items[0]!, items[1]!);
      } finally {
        for (const word of [...items, pair]) py.decref(word);
      }
    }
  } finally {
    py.decref(it);
  }
}

function repr(rt: Runtime, op: number): string {
  const { py } = rt;
  const name = rt.nameOfType(py.typeOf(op));
  if (PyDict_Size(py, op) === 0) return `${name}()`;
  return rt.guarded(op, '...', () => {
    const asDict = rt.minor >= 12;
    const pairs = odictKeys(py, op).map((key) => {
      const value = rt.repr(PyDict_GetItem(py, op, key));
      return asDict ? `${rt.repr(key)}: ${value}` : `(${rt.repr(key)}, ${value})`;
    });
    return asDict ? `${name}({${pairs.join(', ')}})` : `${name}([${pairs.join(', ')}])`;
  });
}

function newIterator(rt: Runtime, odict: number, kind: number): number {
  const { py } = rt;
  const keys = odictKeys(py, odict);
  const first = keys.at((kind & IterKind.REVERSED) !== 0 ? -1 : 0);
  const it = newFields(py, 'odict_iterator', { di_odict: odict, di_current: first ?? 0 });
  py.set(it + Iter.KIND, kind);
  py.set(it + Iter.SIZE, keys.length);
  py.set(it + Iter.STATE, odictState(py, odict));
  const items = IterKind.KEYS | IterKind.VALUES;
  if ((kind & items) === items) py.store(it + Iter.RESULT, rt.tuple([rt.N(), rt.N()]));
  return it;
}

function installViews(rt: Runtime, type: number): void {
  const { py } = rt;
  const kinds = {
    keys: IterKind.KEYS,
    values: IterKind.VALUES,
    items: IterKind.KEYS | IterKind.VALUES,
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const view = py.type(`odict_${name}`);
    const odict = (o: number): number => py.load(o + 4);
    rt.method(type, name, 0, 0, ([o]) => newFields(py, `odict_${name}`, { dv_dict: o! }));
    rt.method(view, '__iter__', 0, 0, ([o]) => newIterator(rt, odict(o!), kind));
    rt.method(view, '__reversed__', 0, 0, ([o]) =>
      newIterator(rt, odict(o!), kind | IterKind.REVERSED),
    );
    rt.method(view, '__repr__', 0, 0, ([o]) => {
      const list = rt.list(rt.collect(o!));
      const text = rt.repr(list);
      py.decref(list);
      return rt.str(`odict_${name}(${text})`);
    });
  }
  rt.onNext('odict_iterator', (it) => {
    const key = nextKey(rt, it);
    const kind = py.get(it + Iter.KIND);
    if (key === 0 || (kind & IterKind.VALUES) === 0) return key;
    const value = rt.getItem(py.load(it + Iter.ODICT), key);
    if ((kind & IterKind.KEYS) !== 0) return rt.resultTuple(it + Iter.RESULT, [key, value]);
    py.decref(key);
    return value;
  });
}

/** `odictiter_nextkey`: a new reference, 0 at the end. */
function nextKey(rt: Runtime, it: number): number {
  const { py } = rt;
  const key = py.load(it + Iter.CURRENT);
  if (key === 0) return 0;
  const odict = py.load(it + Iter.ODICT);
  if (odictState(py, odict) !== py.get(it + Iter.STATE))
    rt.raise_('RuntimeError', 'OrderedDict mutated during iteration');
  if (py.get(odict + Dict.USED) !== py.get(it + Iter.SIZE))
    rt.raise_('RuntimeError', 'OrderedDict changed size during iteration');
  const low = PyObject_Hash(py, key);
  const backwards = (py.get(it + Iter.KIND) & IterKind.REVERSED) !== 0;
  const next = odictNeighbour(py, odict, key, low, py.hashHigh, backwards);
  // What the iterator held is what it gives.
  py.store(it + Iter.CURRENT, next === 0 ? 0 : rt.I(next));
  return key;
}
