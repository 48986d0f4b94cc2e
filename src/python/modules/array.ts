import {
  ARRAY_ITEMS,
  ArrayWord,
  arrayAllocate,
  arrayCode,
  arrayResize,
  PyArray_New,
} from '../../objects/arrayobject';
import { newFields } from '../../objects/field-objects';
import { bufferOf, bytesOfBuffer, isBuffer } from '../objects/buffer';
import { equal, ordered, richCompare } from '../objects/compare';
import { asNumber, indexOf } from '../objects/index-numbers';
import { onNext } from '../objects/iterator-slots';
import { lengthOf } from '../objects/length';
import { idOf, repr } from '../objects/repr';
import { checkLength } from '../objects/sequence-operators';
import { adjustIndices, sliceBounds, sliceIndices } from '../objects/subscript';
import { truthOf } from '../objects/truth';
import { itemAt, withItem } from '../objects/walk';
import {
  defineGetSet,
  defineNew,
  type MethodDefiner,
  methodDefiner,
  slotsOf,
} from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import {
  isByteLike,
  isInt,
  isList,
  isSlice,
  isStr,
  isTuple,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { newBytes, newInt, newList, newSsize, newStr, newTuple } from '../runtime/values';
import {
  addBytes,
  bytesOfArray,
  extend,
  insert,
  isArray,
  lengthOfArray,
  newArray,
  put,
  putBytes,
  read,
  splice,
} from './array-items';
import { arrayReconstructor, installTransfer } from './array-transfer';
import type { Define } from './define';

/** `array`. */
export function arrayModule(rt: Runtime, define: Define): void {
  const type = rt.py.type('array.array');
  define.value('array', newRef(rt, type));
  define.value('ArrayType', newRef(rt, type));
  define.value('_array_reconstructor', newRef(rt, arrayReconstructor(rt)));
  define.value('typecodes', newStr(rt, 'bBuhHiIlLqQfd'));
}

/** `array_new`. */
function makeArray(rt: Runtime, cls: number, args: readonly number[]): number {
  const { py } = rt;
  const [codeWord, from] = args;
  if (codeWord === undefined) return typeError(rt, 'array() takes at least 1 argument (0 given)');
  if (args.length > 2) typeError(rt, `array() takes at most 2 arguments (${args.length} given)`);
  const code = isStr(rt, codeWord) ? asText(rt, codeWord) : '';
  if (Array.from(code).length !== 1) {
    typeError(rt, `array() argument 1 must be a unicode character, not ${typeName(rt, codeWord)}`);
  }
  if (from !== undefined && isStr(rt, from) && code !== 'u')
    typeError(rt, `cannot use a str to initialize an array with typecode '${code}'`);
  if (from !== undefined && code !== 'u' && isArray(rt, from) && arrayCode(py, from) === 'u')
    typeError(rt, `cannot use a unicode array to initialize an array with typecode '${code}'`);
  if (!(code in ARRAY_ITEMS)) {
    valueError(rt, 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
  }
  const op = PyArray_New(py, code, cls);
  try {
    if (from !== undefined) fill(rt, op, code, from);
    return op;
  } catch (error) {
    py.decref(op);
    throw error;
  }
}

function fill(rt: Runtime, op: number, code: string, from: number): void {
  if (isByteLike(rt, from)) {
    addBytes(rt, op, bytesOfBuffer(rt, bufferOf(rt, from)));
    return;
  }
  const array = isArray(rt, from);
  if (!array && !isList(rt, from) && !isTuple(rt, from)) {
    extend(rt, op, from);
    return;
  }
  arrayAllocate(rt.py, op, lengthOf(rt, from));
  if (array && arrayCode(rt.py, from) === code) {
    putBytes(rt, op, 0, bytesOfArray(rt, from));
    return;
  }
  for (let i = 0; i < lengthOfArray(rt, op); i++) {
    const item = array ? read(rt, from, i) : newRef(rt, itemAt(rt, from, i));
    try {
      put(rt, op, i, item);
    } finally {
      rt.py.decref(item);
    }
  }
}

/** `array.array` and its methods (Modules/arraymodule.c). */
export function installArray(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('array.array');
  defineNew(rt, type, (cls, args, keywords) => {
    if (keywords?.length && cls === type) typeError(rt, 'array.array() takes no keyword arguments');
    return makeArray(rt, cls, args);
  });
  const on = methodDefiner(rt, type);
  installItems(rt, on, type);
  installSearches(rt, on);
  installConversions(rt, on);
  installTransfer(rt, type, (o) => listOf(rt, o));
  slotsOf(rt, type).compare = (op, a, b) => (isArray(rt, b) ? compareArrays(rt, op, a, b) : null);
  on('__repr__', 0, 0, ([o]) => newStr(rt, arrayRepr(rt, o!)));
  slotsOf(rt, type).iter = (o) => newFields(py, 'array.arrayiterator', { ao: o });
  onNext(rt, 'array.arrayiterator', (it) => {
    const array = py.load(it + ArrayIter.ARRAY);
    if (array === 0) return 0;
    const at = py.get(it + ArrayIter.INDEX);
    if (at < lengthOfArray(rt, array)) {
      py.set(it + ArrayIter.INDEX, at + 1);
      return read(rt, array, at);
    }
    py.store(it + ArrayIter.ARRAY, 0);
    py.decref(array);
    return 0;
  });
  defineGetSet(rt, type, 'typecode', (o) => newStr(rt, arrayCode(py, o)));
  defineGetSet(rt, type, 'itemsize', (o) => newInt(rt, ARRAY_ITEMS[arrayCode(py, o)]!));
}

/** Words of an `arrayiterator`. */
const enum ArrayIter {
  INDEX = 4,
  ARRAY = 6,
}

function arrayRepr(rt: Runtime, op: number): string {
  const { py } = rt;
  const code = arrayCode(py, op);
  const head = `${nameOfType(rt, py.typeOf(op))}('${code}'`;
  if (lengthOfArray(rt, op) === 0) return `${head})`;
  const whole = code === 'u' ? unicodeOf(rt, op) : listOf(rt, op);
  const text = repr(rt, whole);
  py.decref(whole);
  return `${head}, ${text})`;
}

function listOf(rt: Runtime, op: number): number {
  const words = Array.from({ length: lengthOfArray(rt, op) }, (_, i) => read(rt, op, i));
  return newList(rt, words);
}

function unicodeOf(rt: Runtime, op: number): number {
  const data = new DataView(Uint8Array.from(bytesOfArray(rt, op)).buffer);
  const codes = Array.from({ length: data.byteLength / 4 }, (_, i) => data.getUint32(i * 4, true));
  const outside = codes.find((each) => each > 0x10ffff);
  if (outside !== undefined) {
    const shown = outside.toString(16).padStart(8, '0');
    valueError(rt, `character U+${shown} is not in range [U+0000; U+10ffff]`);
  }
  return newStr(rt, codes.map((each) => String.fromCodePoint(each)).join(''));
}

/** `array_richcompare`. */
function compareArrays(rt: Runtime, op: CompareOp, a: number, b: number): boolean {
  const { py } = rt;
  const [n, m] = [lengthOfArray(rt, a), lengthOfArray(rt, b)];
  const equality = op === CompareOp.EQ || op === CompareOp.NE;
  if (n !== m && equality) return op === CompareOp.NE;
  for (let i = 0; i < n && i < m; i++) {
    const [x, y] = [read(rt, a, i), read(rt, b, i)];
    try {
      if (equal(rt, x, y)) continue;
      return equality ? op === CompareOp.NE : truthOf(rt, richCompare(rt, op, x, y));
    } finally {
      py.decref(x);
      py.decref(y);
    }
  }
  return ordered(op, n - m);
}

function installItems(rt: Runtime, on: MethodDefiner, type: number): void {
  const { py } = rt;
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  const index = (op: number, key: number, what = ''): number => {
    if (!isInt(rt, key) && special(rt, py.typeOf(key), '__index__') === 0)
      typeError(rt, 'array indices must be integers');
    const given = indexOf(rt, key, 'array');
    const size = lengthOfArray(rt, op);
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) raiseError(rt, 'IndexError', `array ${what}index out of range`);
    return at;
  };
  const sizeOf = (op: number): number => ARRAY_ITEMS[arrayCode(py, op)]!;
  on('__len__', 0, 0, ([o]) => newSsize(rt, lengthOfArray(rt, o!)));
  const slots = slotsOf(rt, type);
  slots.getItem = (o, key) => {
    if (!isSlice(rt, key)) return read(rt, o, index(o, key));
    const { start, step, count } = sliceBounds(rt, key, () => lengthOfArray(rt, o));
    const [bytes, size] = [bytesOfArray(rt, o), sizeOf(o)];
    const part = new Uint8Array(count * size);
    for (let i = 0; i < count; i++) {
      const from = (start + i * step) * size;
      part.set(bytes.subarray(from, from + size), i * size);
    }
    return newArray(rt, arrayCode(py, o), part);
  };
  slots.setItem = (o, key, v) => {
    if (!isSlice(rt, key)) return put(rt, o, index(o, key, 'assignment '), v);
    const indices = sliceIndices(rt, key);
    if (!isArray(rt, v))
      typeError(rt, `can only assign array (not "${typeName(rt, v)}") to array slice`);
    if (arrayCode(py, v) !== arrayCode(py, o))
      typeError(rt, 'bad argument type for built-in operation');
    const { start, stop, step, count } = adjustIndices(indices, lengthOfArray(rt, o));
    const [given, size] = [bytesOfArray(rt, v), sizeOf(o)];
    if (step === 1) return splice(rt, o, start, Math.max(start, stop), given);
    if (given.length !== count * size) {
      valueError(
        rt,
        `attempt to assign array of size ${given.length / size} to extended slice of size ${count}`,
      );
    }
    for (let i = 0; i < count; i++)
      putBytes(rt, o, start + i * step, given.subarray(i * size, (i + 1) * size));
  };
  slots.deleteItem = (o, key) => {
    const { start, step, count } = isSlice(rt, key)
      ? sliceBounds(rt, key, () => lengthOfArray(rt, o))
      : { start: index(o, key, 'assignment '), step: 1, count: 1 };
    if (count === 0) return;
    const [bytes, size] = [bytesOfArray(rt, o), sizeOf(o)];
    const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
    const left = bytes.filter((_, i) => !gone.has(Math.floor(i / size)));
    splice(rt, o, 0, lengthOfArray(rt, o), left);
  };
  on('append', 1, 1, ([o, v]) => none(() => insert(rt, o!, lengthOfArray(rt, o!), v!)));
  on('insert', 2, 2, ([o, at, item]) => none(() => insert(rt, o!, asNumber(rt, at!), item!)));
  on('extend', 1, 1, ([o, from]) => none(() => extend(rt, o!, from!)));
  slots.concat = (o, other, inPlace) => {
    if (inPlace) {
      if (!isArray(rt, other))
        typeError(rt, `can only extend with array (not "${typeName(rt, other)}")`);
      extend(rt, o, other);
      return newRef(rt, o);
    }
    if (!isArray(rt, other))
      typeError(rt, `can only append array (not "${typeName(rt, other)}") to array`);
    if (arrayCode(py, o) !== arrayCode(py, other))
      typeError(rt, 'bad argument type for built-in operation');
    const both = [...bytesOfArray(rt, o), ...bytesOfArray(rt, other)];
    return newArray(rt, arrayCode(py, o), Uint8Array.from(both));
  };
  const times = (op: number, count: number): Uint8Array => {
    const one = bytesOfArray(rt, op);
    checkLength(rt, one.length * Math.max(0, count));
    const bytes = new Uint8Array(one.length * Math.max(0, count));
    for (let i = 0; i < count; i++) bytes.set(one, i * one.length);
    return bytes;
  };
  slots.repeat = (o, count, inPlace) => {
    if (!inPlace) return newArray(rt, arrayCode(py, o), times(o, count));
    splice(rt, o, 0, lengthOfArray(rt, o), times(o, count));
    return newRef(rt, o);
  };
  on('pop', 0, 1, ([o, at]) => {
    const given = at === undefined ? -1 : asNumber(rt, at);
    const size = lengthOfArray(rt, o!);
    if (size === 0) raiseError(rt, 'IndexError', 'pop from empty array');
    const place = given < 0 ? given + size : given;
    if (place < 0 || place >= size) raiseError(rt, 'IndexError', 'pop index out of range');
    const item = read(rt, o!, place);
    splice(rt, o!, place, place + 1, new Uint8Array(0));
    return item;
  });
  on('reverse', 0, 0, ([o]) =>
    none(() => {
      const [bytes, size] = [bytesOfArray(rt, o!), sizeOf(o!)];
      const count = lengthOfArray(rt, o!);
      for (let i = 0; i < count; i++)
        putBytes(rt, o!, count - 1 - i, bytes.subarray(i * size, (i + 1) * size));
    }),
  );
}

function installSearches(rt: Runtime, on: MethodDefiner): void {
  const { py } = rt;
  const equalAt = (op: number, at: number, item: number): boolean => {
    const own = read(rt, op, at);
    try {
      return equal(rt, own, item);
    } finally {
      py.decref(own);
    }
  };
  const find = (op: number, item: number, start = 0, stop = Number.POSITIVE_INFINITY): number => {
    for (let at = start; at < stop && at < lengthOfArray(rt, op); at++)
      if (equalAt(op, at, item)) return at;
    return -1;
  };
  slotsOf(rt, rt.py.type('array.array')).contains = (o, item) => find(o, item) >= 0;
  on('index', 1, rt.behaviour.added.has('array.index.start') ? 3 : 1, ([o, item, start, stop]) => {
    const [from, to] = [start, stop].map((word) => (word === undefined ? 0 : asNumber(rt, word)));
    const size = lengthOfArray(rt, o!);
    const bound = (at: number): number => (at < 0 ? Math.max(0, at + size) : at);
    const at = find(o!, item!, bound(from!), stop === undefined ? undefined : bound(to!));
    return at < 0 ? valueError(rt, 'array.index(x): x not in array') : newSsize(rt, at);
  });
  on('remove', 1, 1, ([o, item]) => {
    const at = find(o!, item!);
    if (at < 0) valueError(rt, 'array.remove(x): x not in array');
    if (at < lengthOfArray(rt, o!)) splice(rt, o!, at, at + 1, new Uint8Array(0));
    return newNone(rt);
  });
  on('count', 1, 1, ([o, item]) => {
    let count = 0;
    for (let at = 0; at < lengthOfArray(rt, o!); at++) if (equalAt(o!, at, item!)) count++;
    return newSsize(rt, count);
  });
}

function installConversions(rt: Runtime, on: MethodDefiner): void {
  const { py } = rt;
  on('fromlist', 1, 1, ([o, list]) => {
    if (!isList(rt, list!)) typeError(rt, 'arg must be list');
    const before = lengthOfArray(rt, o!);
    const count = lengthOf(rt, list!);
    if (count === 0) return newNone(rt);
    arrayResize(py, o!, before + count);
    try {
      for (let i = 0; i < count; i++) {
        withItem(rt, itemAt(rt, list!, i), (item) => put(rt, o!, before + i, item));
        if (lengthOf(rt, list!) !== count)
          raiseError(rt, 'RuntimeError', 'list changed size during iteration');
      }
    } catch (error) {
      arrayResize(py, o!, before);
      throw error;
    }
    return newNone(rt);
  });
  on('frombytes', 1, 1, ([o, bytes]) => {
    if (!isBuffer(rt, bytes!))
      typeError(rt, `a bytes-like object is required, not '${typeName(rt, bytes!)}'`);
    addBytes(rt, o!, bytesOfBuffer(rt, bufferOf(rt, bytes!)));
    return newNone(rt);
  });
  const copy = (o: number): number => newArray(rt, arrayCode(py, o), bytesOfArray(rt, o));
  on('__copy__', 0, 0, ([o]) => copy(o!));
  on('__deepcopy__', 1, 1, ([o]) => copy(o!));
  on('tolist', 0, 0, ([o]) => listOf(rt, o!));
  on('tobytes', 0, 0, ([o]) => newBytes(rt, bytesOfArray(rt, o!)));
  on('byteswap', 0, 0, ([o]) => {
    const size = ARRAY_ITEMS[arrayCode(py, o!)]!;
    const bytes = bytesOfArray(rt, o!);
    for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
    putBytes(rt, o!, 0, bytes);
    return newNone(rt);
  });
  const onlyText = (o: number, name: string): void => {
    if (arrayCode(py, o) !== 'u')
      valueError(rt, `${name}() may only be called on unicode type arrays`);
  };
  on('tounicode', 0, 0, ([o]) => {
    onlyText(o!, 'tounicode');
    return unicodeOf(rt, o!);
  });
  on('fromunicode', 1, 1, ([o, text]) => {
    onlyText(o!, 'fromunicode');
    extend(rt, o!, text!);
    return newNone(rt);
  });
  on('buffer_info', 0, 0, ([o]) => {
    const items = py.load(o! + ArrayWord.ITEM);
    const address = items === 0 ? 0 : idOf(rt, items);
    return newTuple(rt, [newInt(rt, address), newSsize(rt, lengthOfArray(rt, o!))]);
  });
}
