import { Str } from '../../objects/structs';
import type { UnicodeWriter } from '../../objects/unicodewriter';
import { asText, raiseError, typeError } from '../runtime/errors';
import {
  FormatError,
  formatComplex,
  formatFloat,
  formatInt,
  formatString,
  parseSpec,
} from '../runtime/format';
import { userSpecial } from '../runtime/lookup';
import { holding, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isComplex, isFloat, isHeapType, isInt, isStr, typeName } from '../runtime/type-checks';
import { asDouble, newStr } from '../runtime/values';
import { complexParts } from './arithmetic';
import { boundSpecial, callSpecial } from './bind';
import { asBigInt } from './index-numbers';
import { asciiObject, intText, reprObject, strObject, strOf } from './repr';
import {
  floatBuffer,
  intString,
  withFloatBuffer,
  writeInt,
  writeOwned,
  written,
} from './text-writer';

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
      const convert =
        conversion === 's' ? strObject : conversion === 'r' ? reprObject : asciiObject;
      op = convert(rt, value);
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

/** `PyObject_Format`, borrowed: a new reference. */
export function formatValue(rt: Runtime, op: number, spec: string): number {
  const { py } = rt;
  const own = userSpecial(rt, op, '__format__');
  if (own !== 0) {
    const made = callSpecial(rt, own, op, [newStr(rt, spec)]);
    if (isStr(rt, made)) return made;
    const given = typeName(rt, made);
    py.decref(made);
    typeError(rt, rt.messages.formatReturned(typeName(rt, op), given));
  }
  const type = py.typeOf(op);
  if (type === rt.intType && spec === '') return strObject(rt, op);
  // `object.__format__` is looked up and bound, too.
  const held = isHeapType(rt, type) ? [op] : [];
  const bound = boundSpecial(rt, op, '__format__');
  try {
    return holding(rt, held, () =>
      written(rt, false, 0, (writer) => writeFormatted(rt, writer, op, spec)),
    );
  } finally {
    py.xdecref(bound);
  }
}

/** `_PyUnicode_FormatAdvancedWriter` and those of the numbers: writes an object in a format. */
export function writeFormatted(rt: Runtime, writer: UnicodeWriter, op: number, spec: string): void {
  const { py } = rt;
  const exact = py.typeOf(op) === rt.intType;
  if (spec === '') {
    if (exact) writeInt(rt, writer, op, intText(rt, op), true);
    else writeOwned(rt, writer, strObject(rt, op));
    return;
  }
  const text = formatText(rt, op, spec);
  const parsed = parseSpec(spec, typeName(rt, op), rt);
  const { sign, width, grouping, type } = parsed;
  const plain = sign !== '+' && sign !== ' ' && width === 0 && grouping === '' && type !== 'n';
  if (isStr(rt, op)) {
    if (py.get(op + Str.LENGTH) === Array.from(text).length) writer.writeString(op);
    else writer.write(text);
  } else if (isInt(rt, op) && !'eEfFgG%'.includes(type || 'd')) {
    const decimal = type === '' || type === 'd' || type === 'n';
    if (type === 'c') writer.write(text);
    else if (plain && type !== 'X' && exact) writeInt(rt, writer, op, text, decimal);
    else {
      const digits = decimal ? intString(rt, op) : newStr(rt, prefixed(rt, op, type));
      writeBeside(rt, writer, text, digits);
    }
  } else if (isFloat(rt, op) || isInt(rt, op)) {
    const digits = text.replace(/[^0-9.eE%+-]/g, '');
    const bytes = floatBuffer(digits);
    if (plain) withFloatBuffer(rt, bytes, () => writer.write(text));
    else {
      const word = withFloatBuffer(rt, bytes, () => newStr(rt, digits));
      writeBeside(rt, writer, text, word);
    }
  } else writer.write(text);
}

/** Writes a text while a string is there that it is made of, which is dropped. */
function writeBeside(rt: Runtime, writer: UnicodeWriter, text: string, word: number): void {
  try {
    writer.write(text);
  } finally {
    rt.py.decref(word);
  }
}

/** An int in another base, with the prefix of that. */
function prefixed(rt: Runtime, op: number, type: string): string {
  const value = asBigInt(rt, op);
  const base = type === 'b' ? 2 : type === 'o' ? 8 : 16;
  return `${value < 0n ? '-' : ''}0${type}${(value < 0n ? -value : value).toString(base)}`;
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
  const made = newStr(rt, text);
  for (const part of parts) rt.py.decref(part);
  return made;
}
