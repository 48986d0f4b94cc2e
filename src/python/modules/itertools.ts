import { newFields, setPointer } from '../../objects';
import { binaryOperation } from '../objects/binary';
import { callBorrowed, callWords } from '../objects/call';
import { asBigInt, asNumber } from '../objects/index-numbers';
import { collect, getIter, iterNext, takeIter } from '../objects/iter';
import { onNext } from '../objects/iterator-slots';
import { repr } from '../objects/repr';
import { truth, truthOf } from '../objects/truth';
import { defineAttribute, defineMethod, nativeFunction } from '../runtime/define';
import { valueError } from '../runtime/errors';
import { type Keywords, option } from '../runtime/native';
import { give, makeEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
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

/** Defines how an iterator type gives its next item. Runs before methods of iterators are made. */
export function installItertools(rt: Runtime): void {
  installCombinatorics(rt);
  installGroups(rt);
  const { py } = rt;
  onNext(rt, 'itertools.count', (it) => {
    const current = py.load(it + 6);
    if (current === 0) {
      const next = py.get(it + 4);
      py.set(it + 4, next + 1);
      return newSsize(rt, next);
    }
    const step = py.load(it + 8);
    const next = binaryOperation(rt, 'add', current, step);
    py.store(it + 6, next);
    return current;
  });
  onNext(rt, 'itertools.repeat', (it) => {
    const left = py.i32[it + 6]!;
    if (left === 0) return 0;
    if (left > 0) py.set(it + 6, left - 1);
    return newRef(rt, py.load(it + 4));
  });
  onNext(rt, 'itertools.cycle', (it) => {
    const source = py.load(it + 4);
    const saved = py.load(it + 6);
    if (source !== 0) {
      const item = iterNext(rt, source);
      if (item !== 0) {
        listAdd(rt, saved, newRef(rt, item));
        return item;
      }
      setPointer(py, it + 4, 0);
    }
    const count = py.get(saved + 4);
    if (count === 0) return 0;
    const index = py.get(it + 8);
    py.set(it + 8, (index + 1) % count);
    return newRef(rt, py.load(py.load(saved + 6) + index * 2));
  });
  onNext(rt, 'itertools.chain', (it) => {
    for (;;) {
      const source = py.load(it + 4);
      if (source === 0) return 0;
      let active = py.load(it + 6);
      if (active === 0) {
        const iterable = iterNext(rt, source);
        if (iterable === 0) {
          setPointer(py, it + 4, 0);
          return 0;
        }
        active = takeIter(rt, iterable);
        py.store(it + 6, active);
      }
      const item = iterNext(rt, active);
      if (item !== 0) return item;
      setPointer(py, it + 6, 0);
    }
  });
  onNext(rt, 'itertools.islice', (it) => {
    const source = py.load(it + 4);
    if (source === 0) return 0;
    const [nextAt, stop, step, count] = [6, 8, 10, 12].map((word) => py.i32[it + word]!) as [
      number,
      number,
      number,
      number,
    ];
    let at = count;
    while (at < nextAt) {
      const skipped = iterNext(rt, source);
      if (skipped === 0) {
        setPointer(py, it + 4, 0);
        return 0;
      }
      py.decref(skipped);
      at++;
    }
    py.set(it + 12, at);
    if (stop >= 0 && at >= stop) {
      setPointer(py, it + 4, 0);
      return 0;
    }
    const item = iterNext(rt, source);
    if (item === 0) {
      setPointer(py, it + 4, 0);
      return 0;
    }
    py.set(it + 12, at + 1);
    py.set(it + 6, stop >= 0 ? Math.min(at + step, stop) : at + step);
    return item;
  });
  const test = (func: number, item: number): boolean =>
    func === py.none ? truth(rt, item) : truthOf(rt, callBorrowed(rt, func, [item]));
  onNext(rt, 'itertools.takewhile', (it) => {
    if (py.get(it + 8) !== 0) return 0;
    const item = iterNext(rt, py.load(it + 6));
    if (item === 0) return 0;
    if (test(py.load(it + 4), own(rt, item))) return give(rt, item);
    release(rt, item);
    py.set(it + 8, 1);
    return 0;
  });
  onNext(rt, 'itertools.dropwhile', (it) => {
    for (;;) {
      const item = iterNext(rt, py.load(it + 6));
      if (item === 0 || py.get(it + 8) !== 0) return item;
      if (!test(py.load(it + 4), own(rt, item))) {
        py.set(it + 8, 1);
        return give(rt, item);
      }
      release(rt, item);
    }
  });
  onNext(rt, 'itertools.filterfalse', (it) => {
    for (;;) {
      const item = iterNext(rt, py.load(it + 6));
      if (item === 0) return 0;
      if (!test(py.load(it + 4), own(rt, item))) return give(rt, item);
      release(rt, item);
    }
  });
  onNext(rt, 'itertools.starmap', (it) => {
    const args = iterNext(rt, py.load(it + 6));
    if (args === 0) return 0;
    const words = collect(rt, own(rt, args));
    release(rt, args);
    return callWords(rt, py.load(it + 4), words);
  });
  onNext(rt, 'itertools.accumulate', (it) => {
    const [total, source, func, initial] = [4, 6, 8, 10].map((word) => py.load(it + word)) as [
      number,
      number,
      number,
      number,
    ];
    if (initial !== py.none) {
      py.store(it + 10, newNone(rt));
      py.store(it + 4, newRef(rt, initial));
      return initial;
    }
    const item = iterNext(rt, source);
    if (item === 0) return 0;
    if (total === 0) {
      py.store(it + 4, newRef(rt, item));
      return item;
    }
    own(rt, item);
    const next =
      func === 0 ? binaryOperation(rt, 'add', total, item) : callBorrowed(rt, func, [total, item]);
    release(rt, item);
    setPointer(py, it + 4, newRef(rt, next));
    return next;
  });
  onNext(rt, 'itertools.zip_longest', (it) => {
    const iterators = py.load(it + 8);
    const fill = py.load(it + 12);
    const items: number[] = [];
    let alive = 0;
    for (let i = 0; i < py.get(iterators + 4); i++) {
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
    if (alive > 0) return resultTuple(rt, it + 10, items);
    for (const item of items) py.decref(item);
    return 0;
  });
}

/** `itertools`: the constructors. */
export function itertoolsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = (name: string, make: (args: number[], keywords?: Keywords) => number): void => {
    define.type(`itertools.${name}`, (_type, args, keywords) => make(args, keywords));
  };
  const fields = (
    name: string,
    values: Readonly<Record<string, number>>,
    owned: readonly number[],
  ): number => {
    const op = newFields(py, `itertools.${name}`, values);
    for (const word of owned) py.decref(word);
    return op;
  };
  type('count', (args, keywords) => {
    const given = (index: number, name: string, otherwise: number): number => {
      const word = args[index] ?? option(keywords, name);
      return word === 0 ? newInt(rt, otherwise) : newRef(rt, word);
    };
    const start = own(rt, given(0, 'start', 0));
    const step = own(rt, given(1, 'step', 1));
    // Steps of 1 from an int are counted without an object.
    const int = py.type('int');
    const simple = py.typeOf(step) === int && asBigInt(rt, step) === 1n && py.typeOf(start) === int;
    if (!simple || Math.abs(asDouble(rt, start)) > 2 ** 52)
      return fields('count', { long_cnt: start, long_step: step }, []);
    const first = asNumber(rt, start);
    const op = fields('count', { long_step: step }, []);
    py.set(op + 4, first);
    return op;
  });
  defineMethod(rt, py.type('itertools.count'), '__repr__', 0, 0, ([it]) => {
    const current = py.load(it! + 6);
    if (current === 0) return newStr(rt, `count(${py.get(it! + 4)})`);
    const step = repr(rt, py.load(it! + 8));
    return newStr(rt, `count(${repr(rt, current)}${step === '1' ? '' : `, ${step}`})`);
  });
  defineMethod(rt, py.type('itertools.repeat'), '__repr__', 0, 0, ([it]) => {
    const left = py.i32[it! + 6]!;
    return newStr(rt, `repeat(${repr(rt, py.load(it! + 4))}${left < 0 ? '' : `, ${left}`})`);
  });
  type('repeat', (args, keywords) => {
    const times = args[1] ?? option(keywords, 'times');
    const count = times ? Math.max(0, asNumber(rt, times)) : 0;
    const op = fields('repeat', { element: args[0]! }, []);
    if (times) py.set(op + 6, count);
    else py.i32.fill(-1, op + 6, op + 8);
    return op;
  });
  type('cycle', (args) => {
    const it = getIter(rt, args[0]!);
    const saved = newList(rt, []);
    return fields('cycle', { it, saved }, [it, saved]);
  });
  const chain = (iterables: number): number => {
    const source = takeIter(rt, iterables);
    return fields('chain', { source }, [source]);
  };
  type('chain', (args) =>
    chain(
      newTuple(
        rt,
        args.map((op) => newRef(rt, op)),
      ),
    ),
  );
  defineAttribute(
    rt,
    py.type('itertools.chain'),
    'from_iterable',
    nativeFunction(rt, 'from_iterable', ([o]) => chain(newRef(rt, o!)), 1, 1),
  );
  type('islice', (args) => {
    const [iterable, ...bounds] = args;
    const number = (word: number | undefined, otherwise: number): number =>
      word === undefined || word === py.none ? otherwise : asNumber(rt, word);
    const [start, stop, step] =
      bounds.length === 1
        ? [0, number(bounds[0], -1), 1]
        : [number(bounds[0], 0), number(bounds[1], -1), number(bounds[2], 1)];
    const range = 'must be None or an integer: 0 <= x <= sys.maxsize.';
    if (bounds.length === 1 && stop < 0 && bounds[0] !== py.none)
      valueError(rt, `Stop argument for islice() ${range}`);
    if (start < 0) valueError(rt, `Indices for islice() ${range}`);
    if (step < 1) valueError(rt, 'Step for islice() must be a positive integer or None.');
    const it = getIter(rt, iterable!);
    const op = fields('islice', { it }, [it]);
    py.set(op + 6, start);
    if (stop < 0) py.i32.fill(-1, op + 8, op + 10);
    else py.set(op + 8, stop);
    py.set(op + 10, step);
    return op;
  });
  for (const name of ['takewhile', 'dropwhile', 'filterfalse', 'starmap']) {
    type(name, (args) => {
      const it = getIter(rt, args[1]!);
      return fields(name, { func: args[0]!, it }, [it]);
    });
  }
  type('accumulate', (args, keywords) => {
    const it = getIter(rt, args[0]!);
    const func = args[1] ?? option(keywords, 'func');
    return fields(
      'accumulate',
      {
        it,
        binop: func === py.none ? 0 : func,
        initial: option(keywords, 'initial') || py.none,
      },
      [it],
    );
  });
  type('zip_longest', (args, keywords) => {
    const iterators = newTuple(
      rt,
      makeEach(rt, args, (each) => getIter(rt, each)),
    );
    const result = newTuple(
      rt,
      args.map(() => newNone(rt)),
    );
    return fields(
      'zip_longest',
      { ittuple: iterators, result, fillvalue: option(keywords, 'fillvalue') || py.none },
      [iterators, result],
    );
  });
  defineCombinatorics(rt, define);
  defineGroups(rt, define);
}
