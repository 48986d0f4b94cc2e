import { newAsciiString, Str } from '../../objects';
import { asText, raiseError, typeError } from '../runtime/errors';
import {
  FormatError,
  formatComplex,
  formatFloat,
  formatInt,
  formatString,
  parseSpec,
  stringRepr,
} from '../runtime/format';
import { userSpecial } from '../runtime/lookup';
import { holding, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isComplex, isFloat, isHeapType, isInt, isStr, typeName } from '../runtime/type-checks';
import { asDouble, newStr } from '../runtime/values';
import { complexParts } from './arithmetic';
import { callSpecial } from './bind';
import { asBigInt } from './index-numbers';
import { repr, strOf } from './repr';

/*
 * `format()` and f-strings (Objects/abstract.c, Python/formatter_unicode.c).
 */

/** A part of an f-string: takes value and spec (0: none) over. */
export function formatValueOp(
  rt: Runtime,
  value: number,
  spec: number,
  conversion: 's' | 'r' | 'a' | null,
): number {
  const { py } = rt;
  let op = value;
  try {
    if (conversion !== null) {
      const text = conversion === 's' ? strOf(rt, value) : repr(rt, value);
      op = newStr(rt, conversion === 'a' ? stringRepr(text, true).slice(1, -1) : text);
      py.decref(value);
    }
    if (spec === 0 || py.get(spec + Str.LENGTH) === 0) {
      if (py.typeOf(op) === rt.strType) return newRef(rt, op);
    }
    return formatValue(rt, op, spec === 0 ? '' : asText(rt, spec));
  } finally {
    py.decref(op);
    py.xdecref(spec);
  }
}

/** `format(o, spec)`, borrowed: a new reference. */
export function formatValue(rt: Runtime, op: number, spec: string): number {
  const own = userSpecial(rt, op, '__format__');
  if (own !== 0) return callSpecial(rt, own, op, [newStr(rt, spec)]);
  const type = rt.py.typeOf(op);
  if (type === rt.intType) return newAsciiString(rt.py, formatText(rt, op, spec));
  // `object.__format__` is looked up and bound, too.
  const held = isHeapType(rt, type) ? [op] : [];
  return holding(rt, held, () => newStr(rt, formatText(rt, op, spec)));
}

export function formatText(rt: Runtime, op: number, spec: string): string {
  if (spec === '') return strOf(rt, op);
  const name = typeName(rt, op);
  return formatting(rt, () => {
    if (isInt(rt, op)) return formatInt(asBigInt(rt, op), parseSpec(spec, name, rt));
    if (isFloat(rt, op)) return formatFloat(asDouble(rt, op), parseSpec(spec, name, rt));
    if (isComplex(rt, op)) return formatComplex(...complexParts(rt, op), parseSpec(spec, name, rt));
    if (isStr(rt, op)) return formatString(asText(rt, op), parseSpec(spec, name, rt));
    return typeError(rt, `unsupported format string passed to ${name}.__format__`);
  });
}

export function formatting<T>(rt: Runtime, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof FormatError) raiseError(rt, error.type, error.message);
    throw error;
  }
}

/** The parts of an f-string: takes them over. */
export function buildString(rt: Runtime, parts: readonly number[]): number {
  let text = '';
  for (const part of parts) text += asText(rt, part);
  for (const part of parts) rt.py.decref(part);
  return newStr(rt, text);
}
