import { newFieldsOf } from '../../objects/field-objects';
import { Ob } from '../../objects/structs';
import { asNumber } from '../objects/index-numbers';
import { onNext } from '../objects/iterator-slots';
import { bindParameters, checkKeywords } from '../objects/parameters';
import { sequenceTuple } from '../objects/sequences';
import { typeError, valueError } from '../runtime/errors';
import { option } from '../runtime/native';
import { makeEach, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt } from '../runtime/type-checks';
import { newTrackedTuple, newTuple, tupleItems } from '../runtime/values';

import type { Define } from './define';

/** Words of `productobject`. */
export const enum Product {
  POOLS = 4,
  INDICES = 6,
  RESULT = 8,
  STOPPED = 10,
}

/** Words of `permutationsobject`. */
const enum Permutations {
  POOL = 4,
  INDICES = 6,
  CYCLES = 8,
  RESULT = 10,
  R = 12,
  STOPPED = 14,
}

/** Words of `combinationsobject`, with and without replacement. */
const enum Combinations {
  POOL = 4,
  INDICES = 6,
  RESULT = 8,
  R = 10,
  STOPPED = 12,
}

/**
 * How `product`, `permutations` and `combinations` go on (Modules/itertoolsmodule.c). The tuple that
 * they gave out last is their own: it is changed and given out again when nobody else holds it.
 */
export function installCombinatorics(rt: Runtime): void {
  const { py } = rt;
  const size = (tuple: number): number => py.get(tuple + Ob.SIZE);
  const item = (tuple: number, i: number): number => py.load(tuple + py.tupleItem + i * 2);

  /** The result to change: the last one, or a copy where somebody holds it. */
  const fresh = (word: number): number => {
    const result = py.load(word);
    if (py.i32[result]! > 1 || size(result) === 0) {
      const copy = newTrackedTuple(
        rt,
        tupleItems(rt, result).map((op) => newRef(rt, op)),
      );
      py.store(word, copy);
      py.decref(result);
      return copy;
    }
    if (!py.gc.isTracked(result)) py.gc.track(result);
    return result;
  };
  const put = (result: number, i: number, value: number): void => {
    const word = result + py.tupleItem + i * 2;
    const old = py.load(word);
    py.store(word, newRef(rt, value));
    py.decref(old);
  };
  const first = (word: number, values: readonly number[]): number => {
    const result = newTrackedTuple(
      rt,
      values.map((op) => newRef(rt, op)),
    );
    py.store(word, result);
    return newRef(rt, result);
  };
  const stop = (word: number): number => {
    py.set(word, 1);
    return 0;
  };
  const array = (word: number, length: number) => {
    const at = py.load(word);
    return Array.from({ length }, (_, i) => py.get(at + i * 2));
  };

  onNext(rt, 'itertools.product', (it) => {
    if (py.get(it + Product.STOPPED) !== 0) return 0;
    const pools = tupleItems(rt, py.load(it + Product.POOLS));
    const indices = py.load(it + Product.INDICES);
    if (py.load(it + Product.RESULT) === 0) {
      if (pools.some((pool) => size(pool) === 0)) return stop(it + Product.STOPPED);
      return first(
        it + Product.RESULT,
        pools.map((pool) => item(pool, 0)),
      );
    }
    const result = fresh(it + Product.RESULT);
    for (let i = pools.length - 1; i >= 0; i--) {
      const index = py.get(indices + i * 2) + 1;
      const rolls = index === size(pools[i]!);
      py.set(indices + i * 2, rolls ? 0 : index);
      put(result, i, item(pools[i]!, rolls ? 0 : index));
      if (!rolls) return newRef(rt, result);
    }
    return stop(it + Product.STOPPED);
  });

  onNext(rt, 'itertools.permutations', (it) => {
    if (py.get(it + Permutations.STOPPED) !== 0) return 0;
    const pool = py.load(it + Permutations.POOL);
    const n = size(pool);
    const r = py.get(it + Permutations.R);
    const indices = py.load(it + Permutations.INDICES);
    const cycles = py.load(it + Permutations.CYCLES);
    const at = (i: number): number => py.get(indices + i * 2);
    if (py.load(it + Permutations.RESULT) === 0) {
      const chosen = array(it + Permutations.INDICES, r).map((i) => item(pool, i));
      return first(it + Permutations.RESULT, chosen);
    }
    if (n === 0) return stop(it + Permutations.STOPPED);
    const result = fresh(it + Permutations.RESULT);
    for (let i = r - 1; i >= 0; i--) {
      const left = py.get(cycles + i * 2) - 1;
      py.set(cycles + i * 2, left);
      const index = at(i);
      if (left === 0) {
        // The first of the rest goes to its end.
        for (let j = i; j < n - 1; j++) py.set(indices + j * 2, at(j + 1));
        py.set(indices + (n - 1) * 2, index);
        py.set(cycles + i * 2, n - i);
        continue;
      }
      py.set(indices + i * 2, at(n - left));
      py.set(indices + (n - left) * 2, index);
      for (let k = i; k < r; k++) put(result, k, item(pool, at(k)));
      return newRef(rt, result);
    }
    return stop(it + Permutations.STOPPED);
  });

  for (const [name, repeats] of [
    ['combinations', false],
    ['combinations_with_replacement', true],
  ] as const) {
    onNext(rt, `itertools.${name}`, (it) => {
      if (py.get(it + Combinations.STOPPED) !== 0) return 0;
      const pool = py.load(it + Combinations.POOL);
      const n = size(pool);
      const r = py.get(it + Combinations.R);
      const indices = py.load(it + Combinations.INDICES);
      if (py.load(it + Combinations.RESULT) === 0) {
        const chosen = array(it + Combinations.INDICES, r).map((i) => item(pool, i));
        return first(it + Combinations.RESULT, chosen);
      }
      const result = fresh(it + Combinations.RESULT);
      const last = (i: number): number => (repeats ? n - 1 : i + n - r);
      let i = r - 1;
      while (i >= 0 && py.get(indices + i * 2) === last(i)) i--;
      if (i < 0) return stop(it + Combinations.STOPPED);
      let index = py.get(indices + i * 2) + 1;
      for (; i < r; i++) {
        py.set(indices + i * 2, index);
        put(result, i, item(pool, index));
        if (!repeats) index++;
      }
      return newRef(rt, result);
    });
  }
}

