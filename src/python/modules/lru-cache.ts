import { PyObject_Hash } from '../../objects/compare';
import {
  getItemKnownHash,
  PyDict_Clear,
  PyDict_Size,
  popKnownHash,
  setItemKnownHash,
} from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import {
  appendEntry,
  extractEntry,
  LruCache,
  LruEntry,
  lruEntries,
  newLruCache,
  unlinkAll,
} from '../../objects/lrucache';
import { callPacked, callWords, isCallable, packDict } from '../objects/call';
import { asNumber } from '../objects/index-numbers';
import { defineDict } from '../objects/setattr';
import { truth } from '../objects/truth';
import { defineMethod, defineNew } from '../runtime/define';
import { typeError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newDict, newInt, newTuple } from '../runtime/values';

import type { Define } from './define';

/** `_functools._lru_cache_wrapper`: a function with a cache of its results. */
export function lruCache(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('functools._lru_cache_wrapper');
  const entryType = py.type('functools._lru_list_elem');
  const typedWord = py.structs.offset('lru_cache_object', 'typed') >> 2;
  const infoWord = py.structs.offset('lru_cache_object', 'cache_info_type') >> 2;
  /** Separates the positional from the named arguments in a key. */
  const mark = callWords(rt, rt.objectType, []);
  rt.holders.push({ place: 'modules/lru-cache.ts: mark', words: () => [mark] });

  const count = (self: number, word: LruCache.HITS | LruCache.MISSES): void =>
    py.set(self + word, py.get(self + word) + 1);

  const setHash = (entry: number, low: number, high: number): void => {
    py.memory.touch(entry + LruEntry.HASH, 2);
    py.i32[entry + LruEntry.HASH] = low;
    py.i32[entry + LruEntry.HASH + 1] = high;
  };

  /** `lru_cache_make_key`: an int or a str alone, the tuple of the arguments, or one with what else counts. */
  const makeKey = (args: number, words: number[], keywords: Keywords, typed: boolean): number => {
    const [only] = words;
    if (!typed && keywords.length === 0) {
      const kind = words.length === 1 ? py.typeOf(only!) : 0;
      return newRef(rt, kind === py.strType || kind === py.type('int') ? only! : args);
    }
    const named = keywords.flatMap(([name, value]) => [internName(rt, name), value]);
    const parts = [...words, ...(named.length > 0 ? [mark, ...named] : [])];
    if (typed) parts.push(...words.map((each) => py.typeOf(each)));
    if (typed) parts.push(...keywords.map(([, value]) => py.typeOf(value)));
    return newTuple(
      rt,
      parts.map((op) => newRef(rt, op)),
    );
  };

  /** `infinite_lru_cache_wrapper`. */
  const unlimited = (self: number, key: number, call: () => number): number => {
    const cache = py.load(self + LruCache.CACHE);
    const low = PyObject_Hash(py, key);
    const high = py.hashHigh;
    const known = getItemKnownHash(py, cache, key, low, high);
    if (known !== 0) {
      count(self, LruCache.HITS);
      return newRef(rt, known);
    }
    count(self, LruCache.MISSES);
    const result = call();
    setItemKnownHash(py, cache, key, result, low, high);
    return result;
  };

  /** `bounded_lru_cache_wrapper`. */
  const bounded = (self: number, key: number, call: () => number): number => {
    const cache = py.load(self + LruCache.CACHE);
    const low = PyObject_Hash(py, key);
    const high = py.hashHigh;
    const known = getItemKnownHash(py, cache, key, low, high);
    if (known !== 0) {
      extractEntry(py, known);
      appendEntry(py, self, known);
      count(self, LruCache.HITS);
      return newRef(rt, py.load(known + LruEntry.RESULT));
    }
    count(self, LruCache.MISSES);
    const result = call();
    // The call may have called this function with the same arguments.
    if (getItemKnownHash(py, cache, key, low, high) !== 0) return result;
    const oldest = py.load(self + LruEntry.NEXT);
    if (PyDict_Size(py, cache) < py.get(self + LruCache.MAXSIZE) || oldest === self) {
      const entry = newFields(py, 'functools._lru_list_elem', { key, result });
      setHash(entry, low, high);
      setItemKnownHash(py, cache, key, entry, low, high);
      // The list keeps the first reference to the entry.
      appendEntry(py, self, entry);
      return result;
    }
    extractEntry(py, oldest);
    const oldKey = py.load(oldest + LruEntry.KEY);
    const oldResult = py.load(oldest + LruEntry.RESULT);
    const [oldLow, oldHigh] = [LruEntry.HASH, LruEntry.HASH + 1].map((w) => py.i32[oldest + w]!);
    const popped = popKnownHash(py, cache, oldKey, oldLow!, oldHigh!);
    if (popped === 0) {
      // Somebody else took it out of the dict.
      py.decref(oldest);
      return result;
    }
    setHash(oldest, low, high);
    py.store(oldest + LruEntry.KEY, newRef(rt, key));
    py.store(oldest + LruEntry.RESULT, newRef(rt, result));
    setItemKnownHash(py, cache, key, oldest, low, high);
    appendEntry(py, self, oldest);
    py.decref(popped);
    py.decref(oldKey);
    py.decref(oldResult);
    return result;
  };

  defineNew(rt, type, (_type, [func, size, typed, info]) => {
    if (!isCallable(rt, func!)) typeError(rt, 'the first argument must be callable');
    const maxsize = size === py.none ? -1 : Math.max(0, asNumber(rt, size!));
    const cache = newDict(rt);
    const op = newLruCache(
      py,
      {
        cache,
        func: func!,
        kwd_mark: mark,
        lru_list_elem_type: entryType,
        cache_info_type: info!,
      },
      maxsize,
    );
    py.decref(cache);
    py.i32[op + typedWord] = truth(rt, typed!) ? 1 : 0;
    return op;
  });

  defineMethod(
    rt,
    type,
    '__call__',
    0,
    -1,
    ([op, ...words], keywords = [], packed = 0) => {
      const self = op!;
      const maxsize = py.i32[self + LruCache.MAXSIZE]!;
      const args =
        packed === 0
          ? newTuple(
              rt,
              words.map((op) => newRef(rt, op)),
            )
          : newRef(rt, packed);
      const named = packed === 0 ? packDict(rt, keywords) : 0;
      const call = (): number => callPacked(rt, py.load(self + LruCache.FUNC), args, keywords);
      let key = 0;
      try {
        if (maxsize === 0) {
          count(self, LruCache.MISSES);
          return call();
        }
        key = makeKey(args, words, keywords, py.i32[self + typedWord] === 1);
        return maxsize < 0 ? unlimited(self, key, call) : bounded(self, key, call);
      } finally {
        py.xdecref(key);
        py.decref(args);
        py.xdecref(named);
      }
    },
    true,
  );
  defineMethod(rt, type, 'cache_info', 0, 0, ([op]) => {
    const self = op!;
    const maxsize = py.i32[self + LruCache.MAXSIZE]!;
    return callWords(rt, py.load(self + infoWord), [
      newInt(rt, py.get(self + LruCache.HITS)),
      newInt(rt, py.get(self + LruCache.MISSES)),
      maxsize < 0 ? newNone(rt) : newInt(rt, maxsize),
      newInt(rt, PyDict_Size(py, py.load(self + LruCache.CACHE))),
    ]);
  });
  defineMethod(rt, type, 'cache_clear', 0, 0, ([op]) => {
    const self = op!;
    const entries = lruEntries(py, self);
    unlinkAll(py, self);
    py.set(self + LruCache.HITS, 0);
    py.set(self + LruCache.MISSES, 0);
    PyDict_Clear(py, py.load(self + LruCache.CACHE));
    for (const entry of entries) py.decref(entry);
    return newNone(rt);
  });
  for (const name of ['__copy__', '__deepcopy__'])
    defineMethod(rt, type, name, 0, 1, ([op]) => newRef(rt, op!));
  defineDict(rt, type);
  define.value('_lru_cache_wrapper', newRef(rt, type));
}
