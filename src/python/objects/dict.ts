import {
  Dict,
  getItemKnownHash,
  newFields,
  PyDict_Clear,
  PyDict_Copy,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
  PyDict_Size,
  PyObject_Hash,
  presizeForKeys,
  setItemKnownHash,
} from '../../objects';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';

/** `dict`, its views, `collections.defaultdict`. */
export function installDicts(rt: Runtime): void {
  const { py, dictType } = rt;
  rt.news.set(dictType, (type) => {
    const op = rt.allocate(type);
    if (type === dictType && py.version.objects.dictTracking === 'by-items') py.gc.untrack(op);
    return op;
  });
  rt.inits.set(dictType, (self, args, keywords) => update(rt, self, args, keywords, 'dict'));
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => rt.method(dictType, name, min, max, call, kw);
  on(
    '__init__',
    0,
    1,
    ([o, ...args], kw) => {
      update(rt, o!, args, kw, 'dict');
      return rt.N();
    },
    true,
  );
  on(
    'update',
    0,
    1,
    ([o, ...args], kw) => {
      rt.holding(args, () => update(rt, o!, args, kw, 'update'));
      return rt.N();
    },
    true,
  );
  on('get', 1, 2, ([o, key, otherwise]) =>
    rt.I(PyDict_GetItem(py, o!, key!) || (otherwise ?? py.none)),
  );
  on('setdefault', 1, 2, ([o, key, otherwise]) => {
    const low = PyObject_Hash(py, key!);
    const high = py.hashHigh;
    const known = getItemKnownHash(py, o!, key!, low, high);
    if (known !== 0) return rt.I(known);
    setItemKnownHash(py, o!, key!, otherwise ?? py.none, low, high);
    return rt.I(otherwise ?? py.none);
  });
  on(
    'pop',
    1,
    2,
    ([o, key, otherwise]) =>
      rt.popKey(o!, key!) || (otherwise === undefined ? rt.keyError(key!) : rt.I(otherwise)),
  );
  on('popitem', 0, 0, ([o]) => {
    const items = PyDict_Items(py, o!);
    if (items.length === 0) rt.raise_('KeyError', 'popitem(): dictionary is empty');
    const [key, value] = items.slice(-2) as [number, number];
    const pair = rt.tuple([rt.I(key), rt.I(value)]);
    PyDict_DelItem(py, o!, key);
    return pair;
  });
  on('clear', 0, 0, ([o]) => {
    PyDict_Clear(py, o!);
    return rt.N();
  });
  on('copy', 0, 0, ([o]) => PyDict_Copy(py, o!));
  for (const name of ['keys', 'values', 'items']) {
    on(name, 0, 0, ([o]) => newFields(py, `dict_${name}`, { dv_dict: o! }));
  }
  on('__len__', 0, 0, ([o]) => rt.count(PyDict_Size(py, o!)));
  on('__iter__', 0, 0, ([o]) => rt.dictIter(o!, 'dict_keyiterator'));
  on('__reversed__', 0, 0, ([o]) => rt.dictIter(o!, 'dict_reversekeyiterator'));
  on('__contains__', 1, 1, ([o, key]) => rt.bool(PyDict_GetItem(py, o!, key!) !== 0));
  on('__getitem__', 1, 1, ([o, key]) => {
    const value = PyDict_GetItem(py, o!, key!);
    if (value !== 0) return rt.I(value);
    const missing = rt.isHeapType(py.typeOf(o!)) ? rt.special(py.typeOf(o!), '__missing__') : 0;
    return missing === 0 ? rt.keyError(key!) : rt.callSpecial(missing, o!, [rt.I(key!)]);
  });
  on('__setitem__', 2, 2, ([o, key, value]) => {
    PyDict_SetItem(py, o!, key!, value!);
    return rt.N();
  });
  on('__delitem__', 1, 1, ([o, key]) => {
    rt.deleteKey(o!, key!);
    return rt.N();
  });
  on('__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  on('__eq__', 1, 1, ([a, b]) => rt.builtinComparison(2, a!, b!));
  on('__ne__', 1, 1, ([a, b]) => rt.builtinComparison(3, a!, b!));
  if (rt.minor >= 9) {
    on(
      '__or__',
      1,
      1,
      ([a, b]) => rt.builtinBinary('or', a!, b!, false) || rt.I(py.statics.notImplemented),
    );
    on('__ior__', 1, 1, ([a, b]) => {
      rt.updateDict(a!, b!);
      return rt.I(a!);
    });
  }
  rt.typeAttribute(dictType, '__hash__', rt.N());
  rt.classMethod(dictType, 'fromkeys', 1, 2, ([cls, keys, value]) =>
    fromKeys(rt, cls!, keys!, value ?? py.none),
  );
  installViews(rt);
  installDefaultDict(rt);
}

function update(
  rt: Runtime,
  self: number,
  args: readonly number[],
  keywords: Keywords | undefined,
  name: string,
): void {
  const { py } = rt;
  if (args.length > 1) rt.typeError(`${name} expected at most 1 argument, got ${args.length}`);
  const [from] = args;
  if (from !== undefined) {
    if (!rt.isMapping(from) && !rt.isIterable(from)) rt.notIterable(from);
    rt.updateDict(self, from);
  }
  for (const [key, value] of keywords ?? []) PyDict_SetItem(py, self, rt.name(key), value);
}

/** `_PyDict_FromKeys`. */
function fromKeys(rt: Runtime, cls: number, keys: number, value: number): number {
  const { py } = rt;
  const dict = rt.callBorrowed(cls, []);
  if (py.typeOf(dict) !== rt.dictType) {
    rt.forEach(keys, (key) => {
      rt.setItem(dict, key, value);
      py.decref(key);
    });
    return dict;
  }
  const type = py.typeOf(keys);
  if (PyDict_Size(py, dict) === 0) {
    if (type === rt.dictType) {
      const unicode = py.keys.isUnicode(py.load(keys + Dict.KEYS));
      presizeForKeys(py, dict, PyDict_Size(py, keys), unicode);
    } else if (type === rt.setType || type === rt.frozensetType) {
      presizeForKeys(py, dict, rt.lengthOf(keys), false);
    }
  }
  // A dict's and a set's own keys need no iterator.
  if (type === rt.dictType || type === rt.setType || type === rt.frozensetType) {
    for (const key of rt.collect(keys)) rt.dictSet(dict, key, rt.I(value));
  } else rt.forEach(keys, (key) => rt.dictSet(dict, key, rt.I(value)));
  return dict;
}

function installViews(rt: Runtime): void {
  const { py } = rt;
  const iterators = {
    dict_keys: 'dict_keyiterator',
    dict_values: 'dict_valueiterator',
    dict_items: 'dict_itemiterator',
  };
  for (const [name, iterator] of Object.entries(iterators)) {
    const type = py.type(name);
    const dict = (o: number): number => py.load(o + 4);
    rt.method(type, '__len__', 0, 0, ([o]) => rt.count(PyDict_Size(py, dict(o!))));
    rt.method(type, '__iter__', 0, 0, ([o]) => rt.dictIter(dict(o!), iterator));
    rt.getset(type, 'mapping', (o) => {
      const proxy = newFields(py, 'mappingproxy', { mapping: dict(o) });
      return proxy;
    });
    rt.method(type, '__reversed__', 0, 0, ([o]) =>
      rt.dictIter(dict(o!), iterator.replace('_', '_reverse')),
    );
    if (name === 'dict_values') continue;
    rt.method(type, '__contains__', 1, 1, ([o, item]) => {
      if (name === 'dict_keys') return rt.bool(PyDict_GetItem(py, dict(o!), item!) !== 0);
      if (!rt.isTuple(item!)) return rt.bool(false);
      const [key, value] = rt.tupleItems(item!);
      const known = key === undefined ? 0 : PyDict_GetItem(py, dict(o!), key);
      return rt.bool(known !== 0 && value !== undefined && rt.equal(known, value));
    });
    for (const [method, operation] of [
      ['__and__', 'and'],
      ['__or__', 'or'],
      ['__sub__', 'sub'],
      ['__xor__', 'xor'],
    ] as const) {
      rt.method(type, method, 1, 1, ([a, b]) => {
        const x = rt.set(rt.collect(a!));
        const y = rt.set(rt.collect(b!));
        const result = rt.combineSets(operation, x, y, 0);
        py.decref(x);
        py.decref(y);
        return result;
      });
    }
    rt.method(type, 'isdisjoint', 1, 1, ([a, b]) =>
      rt.bool(!rt.collect(b!).some((item) => rt.hasItem(a!, item))),
    );
  }
}

function installDefaultDict(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.defaultdict');
  const FACTORY = 12;
  rt.news.set(type, (cls) => {
    const op = rt.allocate(cls);
    py.store(op + FACTORY, 0);
    return op;
  });
  rt.inits.set(type, (self, args, keywords) => {
    const [factory, ...rest] = args;
    if (factory !== undefined && factory !== py.none) {
      const callable = rt.isType(factory) || rt.special(py.typeOf(factory), '__call__') !== 0;
      if (!callable) rt.typeError('first argument must be callable or None');
      py.store(self + FACTORY, rt.I(factory));
    }
    update(rt, self, rest, keywords, 'defaultdict');
  });
  rt.method(
    type,
    '__init__',
    0,
    2,
    ([o, ...args], kw) => {
      rt.inits.get(type)!(o!, args, kw);
      return rt.N();
    },
    true,
  );
  rt.method(type, '__missing__', 1, 1, ([o, key]) => {
    const factory = py.load(o! + FACTORY);
    if (factory === 0) return rt.keyError(key!);
    const value = rt.callWords(factory, []);
    PyDict_SetItem(py, o!, key!, value);
    return value;
  });
  rt.method(type, 'copy', 0, 0, ([o]) => {
    const copy = rt.callBorrowed(py.typeOf(o!), [py.load(o! + FACTORY) || py.none, o!]);
    return copy;
  });
  rt.getset(
    type,
    'default_factory',
    (o) => rt.I(py.load(o + FACTORY) || py.none),
    (o, v) => {
      const old = py.load(o + FACTORY);
      py.store(o + FACTORY, v === 0 || v === py.none ? 0 : rt.I(v));
      py.xdecref(old);
    },
  );
}
