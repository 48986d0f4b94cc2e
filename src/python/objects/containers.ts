import { methodDefiner } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isInt } from '../runtime/type-checks';
import { newSsize } from '../runtime/values';
import { equal } from './compare';
import { asBigInt } from './index-numbers';
import { lengthOf } from './length';
import { installList } from './list';
import { installRange } from './range-type';
import { builtinReprObject, repr } from './repr';
import { installSlice } from './slice';
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
  for (const type of [rt.listType, rt.tupleType]) {
    const on = methodDefiner(rt, type);
    on('__len__', 0, 0, ([o]) => newSsize(rt, lengthOf(rt, o!)));
    on('__repr__', 0, 0, ([o]) => builtinReprObject(rt, o!));
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
            rt.messages.notInList(() => repr(rt, item!)),
          );
    });
  }
}
