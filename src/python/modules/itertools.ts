import { newFields, setPointer } from '../../objects';
import { type Keywords, option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';
import { defineCombinatorics, installCombinatorics } from './itertools-combinatorics';
import { defineGroups, installGroups } from './itertools-groups';

/** Defines how an iterator type goes on: before methods of iterators are made. */
export function installItertools(rt: Runtime): void {
  installCombinatorics(rt);
  installGroups(rt);
  const { py } = rt;
  rt.onNext('itertools.count', (it) => {
    const current = py.load(it + 6);
    if (current === 0) {
      const next = py.get(it + 4);
      py.set(it + 4, next + 1);
      return rt.count(next);
    }
    const step = py.load(it + 8);
    const result = rt.I(current);
    setPointer(py, it + 6, rt.binaryOperation('add', current, step));
    return result;
  });
  rt.onNext('itertools.repeat', (it) => {
    const left = py.i32[it + 6]!;
    if (left === 0) return 0;
    if (left > 0) py.set(it + 6, left - 1);
    return rt.I(py.load(it + 4));
  });
  rt.onNext('itertools.cycle', (it) => {
    const source = py.load(it + 4);
    const saved = py.load(it + 6);
    if (source !== 0) {
      const item = rt.next(source);
      if (item !== 0) {
        rt.listAdd(saved, rt.I(item));
        return item;
      }
      setPointer(py, it + 4, 0);
    }
    const count = py.get(saved + 4);
    if (count === 0) return 0;
    const index = py.get(it + 8);
    py.set(it + 8, (index + 1) % count);
    return rt.I(py.load(py.load(saved + 6) + index * 2));
  });
  rt.onNext('itertools.chain', (it) => {
    for (;;) {
      const source = py.load(it + 4);
      if (source === 0) return 0;
      let active = py.load(it + 6);
      if (active === 0) {
        const iterable = rt.next(source);
        if (iterable === 0) {
          setPointer(py, it + 4, 0);
          return 0;
        }
        active = rt.iter(iterable);
        py.store(it + 6, active);
      }
      const item = rt.next(active);
      if (item !== 0) return item;
      setPointer(py, it + 6, 0);
    }
  });
  rt.onNext('itertools.islice', (it) => {
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
      const skipped = rt.next(source);
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
    const item = rt.next(source);
    if (item === 0) {
      setPointer(py, it + 4, 0);
      return 0;
    }
    py.set(it + 12, at + 1);
    py.set(it + 6, stop >= 0 ? Math.min(at + step, stop) : at + step);
    return item;
  });
  const test = (func: number, item: number): boolean =>
    func === py.none ? rt.truth(item) : rt.truthOf(rt.callBorrowed(func, [item]));
  rt.onNext('itertools.takewhile', (it) => {
    if (py.get(it + 8) !== 0) return 0;
    const item = rt.next(py.load(it + 6));
    if (item === 0) return 0;
    if (test(py.load(it + 4), item)) return item;
    py.decref(item);
    py.set(it + 8, 1);
    return 0;
  });
  rt.onNext('itertools.dropwhile', (it) => {
    for (;;) {
      const item = rt.next(py.load(it + 6));
      if (item === 0 || py.get(it + 8) !== 0) return item;
      if (!test(py.load(it + 4), item)) {
        py.set(it + 8, 1);
        return item;
      }
      py.decref(item);
    }
  });
  rt.onNext('itertools.filterfalse', (it) => {
    for (;;) {
      const item = rt.next(py.load(it + 6));
      if (item === 0 || !test(py.load(it + 4), item)) return item;
      py.decref(item);
    }
  });
  rt.onNext('itertools.starmap', (it) => {
    const args = rt.next(py.load(it + 6));
    if (args === 0) return 0;
    const words = rt.collect(args);
    py.decref(args);
    return rt.callWords(py.load(it + 4), words);
  });
  rt.onNext('itertools.accumulate', (it) => {
    const [total, source, func, initial] = [4, 6, 8, 10].map((word) => py.load(it + word)) as [
      number,
      number,
      number,
      number,
    ];
    if (initial !== py.none) {
      py.store(it + 10, rt.N());
      py.store(it + 4, rt.I(initial));
      return initial;
    }
    const item = rt.next(source);
    if (item === 0) return 0;
    if (total === 0) {
      py.store(it + 4, rt.I(item));
      return item;
    }
    const next =
      func === 0 ? rt.binaryOperation('add', total, item) : rt.callBorrowed(func, [total, item]);
    py.decref(item);
    setPointer(py, it + 4, rt.I(next));
    return next;
  });
  rt.onNext('itertools.zip_longest', (it) => {
    const iterators = py.load(it + 8);
    const fill = py.load(it + 12);
    const items: number[] = [];
    let alive = 0;
    for (let i = 0; i < py.get(iterators + 4); i++) {
      const each = py.load(iterators + py.tupleItem + i * 2);
      const item = each === py.none ? 0 : rt.next(each);
      if (item !== 0) alive++;
      else if (each !== py.none) {
        py.store(iterators + py.tupleItem + i * 2, rt.N());
        py.decref(each);
      }
      items.push(item || rt.I(fill));
    }
    if (alive > 0) return rt.resultTuple(it + 10, items);
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
      return word === 0 ? rt.int(otherwise) : rt.I(word);
    };
    const start = given(0, 'start', 0);
    const step = given(1, 'step', 1);
    // Steps of 1 from an int are counted without an object.
    const int = py.type('int');
    const simple = py.typeOf(step) === int && rt.bigint(step) === 1n && py.typeOf(start) === int;
    if (!simple || Math.abs(rt.double(start)) > 2 ** 52)
      return fields('count', { long_cnt: start, long_step: step }, [start, step]);
    const op = fields('count', { long_step: step }, [step]);
    py.set(op + 4, rt.number(start));
    py.decref(start);
    return op;
  });
  rt.method(py.type('itertools.count'), '__repr__', 0, 0, ([it]) => {
    const current = py.load(it! + 6);
    if (current === 0) return rt.str(`count(${py.get(it! + 4)})`);
    const step = rt.repr(py.load(it! + 8));
    return rt.str(`count(${rt.repr(current)}${step === '1' ? '' : `, ${step}`})`);
  });
  rt.method(py.type('itertools.repeat'), '__repr__', 0, 0, ([it]) => {
    const left = py.i32[it! + 6]!;
    return rt.str(`repeat(${rt.repr(py.load(it! + 4))}${left < 0 ? '' : `, ${left}`})`);
  });
  type('repeat', (args, keywords) => {
    const times = args[1] ?? option(keywords, 'times');
    const op = fields('repeat', { element: args[0]! }, []);
    if (times) py.set(op + 6, Math.max(0, rt.number(times)));
    else py.i32.fill(-1, op + 6, op + 8);
    return op;
  });
  type('cycle', (args) => {
    const it = rt.getIter(args[0]!);
    const saved = rt.list([]);
    return fields('cycle', { it, saved }, [it, saved]);
  });
  const chain = (iterables: number): number => {
    const source = rt.iter(iterables);
    return fields('chain', { source }, [source]);
  };
  type('chain', (args) => chain(rt.tuple(args.map(rt.I))));
  rt.typeAttribute(
    py.type('itertools.chain'),
    'from_iterable',
    rt.nativeFunction('from_iterable', ([o]) => chain(rt.I(o!)), 1, 1),
  );
  type('islice', (args) => {
    const [iterable, ...bounds] = args;
    const number = (word: number | undefined, otherwise: number): number =>
      word === undefined || word === py.none ? otherwise : rt.number(word);
    const [start, stop, step] =
      bounds.length === 1
        ? [0, number(bounds[0], -1), 1]
        : [number(bounds[0], 0), number(bounds[1], -1), number(bounds[2], 1)];
    const range = 'must be None or an integer: 0 <= x <= sys.maxsize.';
    if (bounds.length === 1 && stop < 0 && bounds[0] !== py.none)
      rt.valueError(`Stop argument for islice() ${range}`);
    if (start < 0) rt.valueError(`Indices for islice() ${range}`);
    if (step < 1) rt.valueError('Step for islice() must be a positive integer or None.');
    const it = rt.getIter(iterable!);
    const op = fields('islice', { it }, [it]);
    py.set(op + 6, start);
    if (stop < 0) py.i32.fill(-1, op + 8, op + 10);
    else py.set(op + 8, stop);
    py.set(op + 10, step);
    return op;
  });
  for (const name of ['takewhile', 'dropwhile', 'filterfalse', 'starmap']) {
    type(name, (args) => {
      const it = rt.getIter(args[1]!);
      return fields(name, { func: args[0]!, it }, [it]);
    });
  }
  type('accumulate', (args, keywords) => {
    const it = rt.getIter(args[0]!);
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
    const iterators = rt.tuple(args.map((each) => rt.getIter(each)));
    const result = rt.tuple(args.map(() => rt.N()));
    return fields(
      'zip_longest',
      { ittuple: iterators, result, fillvalue: option(keywords, 'fillvalue') || py.none },
      [iterators, result],
    );
  });
  defineCombinatorics(rt, define);
  defineGroups(rt, define);
}
