import { cachedHash } from './bytesobject';
import { Ob, Str } from './structs';
import type { Words } from './words';

/*
 * Strings (Objects/unicodeobject.c): the characters stand behind the head, in 1, 2 or 4 bytes each,
 * whichever the widest needs; ASCII strings have a shorter head.
 */

/** Bits of `state`. */
const enum State {
  INTERNED = 3,
  KIND_SHIFT = 2,
  COMPACT = 1 << 5,
  ASCII = 1 << 6,
  READY = 1 << 7,
}

/** `SSTATE_INTERNED_*`. */
const enum Interned {
  MORTAL = 1,
  IMMORTAL = 2,
  IMMORTAL_STATIC = 3,
}

/** `PyUnicode_FromString`: a new reference; the empty and the Latin-1 one-character strings are shared. */
export function PyUnicode_FromString(py: Words, text: string): number {
  if (text.length === 0) return py.newRef(py.statics.emptyString);
  const first = text.charCodeAt(0);
  if (text.length === 1 && first < 256) return py.newRef(py.statics.latin1Char(first));
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= text.charCodeAt(i);
  // A pair of surrogates is one character of four bytes.
  const pairs = bits >= 0xd800 && /[\ud800-\udbff][\udc00-\udfff]/.test(text);
  if (pairs) return fromCodePoints(py, text);
  const kind = bits < 256 ? 1 : 2;
  const op = newString(py, text.length, kind, bits < 128);
  const data = op + (bits < 128 ? py.asciiData : py.compactData);
  writeCharacters(py.i32, data, kind === 1 ? 4 : 2, text);
  return op;
}

/** Writes characters, `perWord` to a word, and the NUL. */
function writeCharacters(i32: Int32Array, data: number, perWord: 2 | 4, text: string): void {
  const width = 32 / perWord;
  let word = data;
  let at = 0;
  for (const end = text.length - perWord; at <= end; word++) {
    let value = 0;
    for (let shift = 0; shift < 32; shift += width) value |= text.charCodeAt(at++) << shift;
    i32[word] = value;
  }
  let last = 0;
  for (let shift = 0; at < text.length; shift += width) last |= text.charCodeAt(at++) << shift;
  i32[word] = last;
}

/** `PyUnicode_Concat` of two strings that are not empty and of the same kind. */
export function concatenateStrings(py: Words, left: number, right: number): number {
  const { i32 } = py;
  const kind = kindOfString(py, left);
  const lengths = [i32[left + Str.LENGTH]!, i32[right + Str.LENGTH]!] as const;
  const ascii = (i32[left + Str.STATE]! & i32[right + Str.STATE]! & State.ASCII) !== 0;
  const op = newString(py, lengths[0] + lengths[1], kind, ascii);
  const data = op + (ascii ? py.asciiData : py.compactData);
  const from = stringData(py, left);
  const leftBytes = lengths[0] * kind;
  i32.copyWithin(data, from, from + ((leftBytes + 3) >> 2));
  let source = stringData(py, right);
  const bytes = leftBytes + lengths[1] * kind;
  const last = data + (bytes >> 2);
  const shift = (leftBytes & 3) * 8;
  let word = data + (leftBytes >> 2);
  if (shift === 0) i32.copyWithin(word, source, source + last - word + 1);
  else {
    let value = i32[word]! & ((1 << shift) - 1);
    for (; word <= last; word++) {
      const next = i32[source++]!;
      i32[word] = value | (next << shift);
      value = next >>> (32 - shift);
    }
  }
  i32[last] = i32[last]! & ((1 << ((bytes & 3) * 8)) - 1);
  return op;
}

export function isCompactAscii(py: Words, op: number): boolean {
  const both = State.ASCII | State.COMPACT;
  return (py.i32[op + Str.STATE]! & both) === both;
}

/** A string of ASCII characters that is not shared even if it has only one: what ints are printed to. */
export function newAsciiString(py: Words, text: string): number {
  const op = newString(py, text.length, 1, true);
  writeCharacters(py.i32, op + py.asciiData, 4, text);
  return op;
}

function fromCodePoints(py: Words, text: string): number {
  const op = newString(py, Array.from(text).length, 4, false);
  writeWide(py, op, op + py.compactData, text);
  return op;
}

/** Writes characters of four bytes, and the NUL. */
function writeWide(py: Words, op: number, data: number, text: string): void {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  py.i32.set(points, data);
  py.i32[data + points.length] = 0;
  const wstr = py.structs.find('PyCompactUnicodeObject', 'wstr');
  if (wstr !== undefined) {
    // A wchar_t has four bytes: to 3.11 such a string is its own wide form.
    py.store(op + (wstr >> 2), op + py.compactData);
    const length = py.structs.offset('PyCompactUnicodeObject', 'wstr_length');
    py.set(op + (length >> 2), points.length);
  }
}

