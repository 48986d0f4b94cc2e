import { Str } from '../../objects/structs';
import { kindOfString, stringData } from '../../objects/unicodeobject';
import { asText } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { newStr } from '../runtime/values';

/*
 * Characters of strings, and strings that grow in place (Objects/unicodeobject.c).
 */

/** The code of a character of a str. */
export function characterAt(rt: Runtime, text: number, index: number): number {
  const { py } = rt;
  const kind = kindOfString(py, text);
  const data = stringData(py, text);
  const shift = kind === 1 ? 2 : kind === 2 ? 1 : 0;
  const mask = (1 << shift) - 1;
  const ones = kind === 4 ? -1 : (1 << (8 * kind)) - 1;
  return (py.i32[data + (index >> shift)]! >>> ((index & mask) * 8 * kind)) & ones;
}

/** Whether a local str grows in place when another is added: nobody else holds it. */
export function strAppends(rt: Runtime, local: number, value: number): boolean {
  if (local === 0) return false;
  const { py } = rt;
  return (
    py.typeOf(local) === rt.strType &&
    py.typeOf(value) === rt.strType &&
    py.i32[local] === 1 &&
    (py.i32[local + Str.STATE]! & 3) === 0 &&
    py.get(value + Str.LENGTH) > 0 &&
    (py.i32[local + Str.STATE]! & 0x7c) >= (py.i32[value + Str.STATE]! & 0x1c)
  );
}

/** `unicode_concatenate` in place: takes both over. */
export function strAppend(rt: Runtime, local: number, value: number): number {
  const { py } = rt;
  const kind = (py.i32[local + Str.STATE]! >> 2) & 7;
  const valueKind = (py.i32[value + Str.STATE]! >> 2) & 7;
  const ascii = (py.i32[local + Str.STATE]! & 0x40) !== 0;
  const valueAscii = (py.i32[value + Str.STATE]! & 0x40) !== 0;
  if (valueKind > kind || (ascii && !valueAscii)) {
    const made = newStr(rt, asText(rt, local) + asText(rt, value));
    py.decref(local);
    py.decref(value);
    return made;
  }
  const length = py.get(local + Str.LENGTH);
  const total = length + py.get(value + Str.LENGTH);
  const head = (ascii ? py.asciiData : py.compactData) * 4;
  const bytes = head + (total + 1) * kind;
  const op = py.realloc(local, bytes);
  py.memory.touch(op, (bytes + 3) >> 2);
  const text = asText(rt, value);
  let at = length;
  for (const character of text) {
    putCharacter(rt, op + (head >> 2), at++, kind, character.codePointAt(0)!);
  }
  putCharacter(rt, op + (head >> 2), at, kind, 0);
  py.set(op + Str.LENGTH, total);
  py.set(op + Str.HASH, -1);
  py.decref(value);
  return op;
}

function putCharacter(rt: Runtime, data: number, index: number, kind: number, code: number): void {
  const { i32 } = rt.py;
  const shift = kind === 1 ? 2 : kind === 2 ? 1 : 0;
  const bit = (index & ((1 << shift) - 1)) * 8 * kind;
  const word = data + (index >> shift);
  if (kind === 4) i32[word] = code;
  else {
    const ones = (1 << (8 * kind)) - 1;
    i32[word] = (i32[word]! & ~(ones << bit)) | (code << bit);
  }
}
