import {
  ARRAY_ITEMS,
  ArrayWord,
  arrayAllocate,
  arrayCode,
  arrayResize,
  PyArray_New,
} from '../../objects';
import { toDouble } from '../objects/arithmetic';
import { anyBytes } from '../objects/bytes-like';
import { callMethod } from '../objects/call-method';
import { builtinCompare, equal } from '../objects/compare';
import { asBigInt, asNumber, indexOf } from '../objects/index-numbers';
import { forEach, getIter } from '../objects/iter';
import { itemsOf } from '../objects/length';
import { idOf, repr } from '../objects/repr';
import { sliceBounds } from '../objects/subscript';
import { defineGetSet, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { give, giveEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
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
import { newBytes, newFloat, newInt, newList, newSsize, newStr, newTuple } from '../runtime/values';

import type { Define } from './define';

/** `array`. */
export function arrayModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('array.array');
  define.value('array', newRef(rt, type));
  define.value('ArrayType', newRef(rt, type));
  define.value('typecodes', newStr(rt, Object.keys(ARRAY_ITEMS).join('')));
}

/** `array.array` and its methods (Modules/arraymodule.c). */
export function installArray(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('array.array');
  const view = (op: number): { bytes: Uint8Array; size: number } => {
    const size = ARRAY_ITEMS[arrayCode(py, op)]!;
    const length = py.get(op + ArrayWord.SIZE) * size;
    const at = length === 0 ? 0 : py.memory.addressOf(py.load(op + ArrayWord.ITEM));
    const bytes =
      length === 0 ? new Uint8Array(0) : Uint8Array.from(py.memory.loadBytes(at, length));
    return { bytes, size };
  };
  /** The bytes of one item, and where they are. */
  const item = (op: number, index: number) => {
    const code = arrayCode(py, op);
    const size = ARRAY_ITEMS[code]!;
    const address = py.memory.addressOf(py.load(op + ArrayWord.ITEM)) + index * size;
    const bytes = Uint8Array.from(py.memory.loadBytes(address, size));
    return { address, bytes, data: new DataView(bytes.buffer), size, code };
  };
  const read = (op: number, index: number): number => {
    const { data, size, code } = item(op, index);
    if (code === 'f') return newFloat(rt, data.getFloat32(0, true));
    if (code === 'd') return newFloat(rt, data.getFloat64(0, true));
    const signed = code === code.toLowerCase();
    const big = [1, 2, 4, 8].includes(size) ? bigAt(data, size) : 0n;
    if (signed) return newInt(rt, BigInt.asIntN(size * 8, big));
    return size < 4 ? newInt(rt, big) : newSsize(rt, big);
  };
  const bigAt = (data: DataView, size: number): bigint => {
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(data.getUint8(i));
    return value;
  };
  const put = (op: number, index: number, word: number): void => {
    const { address, bytes, data, size, code } = item(op, index);
    if (code === 'f') data.setFloat32(0, toDouble(rt, word), true);
    else if (code === 'd') data.setFloat64(0, toDouble(rt, word), true);
    else {
      if (!isInt(rt, word))
        typeError(rt, `'${typeName(rt, word)}' object cannot be interpreted as an integer`);
      const value = asBigInt(rt, word);
      const signed = code === code.toLowerCase();
      const low = signed ? -(1n << BigInt(size * 8 - 1)) : 0n;
      const high = signed ? 1n << BigInt(size * 8 - 1) : 1n << BigInt(size * 8);
      if (value < low || value >= high) raiseError(rt, 'OverflowError', `${code} is out of range`);
      for (let i = 0; i < size; i++) data.setUint8(i, Number((value >> BigInt(8 * i)) & 0xffn));
    }
    py.memory.storeBytes(address, bytes);
  };
  const length = (op: number): number => py.get(op + ArrayWord.SIZE);
  const append = (op: number, word: number): void => {
    const size = length(op);
    arrayResize(py, op, size + 1);
    put(op, size, word);
  };
  const isArray = (op: number): boolean => py.builtinBase(py.typeOf(op)) === type;
  /** The items, as owned words. */
  const words = (op: number): number[] => Array.from({ length: length(op) }, (_, i) => read(op, i));
  /** Puts owned words into an array, from `at` on. */
  const putAll = (op: number, items: readonly number[], at = 0): void => {
    let i = at;
    giveEach(rt, items, (item) => {
      put(op, i++, own(rt, item));
      release(rt, item);
    });
  };
  /** Gives a new array exactly these items. */
  const fill = (op: number, items: readonly number[]): number => {
    arrayAllocate(py, own(rt, op), items.length);
    putAll(op, items);
    return give(rt, op);
  };
  const addBytes = (op: number, bytes: ArrayLike<number>): void => {
    const itemsize = ARRAY_ITEMS[arrayCode(py, op)]!;
    if (bytes.length % itemsize !== 0) valueError(rt, 'bytes length not a multiple of item size');
    if (bytes.length === 0) return;
    const before = length(op);
    arrayResize(py, op, before + bytes.length / itemsize);
    const start = py.memory.addressOf(py.load(op + ArrayWord.ITEM)) + before * itemsize;
    py.memory.storeBytes(start, Array.from(bytes));
  };
  /** Another order, or fewer or more items, in the same array. */
  const replace = (op: number, items: readonly number[]): void => {
    arrayResize(py, op, items.length);
    putAll(op, items);
  };
  defineNew(rt, type, (cls, args) => {
    const [codeWord, from] = args;
    const code = codeWord === undefined || !isStr(rt, codeWord) ? '' : asText(rt, codeWord);
    if (!(code in ARRAY_ITEMS)) {
      valueError(rt, 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
    }
    const op = own(rt, PyArray_New(py, code, cls));
    if (from === undefined) return give(rt, op);
    if (isByteLike(rt, from)) {
      addBytes(op, anyBytes(rt, from));
      return give(rt, op);
    }
    if (isList(rt, from) || isTuple(rt, from) || isArray(from)) {
      return fill(
        give(rt, op),
        isArray(from) ? words(from) : itemsOf(rt, from).map((op) => newRef(rt, op)),
      );
    }
    forEach(rt, from, (item) => {
      append(op, own(rt, item));
      release(rt, item);
    });
    return give(rt, op);
  });
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    defineMethod(rt, type, name, min, max, call);
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  const index = (op: number, key: number): number => {
    const size = length(op);
    const given = indexOf(rt, key, 'array');
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) raiseError(rt, 'IndexError', 'array index out of range');
    return at;
  };
  on('__len__', 0, 0, ([o]) => newSsize(rt, length(o!)));
  const slots = slotsOf(rt, type);
  slots.getItem = (o, key) => {
    if (!isSlice(rt, key)) return read(o, index(o, key));
    const { start, step, count } = sliceBounds(rt, key, length(o));
    const items = Array.from({ length: count }, (_, i) => read(o, start + i * step));
    return fill(PyArray_New(py, arrayCode(py, o)), items);
  };
  slots.setItem = (o, key, v) => {
    if (!isSlice(rt, key)) return put(o, index(o, key), v);
    if (!isArray(v))
      typeError(rt, `can only assign array (not "${typeName(rt, v)}") to array slice`);
    const { start, step, count } = sliceBounds(rt, key, length(o));
    const [items, given] = [words(o), words(v)];
    if (step === 1) {
      for (const word of items.splice(start, count, ...given)) py.decref(word);
    } else {
      if (given.length !== count) {
        valueError(
          rt,
          `attempt to assign array of size ${given.length} to extended slice of size ${count}`,
        );
      }
      for (const [i, word] of given.entries()) {
        py.decref(items[start + i * step]!);
        items[start + i * step] = word;
      }
    }
    replace(o, items);
  };
  slots.deleteItem = (o, key) => {
    const items = words(o);
    const slice = isSlice(rt, key) ? sliceBounds(rt, key, items.length) : undefined;
    const { start, step, count } = slice ?? { start: index(o, key), step: 1, count: 1 };
    const dropped = new Set(Array.from({ length: count }, (_, i) => start + i * step));
    for (const i of dropped) py.decref(items[i]!);
    replace(
      o,
      items.filter((_, i) => !dropped.has(i)),
    );
  };
  on('append', 1, 1, ([o, v]) => none(() => append(o!, v!)));
  const extend = (op: number, from: number): void => {
    if (isArray(from)) {
      if (arrayCode(py, from) !== arrayCode(py, op))
        typeError(rt, 'can only extend with array of same kind');
      addBytes(op, view(from).bytes);
      return;
    }
    forEach(rt, from, (item) => {
      append(op, own(rt, item));
      release(rt, item);
    });
  };
  on('extend', 1, 1, ([o, from]) => none(() => extend(o!, from!)));
  on('__iadd__', 1, 1, ([o, from]) => {
    if (!isArray(from!)) typeError(rt, `can only extend with array (not "${typeName(rt, from!)}")`);
    extend(o!, from!);
    return newRef(rt, o!);
  });
  on('__add__', 1, 1, ([o, other]) => {
    if (!isArray(other!))
      typeError(rt, `can only append array (not "${typeName(rt, other!)}") to array`);
    return fill(PyArray_New(py, arrayCode(py, o!)), [...words(o!), ...words(other!)]);
  });
  for (const name of ['__mul__', '__rmul__']) {
    on(name, 1, 1, ([o, times]) => {
      const count = Math.max(0, asNumber(rt, times!));
      const items = Array.from({ length: count }, () => words(o!)).flat();
      return fill(PyArray_New(py, arrayCode(py, o!)), items);
    });
  }
  on('pop', 0, 1, ([o, at]) => {
    if (length(o!) === 0) raiseError(rt, 'IndexError', 'pop from empty array');
    const place = at === undefined ? length(o!) - 1 : index(o!, at);
    const items = words(o!);
    const [item] = items.splice(place, 1);
    replace(o!, items);
    return item!;
  });
  on('insert', 2, 2, ([o, at, item]) =>
    none(() => {
      const items = words(o!);
      items.splice(asNumber(rt, at!), 0, newRef(rt, item!));
      replace(o!, items);
    }),
  );
  const find = (op: number, item: number): number => {
    for (let at = 0; at < length(op); at++) {
      const each = own(rt, read(op, at));
      const same = equal(rt, each, item);
      release(rt, each);
      if (same) return at;
    }
    return -1;
  };
  on('index', 1, 1, ([o, item]) => {
    const at = find(o!, item!);
    return at < 0 ? valueError(rt, 'array.index(x): x not in array') : newSsize(rt, at);
  });
  on('remove', 1, 1, ([o, item]) =>
    none(() => {
      const at = find(o!, item!);
      if (at < 0) valueError(rt, 'array.remove(x): x not in array');
      const items = words(o!);
      py.decref(items.splice(at, 1)[0]!);
      replace(o!, items);
    }),
  );
  on('count', 1, 1, ([o, item]) => {
    let count = 0;
    for (let at = 0; at < length(o!); at++) {
      const each = own(rt, read(o!, at));
      if (equal(rt, each, item!)) count++;
      release(rt, each);
    }
    return newSsize(rt, count);
  });
  on('reverse', 0, 0, ([o]) => none(() => putAll(o!, words(o!).reverse())));
  on('fromlist', 1, 1, ([o, list]) =>
    none(() => {
      const before = length(o!);
      const items = itemsOf(rt, list!).map((op) => newRef(rt, op));
      if (items.length > 0) arrayResize(py, o!, before + items.length);
      putAll(o!, items, before);
    }),
  );
  on('frombytes', 1, 1, ([o, bytes]) => none(() => addBytes(o!, anyBytes(rt, bytes!))));
  on('__copy__', 0, 0, ([o]) => fill(PyArray_New(py, arrayCode(py, o!)), words(o!)));
  on('__deepcopy__', 1, 1, ([o]) => fill(PyArray_New(py, arrayCode(py, o!)), words(o!)));
  on('tolist', 0, 0, ([o]) => newList(rt, words(o!)));
  on('tobytes', 0, 0, ([o]) => newBytes(rt, view(o!).bytes));
  on('buffer_info', 0, 0, ([o]) =>
    newTuple(rt, [newInt(rt, idOf(rt, py.load(o! + ArrayWord.ITEM))), newSsize(rt, length(o!))]),
  );
  slots.iter = (o) => {
    const list = callMethod(rt, o, 'tolist', []);
    const it = getIter(rt, list);
    py.decref(list);
    return it;
  };
  slots.compare = (op, a, b) => {
    if (!isArray(b)) return null;
    const [x, y] = [newList(rt, words(a)), newList(rt, words(b))];
    const result = builtinCompare(rt, op, x, y);
    py.decref(x);
    py.decref(y);
    return result;
  };
  on('__repr__', 0, 0, ([o]) => {
    const items = words(o!).map((word) => {
      const text = repr(rt, word);
      py.decref(word);
      return text;
    });
    const name = nameOfType(rt, py.typeOf(o!));
    return newStr(
      rt,
      `${name}('${arrayCode(py, o!)}'${items.length > 0 ? `, [${items.join(', ')}]` : ''})`,
    );
  });
  defineGetSet(rt, type, 'typecode', (o) => newStr(rt, arrayCode(py, o)));
  defineGetSet(rt, type, 'itemsize', (o) => newInt(rt, ARRAY_ITEMS[arrayCode(py, o)]!));
}
