import { newFields } from '../../objects/field-objects';
import { defineGetSet, defineNew, methodDefiner, slotsOf } from '../runtime/define';
import { raiseError, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, isSlice, typeName } from '../runtime/type-checks';
import { newInt, newSsize } from '../runtime/values';
import { callWords } from './call';
import { equal } from './compare';
import { asBigInt, asIndex, indexOf } from './index-numbers';
import { iterNext, rangeIter, takeIter } from './iter';
import { rangeOf } from './range';
import { repr } from './repr';
import { sliceBounds } from './subscript';

/*
 * `range` and its methods (Objects/rangeobject.c).
 */

/** `_PySequence_IterSearch`: where something is that is equal to what is no int; -1 where nothing is. */
function searched(rt: Runtime, o: number, item: number): bigint {
  const it = own(rt, rangeIter(rt, o));
  let found = -1n;
  for (let at = 0n; found < 0n; at++) {
    const each = iterNext(rt, it);
    if (each === 0) break;
    own(rt, each);
    if (equal(rt, each, item)) found = at;
    release(rt, each);
  }
  release(rt, it);
  return found;
}

export function installRange(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('range');
  defineNew(rt, type, (_type, args) => {
    if (args.length < 1) typeError(rt, 'range expected at least 1 argument, got 0');
    if (args.length > 3) typeError(rt, `range expected at most 3 arguments, got ${args.length}`);
    const values = args.map((word) => {
      if (isInt(rt, word)) return asBigInt(rt, word);
      if (special(rt, py.typeOf(word), '__index__') === 0) {
        typeError(rt, `'${typeName(rt, word)}' object cannot be interpreted as an integer`);
      }
      return asIndex(rt, word);
    });
    const [first, second, step = 1n] = values;
    const [start, stop] = second === undefined ? [0n, first!] : [first!, second];
    if (step === 0n) valueError(rt, 'range() arg 3 must not be zero');
    const span = step > 0n ? stop - start : start - stop;
    const size = step > 0n ? step : -step;
    const length = span <= 0n ? 0n : (span + size - 1n) / size;
    // Ints that were given stay the objects that they are.
    const given = (value: bigint, at: number): number => {
      const word = args[at];
      return word !== undefined && py.typeOf(word) === rt.intType
        ? newRef(rt, word)
        : newInt(rt, value);
    };
    const words = [
      second === undefined ? newInt(rt, 0) : given(start, 0),
      given(stop, second === undefined ? 0 : 1),
      given(step, 2),
      newInt(rt, length),
    ];
    const op = newFields(py, 'range', {
      start: words[0]!,
      stop: words[1]!,
      step: words[2]!,
      length: words[3]!,
    });
    for (const word of words) py.decref(word);
    return op;
  });
  const on = methodDefiner(rt, type);
  on('__len__', 0, 0, ([o]) => newSsize(rt, rangeOf(rt, o!).length));
  const slots = slotsOf(rt, type);
  slots.iter = (o) => rangeIter(rt, o);
  slots.getItem = (o, key) => {
    const { start, step, length } = rangeOf(rt, o);
    if (isSlice(rt, key)) {
      const bounds = sliceBounds(rt, key, () => Number(length));
      const at = (i: number): bigint => start + BigInt(i) * step;
      const words = [at(bounds.start), at(bounds.stop), step * BigInt(bounds.step)].map((value) =>
        newInt(rt, value),
      );
      const made = callWords(rt, type, words);
      return made;
    }
    const index = BigInt(indexOf(rt, key, 'range'));
    const at = index < 0n ? index + length : index;
    if (at < 0n || at >= length) raiseError(rt, 'IndexError', 'range object index out of range');
    return newInt(rt, start + at * step);
  };
  const position = (o: number, item: number): bigint => {
    const { start, step, length } = rangeOf(rt, o);
    if (py.typeOf(item) !== rt.intType && py.typeOf(item) !== rt.boolType)
      return searched(rt, o, item);
    const offset = asBigInt(rt, item) - start;
    const at = offset / step;
    return offset % step === 0n && at >= 0n && at < length ? at : -1n;
  };
  slots.contains = (o, item) => position(o, item) >= 0n;
  on('index', 1, 1, ([o, item]) => {
    const at = position(o!, item!);
    if (at >= 0n) return newInt(rt, at);
    return valueError(
      rt,
      isInt(rt, item!)
        ? rt.messages.notInRange(repr(rt, item!))
        : 'sequence.index(x): x not in sequence',
    );
  });
  on('count', 1, 1, ([o, item]) => newInt(rt, position(o!, item!) >= 0n ? 1 : 0));
  on('__reversed__', 0, 0, ([o]) => {
    const { start, step, length } = rangeOf(rt, o!);
    const words = [start + (length - 1n) * step, start - step, -step].map((value) =>
      newInt(rt, value),
    );
    const backwards = callWords(rt, type, words);
    return takeIter(rt, backwards);
  });
  for (const name of ['start', 'stop', 'step'] as const)
    defineGetSet(rt, type, name, (o) => newInt(rt, rangeOf(rt, o)[name]));
}
