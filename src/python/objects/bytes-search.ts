import { latin1 } from '../runtime/codecs';
import { methodDefiner } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isInt, isTuple, typeName } from '../runtime/type-checks';
import { newBool, newSsize, tupleItems } from '../runtime/values';
import { isBuffer } from './buffer';
import { byteOf } from './bytes-from';
import { anyBytes } from './bytes-like';
import { asIndex } from './index-numbers';

/*
 * What `bytes` and `bytearray` find in themselves (Objects/bytes_methods.c).
 */

/** `_PyEval_SliceIndex` and `ADJUST_INDICES`: a part of `size` bytes; null where it begins behind the end. */
function bounds(
  rt: Runtime,
  size: number,
  start: number | undefined,
  stop: number | undefined,
): [from: number, to: number] | null {
  const at = (word: number | undefined, otherwise: number): number => {
    if (word === undefined || word === rt.py.none) return otherwise;
    const given = asIndex(rt, word);
    const index = given < 0n ? given + BigInt(size) : given;
    return Number(index < 0n ? 0n : index > BigInt(size) + 1n ? BigInt(size) + 1n : index);
  };
  const from = at(start, 0);
  const to = Math.min(size, at(stop, size));
  return from > to ? null : [from, to];
}

export function installBytesSearch(rt: Runtime, type: number): void {
  const on = methodDefiner(rt, type);
  const body = (o: number): string => latin1(anyBytes(rt, o));
  /** `parse_args_finds_byte`: bytes, or the code of one. */
  const wanted = (o: number): string => {
    if (isBuffer(rt, o)) return body(o);
    if (!isInt(rt, o) && special(rt, rt.py.typeOf(o), '__index__') === 0)
      typeError(rt, `argument should be integer or bytes-like object, not '${typeName(rt, o)}'`);
    return String.fromCharCode(byteOf(rt, o, 'byte'));
  };
  const find = ([o, sub, start, stop]: number[], last: boolean): number => {
    const text = wanted(sub!);
    const whole = body(o!);
    const part = bounds(rt, whole.length, start, stop);
    if (part === null) return -1;
    const among = whole.slice(...part);
    const at = last ? among.lastIndexOf(text) : among.indexOf(text);
    return at < 0 ? -1 : at + part[0];
  };
  for (const last of [false, true]) {
    const side = last ? 'r' : '';
    on(`${side}find`, 1, 3, (args) => newSsize(rt, find(args, last)));
    on(`${side}index`, 1, 3, (args) => {
      const at = find(args, last);
      return at < 0 ? valueError(rt, 'subsection not found') : newSsize(rt, at);
    });
  }
  on('count', 1, 3, ([o, sub, start, stop]) => {
    const text = wanted(sub!);
    const whole = body(o!);
    const part = bounds(rt, whole.length, start, stop);
    if (part === null) return newSsize(rt, 0);
    const among = whole.slice(...part);
    return newSsize(rt, text === '' ? among.length + 1 : among.split(text).length - 1);
  });
  for (const name of ['startswith', 'endswith'] as const) {
    const matches = (o: number, sub: number, start?: number, stop?: number): boolean => {
      if (!isBuffer(rt, sub))
        typeError(rt, `a bytes-like object is required, not '${typeName(rt, sub)}'`);
      const whole = body(o);
      const part = bounds(rt, whole.length, start, stop);
      if (part === null) return false;
      const among = whole.slice(...part);
      return name === 'startswith' ? among.startsWith(body(sub)) : among.endsWith(body(sub));
    };
    on(name, 1, 3, ([o, sub, start, stop]) => {
      if (isTuple(rt, sub!))
        return newBool(
          rt,
          tupleItems(rt, sub!).some((each) => matches(o!, each, start, stop)),
        );
      if (!isBuffer(rt, sub!))
        typeError(
          rt,
          `${name} first arg must be bytes or a tuple of bytes, not ${typeName(rt, sub!)}`,
        );
      return newBool(rt, matches(o!, sub!, start, stop));
    });
  }
}
