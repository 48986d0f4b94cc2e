import { checkSignals } from '../runtime/interrupt';
import { makeEach } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { asDouble } from '../runtime/values';
import { callBorrowed } from './call';
import { richCompare } from './compare';
import { asBigInt } from './index-numbers';
import { truth, truthOf } from './truth';

/** Shorter lists are one run, and binary insertion. */
const MIN_MERGE = 64;

/** `MERGESTATE_TEMP_SIZE` */
const MERGE_ARRAY = 256;

/** Sorts borrowed words, stable; `key` and `reverse` are words or 0. */
export function sortWords(
  rt: Runtime,
  items: readonly number[],
  key: number,
  reverse: number,
): number[] {
  const { py } = rt;
  const keyed = key !== 0 && key !== py.none;
  const backwards = reverse !== 0 && truth(rt, reverse);
  // The keys of a short list are in the array for merges, which is on C's stack.
  const array = keyed && items.length >= MERGE_ARRAY / 2 ? py.malloc(items.length * 8) : 0;
  let keys: readonly number[] = [];
  const order = items.map((_, i) => i);
  try {
    keys = keyed ? makeEach(rt, items, (item) => callBorrowed(rt, key, [item])) : items;
    const ordered = comparator(rt, keys);
    const compare = (a: number, b: number): number => {
      if (--rt.itemsLeft < 0) checkSignals(rt);
      return ordered(a, b);
    };
    // V8 and CPython have the same algorithm. Like CPython, a reverse sort reverses, sorts, and reverses.
    if (backwards) order.reverse();
    if (rt.behaviour.sortsShort && items.length < MIN_MERGE)
      sortShort(order, (a, b) => compare(a, b) < 0);
    else order.sort(compare);
    if (backwards) order.reverse();
  } finally {
    if (keyed) for (const each of keys) py.decref(each);
    if (array !== 0) py.free(array);
  }
  return order.map((i) => items[i]!);
}

/** Compares keys by index; ints, floats and strings without a call for each. */
function comparator(rt: Runtime, keys: readonly number[]): (a: number, b: number) => number {
  const { py } = rt;
  const all = (type: number): boolean => keys.every((each) => py.typeOf(each) === type);
  if (all(rt.intType)) {
    const values = keys.map((each) => asBigInt(rt, each));
    if (values.every((value) => BigInt.asIntN(53, value) === value)) {
      const numbers = values.map(Number);
      return (a, b) => numbers[a]! - numbers[b]!;
    }
    return (a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0);
  }
  if (all(rt.floatType)) {
    const values = keys.map((each) => asDouble(rt, each));
    return (a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0);
  }
  const less = (a: number, b: number): boolean =>
    truthOf(rt, richCompare(rt, 0, keys[a]!, keys[b]!));
  return (a, b) => (less(a, b) ? -1 : 0);
}

/** `list.sort` of a short list from 3.13 on, whose `count_run` also takes equal items into a falling run. */
function sortShort(a: number[], less: (x: number, y: number) => boolean): void {
  for (let ok = Math.max(countRun(a, less), 1); ok < a.length; ok++) {
    const pivot = a[ok]!;
    let [left, right] = [0, ok];
    while (left < right) {
      const middle = (left + right) >> 1;
      if (less(pivot, a[middle]!)) right = middle;
      else left = middle + 1;
    }
    a.copyWithin(left + 1, left, ok);
    a[left] = pivot;
  }
}

/** The length of the run at the start, made to rise (Objects/listobject.c). */
function countRun(a: number[], less: (x: number, y: number) => boolean): number {
  const smaller = (n: number): boolean => less(a[n]!, a[n - 1]!);
  const reverse = (from: number, to: number): void => {
    const part = a.slice(from, to).reverse();
    for (const [i, each] of part.entries()) a[from + i] = each;
  };
  let n = 1;
  while (n < a.length && !smaller(n)) n++;
  if (n >= a.length) return a.length;
  if (n > 1) {
    if (less(a[0]!, a[n - 1]!)) return n;
    // All equal so far: they fall as well as they rise.
    reverse(0, n);
  }
  n++;
  let equal = 0;
  const reverseEqual = (): void => {
    if (equal > 0) reverse(n - equal - 1, n);
    equal = 0;
  };
  for (; n < a.length; n++) {
    if (smaller(n)) reverseEqual();
    else if (less(a[n - 1]!, a[n]!)) break;
    else equal++;
  }
  reverseEqual();
  reverse(0, n);
  while (n < a.length && !smaller(n)) n++;
  return n;
}
