import { setPointer } from '../../objects/dealloc';
import { newFieldsOf } from '../../objects/field-objects';
import { List, Ob } from '../../objects/structs';
import { binaryOperation } from '../objects/binary';
import { callBorrowed, callWords } from '../objects/call';
import { asBigInt, asIndex, asNumber } from '../objects/index-numbers';
import { collect, getIter, iterNext, takeIter } from '../objects/iter';
import { onNext } from '../objects/iterator-slots';
import { bindParameters } from '../objects/parameters';
import { repr } from '../objects/repr';
import { truth, truthOf } from '../objects/truth';
import { refuseKeywords } from '../objects/type-parameters';
import { defineClassMethod, defineMethod } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { type Keywords, option } from '../runtime/native';
import { give, makeEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isComplex, isFloat, isInt } from '../runtime/type-checks';
import {
  asDouble,
  listAdd,
  newInt,
  newList,
  newSsize,
  newStr,
  newTuple,
  resultTuple,
} from '../runtime/values';

import type { Define } from './define';
import { defineCombinatorics, installCombinatorics } from './itertools-combinatorics';
import { defineGroups, installGroups } from './itertools-groups';
import { installItertoolsReduce } from './itertools-reduce';
import {
  Accumulate,
  Chain,
  Count,
  Cycle,
  FuncIter,
  Islice,
  Repeat,
  ZipLongest,
} from './itertools-words';

