import { toDouble } from '../objects/arithmetic';
import { add } from '../objects/binary';
import { asBigInt, asNumber } from '../objects/index-numbers';
import { getIter, iterNext } from '../objects/iter';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt } from '../runtime/type-checks';
import { asDouble, isCompact, newFloat, newInt, newSsize } from '../runtime/values';

/** `sum(items, start)` (`builtin_sum_impl`): ints, then floats, are added up without objects in between. */
export function sum(rt: Runtime, items: number, start: number | undefined): number {
  const { py } = rt;
  const it = getIter(rt, items);
  let held = it;
  // The iterator is dropped before the sum becomes an object.
  const end = (): void => {
    held = 0;
    py.decref(it);
  };
  try {
    let total = start === undefined ? newInt(rt, 0) : newRef(rt, start);
    for (const step of [addInts, addFloats, addObjects]) {
      const { result, ended } = step(rt, it, total, end);
      total = result;
      if (ended) break;
    }
    return total;
  } finally {
    py.xdecref(held);
  }
}

/** The sum so far, an owned word, and whether there is nothing left. */
interface Step {
  readonly result: number;
  readonly ended: boolean;
}

/** The sum so far and an item of another kind, which it takes over. */
function leave(rt: Runtime, sum: number, item: number): Step {
  return { result: add(rt, sum, item), ended: false };
}

/** While they and their sum are C longs. */
function addInts(rt: Runtime, it: number, total: number, end: () => void): Step {
  const { py } = rt;
  if (py.typeOf(total) !== rt.intType || !fits(asBigInt(rt, total))) {
    return { result: total, ended: false };
  }
  let small = 0;
  let large = asBigInt(rt, total);
  py.decref(total);
  const made = (): number => {
    const value = large + BigInt(small);
    return rt.behaviour.sumsLongs ? newSsize(rt, value) : newInt(rt, value);
  };
  for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
    const type = py.typeOf(item);
    if (type !== rt.intType && type !== rt.boolType) return leave(rt, made(), item);
    if (isCompact(rt, item)) {
      small += asNumber(rt, item);
      if (Math.abs(small) >= 2 ** 50) {
        large += BigInt(small);
        small = 0;
      }
    } else {
      const next = large + BigInt(small) + asBigInt(rt, item);
      if (!fits(asBigInt(rt, item)) || !fits(next)) return leave(rt, made(), item);
      large = next;
      small = 0;
    }
    py.decref(item);
  }
  end();
  return { result: made(), ended: true };
}

function fits(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** Adds while items are floats or ints of 64 bits. From 3.12 on with Neumaier's compensation. */
function addFloats(rt: Runtime, it: number, total: number, end: () => void): Step {
  const { py } = rt;
  if (py.typeOf(total) !== rt.floatType) return { result: total, ended: false };
  let sum = asDouble(rt, total);
  let compensation = 0;
  py.decref(total);
  const made = (): number =>
    newFloat(rt, Number.isFinite(compensation) && compensation !== 0 ? sum + compensation : sum);
  for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
    if (py.typeOf(item) === rt.floatType) {
      const x = asDouble(rt, item);
      const next = sum + x;
      if (rt.behaviour.sumCompensates)
        compensation += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
      sum = next;
    } else if (isInt(rt, item) && fits(asBigInt(rt, item))) sum += toDouble(rt, item);
    else return leave(rt, made(), item);
    py.decref(item);
  }
  end();
  return { result: made(), ended: true };
}

function addObjects(rt: Runtime, it: number, total: number): Step {
  let result = total;
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      const before = result;
      result = 0;
      result = add(rt, before, item);
    }
    return { result, ended: true };
  } catch (error) {
    rt.py.xdecref(result);
    throw error;
  }
}
