import { bytesOfZeros, PyByteArray_Resize } from '../../objects/bytesobject';
import { newFields } from '../../objects/field-objects';
import { Ob } from '../../objects/structs';
import { codecArguments, decode, encode, latin1, latin1Bytes } from '../runtime/codecs';
import {
  defineAttribute,
  defineClassMethod,
  defineInit,
  defineMethod,
  defineNew,
  methodDefiner,
  slotsOf,
} from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isByteLike, isInt, isSlice, isStr, typeName } from '../runtime/type-checks';
import { newBool, newByteArray, newBytes, newInt, newSsize, newStr } from '../runtime/values';
import { allocLike } from './allocate';
import { isBuffer } from './buffer';
import { byteOf, bytesOfItems, bytesOfIterable, ownBytes } from './bytes-from';
import { anyBytes, partOfBytes, setByteArray, spliceBytes, storeByte } from './bytes-like';
import { installBytesMethods } from './bytes-methods';
import { installBytesSearch } from './bytes-search';
import { callLending } from './call';
import { builtinHash } from './hash';
import { asInt, asNumber, asSsize, countOf, indexOf } from './index-numbers';
import { isIterable } from './iter';
import { itemsOf } from './length';
import { splitList } from './list-extend';
import { checkLength } from './sequence-operators';
import { sequenceFast } from './sequences';
import { replace, splitText, strip } from './str-text';
import { adjustIndices, sliceBounds, sliceIndices } from './subscript';

/** `bytes` and `bytearray` (Objects/bytesobject.c, bytearrayobject.c). */
export function installBytes(rt: Runtime): void {
  const { py, bytesType } = rt;
  const bytearray = py.type('bytearray');
  defineNew(rt, bytesType, (type, args) => {
    const made = bytesNew(rt, args);
    if (type === bytesType) return made;
    const op = allocLike(rt, type, made);
    py.decref(made);
    return op;
  });
  defineNew(rt, bytearray, (type) =>
    type === bytearray ? newByteArray(rt, []) : allocLike(rt, type),
  );
  defineInit(rt, bytearray, (op, args) => {
    if (py.get(op + Ob.SIZE) > 0) PyByteArray_Resize(py, op, 0);
    if (args.length === 1 && isCount(rt, args[0]!)) {
      const size = countOf(rt, args[0]!);
      if (size < 0) valueError(rt, 'negative count');
      checkLength(rt, size);
      setByteArray(rt, op, new Uint8Array(size));
      return;
    }
    const values = valuesOf(rt, args, 'bytearray');
    const source = args[0] ?? py.none;
    const plain =
      source === py.none || isStr(rt, source) || isInt(rt, source) || isByteLike(rt, source);
    // An iterable's bytes come one by one.
    if (!plain) for (let n = 1; n <= values.length; n++) PyByteArray_Resize(py, op, n);
    if (values.length > 0) setByteArray(rt, op, values);
  });
  for (const type of [bytesType, bytearray]) {
    installShared(rt, type, type === bytesType);
    installBytesMethods(rt, type, type === bytesType);
    installBytesSearch(rt, type);
  }
  defineAttribute(rt, bytearray, '__hash__', newNone(rt));
  installMutable(rt, bytearray);
}

/** Whether an object says how many bytes: it has an `__index__`. */
function isCount(rt: Runtime, o: number): boolean {
  return isInt(rt, o) || special(rt, rt.py.typeOf(o), '__index__') !== 0;
}

function bytesNew(rt: Runtime, args: readonly number[]): number {
  const { py } = rt;
  const [source] = args;
  if (source !== undefined && args.length === 1 && rt.py.typeOf(source) === rt.bytesType)
    return newRef(rt, source);
  if (source !== undefined) {
    const own = ownBytes(rt, source);
    if (own !== 0) return own;
  }
  if (source !== undefined && args.length === 1 && isCount(rt, source)) {
    const size = countOf(rt, source);
    if (size < 0) valueError(rt, 'negative count');
    checkLength(rt, size);
    return bytesOfZeros(py, size);
  }
  return newBytes(rt, valuesOf(rt, args));
}