/** `unicode_subtype_new`: fills an instance of a subclass, whose characters are in a block of their own. */
export function fillSubclassString(py: Words, op: number, from: number): void {
  const length = py.i32[from + Str.LENGTH]!;
  const kind = kindOfString(py, from);
  const bytes = (length + 1) * kind;
  const data = py.malloc(bytes);
  py.memory.touch(data, (bytes + 3) >> 2);
  const source = stringData(py, from);
  py.i32.copyWithin(data, source, source + ((bytes + 3) >> 2));
  py.i32[op + Str.LENGTH] = length;
  py.set(op + Str.HASH, -1);
  py.i32[op + Str.STATE] = py.i32[from + Str.STATE]! & ~(State.INTERNED | State.COMPACT);
  py.store(op + py.compactData, data);
}

/** Frees the characters of an instance of a subclass. */
export function freeSubclassString(py: Words, op: number): void {
  py.free(py.load(op + py.compactData));
}

/** Bytes of the block of a string of `length` characters, each of `kind` bytes. */
export function stringBytes(py: Words, length: number, kind: number, ascii: boolean): number {
  return (ascii ? py.asciiData : py.compactData) * 4 + (length + 1) * kind;
}

/** Bytes of a character in a string whose largest one is `max`. */
export function widthOfString(max: number): 1 | 2 | 4 {
  return max <= 0xff ? 1 : max <= 0xffff ? 2 : 4;
}

/** Makes a string of a block that has room for it. */
export function fillString(
  py: Words,
  op: number,
  text: string,
  length: number,
  kind: 1 | 2 | 4,
  ascii: boolean,
): void {
  py.memory.touch(op, (stringBytes(py, length, kind, ascii) + 3) >>> 2);
  py.i32[op] = 1;
  py.i32[op + 1] = 0;
  py.store(op + Ob.TYPE, py.strType);
  initString(py, op, length, kind, ascii);
  const data = op + (ascii ? py.asciiData : py.compactData);
  if (kind !== 4) writeCharacters(py.i32, data, kind === 1 ? 4 : 2, text);
  else writeWide(py, op, data, text);
}

/** `PyUnicode_New`: the head is written, the characters are not. */
function newString(py: Words, length: number, kind: number, ascii: boolean): number {
  const op = py.newObject(py.strType, stringBytes(py, length, kind, ascii));
  initString(py, op, length, kind, ascii);
  return op;
}

function initString(py: Words, op: number, length: number, kind: number, ascii: boolean): void {
  const head = (ascii ? py.asciiData : py.compactData) * 4;
  const { i32 } = py;
  i32.fill(0, op + Ob.HEAD_WORDS, op + (head >> 2));
  i32[op + Str.LENGTH] = length;
  i32[op + Str.HASH] = -1;
  i32[op + Str.HASH + 1] = -1;
  const ready = py.structs.find('PyASCIIObject', 'wstr') === undefined ? 0 : State.READY;
  i32[op + Str.STATE] =
    (kind << State.KIND_SHIFT) | State.COMPACT | (ascii ? State.ASCII : 0) | ready;
}

/** Bytes of a character: 1, 2 or 4. */
export function kindOfString(py: Words, op: number): number {
  return (py.i32[op + Str.STATE]! >> State.KIND_SHIFT) & 7;
}

/** The first word of the characters. */
export function stringData(py: Words, op: number): number {
  if ((py.i32[op + Str.STATE]! & State.COMPACT) === 0) return py.load(op + py.compactData);
  return op + ((py.i32[op + Str.STATE]! & State.ASCII) !== 0 ? py.asciiData : py.compactData);
}

/** The text, as a JavaScript string. */
export function PyUnicode_AsUTF8(py: Words, op: number): string {
  const length = py.get(op + Str.LENGTH);
  const kind = kindOfString(py, op);
  const data = stringData(py, op);
  const shift = kind === 1 ? 2 : kind === 2 ? 1 : 0;
  const mask = (1 << shift) - 1;
  const ones = kind === 4 ? -1 : (1 << (8 * kind)) - 1;
  let text = '';
  for (let from = 0; from < length; from += CHUNK) {
    const count = Math.min(CHUNK, length - from);
    for (let i = 0; i < count; i++) {
      const at = from + i;
      codes[i] = (py.i32[data + (at >> shift)]! >>> ((at & mask) * 8 * kind)) & ones;
    }
    // One of a few characters is quicker by itself.
    if (count < 8) for (let i = 0; i < count; i++) text += String.fromCodePoint(codes[i]!);
    else text += String.fromCodePoint.apply(null, codes.subarray(0, count) as unknown as number[]);
  }
  return text;
}

