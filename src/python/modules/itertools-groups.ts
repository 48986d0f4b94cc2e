import { setPointer } from '../../objects/dealloc';
import { newFields, newFieldsOf } from '../../objects/field-objects';
import { callBorrowed } from '../objects/call';
import { equal } from '../objects/compare';
import { asNumber } from '../objects/index-numbers';
import { getIter, iterNext } from '../objects/iter';
import { onNext } from '../objects/iterator-slots';
import { bindParameters } from '../objects/parameters';
import { truth, truthOf } from '../objects/truth';
import { refuseKeywords } from '../objects/type-parameters';
import { defineMethod } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { option } from '../runtime/native';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newTuple, resultTuple } from '../runtime/values';

import type { Define } from './define';

/** Words of `groupbyobject`. */
const enum GroupBy {
  IT = 4,
  KEYFUNC = 6,
  TGTKEY = 8,
  CURRKEY = 10,
  CURRVALUE = 12,
  /** The group that was given out last; not owned. */
  CURRGROUPER = 14,
}

/** Words of `_grouperobject`. */
const enum Grouper {
  PARENT = 4,
  TGTKEY = 6,
}

/** Words of `teedataobject`: a link of the values that some iterators have yet to give. */
const enum TeeData {
  IT = 4,
  NUMREAD = 6,
  NEXTLINK = 8,
  VALUES = 10,
  LINKCELLS = 57,
}

/** Words of `teeobject`. */
const enum Tee {
  DATA = 4,
  INDEX = 6,
}

const enum Pairwise {
  IT = 4,
  OLD = 6,
  RESULT = 8,
}

/** Words of a `compressobject`. */
const enum Compress {
  DATA = 4,
  SELECTORS = 6,
}

const enum Batched {
  IT = 4,
  SIZE = 6,
  STRICT = 8,
}

/** How `groupby`, `tee`, `pairwise`, `batched` and `compress` go on (Modules/itertoolsmodule.c). */
export function installGroups(rt: Runtime): void {
  const { py } = rt;

  /** `groupby_step`: the next value and its key. @returns whether there was one */
  const step = (it: number): boolean => {
    const value = iterNext(rt, py.load(it + GroupBy.IT));
    if (value === 0) return false;
    const func = py.load(it + GroupBy.KEYFUNC);
    own(rt, value);
    const key = func === py.none ? newRef(rt, value) : callBorrowed(rt, func, [value]);
    setPointer(py, it + GroupBy.CURRVALUE, give(rt, value));
    setPointer(py, it + GroupBy.CURRKEY, key);
    return true;
  };
  onNext(rt, 'itertools.groupby', (it) => {
    py.store(it + GroupBy.CURRGROUPER, 0);
    for (;;) {
      const current = py.load(it + GroupBy.CURRKEY);
      if (current !== 0) {
        const target = py.load(it + GroupBy.TGTKEY);
        if (target === 0 || !equal(rt, target, current)) break;
      }
      if (!step(it)) return 0;
    }
    const key = py.load(it + GroupBy.CURRKEY);
    setPointer(py, it + GroupBy.TGTKEY, newRef(rt, key));
    const grouper = newFields(py, 'itertools._grouper', { parent: it, tgtkey: key });
    py.store(it + GroupBy.CURRGROUPER, grouper);
    return newTuple(rt, [newRef(rt, key), grouper]);
  });
  onNext(rt, 'itertools._grouper', (group) => {
    const it = py.load(group + Grouper.PARENT);
    if (py.load(it + GroupBy.CURRGROUPER) !== group) return 0;
    if (py.load(it + GroupBy.CURRVALUE) === 0 && !step(it)) return 0;
    if (!equal(rt, py.load(group + Grouper.TGTKEY), py.load(it + GroupBy.CURRKEY))) return 0;
    const value = py.load(it + GroupBy.CURRVALUE);
    py.store(it + GroupBy.CURRVALUE, 0);
    setPointer(py, it + GroupBy.CURRKEY, 0);
    return value;
  });

  onNext(rt, 'itertools._tee', (it) => {
    let data = py.load(it + Tee.DATA);
    let index = py.i32[it + Tee.INDEX]!;
    if (index >= TeeData.LINKCELLS) {
      let link = py.load(data + TeeData.NEXTLINK);
      if (link === 0) {
        link = newTeeData(rt, py.load(data + TeeData.IT));
        py.store(data + TeeData.NEXTLINK, link);
      }
      setPointer(py, it + Tee.DATA, newRef(rt, link));
      data = link;
      index = 0;
    }
    const word = data + TeeData.VALUES + index * 2;
    if (index >= py.i32[data + TeeData.NUMREAD]!) {
      const value = iterNext(rt, py.load(data + TeeData.IT));
      if (value === 0) return 0;
      py.store(word, value);
      py.memory.touch(data + TeeData.NUMREAD, 1);
      py.i32[data + TeeData.NUMREAD] = index + 1;
    }
    py.set(it + Tee.INDEX, index + 1);
    return newRef(rt, py.load(word));
  });

  onNext(rt, 'itertools.pairwise', (it) => {
    const source = py.load(it + Pairwise.IT);
    if (source === 0) return 0;
    let old = py.load(it + Pairwise.OLD);
    if (old === 0) {
      old = iterNext(rt, source);
      if (old === 0) {
        setPointer(py, it + Pairwise.IT, 0);
        return 0;
      }
      py.store(it + Pairwise.OLD, old);
    }
    own(rt, newRef(rt, old));
    const value = iterNext(rt, source);
    if (value === 0) {
      setPointer(py, it + Pairwise.IT, 0);
      setPointer(py, it + Pairwise.OLD, 0);
      release(rt, old);
      return 0;
    }
    give(rt, old);
    const pair = [old, newRef(rt, value)];
    const result = rt.behaviour.pairwiseReuses
      ? resultTuple(rt, it + Pairwise.RESULT, pair)
      : newTuple(rt, pair);
    setPointer(py, it + Pairwise.OLD, value);
    return result;
  });

  onNext(rt, 'itertools.batched', (it) => {
    const source = py.load(it + Batched.IT);
    if (source === 0) return 0;
    const size = py.get(it + Batched.SIZE);
    const items: number[] = [];
    while (items.length < size) {
      const item = iterNext(rt, source);
      if (item === 0) break;
      items.push(own(rt, item));
    }
    for (const item of items) give(rt, item);
    if (items.length === 0) {
      setPointer(py, it + Batched.IT, 0);
      return 0;
    }
    if (
      items.length < size &&
      rt.behaviour.added.has('batched.strict') &&
      py.i32[it + Batched.STRICT] !== 0
    ) {
      setPointer(py, it + Batched.IT, 0);
      for (const item of items) py.decref(item);
      valueError(rt, 'batched(): incomplete batch');
    }
    return newTuple(rt, items);
  });

  onNext(rt, 'itertools.compress', (it) => {
    const [data, selectors] = [py.load(it + Compress.DATA), py.load(it + Compress.SELECTORS)];
    for (;;) {
      const item = iterNext(rt, data);
      if (item === 0) return 0;
      own(rt, item);
      const selector = iterNext(rt, selectors);
      if (selector === 0) {
        release(rt, item);
        return 0;
      }
      if (truthOf(rt, selector)) return give(rt, item);
      release(rt, item);
    }
  });
}

