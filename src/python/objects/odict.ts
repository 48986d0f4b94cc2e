import { PyObject_Hash } from '../../objects/compare';
import { PyDict_GetItem, PyDict_Size } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { PyObject_GenericGetDict } from '../../objects/instances';
import { odictKeys, odictMove, odictNeighbour, odictState } from '../../objects/odictobject';
import { Dict, DictView } from '../../objects/structs';
import {
  defineGetSet,
  defineInit,
  defineMethod,
  defineNew,
  methodDefiner,
  slotsOf,
} from '../runtime/define';
import { keyError, raiseError, typeError, valueError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { give, holding, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, nameOfType } from '../runtime/type-checks';
import { internName, newList, newStr, newTuple, resultTuple } from '../runtime/values';
import { allocLike } from './allocate';
import { callBorrowed } from './call';
import { callMethod } from './call-method';
import { eachItem, isMapping } from './dict-update';
import { collect, getIter, isIterable, iterNext, notIterable, takeIter } from './iter';
import { onNext } from './iterator-slots';
import { repr } from './repr';
import { guardedRepr } from './repr-enter';
import { popKey, setItem } from './store-subscript';
import { getItem } from './subscript';
import { truth } from './truth';
import { withItem } from './walk';

/** Words of an `odict_iterator`. */
const enum Iter {
  KIND = 4,
  ODICT = 6,
  SIZE = 8,
  STATE = 10,
  RESULT = 12,
  CURRENT = 14,
}

/** What an iterator gives and in which order: the bits of Objects/odictobject.c. */
const enum IterKind {
  REVERSED = 1,
  KEYS = 2,
  VALUES = 4,
}

/** `collections.OrderedDict`, its views and iterator (Objects/odictobject.c). */
export function installODict(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.OrderedDict');
  const on = methodDefiner(rt, type);
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  const update = (self: number, args: readonly number[], keywords?: Keywords): void => {
    if (args.length > 1)
      typeError(rt, `update() takes at most 1 positional argument (${args.length} given)`);
    if (args.length === 1) updateFrom(rt, self, args[0]!);
    if (!keywords?.length) return;
    // `mutablemapping_update`: the list that `PyDict_Items` makes, and what goes over it and its pairs.
    const pairs = keywords.map(([key, value]) =>
      newTuple(rt, [newRef(rt, internName(rt, key)), newRef(rt, value)]),
    );
    const list = own(rt, newList(rt, pairs));
    const iterator = own(rt, takeIter(rt, newRef(rt, list)));
    for (const [i, [key, value]] of keywords.entries()) {
      rt.py.decref(takeIter(rt, newRef(rt, pairs[i]!)));
      setItem(rt, self, internName(rt, key), value);
    }
    release(rt, iterator);
    release(rt, list);
  };
  defineNew(rt, type, (cls) => allocLike(rt, cls));
  defineInit(rt, type, (self, args, keywords) => update(self, args, keywords));
  for (const name of ['__init__', 'update']) {
    on(name, 0, -1, ([o, ...args], kw) => none(() => update(o!, args, kw)), true);
  }
  const isLast = (last: number | undefined): boolean => last === undefined || truth(rt, last);
  on(
    'move_to_end',
    1,
    2,
    ([o, key, last]) =>
      none(() => {
        const low = PyObject_Hash(py, key!);
        const moved = odictMove(py, o!, key!, low, py.hashHigh, isLast(last));
        if (!moved) keyError(rt, key!);
      }),
    'key last',
  );
  on(
    'popitem',
    0,
    1,
    ([o, last]) => {
      const keys = odictKeys(py, o!);
      if (keys.length === 0) raiseError(rt, 'KeyError', 'dictionary is empty');
      const key = newRef(rt, keys.at(isLast(last) ? -1 : 0)!);
      let value = 0;
      try {
        value = popKey(rt, o!, key) || keyError(rt, key);
      } finally {
        if (value === 0) py.decref(key);
      }
      return newTuple(rt, [key, value]);
    },
    'last',
  );
  on('setdefault', 1, 2, ([o, key, otherwise]) => {
    const known = PyDict_GetItem(py, o!, key!);
    if (known !== 0) return newRef(rt, known);
    setItem(rt, o!, key!, otherwise ?? py.none);
    return newRef(rt, otherwise ?? py.none);
  });
  on('copy', 0, 0, ([o]) => {
    const copy = own(rt, callBorrowed(rt, py.typeOf(o!), []));
    const keys = odictKeys(py, o!);
    holding(rt, keys, () => {
      for (const key of keys) {
        const value = PyDict_GetItem(py, o!, key);
        if (value === 0) keyError(rt, key);
        withItem(rt, value, () => setItem(rt, copy, key, value));
      }
    });
    return give(rt, copy);
  });
  defineGetSet(rt, type, '__dict__', (o) => PyObject_GenericGetDict(py, o));
  on('__repr__', 0, 0, ([o]) => newStr(rt, odictRepr(rt, o!)));
  slotsOf(rt, type).iter = (o) => newIterator(rt, o, IterKind.KEYS);
  on('__reversed__', 0, 0, ([o]) => newIterator(rt, o!, IterKind.KEYS | IterKind.REVERSED));
  installViews(rt, type);
}

function updateFrom(rt: Runtime, self: number, from: number): void {
  const { py } = rt;
  if (py.typeOf(from) !== rt.dictType && isMapping(rt, from)) {
    eachItem(rt, from, (key, value) => setItem(rt, self, key, value));
    return;
  }
  const pairs = own(rt, isDict(rt, from) ? callMethod(rt, from, 'items', []) : newRef(rt, from));
  if (!isIterable(rt, pairs)) notIterable(rt, pairs);
  const it = getIter(rt, pairs);
  release(rt, pairs);
  try {
    for (let pair = iterNext(rt, it); pair !== 0; pair = iterNext(rt, it)) {
      const items = collect(rt, own(rt, pair));
      give(rt, pair);
      try {
        if (items.length < 2)
          valueError(
            rt,
            `need more than ${items.length} value${items.length === 1 ? '' : 's'} to unpack`,
          );
        if (items.length > 2) valueError(rt, 'too many values to unpack (expected 2)');
        setItem(rt, self, items[0]!, items[1]!);
      } finally {
        for (const word of [...items, pair]) py.decref(word);
      }
    }
  } finally {
    py.decref(it);
  }
}

function odictRepr(rt: Runtime, op: number): string {
  const { py } = rt;
  const name = nameOfType(rt, py.typeOf(op));
  if (PyDict_Size(py, op) === 0) return `${name}()`;
  return guardedRepr(rt, op, '...', () => {
    const asDict = rt.behaviour.odictAsDict;
    const keys = odictKeys(py, op);
    const shown = (key: number): string => {
      const word = PyDict_GetItem(py, op, key);
      if (word === 0) raiseError(rt, 'RuntimeError', 'OrderedDict mutated during iteration');
      const value = withItem(rt, word, () => repr(rt, word));
      return asDict ? `${repr(rt, key)}: ${value}` : `(${repr(rt, key)}, ${value})`;
    };
    const pairs = holding(rt, keys, () => keys.map(shown));
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
  if ((kind & items) === items)
    py.store(it + Iter.RESULT, newTuple(rt, [newNone(rt), newNone(rt)]));
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
    const odict = (o: number): number => py.load(o + DictView.DICT);
    defineMethod(rt, type, name, 0, 0, ([o]) => newFields(py, `odict_${name}`, { dv_dict: o! }));
    slotsOf(rt, view).iter = (o) => newIterator(rt, odict(o), kind);
    defineMethod(rt, view, '__reversed__', 0, 0, ([o]) =>
      newIterator(rt, odict(o!), kind | IterKind.REVERSED),
    );
    defineMethod(rt, view, '__repr__', 0, 0, ([o]) => {
      const list = newList(rt, collect(rt, o!));
      const text = repr(rt, list);
      py.decref(list);
      return newStr(rt, `odict_${name}(${text})`);
    });
  }
  onNext(rt, 'odict_iterator', (it) => {
    const key = nextKey(rt, it);
    const kind = py.get(it + Iter.KIND);
    if (key === 0 || (kind & IterKind.VALUES) === 0) return key;
    const value = getItem(rt, py.load(it + Iter.ODICT), key);
    if ((kind & IterKind.KEYS) !== 0) return resultTuple(rt, it + Iter.RESULT, [key, value]);
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
    raiseError(rt, 'RuntimeError', 'OrderedDict mutated during iteration');
  if (py.get(odict + Dict.USED) !== py.get(it + Iter.SIZE))
    raiseError(rt, 'RuntimeError', 'OrderedDict changed size during iteration');
  const low = PyObject_Hash(py, key);
  const backwards = (py.get(it + Iter.KIND) & IterKind.REVERSED) !== 0;
  const next = odictNeighbour(py, odict, key, low, py.hashHigh, backwards);
  // What the iterator held is what it gives.
  py.store(it + Iter.CURRENT, next === 0 ? 0 : newRef(rt, next));
  return key;
}
