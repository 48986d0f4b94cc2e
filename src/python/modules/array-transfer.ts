import { ARRAY_ITEMS, arrayCode } from '../../objects/arrayobject';
import { importModule } from '../ceval/import';
import { anyBytes } from '../objects/bytes-like';
import { callBorrowed } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { getAttrString, lookupAttr } from '../objects/getattr';
import { asInt, asNumber } from '../objects/index-numbers';
import { defineMethod, nativeFunction } from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isBytes, isStr, isSubtype, isType, nameOfType, typeName } from '../runtime/type-checks';
import {
  internName,
  newBytes,
  newFloat,
  newInt,
  newList,
  newStr,
  newTuple,
} from '../runtime/values';
import { addBytes, bytesOfArray } from './array-items';

/*
 * Arrays that go into files and pickles, and come back (Modules/arraymodule.c).
 */

/** Bytes that `tofile` writes at a time. */
const BLOCK = 64 * 1024;

/** Machine formats in the order of their numbers, little-endian before big-endian where there are two. */
const FORMATS: readonly (readonly [
  size: number,
  kind: 'unsigned' | 'signed' | 'float' | 'text',
])[] = [
  [1, 'unsigned'],
  [1, 'signed'],
  [2, 'unsigned'],
  [2, 'signed'],
  [4, 'unsigned'],
  [4, 'signed'],
  [8, 'unsigned'],
  [8, 'signed'],
  [4, 'float'],
  [8, 'float'],
  [2, 'text'],
  [4, 'text'],
];

interface MachineFormat {
  readonly size: number;
  readonly kind: 'unsigned' | 'signed' | 'float' | 'text';
  readonly big: boolean;
}

/** Those of one byte have one number, the others two. */
const MACHINE_FORMATS: readonly MachineFormat[] = FORMATS.flatMap(([size, kind]) =>
  (size === 1 ? [false] : [false, true]).map((big) => ({ size, kind, big })),
);

function kindOf(code: string): MachineFormat['kind'] {
  if (code === 'u') return 'text';
  if ('fd'.includes(code)) return 'float';
  return code === code.toLowerCase() ? 'signed' : 'unsigned';
}

/** `typecode_to_mformat_code`. */
function formatNumber(code: string): number {
  return MACHINE_FORMATS.findIndex(
    ({ size, kind, big }) => size === ARRAY_ITEMS[code] && kind === kindOf(code) && !big,
  );
}

export function installTransfer(rt: Runtime, type: number, list: (op: number) => number): void {
  const { py } = rt;
  defineMethod(rt, type, 'tofile', 1, 1, ([o, file]) => {
    const bytes = bytesOfArray(rt, o!);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const part = own(rt, newBytes(rt, bytes.subarray(at, at + BLOCK)));
      py.decref(callMethod(rt, file!, 'write', [newRef(rt, part)]));
      release(rt, part);
    }
    return newNone(rt);
  });
  defineMethod(rt, type, 'fromfile', 2, 2, ([o, file, count]) => {
    const items = asNumber(rt, count!);
    if (items < 0) valueError(rt, 'negative count');
    const size = items * ARRAY_ITEMS[arrayCode(py, o!)]!;
    const read = own(rt, callMethod(rt, file!, 'read', [newInt(rt, size)]));
    if (!isBytes(rt, read)) typeError(rt, "read() didn't return bytes");
    const bytes = Uint8Array.from(anyBytes(rt, read));
    addBytes(rt, o!, bytes);
    if (bytes.length !== size) raiseError(rt, 'EOFError', "read() didn't return enough bytes");
    return newNone(rt);
  });
  defineMethod(rt, type, '__reduce_ex__', 1, 1, ([o, protocol]) => {
    const code = arrayCode(py, o!);
    const dict = own(rt, lookupAttr(rt, o!, internName(rt, '__dict__')) || newNone(rt));
    const class_ = py.typeOf(o!);
    if (asInt(rt, protocol!) < 3) {
      const arguments_ = newTuple(rt, [newStr(rt, code), list(o!)]);
      return newTuple(rt, [newRef(rt, class_), arguments_, newRef(rt, dict)]);
    }
    const make = getAttrString(rt, importModule(rt, 'array'), '_array_reconstructor');
    const arguments_ = newTuple(rt, [
      newRef(rt, class_),
      newStr(rt, code),
      newInt(rt, formatNumber(code)),
      newBytes(rt, bytesOfArray(rt, o!)),
    ]);
    return newTuple(rt, [make, arguments_, newRef(rt, dict)]);
  });
}

