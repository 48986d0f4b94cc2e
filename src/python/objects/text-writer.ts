import { digitCount, PyLong_Blank } from '../../objects/longobject';
import { newAsciiString } from '../../objects/unicodeobject';
import { UnicodeWriter } from '../../objects/unicodewriter';
import type { Runtime } from '../runtime/runtime';
import { intText, reprObject } from './repr';

/*
 * Text that natives put together (`_PyUnicodeWriter`), and what numbers need on the way to it.
 */

/** Bytes of the writer that `PyUnicodeWriter_Create` makes. */
const WRITER_BYTES = 56;
/** Decimal digits in a word of `long_to_decimal_string`, and bits of an int's digit. */
const DECIMAL_SHIFT = 9;
const DIGIT_BITS = 30;
/** Characters that `PyUnicode_FromFormat` and `%` reserve beside those of the format. */
const FORMAT_ROOM = 100;
/** Bytes of the buffer of an infinity or NaN. */
const SPECIAL = 5;

/** The string that `body` writes. */
export function written(
  rt: Runtime,
  overallocate: boolean,
  least: number,
  body: (writer: UnicodeWriter) => void,
): number {
  const writer = new UnicodeWriter(rt.py, overallocate, least);
  try {
    body(writer);
    return writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}

/** The `repr` of a container: at least `least` characters; from 3.14 on in a writer from a free list. */
export function writtenRepr(
  rt: Runtime,
  least: number,
  body: (writer: UnicodeWriter) => void,
): number {
  if (!rt.behaviour.reprWrites) return written(rt, true, least, body);
  const { py } = rt;
  const block = rt.freeWriter || py.malloc(WRITER_BYTES);
  rt.freeWriter = 0;
  try {
    return written(rt, false, 0, (writer) => {
      writer.create(least);
      body(writer);
    });
  } finally {
    if (rt.freeWriter !== 0) py.free(block);
    else rt.freeWriter = block;
  }
}

/** Writes the `repr` of a borrowed object. */
export function writeRepr(rt: Runtime, writer: UnicodeWriter, op: number): void {
  if (rt.behaviour.reprWrites && rt.py.typeOf(op) === rt.intType) {
    writeInt(rt, writer, op, intText(rt, op), true);
    return;
  }
  writeOwned(rt, writer, reprObject(rt, op));
}

/** Writes a string, which is dropped. */
export function writeOwned(rt: Runtime, writer: UnicodeWriter, word: number): void {
  try {
    writer.writeString(word);
  } finally {
    rt.py.decref(word);
  }
}

/** The int of words of nine decimal digits that `long_to_decimal_string` works in, while `body` runs. */
function withScratch<T>(rt: Runtime, op: number, body: () => T): T {
  const { py } = rt;
  const digits = digitCount(py, op);
  const per = Math.floor((33 * DECIMAL_SHIFT) / (10 * DIGIT_BITS - 33 * DECIMAL_SHIFT));
  const scratch = PyLong_Blank(py, 1 + digits + Math.floor(digits / per));
  try {
    return body();
  } finally {
    py.decref(scratch);
  }
}

/** `_PyLong_FormatWriter`: writes an int's text, which was made of it in decimals or in another base. */
export function writeInt(
  rt: Runtime,
  writer: UnicodeWriter,
  op: number,
  text: string,
  decimal: boolean,
): void {
  if (decimal) withScratch(rt, op, () => writer.write(text));
  else writer.write(text);
}

/** `long_to_decimal_string`: a new reference. */
export function intString(rt: Runtime, op: number): number {
  const text = intText(rt, op);
  return withScratch(rt, op, () => newAsciiString(rt.py, text));
}

/** What `body` gives while the characters of a float are in a buffer (`PyOS_double_to_string`). */
export function withFloatBuffer<T>(rt: Runtime, bytes: number, body: () => T): T {
  const block = rt.py.malloc(bytes);
  try {
    return body();
  } finally {
    rt.py.free(block);
  }
}

/** Bytes of that buffer for a text: its digits, point, sign and NUL, and room for an exponent. */
export function floatBuffer(text: string): number {
  const [mantissa = '', exponent] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[^0-9]/g, '').length;
  return digits === 0 ? SPECIAL : 3 + digits + (exponent === undefined ? 0 : 5);
}

/** `PyUnicode_FromFormat`: room for the format and some more. */
export function fromFormat(
  rt: Runtime,
  format: string,
  body: (writer: UnicodeWriter) => void,
): number {
  return written(rt, true, format.length + FORMAT_ROOM, body);
}

/** What a format ends with: no more room is needed than that. */
export function last(writer: UnicodeWriter, text: string): void {
  writer.overallocate = false;
  writer.write(text);
}