function valuesOf(
  rt: Runtime,
  args: readonly number[],
  what: 'bytes' | 'bytearray' = 'bytes',
): ArrayLike<number> {
  const [source, encoding, errors] = args;
  if (source === undefined) return [];
  if (args.length > 1 && !isStr(rt, source)) {
    codecArguments(rt, what, [encoding, errors]);
    typeError(rt, `${encoding === undefined ? 'errors' : 'encoding'} without a string argument`);
  }
  if (isStr(rt, source)) {
    if (encoding === undefined) typeError(rt, 'string argument without an encoding');
    return encode(rt, source, ...codecArguments(rt, what, [encoding, errors]));
  }
  if (isInt(rt, source)) return new Uint8Array(asNumber(rt, source));
  return bytesOfItems(rt, source, what);
}

function installShared(rt: Runtime, type: number, immutable: boolean): void {
  const { py } = rt;
  const make = (bytes: ArrayLike<number>): number =>
    immutable ? newBytes(rt, bytes) : newByteArray(rt, bytes);
  const on = methodDefiner(rt, type);
  const body = (o: number): string => latin1(anyBytes(rt, o));
  const part = (o: number): string => {
    if (!isBuffer(rt, o))
      typeError(rt, `a bytes-like object is required, not '${typeName(rt, o)}'`);
    return body(o);
  };
  /** Bytes that a method leaves as they are, or new ones. */
  const changed = (o: number, text: string): number =>
    py.typeOf(o) === rt.bytesType && text === body(o) ? newRef(rt, o) : make(latin1Bytes(text));
  const replaced = (o: number, from: string, to: string, count: number): number => {
    const made = replace(body(o), from, to, count);
    return count === 0 || !body(o).includes(from) ? changed(o, made) : make(latin1Bytes(made));
  };
  on('__len__', 0, 0, ([o]) => newSsize(rt, py.get(o! + Ob.SIZE)));
  slotsOf(rt, type).iter = (o) => newFields(py, 'bytes_iterator', { it_seq: o });
  slotsOf(rt, type).contains = (o, item) =>
    body(o).includes(isInt(rt, item) ? String.fromCharCode(byteOf(rt, item, 'byte')) : part(item));
  on('__hash__', 0, 0, ([o]) => newSsize(rt, builtinHash(rt, o!)));
  slotsOf(rt, type).getItem = (o, key) => {
    if (isSlice(rt, key)) {
      const size = (): number => py.get(o + Ob.SIZE);
      const { start, step, count } = sliceBounds(rt, key, size);
      if (step === 1) {
        if (count === size() && py.typeOf(o) === rt.bytesType) return newRef(rt, o);
        return make(partOfBytes(rt, o, start, count));
      }
      const bytes = anyBytes(rt, o);
      return make(Array.from({ length: count }, (_, i) => bytes[start + i * step]!));
    }
    const index = indexOf(rt, key, immutable ? 'byte' : 'bytearray');
    const size = py.get(o + Ob.SIZE);
    const at = index < 0 ? index + size : index;
    if (!(at >= 0 && at < size))
      raiseError(
        rt,
        'IndexError',
        immutable ? 'index out of range' : 'bytearray index out of range',
      );
    return newInt(rt, partOfBytes(rt, o, at, 1)[0]!);
  };
  on(
    'decode',
    0,
    2,
    ([o, ...codec]) =>
      newStr(rt, decode(rt, anyBytes(rt, o!), ...codecArguments(rt, 'decode', codec))),
    'encoding errors',
  );
  on(
    'hex',
    0,
    2,
    ([o, sep, group]) =>
      newStr(rt, hexText(rt, anyBytes(rt, o!), sep, group === undefined ? 1 : asInt(rt, group))),
    'sep bytes_per_sep',
  );
  on('replace', 2, 3, ([o, a, b, n]) =>
    replaced(o!, part(a!), part(b!), n === undefined ? -1 : asNumber(rt, n)),
  );
  on('upper', 0, 0, ([o]) => make(latin1Bytes(body(o!).replace(/[a-z]/g, (c) => c.toUpperCase()))));
  on('lower', 0, 0, ([o]) => make(latin1Bytes(body(o!).replace(/[A-Z]/g, (c) => c.toLowerCase()))));
  on('isdigit', 0, 0, ([o]) => newBool(rt, /^[0-9]+$/.test(body(o!))));
  on('isalpha', 0, 0, ([o]) => newBool(rt, /^[A-Za-z]+$/.test(body(o!))));
  for (const [name, sides] of [
    ['strip', 3],
    ['lstrip', 1],
    ['rstrip', 2],
  ] as const) {
    on(name, 0, 1, ([o, set]) =>
      changed(
        o!,
        strip(body(o!), set === undefined || set === py.none ? null : new Set(part(set)), sides),
      ),
    );
  }
  const split = ([o, sep, max]: readonly (number | undefined)[]): number => {
    const by = sep === undefined || sep === py.none ? null : part(sep);
    if (by === '') valueError(rt, 'empty separator');
    const most = max === undefined ? -1 : asNumber(rt, max);
    const words = splitText(body(o!), by, most, false).map((each) =>
      by === null && most === 0 ? make(latin1Bytes(each)) : changed(o!, each),
    );
    return splitList(rt, words, most < 0 ? 12 : Math.min(12, most + 1));
  };
  on('split', 0, 2, split, 'sep maxsplit');
  on('join', 1, 1, ([o, items]) => {
    const fast = own(rt, sequenceFast(rt, items!));
    const [only, ...others] = itemsOf(rt, fast);
    // One alone is given back.
    if (immutable && only !== undefined && others.length === 0 && py.typeOf(only) === rt.bytesType)
      return newRef(rt, only);
    const parts = itemsOf(rt, fast).map((word, i) => {
      if (!isBuffer(rt, word))
        typeError(
          rt,
          `sequence item ${i}: expected a bytes-like object, ${typeName(rt, word)} found`,
        );
      return body(word);
    });
    return make(latin1Bytes(parts.join(body(o!))));
  });
  defineClassMethod(rt, type, 'fromhex', 1, 1, ([cls, s]) => {
    if (!isStr(rt, s!)) typeError(rt, rt.messages.hexOfNoText(typeName(rt, s!)));
    const given = asText(rt, s!);
    const wrong = given.search(/[^0-9a-f\s]|(?<=^\s*([0-9a-f]{2}\s*)*[0-9a-f])\s/i);
    if (wrong >= 0)
      valueError(rt, `non-hexadecimal number found in fromhex() arg at position ${wrong}`);
    const digits = given.replaceAll(/\s/g, '');
    if (digits.length % 2 > 0) valueError(rt, rt.messages.hexOdd(given.length));
    const made = make(
      Array.from({ length: digits.length / 2 }, (_, i) =>
        Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
      ),
    );
    return cls === type ? made : callLending(rt, cls!, [made]);
  });
}