/** `_array_reconstructor(type, typecode, format, bytes)`. */
export function arrayReconstructor(rt: Runtime): number {
  return nativeFunction(
    rt,
    '_array_reconstructor',
    ([type, codeWord, number, items]) => {
      if (!isType(rt, type!))
        typeError(rt, `first argument must be a type object, not ${typeName(rt, type!)}`);
      if (!isSubtype(rt, type!, rt.py.type('array.array')))
        typeError(rt, `${nameOfType(rt, type!)} is not a subtype of array.array`);
      const code = isStr(rt, codeWord!) ? asText(rt, codeWord!) : '';
      if (Array.from(code).length !== 1) {
        typeError(
          rt,
          `_array_reconstructor() argument 2 must be a unicode character, not ${typeName(rt, codeWord!)}`,
        );
      }
      if (!(code in ARRAY_ITEMS)) valueError(rt, 'second argument must be a valid type code');
      const format = MACHINE_FORMATS[asNumber(rt, number!)];
      if (!format) return valueError(rt, 'third argument must be a valid machine format code.');
      if (!isBytes(rt, items!))
        typeError(rt, `fourth argument should be bytes, not ${typeName(rt, items!)}`);
      return rebuilt(rt, type!, code, format, Uint8Array.from(anyBytes(rt, items!)));
    },
    4,
    4,
  );
}

/** An array of bytes in a machine format, which may be another machine's. */
function rebuilt(
  rt: Runtime,
  type: number,
  code: string,
  format: MachineFormat,
  bytes: Uint8Array,
): number {
  if (MACHINE_FORMATS[formatNumber(code)] === format) {
    const array = own(rt, made(rt, type, code, null));
    if (bytes.length % format.size !== 0)
      valueError(rt, 'bytes length not a multiple of item size');
    addBytes(rt, array, bytes);
    return give(rt, array);
  }
  if (format.kind === 'text') {
    const text = own(rt, newStr(rt, textIn(bytes, format)));
    const array = made(rt, type, code, text);
    release(rt, text);
    return array;
  }
  const fits = Object.keys(ARRAY_ITEMS).find(
    (each) => ARRAY_ITEMS[each] === format.size && kindOf(each) === format.kind,
  );
  const list = own(rt, newList(rt, numbersIn(rt, bytes, format)));
  const array = made(rt, type, format.kind === 'float' ? code : (fits ?? code), list);
  release(rt, list);
  return array;
}

function made(rt: Runtime, type: number, code: string, from: number | null): number {
  const codeWord = own(rt, newStr(rt, code));
  const array = callBorrowed(rt, type, from === null ? [codeWord] : [codeWord, from]);
  release(rt, codeWord);
  return array;
}

function numbersIn(rt: Runtime, bytes: Uint8Array, { size, kind, big }: MachineFormat): number[] {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words: number[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    if (kind === 'float') {
      const value = size === 4 ? data.getFloat32(at, !big) : data.getFloat64(at, !big);
      words.push(newFloat(rt, value));
      continue;
    }
    const item = Array.from(bytes.subarray(at, at + size));
    if (!big) item.reverse();
    const value = item.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    words.push(newInt(rt, kind === 'signed' ? BigInt.asIntN(size * 8, value) : value));
  }
  return words;
}

function textIn(bytes: Uint8Array, { size, big }: MachineFormat): string {
  if (size === 2) {
    const units = Array.from({ length: bytes.length >> 1 }, (_, i) => {
      const [a, b] = [bytes[i * 2]!, bytes[i * 2 + 1]!];
      return big ? (a << 8) | b : (b << 8) | a;
    });
    return String.fromCharCode(...units);
  }
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) =>
    String.fromCodePoint(data.getUint32(i * 4, !big)),
  ).join('');
}
