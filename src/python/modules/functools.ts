import { setPointer } from '../../objects/dealloc';
import { PyDict_Copy } from '../../objects/dict-merge';
import { PyDict_Items, PyDict_SetItem, PyDict_Size } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { PyType_GenericAlloc } from '../../objects/instances';
import {
  callBorrowed,
  callPacked,
  hasVectorcall,
  isCallable,
  keywordsOf,
  packDict,
  packTuple,
} from '../objects/call';
import { getIter, isIterable, iterNext } from '../objects/iter';
import { builtinRepr, qualifiedName, repr, strOf } from '../objects/repr';
import { guardedRepr } from '../objects/repr-enter';
import { sequenceTuple } from '../objects/sequences';
import { defineDict } from '../objects/setattr';
import { defineGetSet, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isTuple, typeName } from '../runtime/type-checks';
import { internName, newDict, newStr, newTuple, tupleItems } from '../runtime/values';

import { cmpToKey } from './cmp-to-key';
import type { Define } from './define';
import { lruCache } from './lru-cache';

/** Words of a `partial`. */
/** Words of `partialobject`. */
const enum Partial {
  FN = 4,
  ARGS = 6,
  KW = 8,
}

/** `_functools`: `partial`, `reduce`, `cmp_to_key` and the cache. */
export function functoolsModule(rt: Runtime, define: Define): void {
  cmpToKey(rt, define);
  const { py } = rt;
  const type = py.type('functools.partial');
  const dictWord = py.structs.offset('partialobject', 'dict') >> 2;
  /** `PySequence_Concat` of two tuples, which is one of them when the other is empty. */
  const concat = (a: number, b: number): number => {
    const [first, second] = [tupleItems(rt, a), tupleItems(rt, b)];
    if (first.length === 0 || second.length === 0) return newRef(rt, first.length === 0 ? b : a);
    return newTuple(
      rt,
      [...first, ...second].map((op) => newRef(rt, op)),
    );
  };
  defineNew(rt, type, (cls, args, keywords = []) => {
    const [given, ...rest] = args;
    if (given === undefined) typeError(rt, "type 'partial' takes at least one argument");
    if (!isCallable(rt, given!)) typeError(rt, 'the first argument must be callable');
    // A partial of a partial takes the inner one's function and arguments.
    const inner = py.typeOf(given!) === type && py.load(given! + dictWord) === 0 ? given! : 0;
    const positional = newTuple(
      rt,
      rest.map((op) => newRef(rt, op)),
    );
    const tuple =
      inner === 0 ? newRef(rt, positional) : concat(py.load(inner + Partial.ARGS), positional);
    const kw = inner === 0 ? newDict(rt) : PyDict_Copy(py, py.load(inner + Partial.KW));
    for (const [name, value] of keywords) PyDict_SetItem(py, kw, internName(rt, name), value);
    const fn = inner === 0 ? given! : py.load(inner + Partial.FN);
    const op =
      cls === type
        ? newFields(py, 'functools.partial', { fn, args: tuple, kw })
        : PyType_GenericAlloc(py, cls);
    if (cls !== type) {
      for (const [word, value] of [
        [Partial.FN, fn],
        [Partial.ARGS, tuple],
        [Partial.KW, kw],
      ] as const)
        py.store(op + word, newRef(rt, value));
    }
    for (const word of [positional, tuple, kw]) py.decref(word);
    return op;
  });
  defineMethod(
    rt,
    type,
    '__call__',
    0,
    -1,
    ([self, ...args], keywords, packed = 0) => {
      const fn = py.load(self! + Partial.FN);
      const stored = py.load(self! + Partial.ARGS);
      const kw = py.load(self! + Partial.KW);
      const hasNamed = PyDict_Size(py, kw) > 0;
      const { partialVectorcall, partialPassesNamed } = rt.behaviour;
      // `partial_vectorcall` passes arguments on. In 3.15 it adds the stored named ones.
      if (partialVectorcall && (!hasNamed || partialPassesNamed) && hasVectorcall(rt, fn)) {
        const all = [...tupleItems(rt, stored), ...args];
        return callBorrowed(rt, fn, all, merged(kw, keywords));
      }
      const named = packed === 0 ? packDict(rt, keywords) : 0;
      if (named !== 0) own(rt, named);
      const held = packed === 0 ? packTuple(rt, args) : newRef(rt, packed);
      if (held !== 0) own(rt, held);
      const copy = hasNamed ? own(rt, PyDict_Copy(py, kw)) : 0;
      for (const [name, value] of hasNamed ? (keywords ?? []) : [])
        PyDict_SetItem(py, copy, internName(rt, name), value);
      const both = own(rt, held === 0 ? newRef(rt, stored) : concat(stored, held));
      return callPacked(rt, fn, both, merged(kw, keywords));
    },
    true,
  );
  /** Named arguments: the stored ones first. A value that is given replaces a stored one. */
  const merged = (stored: number, keywords: Keywords | undefined): Keywords | undefined => {
    const named = new Map(keywordsOf(rt, stored));
    for (const [name, value] of keywords ?? []) named.set(name, value);
    return named.size > 0 ? [...named] : undefined;
  };
  defineMethod(rt, type, '__setstate__', 1, 1, ([self, state]) => {
    const parts = isTuple(rt, state!) ? tupleItems(rt, state!) : [];
    const [fn = 0, args = 0, kw = 0, dict = 0] = parts;
    const valid =
      parts.length === 4 &&
      isCallable(rt, fn) &&
      isTuple(rt, args) &&
      (kw === py.none || isDict(rt, kw));
    if (!valid) typeError(rt, 'invalid partial state');
    const held = own(rt, sequenceTuple(rt, args));
    const named = own(
      rt,
      kw === py.none
        ? newDict(rt)
        : py.typeOf(kw) === rt.dictType
          ? newRef(rt, kw)
          : PyDict_Copy(py, kw),
    );
    setPointer(py, self! + Partial.FN, newRef(rt, fn));
    setPointer(py, self! + Partial.ARGS, give(rt, held));
    setPointer(py, self! + Partial.KW, give(rt, named));
    setPointer(py, self! + dictWord, dict === py.none ? 0 : newRef(rt, dict));
    return newNone(rt);
  });
  for (const [name, word] of [
    ['func', Partial.FN],
    ['args', Partial.ARGS],
    ['keywords', Partial.KW],
  ] as const)
    defineGetSet(rt, type, name, (o) => newRef(rt, py.load(o + word)));
  defineDict(rt, type);
  slotsOf(rt, type).repr = (o) =>
    guardedRepr(rt, o, '...', () => {
      const named: [name: number, value: number][] = [];
      const held = PyDict_Items(py, py.load(o + Partial.KW)).map((op) => own(rt, newRef(rt, op)));
      for (let i = 0; i < held.length; i += 2) named.push([held[i]!, held[i + 1]!]);
      const parts = [
        repr(rt, py.load(o + Partial.FN)),
        ...tupleItems(rt, py.load(o + Partial.ARGS)).map((each) => repr(rt, each)),
        ...named.map(([name, value]) => `${strOf(rt, name)}=${repr(rt, value)}`),
      ];
      const cls = py.typeOf(o);
      const name = rt.behaviour.partialQualified ? qualifiedName(rt, cls) : typeName(rt, o);
      return `${name}(${parts.join(', ')})`;
    });
  defineMethod(rt, type, '__repr__', 0, 0, ([o]) => newStr(rt, builtinRepr(rt, o!)));
  define.value('partial', newRef(rt, type));
  lruCache(rt, define);
  define.call('reduce', 2, 3, ([func, items, initial]) => {
    if (!isIterable(rt, items!)) typeError(rt, 'reduce() arg 2 must support iteration');
    const it = own(rt, getIter(rt, items!));
    let total = initial === undefined ? iterNext(rt, it) : newRef(rt, initial);
    if (total === 0) typeError(rt, rt.messages.reduceOfNothing);
    // A tuple holds the arguments of each call.
    own(rt, total);
    const held = own(rt, newTuple(rt, [newNone(rt), newNone(rt)]));
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      setPointer(py, held + py.tupleItem, give(rt, total));
      setPointer(py, held + py.tupleItem + 1 * 2, item);
      total = own(rt, callPacked(rt, func!, held, undefined));
    }
    release(rt, held);
    release(rt, it);
    return give(rt, total);
  });
}
