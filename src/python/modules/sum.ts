import type { Runtime } from '../runtime/runtime';

/** `sum(items, start)` (`builtin_sum_impl`): ints, then floats, are added up without objects in between. */
export function sum(rt: Runtime, items: number, start: number | undefined): number {
  const { py } = rt;
  const it = rt.getIter(items);
  let total = 0;
  try {
    total = start === undefined ? rt.int(0) : rt.I(start);
    for (const step of [addInts, addFloats, addObjects]) {
      const { result, ended } = step(rt, it, total);
      total = result;
      if (ended) break;
    }
    return total;
  } finally {
    py.decref(it);
  }
}

/** The sum so far, an owned word, and whether there is nothing left. */
interface Step {
  readonly result: number;
  readonly ended: boolean;
}

/** The sum so far and an item of another kind, which it takes over. */
function leave(rt: Runtime, sum: number, item: number): Step {
  return { result: rt.add(sum, item), ended: false };
}

/** While they and their sum are C longs. */
function addInts(rt: Runtime, it: number, total: number): Step {
  const { py } = rt;
  if (py.typeOf(total) !== rt.intType || !fits(rt.bigint(total))) {
    return { result: total, ended: false };
  }
  let small = 0;
  let large = rt.bigint(total);
  py.decref(total);
  const made = (): number => {
    const value = large + BigInt(small);
    return rt.minor >= 12 ? rt.count(value) : rt.int(value);
  };
  for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
    const type = py.typeOf(item);
    if (type !== rt.intType && type !== rt.boolType) return leave(rt, made(), item);
    if (rt.isCompact(item)) {
      small += rt.number(item);
      if (Math.abs(small) >= 2 ** 50) {
        large += BigInt(small);
        small = 0;
      }
    } else {
      const next = large + BigInt(small) + rt.bigint(item);
      if (!fits(rt.bigint(item)) || !fits(next)) return leave(rt, made(), item);
      large = next;
      small = 0;
    }
    py.decref(item);
  }
  return { result: made(), ended: true };
}

function fits(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** While they are floats, or ints of 64 bits; from 3.12 on floats with Neumaier's compensation. */
function addFloats(rt: Runtime, it: number, total: number): Step {
  const { py } = rt;
  if (py.typeOf(total) !== rt.floatType) return { result: total, ended: false };
  let sum = rt.double(total);
  let compensation = 0;
  py.decref(total);
  const made = (): number =>
    rt.float(Number.isFinite(compensation) && compensation !== 0 ? sum + compensation : sum);
  for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
    if (py.typeOf(item) === rt.floatType) {
      const x = rt.double(item);
      const next = sum + x;
      if (rt.minor >= 12)
        compensation += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
      sum = next;
    } else if (rt.isInt(item) && fits(rt.bigint(item))) sum += rt.toDouble(item);
    else return leave(rt, made(), item);
    py.decref(item);
  }
  return { result: made(), ended: true };
}

function addObjects(rt: Runtime, it: number, total: number): Step {
  let result = total;
  try {
    for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
      const before = result;
      result = 0;
      result = rt.add(before, item);
    }
    return { result, ended: true };
  } catch (error) {
    rt.py.xdecref(result);
    throw error;
  }
}
