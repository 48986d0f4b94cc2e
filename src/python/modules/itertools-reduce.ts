import { setPointer } from '../../objects/dealloc';
import { callMethod } from '../objects/call-method';
import { asNumber } from '../objects/index-numbers';
import { getIter } from '../objects/iter';
import { truth } from '../objects/truth';
import { warn } from '../objects/warn';
import { defineMethod } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, isList, isTuple, typeName } from '../runtime/type-checks';
import { newBool, newInt, newList, newSsize, newTuple, tupleItems } from '../runtime/values';
import { Product } from './itertools-combinatorics';
import { Chain, Count, Cycle, FuncIter, Islice, Repeat } from './itertools-words';

/*
 * How iterators of `itertools` are copied (to 3.13): `__reduce__` and `__setstate__` in Modules/itertoolsmodule.c.
 */

const REMOVED = 'Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.';

export function installItertoolsReduce(rt: Runtime): void {
  const { py } = rt;
  const { itertoolsCopies } = rt.behaviour;
  if (itertoolsCopies === 'never') return;
  const define = (name: string, method: string, args: number, call: (args: number[]) => number) =>
    defineMethod(rt, py.type(`itertools.${name}`), method, args, args, (given) => {
      if (itertoolsCopies === 'warns') warn(rt, 'DeprecationWarning', REMOVED);
      return call(given);
    });
  /** `args`, and what is behind them: new references. */
  const onReduce = (name: string, parts: (it: number) => [args: number[], ...state: number[]]) =>
    define(name, '__reduce__', 0, ([it]) => {
      const [args, ...state] = parts(it!);
      return newTuple(rt, [newRef(rt, py.typeOf(it!)), newTuple(rt, args), ...state]);
    });
  const onSetState = (name: string, set: (it: number, state: number) => void) =>
    define(name, '__setstate__', 1, ([it, state]) => {
      set(it!, state!);
      return newNone(rt);
    });
  const at = (word: number): number => newRef(rt, py.load(word));

  onReduce('count', (it) =>
    py.load(it + Count.LONG_CNT) === 0
      ? [[newSsize(rt, py.get(it + Count.CNT))]]
      : [[at(it + Count.LONG_CNT), at(it + Count.LONG_STEP)]],
  );
  onReduce('repeat', (it) => {
    const left = py.i32[it + Repeat.CNT]!;
    return [[at(it + Repeat.ELEMENT), ...(left < 0 ? [] : [newInt(rt, left)])]];
  });
  for (const name of ['starmap', 'filterfalse'])
    onReduce(name, (it) => [[at(it + FuncIter.FUNC), at(it + FuncIter.IT)]]);
  for (const name of ['takewhile', 'dropwhile']) {
    onReduce(name, (it) => [
      [at(it + FuncIter.FUNC), at(it + FuncIter.IT)],
      newInt(rt, py.i32[it + FuncIter.STOP]!),
    ]);
    onSetState(name, (it, state) => {
      py.i32[it + FuncIter.STOP] = truth(rt, state) ? 1 : 0;
    });
  }
  onReduce('islice', (it) => {
    const stop =
      py.i32[it + Islice.STOP]! < 0 ? newNone(rt) : newSsize(rt, py.get(it + Islice.STOP));
    if (py.load(it + Islice.IT) === 0) {
      py.decref(stop);
      const list = newList(rt, []);
      const empty = getIter(rt, list);
      py.decref(list);
      return [[empty, newInt(rt, 0)], newInt(rt, 0)];
    }
    return [
      [
        at(it + Islice.IT),
        newSsize(rt, py.get(it + Islice.NEXT)),
        stop,
        newSsize(rt, py.get(it + Islice.STEP)),
      ],
      newSsize(rt, py.get(it + Islice.CNT)),
    ];
  });
  onSetState('islice', (it, state) => py.set(it + Islice.CNT, asNumber(rt, state)));

  const items = (state: number): number[] =>
    isTuple(rt, state) ? tupleItems(rt, state) : typeError(rt, 'state is not a tuple');
  onReduce('chain', (it) => {
    const parts = [Chain.SOURCE, Chain.ACTIVE]
      .map((word) => py.load(it + word))
      .filter((word) => word !== 0);
    if (py.load(it + Chain.SOURCE) === 0) return [[]];
    return [
      [],
      newTuple(
        rt,
        parts.map((word) => newRef(rt, word)),
      ),
    ];
  });
  onSetState('chain', (it, state) => {
    const [source, active] = items(state);
    const isIterator = (op: number): boolean => special(rt, py.typeOf(op), '__next__') !== 0;
    const given = [source, active].filter((each): each is number => each !== undefined);
    const count = tupleItems(rt, state).length;
    if (count === 0) typeError(rt, 'function takes at least 1 argument (0 given)');
    if (count > 2) typeError(rt, `function takes at most 2 arguments (${count} given)`);
    if (!given.every(isIterator)) typeError(rt, 'Arguments must be iterators.');
    setPointer(py, it + Chain.SOURCE, newRef(rt, source!));
    setPointer(py, it + Chain.ACTIVE, active === undefined ? 0 : newRef(rt, active));
  });

  const pools = (it: number): number[] => tupleItems(rt, py.load(it + Product.POOLS));
  const lengths = (it: number): number[] => pools(it).map((pool) => tupleItems(rt, pool).length);
  onReduce('product', (it) => {
    if (py.get(it + Product.STOPPED) !== 0) return [[newTuple(rt, [])]];
    const given = pools(it).map((pool) => newRef(rt, pool));
    if (py.load(it + Product.RESULT) === 0) return [given];
    const indices = py.load(it + Product.INDICES);
    return [
      given,
      newTuple(
        rt,
        given.map((_, i) => newSsize(rt, py.get(indices + i * 2))),
      ),
    ];
  });
  onSetState('product', (it, state) => {
    const sizes = lengths(it);
    if (!isTuple(rt, state) || tupleItems(rt, state).length !== sizes.length)
      valueError(rt, 'invalid arguments');
    // Places outside of a pool are taken for its nearest.
    const places = tupleItems(rt, state).map((index, i) =>
      Math.min(Math.max(asNumber(rt, index), 0), sizes[i]! - 1),
    );
    if (sizes.includes(0)) {
      py.set(it + Product.STOPPED, 1);
      return;
    }
    const indices = py.load(it + Product.INDICES);
    for (const [i, place] of places.entries()) py.set(indices + i * 2, place);
    const chosen = pools(it).map((pool, i) => newRef(rt, tupleItems(rt, pool)[places[i]!]!));
    setPointer(py, it + Product.RESULT, newTuple(rt, chosen));
  });

  onReduce('cycle', (it) => {
    const saved = at(it + Cycle.SAVED);
    const source = py.load(it + Cycle.IT);
    if (source !== 0) {
      const known = newBool(rt, py.i32[it + Cycle.SAVES_NOT] !== 0);
      return [[newRef(rt, source)], newTuple(rt, [saved, known])];
    }
    const again = own(rt, getIter(rt, saved));
    const index = py.get(it + Cycle.INDEX);
    if (index !== 0) py.decref(callMethod(rt, again, '__setstate__', [newSsize(rt, index)]));
    const parts: [number[], number] = [
      [newRef(rt, again)],
      newTuple(rt, [saved, newBool(rt, true)]),
    ];
    release(rt, again);
    return parts;
  });
  onSetState('cycle', (it, state) => {
    const [saved, known, ...more] = items(state);
    if (saved === undefined || known === undefined || more.length > 0)
      typeError(rt, `function takes exactly 2 arguments (${tupleItems(rt, state).length} given)`);
    if (!isList(rt, saved!)) typeError(rt, `argument 1 must be list, not ${typeName(rt, saved!)}`);
    if (!isInt(rt, known!))
      typeError(rt, `'${typeName(rt, known!)}' object cannot be interpreted as an integer`);
    setPointer(py, it + Cycle.SAVED, newRef(rt, saved!));
    py.i32[it + Cycle.SAVES_NOT] = asNumber(rt, known!) === 0 ? 0 : 1;
    py.set(it + Cycle.INDEX, 0);
  });
}
