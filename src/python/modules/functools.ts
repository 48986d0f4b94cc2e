import { newFields, PyDict_Items } from '../../objects';
import type { Runtime } from '../runtime';
import type { Define } from './index';

/** `_functools`: `partial` and `reduce`. */
export function functoolsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('functools.partial');
  rt.news.set(type, (_type, args, keywords) => {
    const [func, ...rest] = args;
    if (func === undefined) rt.typeError("type 'partial' takes at least one argument");
    const tuple = rt.tuple(rest.map(rt.I));
    const kw = rt.newDict();
    for (const [name, value] of keywords ?? []) rt.dictSet(kw, rt.I(rt.name(name)), rt.I(value));
    const op = newFields(py, 'functools.partial', { fn: func!, args: tuple, kw });
    py.decref(tuple);
    py.decref(kw);
    return op;
  });
  rt.method(
    type,
    '__call__',
    0,
    -1,
    ([self, ...args], keywords) => {
      const stored = PyDict_Items(py, py.load(self! + 8));
      const named = new Map<string, number>();
      for (let i = 0; i < stored.length; i += 2) named.set(rt.text(stored[i]!), stored[i + 1]!);
      for (const [name, value] of keywords ?? []) named.set(name, value);
      return rt.callBorrowed(
        py.load(self! + 4),
        [...rt.tupleItems(py.load(self! + 6)), ...args],
        [...named],
      );
    },
    true,
  );
  for (const [i, name] of ['func', 'args', 'keywords'].entries())
    rt.getset(type, name, (o) => rt.I(py.load(o + 4 + i * 2)));
  define.value('partial', rt.I(type));
  define.call('reduce', 2, 3, ([func, items, initial]) => {
    const it = rt.getIter(items!);
    let total = initial === undefined ? rt.next(it) : rt.I(initial);
    if (total === 0)
      rt.typeError(
        `reduce() of empty ${rt.minor >= 11 ? 'iterable' : 'sequence'} with no initial value`,
      );
    for (let item = rt.next(it); item !== 0; item = rt.next(it))
      total = rt.callWords(func!, [total, item]);
    py.decref(it);
    return total;
  });
}