function installMutable(rt: Runtime, type: number): void {
  const sizeOf = (o: number): number => rt.py.get(o + Ob.SIZE);
  defineMethod(rt, type, 'append', 1, 1, ([o, b]) => {
    const value = byteOf(rt, b!, 'byte');
    spliceBytes(rt, o!, sizeOf(o!), 0, [value]);
    return newNone(rt);
  });
  defineMethod(rt, type, 'insert', 2, 2, ([o, at, b]) => {
    const index = asSsize(rt, at!);
    const value = byteOf(rt, b!, 'byte');
    const size = sizeOf(o!);
    spliceBytes(rt, o!, Math.min(index < 0 ? Math.max(0, index + size) : index, size), 0, [value]);
    return newNone(rt);
  });
  defineMethod(rt, type, 'remove', 1, 1, ([o, b]) => {
    const value = byteOf(rt, b!, 'byte');
    const index = anyBytes(rt, o!).indexOf(value);
    if (index < 0) valueError(rt, 'value not found in bytearray');
    spliceBytes(rt, o!, index, 1, []);
    return newNone(rt);
  });
  defineMethod(rt, type, 'reverse', 0, 0, ([o]) => {
    setByteArray(rt, o!, anyBytes(rt, o!).reverse());
    return newNone(rt);
  });
  defineMethod(rt, type, 'extend', 1, 1, ([o, more]) => {
    const values = extension(rt, more!);
    spliceBytes(rt, o!, sizeOf(o!), 0, values);
    return newNone(rt);
  });
  defineMethod(rt, type, 'pop', 0, 1, ([o, i]) => {
    const index = i === undefined ? -1 : asNumber(rt, i);
    const size = sizeOf(o!);
    if (size === 0) raiseError(rt, 'IndexError', 'pop from empty bytearray');
    const at = index < 0 ? index + size : index;
    if (!(at >= 0 && at < size)) raiseError(rt, 'IndexError', 'pop index out of range');
    const value = partOfBytes(rt, o!, at, 1)[0]!;
    spliceBytes(rt, o!, at, 1, []);
    return newInt(rt, value);
  });
  defineMethod(rt, type, 'clear', 0, 0, ([o]) => {
    setByteArray(rt, o!, []);
    return newNone(rt);
  });
  /** The place of one byte. */
  const placeOf = (o: number, key: number): number => {
    const index = indexOf(rt, key, 'bytearray');
    const at = index < 0 ? index + sizeOf(o) : index;
    if (at < 0 || at >= sizeOf(o)) raiseError(rt, 'IndexError', 'bytearray index out of range');
    return at;
  };
  slotsOf(rt, type).setItem = (o, key, v) => {
    if (!isSlice(rt, key)) {
      placeOf(o, key);
      const value = byteOf(rt, v, 'byte');
      // The value's `__index__` may have made it shorter.
      storeByte(rt, o, placeOf(o, key), value);
      return;
    }
    const indices = sliceIndices(rt, key);
    const values = isInt(rt, v) || isStr(rt, v) ? wrongSlice(rt) : valuesOf(rt, [v], 'bytearray');
    const { start, stop, step, count } = adjustIndices(indices, sizeOf(o));
    if (step === 1) {
      spliceBytes(rt, o, start, Math.max(0, stop - start), values, true);
      return;
    }
    if (values.length > 0 && values.length !== count) {
      valueError(
        rt,
        `attempt to assign bytes of size ${values.length} to extended slice of size ${count}`,
      );
    }
    const bytes = anyBytes(rt, o);
    for (let i = 0; i < values.length; i++) bytes[start + i * step] = values[i]!;
    setByteArray(rt, o, values.length === 0 ? without(bytes, start, step, count) : bytes);
  };
  slotsOf(rt, type).deleteItem = (o, key) => {
    const { start, step, count } = isSlice(rt, key)
      ? sliceBounds(rt, key, () => sizeOf(o))
      : { start: placeOf(o, key), step: 1, count: 1 };
    if (step === 1) spliceBytes(rt, o, start, count, [], true);
    else setByteArray(rt, o, without(anyBytes(rt, o), start, step, count));
  };
}