/** Defines how an iterator type gives its next item. Runs before methods of iterators are made. */
export function installItertools(rt: Runtime): void {
  installCombinatorics(rt);
  installGroups(rt);
  installItertoolsReduce(rt);
  const { py } = rt;
  onNext(rt, 'itertools.count', (it) => {
    const current = py.load(it + Count.LONG_CNT);
    if (current === 0) {
      const next = py.get(it + Count.CNT);
      py.set(it + Count.CNT, next + 1);
      return newSsize(rt, next);
    }
    const step = py.load(it + Count.LONG_STEP);
    const next = binaryOperation(rt, 'add', current, step);
    py.store(it + Count.LONG_CNT, next);
    return current;
  });
  onNext(rt, 'itertools.repeat', (it) => {
    const left = py.i32[it + Repeat.CNT]!;
    if (left === 0) return 0;
    if (left > 0) py.set(it + Repeat.CNT, left - 1);
    return newRef(rt, py.load(it + Repeat.ELEMENT));
  });
  // What cannot be copied has no such field.
  const copies = rt.behaviour.itertoolsCopies !== 'never';
  onNext(rt, 'itertools.cycle', (it) => {
    const source = py.load(it + Cycle.IT);
    const saved = py.load(it + Cycle.SAVED);
    if (source !== 0) {
      const item = iterNext(rt, source);
      if (item !== 0) {
        if (!copies || py.i32[it + Cycle.SAVES_NOT] === 0) listAdd(rt, saved, newRef(rt, item));
        return item;
      }
      setPointer(py, it + Cycle.IT, 0);
    }
    const count = py.get(saved + List.SIZE);
    if (count === 0) return 0;
    const index = py.get(it + Cycle.INDEX);
    py.set(it + Cycle.INDEX, (index + 1) % count);
    return newRef(rt, py.load(py.load(saved + List.ITEM) + index * 2));
  });
  onNext(rt, 'itertools.chain', (it) => {
    for (;;) {
      const source = py.load(it + Chain.SOURCE);
      if (source === 0) return 0;
      let active = py.load(it + Chain.ACTIVE);
      if (active === 0) {
        const iterable = iterNext(rt, source);
        if (iterable === 0) {
          setPointer(py, it + Chain.SOURCE, 0);
          return 0;
        }
        active = takeIter(rt, iterable);
        py.store(it + Chain.ACTIVE, active);
      }
      const item = iterNext(rt, active);
      if (item !== 0) return item;
      setPointer(py, it + Chain.ACTIVE, 0);
    }
  });
  onNext(rt, 'itertools.islice', (it) => {
    const source = py.load(it + Islice.IT);
    if (source === 0) return 0;
    const [nextAt, stop, step, count] = [Islice.NEXT, Islice.STOP, Islice.STEP, Islice.CNT].map(
      (word) => py.i32[it + word]!,
    ) as [number, number, number, number];
    let at = count;
    while (at < nextAt) {
      const skipped = iterNext(rt, source);
      if (skipped === 0) {
        setPointer(py, it + Islice.IT, 0);
        return 0;
      }
      py.decref(skipped);
      at++;
    }
    py.set(it + Islice.CNT, at);
    if (stop >= 0 && at >= stop) {
      setPointer(py, it + Islice.IT, 0);
      return 0;
    }
    const item = iterNext(rt, source);
    if (item === 0) {
      setPointer(py, it + Islice.IT, 0);
      return 0;
    }
    py.set(it + Islice.CNT, at + 1);
    py.set(it + Islice.NEXT, stop >= 0 ? Math.min(at + step, stop) : at + step);
    return item;
  });
  const test = (func: number, item: number): boolean =>
    func === py.none ? truth(rt, item) : truthOf(rt, callBorrowed(rt, func, [item]));
  onNext(rt, 'itertools.takewhile', (it) => {
    if (py.get(it + FuncIter.STOP) !== 0) return 0;
    const item = iterNext(rt, py.load(it + FuncIter.IT));
    if (item === 0) return 0;
    if (test(py.load(it + FuncIter.FUNC), own(rt, item))) return give(rt, item);
    release(rt, item);
    py.set(it + FuncIter.STOP, 1);
    return 0;
  });
  onNext(rt, 'itertools.dropwhile', (it) => {
    for (;;) {
      const item = iterNext(rt, py.load(it + FuncIter.IT));
      if (item === 0 || py.get(it + FuncIter.STOP) !== 0) return item;
      if (!test(py.load(it + FuncIter.FUNC), own(rt, item))) {
        py.set(it + FuncIter.STOP, 1);
        return give(rt, item);
      }
      release(rt, item);
    }
  });
  onNext(rt, 'itertools.filterfalse', (it) => {
    for (;;) {
      const item = iterNext(rt, py.load(it + FuncIter.IT));
      if (item === 0) return 0;
      if (!test(py.load(it + FuncIter.FUNC), own(rt, item))) return give(rt, item);
      release(rt, item);
    }
  });
  onNext(rt, 'itertools.starmap', (it) => {
    const args = iterNext(rt, py.load(it + FuncIter.IT));
    if (args === 0) return 0;
    const words = collect(rt, own(rt, args));
    release(rt, args);
    return callWords(rt, py.load(it + FuncIter.FUNC), words);
  });
  onNext(rt, 'itertools.accumulate', (it) => {
    const [total, source, func, initial] = [
      Accumulate.TOTAL,
      Accumulate.IT,
      Accumulate.BINOP,
      Accumulate.INITIAL,
    ].map((word) => py.load(it + word)) as [number, number, number, number];
    if (initial !== py.none) {
      py.store(it + Accumulate.INITIAL, newNone(rt));
      py.store(it + Accumulate.TOTAL, newRef(rt, initial));
      return initial;
    }
    const item = iterNext(rt, source);
    if (item === 0) return 0;
    if (total === 0) {
      py.store(it + Accumulate.TOTAL, newRef(rt, item));
      return item;
    }
    own(rt, item);
    const next =
      func === 0 ? binaryOperation(rt, 'add', total, item) : callBorrowed(rt, func, [total, item]);
    release(rt, item);
    setPointer(py, it + Accumulate.TOTAL, newRef(rt, next));
    return next;
  });
  onNext(rt, 'itertools.zip_longest', (it) => {
    const iterators = py.load(it + ZipLongest.ITTUPLE);
    const fill = py.load(it + ZipLongest.FILLVALUE);
    const items: number[] = [];
    let alive = 0;
    for (let i = 0; i < py.get(iterators + Ob.SIZE); i++) {
      const each = py.load(iterators + py.tupleItem + i * 2);
      const item = each === py.none ? 0 : iterNext(rt, each);
      if (item !== 0) alive++;
      else if (each !== py.none) {
        py.store(iterators + py.tupleItem + i * 2, newNone(rt));
        py.decref(each);
      }
      items.push(own(rt, item || newRef(rt, fill)));
    }
    for (const item of items) give(rt, item);
    if (alive > 0) return resultTuple(rt, it + ZipLongest.RESULT, items);
    for (const item of items) py.decref(item);
    return 0;
  });
}

