import { Slice } from '../../objects/structs';
import { defineGetSet, defineMethod, defineNew } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newInt, newTuple } from '../runtime/values';
import { asNumber } from './index-numbers';
import { newSlice, sliceBounds } from './subscript';

/*
 * `slice` (Objects/sliceobject.c).
 */

export function installSlice(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('slice');
  defineNew(rt, type, (_type, args) => {
    if (args.length < 1 || args.length > 3)
      typeError(rt, `slice expected at least 1 argument, got ${args.length}`);
    const [first, second, step] = args;
    const words =
      second === undefined ? [py.none, first!, py.none] : [first!, second, step ?? py.none];
    return newSlice(rt, ...(words.map((op) => newRef(rt, op)) as [number, number, number]));
  });
  for (const [name, word] of [
    ['start', Slice.START],
    ['stop', Slice.STOP],
    ['step', Slice.STEP],
  ] as const)
    defineGetSet(rt, type, name, (o) => newRef(rt, py.load(o + word)));
  defineMethod(rt, type, 'indices', 1, 1, ([o, n]) => {
    const length = asNumber(rt, n!);
    if (length < 0) valueError(rt, 'length should not be negative');
    const { start, stop, step } = sliceBounds(rt, o!, () => length);
    return newTuple(rt, [newInt(rt, start), newInt(rt, stop), newInt(rt, step)]);
  });
}