function newTeeData(rt: Runtime, it: number): number {
  return newFields(rt.py, 'itertools._tee_dataobject', { it });
}

/** Their constructors. */
export function defineGroups(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.type('itertools.groupby', (cls, args, keywords) => {
    const [iterable, keyfunc = py.none] = bindParameters(
      rt,
      'groupby',
      'iterable key',
      1,
      args,
      keywords,
    );
    const it = getIter(rt, iterable!);
    const op = newFieldsOf(py, cls, 'itertools.groupby', { it, keyfunc });
    py.decref(it);
    return op;
  });
  define.type('itertools.compress', (cls, args, keywords) => {
    const given = bindParameters(rt, 'compress', 'data selectors', 2, args, keywords);
    const data = own(rt, getIter(rt, given[0]!));
    const selectors = own(rt, getIter(rt, given[1]!));
    return newFieldsOf(py, cls, 'itertools.compress', { data, selectors });
  });
  if (rt.behaviour.added.has('itertools.pairwise')) {
    define.type('itertools.pairwise', (cls, args, keywords) => {
      if (keywords?.length) refuseKeywords(rt, cls, py.type('itertools.pairwise'));
      const [iterable] = args;
      if (args.length !== 1) typeError(rt, `pairwise expected 1 argument, got ${args.length}`);
      const it = getIter(rt, iterable!);
      const result = rt.behaviour.pairwiseReuses ? newTuple(rt, [newNone(rt), newNone(rt)]) : 0;
      const op = newFieldsOf(py, cls, 'itertools.pairwise', { it, result });
      py.decref(it);
      py.xdecref(result);
      return op;
    });
  }
  if (rt.behaviour.added.has('itertools.batched')) {
    define.type('itertools.batched', (cls, args, keywords) => {
      const known = rt.behaviour.added.has('batched.strict') ? 'iterable n * strict' : 'iterable n';
      const [iterable, count] = bindParameters(rt, 'batched', known, 2, args, keywords);
      const n = asNumber(rt, count!);
      if (n < 1) valueError(rt, 'n must be at least one');
      const given = option(keywords, 'strict');
      const strict = given !== 0 && truth(rt, given);
      const it = getIter(rt, iterable!);
      const op = newFieldsOf(py, cls, 'itertools.batched', { it });
      py.decref(it);
      py.set(op + Batched.SIZE, n);
      if (strict) py.set(op + Batched.STRICT, 1);
      return op;
    });
  }
  const tee = py.type('itertools._tee');
  const copyTee = (from: number): number => {
    const copy = newFields(py, 'itertools._tee', { dataobj: py.load(from + Tee.DATA) });
    py.set(copy + Tee.INDEX, py.get(from + Tee.INDEX));
    return copy;
  };
  defineMethod(rt, tee, '__copy__', 0, 0, ([it]) => copyTee(it!));
  define.call('tee', 1, 2, ([iterable, count]) => {
    const n = count === undefined ? 2 : asNumber(rt, count);
    if (n < 0) valueError(rt, rt.messages.negativeTee);
    if (n === 0) return newTuple(rt, []);
    const it = getIter(rt, iterable!);
    // 3.14's does not give out the iterator itself again.
    const isTee = py.typeOf(it) === tee;
    const items = [
      isTee ? (rt.behaviour.teeCopies ? copyTee(it) : newRef(rt, it)) : newTee(rt, it),
    ];
    while (items.length < n) items.push(copyTee(items[items.length - 1]!));
    py.decref(it);
    return newTuple(rt, items);
  });
}

function newTee(rt: Runtime, it: number): number {
  const { py } = rt;
  const op = newFields(py, 'itertools._tee', {});
  py.store(op + Tee.DATA, newTeeData(rt, it));
  return op;
}
