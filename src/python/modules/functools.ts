import { newFields, PyDict_Copy, PyDict_SetItem, PyDict_Size } from '../../objects';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';
import { lruCache } from './lru-cache';

/** Words of a `partial`. */
const PARTIAL_FN = 4;
const PARTIAL_ARGS = 6;
const PARTIAL_KW = 8;

/** `_functools`: `partial`, `reduce` and the cache. */
export function functoolsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('functools.partial');
  const dictWord = py.structs.offset('partialobject', 'dict') >> 2;
  /** `PySequence_Concat` of two tuples, which is one of them when the other is empty. */
  const concat = (a: number, b: number): number => {
    const [first, second] = [rt.tupleItems(a), rt.tupleItems(b)];
    if (first.length === 0 || second.length === 0) return rt.I(first.length === 0 ? b : a);
    return rt.tuple([...first, ...second].map(rt.I));
  };
  rt.news.set(type, (_type, args, keywords = []) => {
    const [given, ...rest] = args;
    if (given === undefined) rt.typeError("type 'partial' takes at least one argument");
    if (!rt.isCallable(given!)) rt.typeError('the first argument must be callable');
    // A partial of a partial takes over what the inner one has.
    const inner = py.typeOf(given!) === type && py.load(given! + dictWord) === 0 ? given! : 0;
    const own = rt.tuple(rest.map(rt.I));
    const tuple = inner === 0 ? rt.I(own) : concat(py.load(inner + PARTIAL_ARGS), own);
    const kw = inner === 0 ? rt.newDict() : PyDict_Copy(py, py.load(inner + PARTIAL_KW));
    for (const [name, value] of keywords) PyDict_SetItem(py, kw, rt.name(name), value);
    const fn = inner === 0 ? given! : py.load(inner + PARTIAL_FN);
    const op = newFields(py, 'functools.partial', { fn, args: tuple, kw });
    for (const word of [own, tuple, kw]) py.decref(word);
    return op;
  });
  rt.method(
    type,
    '__call__',
    0,
    -1,
    ([self, ...args], keywords, packed = 0) => {
      const fn = py.load(self! + PARTIAL_FN);
      const stored = py.load(self! + PARTIAL_ARGS);
      const kw = py.load(self! + PARTIAL_KW);
      const hasNamed = PyDict_Size(py, kw) > 0;
      // `partial_vectorcall` passes arguments on; 3.15's puts stored named ones among them.
      if (rt.minor >= 9 && (!hasNamed || rt.minor >= 15) && rt.hasVectorcall(fn)) {
        const all = [...rt.tupleItems(stored), ...args];
        return rt.callBorrowed(fn, all, merged(kw, keywords));
      }
      const held = packed === 0 ? rt.packTuple(args) : rt.I(packed);
      const named = packed === 0 ? rt.packDict(keywords) : 0;
      const copy = hasNamed ? PyDict_Copy(py, kw) : 0;
      for (const [name, value] of hasNamed ? (keywords ?? []) : [])
        PyDict_SetItem(py, copy, rt.name(name), value);
      const both = held === 0 ? rt.I(stored) : concat(stored, held);
      try {
        return rt.callPacked(fn, both, merged(kw, keywords));
      } finally {
        for (const word of [both, copy, held, named]) py.xdecref(word);
      }
    },
    true,
  );
  /** Named arguments: the stored ones first, each with the value that was given last. */
  const merged = (stored: number, keywords: Keywords | undefined): Keywords | undefined => {
    const named = new Map(rt.keywordsOf(stored));
    for (const [name, value] of keywords ?? []) named.set(name, value);
    return named.size > 0 ? [...named] : undefined;
  };
  for (const [i, name] of ['func', 'args', 'keywords'].entries())
    rt.getset(type, name, (o) => rt.I(py.load(o + 4 + i * 2)));
  define.value('partial', rt.I(type));
  lruCache(rt, define);
  define.call('reduce', 2, 3, ([func, items, initial]) => {
    const it = rt.getIter(items!);
    let total = initial === undefined ? rt.next(it) : rt.I(initial);
    if (total === 0)
      rt.typeError(
        `reduce() of empty ${rt.minor >= 11 ? 'iterable' : 'sequence'} with no initial value`,
      );
    // A tuple holds the arguments of each call.
    const held = rt.tuple([rt.N(), rt.N()]);
    for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
      for (const [i, value] of [total, item].entries()) {
        const slot = held + py.tupleItem + i * 2;
        py.decref(py.load(slot));
        py.store(slot, value);
      }
      total = rt.callPacked(func!, held, undefined);
    }
    py.decref(held);
    py.decref(it);
    return total;
  });
}