/** What `del bytes[start::step]` of `count` bytes leaves. */
function without(bytes: Uint8Array, start: number, step: number, count: number): Uint8Array {
  const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
  return bytes.filter((_, i) => !gone.has(i));
}

/** What `bytearray.extend` takes. */
function extension(rt: Runtime, more: number): ArrayLike<number> {
  if (isBuffer(rt, more)) return anyBytes(rt, more);
  const type = typeName(rt, more);
  if (isStr(rt, more) && rt.behaviour.extendRefusesText)
    typeError(rt, `expected iterable of integers; got: '${type}'`);
  if (!isIterable(rt, more)) typeError(rt, `can't extend bytearray with ${type}`);
  return bytesOfIterable(rt, more, 'byte');
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `_Py_strhex_impl`: the digits of bytes, with a separator after so many of them, from the left where negative. */
function hexText(rt: Runtime, bytes: Uint8Array, sep: number | undefined, group: number): string {
  const digits = Array.from(bytes, (b) => HEX[b]!);
  if (sep === undefined) return digits.join('');
  const mark = isByteLike(rt, sep) ? latin1(anyBytes(rt, sep)) : '';
  if (!isByteLike(rt, sep) && !isStr(rt, sep))
    typeError(
      rt,
      special(rt, rt.py.typeOf(sep), '__len__') === 0
        ? `object of type '${typeName(rt, sep)}' has no len()`
        : 'sep must be str or bytes.',
    );
  const text = mark || (isStr(rt, sep) ? asText(rt, sep) : '');
  if (text.length !== 1) valueError(rt, 'sep must be length 1.');
  if (text > '\x7f') valueError(rt, 'sep must be ASCII.');
  const size = Math.abs(group) || digits.length;
  const first = group > 0 ? digits.length % size : 0;
  const groups = first > 0 ? [digits.slice(0, first)] : [];
  for (let i = first; i < digits.length; i += size) groups.push(digits.slice(i, i + size));
  return groups.map((each) => each.join('')).join(text);
}

function wrongSlice(rt: Runtime): never {
  return typeError(rt, 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
}
