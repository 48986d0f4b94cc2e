import {
  ARRAY_ITEMS,
  ArrayWord,
  arrayAllocate,
  arrayCode,
  arrayResize,
  PyArray_New,
} from '../../objects';
import type { Runtime } from '../runtime';
import type { Define } from './index';

/** `array`. */
export function arrayModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('array.array');
  define.value('array', rt.I(type));
  define.value('ArrayType', rt.I(type));
  define.value('typecodes', rt.str(Object.keys(ARRAY_ITEMS).join('')));
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
    if (code === 'f') return rt.float(data.getFloat32(0, true));
    if (code === 'd') return rt.float(data.getFloat64(0, true));
    const signed = code === code.toLowerCase();
    const big = [1, 2, 4, 8].includes(size) ? bigAt(data, size) : 0n;
    return rt.int(signed ? BigInt.asIntN(size * 8, big) : big);
  };
  const bigAt = (data: DataView, size: number): bigint => {
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(data.getUint8(i));
    return value;
  };
  const put = (op: number, index: number, word: number): void => {
    const { address, bytes, data, size, code } = item(op, index);
    if (code === 'f') data.setFloat32(0, rt.toDouble(word), true);
    else if (code === 'd') data.setFloat64(0, rt.toDouble(word), true);
    else {
      if (!rt.isInt(word))
        rt.typeError(`'${rt.typeName(word)}' object cannot be interpreted as an integer`);
      const value = rt.bigint(word);
      const signed = code === code.toLowerCase();
      const low = signed ? -(1n << BigInt(size * 8 - 1)) : 0n;
      const high = signed ? 1n << BigInt(size * 8 - 1) : 1n << BigInt(size * 8);
      if (value < low || value >= high) rt.raise_('OverflowError', `${code} is out of range`);
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
  rt.news.set(type, (_type, args) => {
    const [codeWord, from] = args;
    const code = codeWord === undefined || !rt.isStr(codeWord) ? '' : rt.text(codeWord);
    if (!(code in ARRAY_ITEMS)) {
      rt.valueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
    }
    const op = PyArray_New(py, code);
    if (from === undefined) return op;
    if (rt.isByteLike(from)) {
      const bytes = rt.anyBytes(from);
      arrayAllocate(py, op, bytes.length / ARRAY_ITEMS[code]!);
      if (bytes.length > 0)
        py.memory.storeBytes(py.memory.addressOf(py.load(op + ArrayWord.ITEM)), Array.from(bytes));
      return op;
    }
    if (rt.isList(from) || rt.isTuple(from)) {
      const items = rt.itemsOf(from);
      arrayAllocate(py, op, items.length);
      for (const [i, item] of items.entries()) put(op, i, item);
      return op;
    }
    const it = rt.getIter(from);
    for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
      append(op, item);
      py.decref(item);
    }
    py.decref(it);
    return op;
  });
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
  const none = (body: () => void): number => {
    body();
    return rt.N();
  };
  const index = (op: number, key: number): number => {
    const size = length(op);
    const given = rt.indexOf(key, 'array');
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) rt.raise_('IndexError', 'array index out of range');
    return at;
  };
  on('__len__', 0, 0, ([o]) => rt.int(length(o!)));
  on('__getitem__', 1, 1, ([o, key]) => {
    if (!rt.isSlice(key!)) return read(o!, index(o!, key!));
    const { start, step, count } = rt.sliceBounds(key!, length(o!));
    const copy = PyArray_New(py, arrayCode(py, o!));
    arrayAllocate(py, copy, count);
    for (let i = 0; i < count; i++) {
      const item = read(o!, start + i * step);
      put(copy, i, item);
      py.decref(item);
    }
    return copy;
  });
  on('__setitem__', 2, 2, ([o, key, v]) => none(() => put(o!, index(o!, key!), v!)));
  on('append', 1, 1, ([o, v]) => none(() => append(o!, v!)));
  on('extend', 1, 1, ([o, from]) =>
    none(() => {
      for (const item of rt.collect(from!)) {
        append(o!, item);
        py.decref(item);
      }
    }),
  );
  on('pop', 0, 1, ([o, at]) => {
    if (length(o!) === 0) rt.raise_('IndexError', 'pop from empty array');
    const place = at === undefined ? length(o!) - 1 : index(o!, at);
    const item = read(o!, place);
    const { bytes, size } = view(o!);
    const rest = [...bytes.slice(0, place * size), ...bytes.slice((place + 1) * size)];
    arrayResize(py, o!, length(o!) - 1);
    if (rest.length > 0)
      py.memory.storeBytes(py.memory.addressOf(py.load(o! + ArrayWord.ITEM)), rest);
    return item;
  });
  on('tolist', 0, 0, ([o]) => rt.list(Array.from({ length: length(o!) }, (_, i) => read(o!, i))));
  on('tobytes', 0, 0, ([o]) => rt.bytes(view(o!).bytes));
  on('buffer_info', 0, 0, ([o]) =>
    rt.tuple([rt.int(rt.id(py.load(o! + ArrayWord.ITEM))), rt.int(length(o!))]),
  );
  on('__iter__', 0, 0, ([o]) => {
    const list = rt.callMethod(o!, 'tolist', []);
    const it = rt.getIter(list);
    py.decref(list);
    return it;
  });
  on('__eq__', 1, 1, ([a, b]) => {
    if (py.typeOf(b!) !== type) return rt.I(py.statics.notImplemented);
    return rt.bool(rt.repr(a!) === rt.repr(b!));
  });
  on('__repr__', 0, 0, ([o]) => {
    const items = Array.from({ length: length(o!) }, (_, i) => {
      const word = read(o!, i);
      const text = rt.repr(word);
      py.decref(word);
      return text;
    });
    return rt.str(
      `array('${arrayCode(py, o!)}'${items.length > 0 ? `, [${items.join(', ')}]` : ''})`,
    );
  });
  rt.getset(type, 'typecode', (o) => rt.str(arrayCode(py, o)));
  rt.getset(type, 'itemsize', (o) => rt.int(ARRAY_ITEMS[arrayCode(py, o)]!));
}
