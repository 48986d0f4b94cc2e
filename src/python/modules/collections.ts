import {
  clearDeque,
  dequeAppend,
  dequeAppendLeft,
  dequeMaxlen,
  dequePop,
  dequePopLeft,
  dequeSlot,
  dequeStartAt,
  dequeState,
  getItemKnownHash,
  newFields,
  PyDeque_New,
  PyDeque_Size,
  PyDict_GetItem,
  PyObject_Hash,
  rotateDeque,
  setItemKnownHash,
} from '../../objects';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `_collections`: `deque`, `defaultdict`, `OrderedDict`. */
export function collectionsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.value('deque', rt.I(py.type('collections.deque')));
  define.value('defaultdict', rt.I(py.type('collections.defaultdict')));
  define.value('OrderedDict', rt.I(py.type('collections.OrderedDict')));
  define.call('_count_elements', 2, 2, ([mapping, iterable]) => {
    countElements(rt, mapping!, iterable!);
    return rt.N();
  });
}

/** `_count_elements`: each key is hashed once, where no class has a way of its own to store it. */
function countElements(rt: Runtime, mapping: number, iterable: number): void {
  const { py } = rt;
  const one = rt.int(1);
  const plain = rt.userSpecial(mapping, '__setitem__') === 0;
  const it = rt.getIter(iterable);
  try {
    for (let key = rt.next(it); key !== 0; key = rt.next(it)) {
      try {
        const low = plain ? PyObject_Hash(py, key) : 0;
        const high = py.hashHigh;
        const old = plain
          ? getItemKnownHash(py, mapping, key, low, high)
          : PyDict_GetItem(py, mapping, key);
        const count = old === 0 ? rt.I(one) : rt.binaryOperation('add', old, one);
        if (plain) setItemKnownHash(py, mapping, key, count, low, high);
        else rt.setItem(mapping, key, count);
        py.decref(count);
      } finally {
        py.decref(key);
      }
    }
  } finally {
    py.decref(it);
    py.decref(one);
  }
}

