import {
  clearDeque,
  dequeAppend,
  dequeAppendLeft,
  dequeMaxlen,
  dequePop,
  dequePopLeft,
  dequeSlot,
  dequeState,
  newFields,
  PyDeque_New,
  PyDeque_Size,
} from '../../objects';
import type { Runtime } from '../runtime';
import type { Define } from './index';

/** `_collections`: `deque` and `defaultdict`. */
export function collectionsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.value('deque', rt.I(py.type('collections.deque')));
  define.value('defaultdict', rt.I(py.type('collections.defaultdict')));
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
    for (const item of rt.collect(from)) add(py, self, item);
  };
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
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
  on('__len__', 0, 0, ([o]) => rt.int(PyDeque_Size(py, o!)));
  const index = (o: number, key: number): number => {
    const size = PyDeque_Size(py, o);
    const given = rt.indexOf(key, 'deque');
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) rt.raise_('IndexError', 'deque index out of range');
    return dequeSlot(py, o, at);
  };
  on('__getitem__', 1, 1, ([o, key]) => rt.I(py.load(index(o!, key!))));
  on('__setitem__', 2, 2, ([o, key, value]) =>
    none(() => {
      const slot = index(o!, key!);
      const old = py.load(slot);
      py.store(slot, rt.I(value!));
      py.decref(old);
    }),
  );
  /** Fills the deque anew with owned words. */
  const refill = (o: number, words: readonly number[]): void => {
    clearDeque(py, o);
    for (const word of words) dequeAppend(py, o, word);
  };
  on('__delitem__', 1, 1, ([o, key]) =>
    none(() => {
      const slot = index(o!, key!);
      const target = py.load(slot);
      let dropped = false;
      refill(
        o!,
        rt
          .itemsOf(o!)
          .filter((item) => {
            if (dropped || item !== target) return true;
            dropped = true;
            return false;
          })
          .map(rt.I),
      );
    }),
  );
  on('rotate', 0, 1, ([o, n]) =>
    none(() => {
      const size = PyDeque_Size(py, o!);
      if (size < 2) return;
      const by = (((n === undefined ? 1 : rt.number(n)) % size) + size) % size;
      for (let i = 0; i < by; i++) dequeAppendLeft(py, o!, dequePop(py, o!));
    }),
  );
  on('reverse', 0, 0, ([o]) => none(() => refill(o!, rt.itemsOf(o!).map(rt.I).reverse())));
  on('remove', 1, 1, ([o, item]) =>
    none(() => {
      const items = rt.itemsOf(o!);
      const at = items.findIndex((each) => rt.equal(each, item!));
      if (at < 0) rt.valueError('deque.remove(x): x not in deque');
      refill(o!, items.filter((_, i) => i !== at).map(rt.I));
    }),
  );
  on('count', 1, 1, ([o, item]) =>
    rt.int(rt.itemsOf(o!).filter((each) => rt.equal(each, item!)).length),
  );
  on('index', 1, 3, ([o, item]) => {
    const at = rt.itemsOf(o!).findIndex((each) => rt.equal(each, item!));
    return at < 0 ? rt.valueError(`${rt.repr(item!)} is not in deque`) : rt.int(at);
  });
  on('insert', 2, 2, ([o, at, item]) =>
    none(() => {
      const words = rt.itemsOf(o!).map(rt.I);
      words.splice(rt.number(at!), 0, rt.I(item!));
      refill(o!, words);
    }),
  );
  on('copy', 0, 0, ([o]) => {
    const copy = PyDeque_New(py, dequeMaxlen(py, o!), py.typeOf(o!));
    if (py.i32[o! + 17]! < 0) py.i32.fill(-1, copy + 16, copy + 18);
    for (const item of rt.itemsOf(o!)) dequeAppend(py, copy, rt.I(item));
    return copy;
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
    rt.bool(rt.itemsOf(o!).some((each) => rt.equal(each, item!))),
  );
  on('__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  rt.getset(type, 'maxlen', (o) => (py.i32[o + 17]! < 0 ? rt.N() : rt.int(dequeMaxlen(py, o))));
  rt.nexts[py.specOf(py.type('_collections._deque_iterator'))] = (it) => {
    const deque = py.load(it + 6);
    const at = py.get(it + 12);
    if (py.get(it + 8) !== dequeState(py, deque))
      rt.raise_('RuntimeError', 'deque mutated during iteration');
    if (at >= PyDeque_Size(py, deque)) return 0;
    py.set(it + 12, at + 1);
    return rt.I(py.load(dequeSlot(py, deque, at)));
  };
}