/** Characters that are turned into text at once. */
const CHUNK = 1024;
const codes = new Uint32Array(CHUNK);

/** `sys.getsizeof` without a head: the head of its kind, the characters and the NUL. */
export function sizeofString(py: Words, op: number): number {
  const state = py.i32[op + Str.STATE]!;
  if ((state & State.COMPACT) === 0) {
    return (py.compactData + 2) * 4 + (py.get(op + Str.LENGTH) + 1) * kindOfString(py, op);
  }
  const ascii = (state & State.ASCII) !== 0;
  const own = (ascii ? py.asciiData : py.compactData) * 4;
  const size = own + (py.get(op + Str.LENGTH) + 1) * kindOfString(py, op);
  return (
    size +
    (ascii || py.load(compactWord(py, op, 'utf8')) === 0
      ? 0
      : py.get(compactWord(py, op, 'utf8_length')) + 1)
  );
}

function compactWord(py: Words, op: number, field: 'utf8' | 'utf8_length'): number {
  return op + (py.structs.offset('PyCompactUnicodeObject', field) >> 2);
}

/** Whether two strings hold the same characters. */
export function equalStrings(py: Words, a: number, b: number): boolean {
  if (a === b) return true;
  const length = py.i32[a + Str.LENGTH]!;
  const kind = kindOfString(py, a);
  if (length !== py.i32[b + Str.LENGTH] || kind !== kindOfString(py, b)) return false;
  const bytes = length * kind;
  let left = stringData(py, a);
  let right = stringData(py, b);
  const { i32 } = py;
  for (let i = bytes >>> 2; i > 0; i--) if (i32[left++] !== i32[right++]) return false;
  const rest = (bytes & 3) * 8;
  return rest === 0 || ((i32[left]! ^ i32[right]!) & ((1 << rest) - 1)) === 0;
}

/** `unicode_hash`: computed once, kept in the object. */
export function hashString(py: Words, op: number): number {
  const bytes = py.i32[op + Str.LENGTH]! * kindOfString(py, op);
  return cachedHash(py, op + Str.HASH, stringData(py, op), bytes);
}

// -------------------------------------------------------------------- interning

/** The slot of an equal interned string, or of the first free one. */
function internedSlot(py: Words, op: number): number {
  const mask = py.statics.internedSlots - 1;
  for (let i = hashString(py, op) & mask; ; i = (i + 1) & mask) {
    const slot = py.statics.interned + i * 2;
    const other = py.load(slot);
    if (other === 0 || (other !== TOMBSTONE && equalStrings(py, other, op))) return slot;
  }
}

/** A deleted entry's pointer: no string lies at word 1. */
const TOMBSTONE = 1;

/** The interned string equal to `op`, whose reference it takes. */
function intern(py: Words, op: number, immortal: boolean): number {
  let string = op;
  if ((py.i32[op + Str.STATE]! & State.INTERNED) === 0) {
    const slot = internedSlot(py, op);
    const found = py.load(slot);
    if (found !== 0) {
      py.incref(found);
      py.decref(op);
      string = found;
    } else {
      py.store(slot, op);
      py.memory.touch(op, Str.STATE + 1);
      py.i32[op + Str.STATE]! |= Interned.MORTAL;
    }
  }
  if (immortal && py.i32[string]! >= 0) {
    py.i32[string] = py.version.objects.refcounts.immortal!;
    py.i32[string + Str.STATE]! += Interned.IMMORTAL - Interned.MORTAL;
  }
  return string;
}

/**
 * `PyUnicode_InternInPlace`: the interned string equal to `op`, whose reference it takes. In 3.12 what
 * is interned never dies; before and after it does.
 */
export function PyUnicode_InternInPlace(py: Words, op: number): number {
  return intern(py, op, py.version.objects.interned === 'immortal');
}

/** `PyUnicode_CHECK_INTERNED`. */
export function isInterned(py: Words, op: number): boolean {
  return (py.i32[op + Str.STATE]! & State.INTERNED) !== 0;
}

/** An interned string that dies leaves the table. */
export function forgetInterned(py: Words, op: number): void {
  if ((py.i32[op + Str.STATE]! & State.INTERNED) !== Interned.MORTAL) return;
  const slot = internedSlot(py, op);
  if (py.load(slot) === op) py.store(slot, TOMBSTONE);
}

/**
 * The string `name`, interned: what an identifier in a program is. From 3.12 on it never dies
 * (`intern_strings` in Objects/codeobject.c).
 */
export function internString(py: Words, name: string): number {
  const immortal = py.version.objects.refcounts.immortal !== undefined;
  return intern(py, PyUnicode_FromString(py, name), immortal);
}