/** `deque`'s methods (Modules/_collectionsmodule.c). */
export function installDeque(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.deque');
  rt.news.set(type, (cls) => PyDeque_New(py, -1, cls));
  rt.inits.set(type, (self, args, keywords) => {
    const maxlen = args[1] ?? keywords?.find(([key]) => key === 'maxlen')?.[1];
    if (maxlen !== undefined && maxlen !== py.none) {
      if (rt.number(maxlen) < 0) rt.valueError('maxlen must be non-negative');
      py.set(self + 16, rt.number(maxlen));
    }
    clearDeque(py, self);
    const from = args[0] ?? keywords?.find(([key]) => key === 'iterable')?.[1];
    if (from !== undefined) extend(self, from, dequeAppend);
  });
  const extend = (self: number, from: number, add: typeof dequeAppend): void => {
    const items = rt.collect(from);
    dequeStartAt(py, self, add === dequeAppend ? 'left' : 'right');
    for (const item of items) add(py, self, item);
  };
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
  const limitOf = (o: number): number => (py.i32[o + 17]! < 0 ? -1 : dequeMaxlen(py, o));
  const none = (body: () => void): number => {
    body();
    return rt.N();
  };
  on('append', 1, 1, ([o, item]) => none(() => dequeAppend(py, o!, rt.I(item!))));
  on('appendleft', 1, 1, ([o, item]) => none(() => dequeAppendLeft(py, o!, rt.I(item!))));
  on('extend', 1, 1, ([o, from]) => none(() => extend(o!, from!, dequeAppend)));
  on('extendleft', 1, 1, ([o, from]) => none(() => extend(o!, from!, dequeAppendLeft)));
  on('pop', 0, 0, ([o]) => dequePop(py, o!) || rt.raise_('IndexError', 'pop from an empty deque'));
  on(
    'popleft',
    0,
    0,
    ([o]) => dequePopLeft(py, o!) || rt.raise_('IndexError', 'pop from an empty deque'),
  );
  on('clear', 0, 0, ([o]) => none(() => clearDeque(py, o!)));
  on('__len__', 0, 0, ([o]) => rt.count(PyDeque_Size(py, o!)));
  const indexIn = (o: number, key: number): number => {
    const size = PyDeque_Size(py, o);
    const given = rt.indexOf(key, 'deque');
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) rt.raise_('IndexError', 'deque index out of range');
    return at;
  };
  const index = (o: number, key: number): number => dequeSlot(py, o, indexIn(o, key));
  on('__getitem__', 1, 1, ([o, key]) => rt.I(py.load(index(o!, key!))));
  on('__setitem__', 2, 2, ([o, key, value]) =>
    none(() => {
      const slot = index(o!, key!);
      const old = py.load(slot);
      py.store(slot, rt.I(value!));
      py.decref(old);
    }),
  );
  const notIn = (method: string, item: number, old = false): never =>
    rt.valueError(
      old || rt.minor >= 14
        ? `deque.${method}(x): x not in deque`
        : `${rt.repr(item)} is not in deque`,
    );
  const deleteAt = (o: number, at: number): void => {
    rotateDeque(py, o, -at);
    const item = dequePopLeft(py, o);
    rotateDeque(py, o, at);
    py.decref(item);
  };
  on('__delitem__', 1, 1, ([o, key]) => none(() => deleteAt(o!, indexIn(o!, key!))));
  on('rotate', 0, 1, ([o, n]) =>
    none(() => rotateDeque(py, o!, n === undefined ? 1 : rt.number(n))),
  );
  on('reverse', 0, 0, ([o]) =>
    none(() => {
      const words = rt.itemsOf(o!).reverse();
      for (const [i, word] of words.entries()) py.store(dequeSlot(py, o!, i), word);
    }),
  );
  on('remove', 1, 1, ([o, item]) =>
    none(() => {
      const at = rt.itemsOf(o!).findIndex((each) => rt.equal(each, item!));
      if (at < 0) notIn('remove', item!, rt.minor < 10);
      deleteAt(o!, at);
    }),
  );
  /** The item of a deque that is compared is held. */
  const equal = (each: number, item: number): boolean =>
    rt.holding([each], () => rt.equal(each, item));
  on('count', 1, 1, ([o, item]) =>
    rt.int(rt.itemsOf(o!).filter((each) => equal(each, item!)).length),
  );
  on('index', 1, 3, ([o, item, start, stop]) => {
    const items = rt.itemsOf(o!);
    const bound = (word: number | undefined, otherwise: number): number => {
      const at = word === undefined ? otherwise : rt.number(word);
      return Math.min(items.length, at < 0 ? Math.max(0, at + items.length) : at);
    };
    const end = bound(stop, items.length);
    for (let at = bound(start, 0); at < end; at++) {
      if (equal(items[at]!, item!)) return rt.int(at);
    }
    return notIn('index', item!);
  });
  on('insert', 2, 2, ([o, at, item]) =>
    none(() => {
      const size = PyDeque_Size(py, o!);
      if (size === limitOf(o!)) rt.raise_('IndexError', 'deque already at its maximum size');
      const place = rt.number(at!);
      if (place >= size) dequeAppend(py, o!, rt.I(item!));
      else if (place <= -size || place === 0) dequeAppendLeft(py, o!, rt.I(item!));
      else {
        rotateDeque(py, o!, -place);
        (place < 0 ? dequeAppend : dequeAppendLeft)(py, o!, rt.I(item!));
        rotateDeque(py, o!, place);
      }
    }),
  );
  const copy = (o: number): number => {
    if (py.typeOf(o) !== type) {
      const limit = limitOf(o);
      if (limit < 0) return rt.callBorrowed(py.typeOf(o), [o]);
      const word = rt.int(limit);
      const result = rt.callBorrowed(py.typeOf(o), [o, word]);
      py.decref(word);
      return result;
    }
    const result = PyDeque_New(py, limitOf(o), type);
    extend(result, o, dequeAppend);
    return result;
  };
  on('copy', 0, 0, ([o]) => copy(o!));
  on('__copy__', 0, 0, ([o]) => copy(o!));
  on('__add__', 1, 1, ([o, other]) => {
    if (py.builtinBase(py.typeOf(other!)) !== type) {
      rt.typeError(`can only concatenate deque (not "${rt.typeName(other!)}") to deque`);
    }
    const result = copy(o!);
    extend(result, other!, dequeAppend);
    return result;
  });
  on('__iadd__', 1, 1, ([o, other]) => {
    extend(o!, other!, dequeAppend);
    return rt.I(o!);
  });
  const repeat = (o: number, times: number): void => {
    const words = rt.itemsOf(o);
    if (times <= 0) clearDeque(py, o);
    for (let i = 1; i < times; i++) for (const word of words) dequeAppend(py, o, rt.I(word));
  };
  for (const name of ['__mul__', '__rmul__']) {
    on(name, 1, 1, ([o, times]) => {
      if (!rt.isInt(times!)) return rt.I(py.statics.notImplemented);
      const result = copy(o!);
      repeat(result, rt.number(times!));
      return result;
    });
  }
  on('__imul__', 1, 1, ([o, times]) => {
    repeat(o!, rt.number(times!));
    return rt.I(o!);
  });
  on('__iter__', 0, 0, ([o]) => {
    const it = newFields(py, '_collections._deque_iterator', { deque: o! });
    py.set(it + 8, dequeState(py, o!));
    return it;
  });
  on('__reversed__', 0, 0, ([o]) => {
    const list = rt.list(rt.itemsOf(o!).map(rt.I));
    const it = rt.callMethod(list, '__reversed__', []);
    py.decref(list);
    return it;
  });
  on('__contains__', 1, 1, ([o, item]) =>
    rt.bool(rt.itemsOf(o!).some((each) => equal(each, item!))),
  );
  on('__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  rt.getset(type, 'maxlen', (o) => (limitOf(o) < 0 ? rt.N() : rt.int(limitOf(o))));
  rt.onNext('_collections._deque_iterator', (it) => {
    const deque = py.load(it + 6);
    const at = py.get(it + 12);
    if (py.get(it + 8) !== dequeState(py, deque))
      rt.raise_('RuntimeError', 'deque mutated during iteration');
    if (at >= PyDeque_Size(py, deque)) return 0;
    py.set(it + 12, at + 1);
    return rt.I(py.load(dequeSlot(py, deque, at)));
  });
}