/** Their constructors. */
export function defineCombinatorics(rt: Runtime, define: Define): void {
  const { py } = rt;
  const numbers = (values: readonly number[]): number => {
    const array = py.malloc(Math.max(values.length * 8, 1));
    for (const [i, value] of values.entries()) py.set(array + i * 2, value);
    return array;
  };
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

  const negative = rt.messages.negativeR;

  define.type('itertools.product', (cls, args, keywords) => {
    checkKeywords(rt, 'product', 'repeat', keywords);
    const given = option(keywords, 'repeat');
    const repeat = given === 0 ? 1 : asNumber(rt, given);
    if (repeat < 0) valueError(rt, 'repeat argument cannot be negative');
    const tuples = makeEach(rt, args, (each) => sequenceTuple(rt, each));
    const pools = newTuple(
      rt,
      range(repeat).flatMap(() => tuples.map((op) => newRef(rt, op))),
    );
    for (const pool of tuples) py.decref(pool);
    const op = newFieldsOf(py, cls, 'itertools.product', { pools });
    py.decref(pools);
    py.store(op + Product.INDICES, numbers(range(tuples.length * repeat).map(() => 0)));
    return op;
  });

  define.type('itertools.permutations', (cls, args, keywords) => {
    const [iterable, given = py.none] = bindParameters(
      rt,
      'permutations',
      'iterable r',
      1,
      args,
      keywords,
    );
    const pool = own(rt, sequenceTuple(rt, iterable!));
    const n = py.get(pool + Ob.SIZE);
    if (given !== py.none && !isInt(rt, given)) typeError(rt, 'Expected int as r');
    const r = given === py.none ? n : asNumber(rt, given);
    if (r < 0) valueError(rt, 'r must be non-negative');
    const op = newFieldsOf(py, cls, 'itertools.permutations', { pool });
    py.store(op + Permutations.INDICES, numbers(range(n)));
    py.store(op + Permutations.CYCLES, numbers(range(r).map((i) => n - i)));
    py.set(op + Permutations.R, r);
    py.set(op + Permutations.STOPPED, r > n ? 1 : 0);
    return op;
  });

  for (const [name, repeats] of [
    ['combinations', false],
    ['combinations_with_replacement', true],
  ] as const) {
    define.type(`itertools.${name}`, (cls, args, keywords) => {
      const [iterable, count] = bindParameters(rt, name, 'iterable r', 2, args, keywords);
      const pool = own(rt, sequenceTuple(rt, iterable!));
      const r = asNumber(rt, count!);
      if (r < 0) valueError(rt, negative);
      const n = py.get(pool + Ob.SIZE);
      const op = newFieldsOf(py, cls, `itertools.${name}`, { pool });
      py.store(op + Combinations.INDICES, numbers(range(r).map((i) => (repeats ? 0 : i))));
      py.set(op + Combinations.R, r);
      py.set(op + Combinations.STOPPED, (repeats ? n === 0 && r > 0 : r > n) ? 1 : 0);
      return op;
    });
  }
}
