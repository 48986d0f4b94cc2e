import { defineMethod } from '../runtime/define';
import { valueError } from '../runtime/errors';
import { holding } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newSsize, newStr } from '../runtime/values';
import { equal } from './compare';
import { indexOf } from './index-numbers';
import { itemsOf, lengthOf } from './length';
import { installList } from './list';
import { installRange } from './range-type';
import { builtinRepr, repr } from './repr';
import { installSlice } from './slice';
import { installTuple } from './tuple';

/** `list`, `tuple`, `range`, `slice`. */
export function installContainers(rt: Runtime): void {
  installList(rt);
  installTuple(rt);
  installRange(rt);
  installSlice(rt);
  for (const type of [rt.listType, rt.tupleType]) {
    const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
      defineMethod(rt, type, name, min, max, call);
    on('__len__', 0, 0, ([o]) => newSsize(rt, lengthOf(rt, o!)));
    on('__repr__', 0, 0, ([o]) => newStr(rt, builtinRepr(rt, o!)));
    // A list holds the item that it compares.
    const isEqual = (each: number, item: number): boolean =>
      holding(rt, type === rt.listType ? [each] : [], () => equal(rt, each, item));
    on('count', 1, 1, ([o, item]) =>
      newSsize(rt, itemsOf(rt, o!).filter((each) => isEqual(each, item!)).length),
    );
    on('index', 1, 3, ([o, item, start, stop]) => {
      const items = itemsOf(rt, o!);
      const bound = (word: number | undefined, otherwise: number): number => {
        if (word === undefined) return otherwise;
        const value = indexOf(rt, word, 'slice');
        return value < 0 ? Math.max(0, value + items.length) : value;
      };
      const end = Math.min(bound(stop, items.length), items.length);
      for (let i = bound(start, 0); i < end; i++)
        if (isEqual(items[i]!, item!)) return newSsize(rt, i);
      return type === rt.tupleType
        ? valueError(rt, 'tuple.index(x): x not in tuple')
        : valueError(
            rt,
            rt.messages.notInList(() => repr(rt, item!)),
          );
    });
  }
}