/** `PyArg_UnpackTuple`: refuses other numbers of arguments. */
function checkGiven(rt: Runtime, name: string, given: number, min: number, max: number): void {
  if (given >= min && given <= max) return;
  const bound = given < min ? min : max;
  const which = min === max ? '' : given < min ? 'at least ' : 'at most ';
  typeError(
    rt,
    `${name} expected ${which}${bound} argument${bound === 1 ? '' : 's'}, got ${given}`,
  );
}

/** `PyNumber_Check`. */
function isNumber(rt: Runtime, op: number): boolean {
  const type = rt.py.typeOf(op);
  if (isInt(rt, op) || isFloat(rt, op) || isComplex(rt, op)) return true;
  return ['__index__', '__int__', '__float__'].some((name) => special(rt, type, name) !== 0);
}

/** `itertools`: the constructors. */
export function itertoolsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = (
    name: string,
    make: (cls: number, args: number[], keywords?: Keywords) => number,
  ): void => {
    define.type(`itertools.${name}`, make);
  };
  /** One whose arguments have no names: so many of them. */
  const positional = (
    name: string,
    min: number,
    max: number,
    make: (cls: number, args: number[]) => number,
  ): void =>
    type(name, (cls, args, keywords) => {
      if (keywords?.length) refuseKeywords(rt, cls, py.type(`itertools.${name}`));
      checkGiven(rt, name, args.length, min, max);
      return make(cls, args);
    });
  const fields = (
    cls: number,
    name: string,
    values: Readonly<Record<string, number>>,
    owned: readonly number[],
  ): number => {
    const op = newFieldsOf(py, cls, `itertools.${name}`, values);
    for (const word of owned) py.decref(word);
    return op;
  };
  type('count', (cls, args, keywords) => {
    const given = (index: number, name: string, otherwise: number): number => {
      const word = args[index] ?? option(keywords, name);
      return word === 0 ? newInt(rt, otherwise) : newRef(rt, word);
    };
    if (args.length > 2) typeError(rt, `count() takes at most 2 arguments (${args.length} given)`);
    const start = own(rt, given(0, 'start', 0));
    const step = own(rt, given(1, 'step', 1));
    if (![start, step].every((word) => isNumber(rt, word))) typeError(rt, 'a number is required');
    // Steps of 1 from an int are counted without an object.
    const int = py.type('int');
    const simple = py.typeOf(step) === int && asBigInt(rt, step) === 1n && py.typeOf(start) === int;
    if (!simple || Math.abs(asDouble(rt, start)) > 2 ** 52)
      return fields(cls, 'count', { long_cnt: start, long_step: step }, []);
    const first = asNumber(rt, start);
    const op = fields(cls, 'count', { long_step: step }, []);
    py.set(op + Count.CNT, first);
    return op;
  });
  defineMethod(rt, py.type('itertools.count'), '__repr__', 0, 0, ([it]) => {
    const current = py.load(it! + Count.LONG_CNT);
    if (current === 0) return newStr(rt, `count(${py.get(it! + Count.CNT)})`);
    const step = repr(rt, py.load(it! + Count.LONG_STEP));
    return newStr(rt, `count(${repr(rt, current)}${step === '1' ? '' : `, ${step}`})`);
  });
  defineMethod(rt, py.type('itertools.repeat'), '__repr__', 0, 0, ([it]) => {
    const left = py.i32[it! + Repeat.CNT]!;
    return newStr(
      rt,
      `repeat(${repr(rt, py.load(it! + Repeat.ELEMENT))}${left < 0 ? '' : `, ${left}`})`,
    );
  });
  type('repeat', (cls, args, keywords) => {
    const [element, times] = bindParameters(rt, 'repeat', 'object times', 1, args, keywords);
    const count = times ? Math.max(0, asNumber(rt, times)) : -1;
    const op = fields(cls, 'repeat', { element: element! }, []);
    py.set(op + Repeat.CNT, count);
    return op;
  });
  positional('cycle', 1, 1, (cls, args) => {
    const it = getIter(rt, args[0]!);
    const saved = newList(rt, []);
    return fields(cls, 'cycle', { it, saved }, [it, saved]);
  });
  const chain = (cls: number, iterables: number): number => {
    const source = takeIter(rt, iterables);
    return fields(cls, 'chain', { source }, [source]);
  };
  type('chain', (cls, args, keywords) => {
    if (keywords?.length) refuseKeywords(rt, cls, py.type('itertools.chain'));
    return chain(
      cls,
      newTuple(
        rt,
        args.map((op) => newRef(rt, op)),
      ),
    );
  });
  defineClassMethod(rt, py.type('itertools.chain'), 'from_iterable', 1, 1, ([cls, o]) =>
    chain(cls!, newRef(rt, o!)),
  );
  positional('islice', 2, 4, (cls, args) => {
    const [iterable, ...bounds] = args;
    const number = (word: number | undefined, otherwise: number): number => {
      if (word === undefined || word === py.none) return otherwise;
      if (!isInt(rt, word) && special(rt, py.typeOf(word), '__index__') === 0) return Number.NaN;
      const value = asIndex(rt, word);
      if (value >= 2n ** 63n) return Number.NaN;
      return value < 0n ? -2 : Number(value);
    };
    const [start, stop, step] =
      bounds.length === 1
        ? [0, number(bounds[0], -1), 1]
        : [number(bounds[0], 0), number(bounds[1], -1), number(bounds[2], 1)];
    const range = 'must be None or an integer: 0 <= x <= sys.maxsize.';
    if (Number.isNaN(stop) || (bounds.length === 1 && stop < 0 && bounds[0] !== py.none))
      valueError(rt, `Stop argument for islice() ${range}`);
    if (!(start >= 0) || (stop < 0 && stop !== -1)) valueError(rt, `Indices for islice() ${range}`);
    if (!(step >= 1)) valueError(rt, 'Step for islice() must be a positive integer or None.');
    const it = getIter(rt, iterable!);
    const op = fields(cls, 'islice', { it }, [it]);
    py.set(op + Islice.NEXT, start);
    if (stop < 0) py.i32.fill(-1, op + Islice.STOP, op + Islice.STEP);
    else py.set(op + Islice.STOP, stop);
    py.set(op + Islice.STEP, step);
    return op;
  });
  for (const name of ['takewhile', 'dropwhile', 'filterfalse', 'starmap']) {
    positional(name, 2, 2, (cls, args) => {
      const it = getIter(rt, args[1]!);
      return fields(cls, name, { func: args[0]!, it }, [it]);
    });
  }
  type('accumulate', (cls, args, keywords) => {
    const [iterable, func = py.none] = bindParameters(
      rt,
      'accumulate',
      'iterable func * initial',
      1,
      args,
      keywords,
    );
    const it = getIter(rt, iterable!);
    return fields(
      cls,
      'accumulate',
      {
        it,
        binop: func === py.none ? 0 : func,
        initial: option(keywords, 'initial') || py.none,
      },
      [it],
    );
  });
  type('zip_longest', (cls, args, keywords) => {
    if (keywords?.some(([name]) => name !== 'fillvalue'))
      typeError(rt, 'zip_longest() got an unexpected keyword argument');
    const iterators = newTuple(
      rt,
      makeEach(rt, args, (each) => getIter(rt, each)),
    );
    const result = newTuple(
      rt,
      args.map(() => newNone(rt)),
    );
    return fields(
      cls,
      'zip_longest',
      { ittuple: iterators, result, fillvalue: option(keywords, 'fillvalue') || py.none },
      [iterators, result],
    );
  });
  defineCombinatorics(rt, define);
  defineGroups(rt, define);
}
