import { newFields } from '../../objects';
import { defineMethod } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt } from '../runtime/type-checks';
import { newBool, newSsize, newStr } from '../runtime/values';
import { builtinComparison, equal } from './compare';
import { asBigInt } from './index-numbers';
import { lengthOf } from './length';
import { installList } from './list';
import { installRange } from './range-type';
import { builtinRepr, repr } from './repr';
import { builtinBinary } from './sequence-operators';
import { installSlice } from './slice';
import { getItem } from './subscript';
import { installTuple } from './tuple';
import { findPlace } from './walk';

/** `_PyEval_SliceIndexNotNone`: a bound of a search, cut to what fits. */
function boundOf(rt: Runtime, word: number): number {
  if (!isInt(rt, word) && special(rt, rt.py.typeOf(word), '__index__') === 0)
    typeError(rt, 'slice indices must be integers or have an __index__ method');
  return Number(asBigInt(rt, word));
}

/** `list`, `tuple`, `range`, `slice`. */
export function installContainers(rt: Runtime): void {
  installList(rt);
  installTuple(rt);
  installRange(rt);
  installSlice(rt);
  const { py } = rt;
  for (const type of [rt.listType, rt.tupleType]) {
    const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
      defineMethod(rt, type, name, min, max, call);
    on('__len__', 0, 0, ([o]) => newSsize(rt, lengthOf(rt, o!)));
    on('__getitem__', 1, 1, ([o, key]) => getItem(rt, o!, key!));
    on('__contains__', 1, 1, ([o, item]) =>
      newBool(rt, findPlace(rt, o!, (each) => equal(rt, each, item!)) >= 0),
    );
    on('__iter__', 0, 0, ([o]) =>
      newFields(py, type === rt.listType ? 'list_iterator' : 'tuple_iterator', { it_seq: o! }),
    );
    on('__repr__', 0, 0, ([o]) => newStr(rt, builtinRepr(rt, o!)));
    on(
      '__add__',
      1,
      1,
      ([a, b]) => builtinBinary(rt, 'add', a!, b!, false) || newRef(rt, py.statics.notImplemented),
    );
    on(
      '__mul__',
      1,
      1,
      ([a, b]) => builtinBinary(rt, 'mul', a!, b!, false) || newRef(rt, py.statics.notImplemented),
    );
    on('count', 1, 1, ([o, item]) => {
      let count = 0;
      findPlace(rt, o!, (each) => {
        if (equal(rt, each, item!)) count++;
        return false;
      });
      return newSsize(rt, count);
    });
    on('index', 1, 3, ([o, item, start, stop]) => {
      const [from, to] = [start, stop].map((word) =>
        word === undefined ? null : boundOf(rt, word),
      );
      const length = lengthOf(rt, o!);
      const bound = (at: number): number => (at < 0 ? Math.max(0, at + length) : at);
      const end = to === null || to === undefined ? Number.POSITIVE_INFINITY : bound(to);
      const at = findPlace(rt, o!, (each) => equal(rt, each, item!), bound(from ?? 0), end);
      if (at >= 0) return newSsize(rt, at);
      return type === rt.tupleType
        ? valueError(rt, 'tuple.index(x): x not in tuple')
        : valueError(
            rt,
            rt.minor >= 14 ? 'list.index(x): x not in list' : `${repr(rt, item!)} is not in list`,
          );
    });
    for (const [op, name] of [
      '__lt__',
      '__le__',
      '__eq__',
      '__ne__',
      '__gt__',
      '__ge__',
    ].entries()) {
      on(name, 1, 1, ([a, b]) => builtinComparison(rt, op, a!, b!));
    }
  }
}
