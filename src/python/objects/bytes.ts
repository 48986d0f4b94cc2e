import { PyByteArray_Resize, PyBytes_FromStringAndSize } from '../../objects';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { codecArguments, decode, encode, latin1 } from './codecs';
import { splitList } from './list-extend';
import { replace, splitText, strip } from './str';

/** `bytes` and `bytearray` (Objects/bytesobject.c, bytearrayobject.c). */
export function installBytes(rt: Runtime): void {
  const { py, bytesType } = rt;
  const bytearray = py.type('bytearray');
  rt.news.set(bytesType, (type, args) => {
    const made = newBytes(rt, args);
    if (type === bytesType) return made;
    const op = rt.allocate(type, made);
    py.decref(made);
    return op;
  });
  rt.news.set(bytearray, (type, args) => {
    if (type === bytearray && args.length === 1 && rt.isInt(args[0]!)) {
      const size = rt.number(args[0]!);
      if (size < 0) rt.valueError('negative count');
      rt.checkLength(size);
      return rt.bytearray(new Uint8Array(size));
    }
    const values = valuesOf(rt, args);
    const source = args[0] ?? py.none;
    const plain =
      source === py.none || rt.isStr(source) || rt.isInt(source) || rt.isByteLike(source);
    if (type === bytearray && plain) return rt.bytearray(values);
    const op = type === bytearray ? rt.bytearray([]) : rt.allocate(type);
    // An iterable's bytes come one by one.
    if (!plain) for (let n = 1; n <= values.length; n++) PyByteArray_Resize(py, op, n);
    if (values.length > 0) rt.setByteArray(op, values);
    return op;
  });
  for (const type of [bytesType, bytearray]) installShared(rt, type, type === bytesType);
  installMutable(rt, bytearray);
}

function newBytes(rt: Runtime, args: readonly number[]): number {
  const { py } = rt;
  const [source] = args;
  if (source !== undefined && args.length === 1 && rt.py.typeOf(source) === rt.bytesType)
    return rt.I(source);
  if (source !== undefined && args.length === 1 && rt.isInt(source)) {
    const size = rt.number(source);
    if (size < 0) rt.valueError('negative count');
    rt.checkLength(size);
    return PyBytes_FromStringAndSize(py, size);
  }
  if (source !== undefined) {
    const method = rt.userSpecial(source, '__bytes__');
    if (method !== 0) return rt.callSpecial(method, source, []);
  }
  return rt.bytes(valuesOf(rt, args));
}

function valuesOf(rt: Runtime, args: readonly number[]): ArrayLike<number> {
  const [source, encoding, errors] = args;
  if (source === undefined) return [];
  if (rt.isStr(source)) {
    if (encoding === undefined) rt.typeError('string argument without an encoding');
    return encode(rt, source, ...codecArguments(rt, [encoding, errors]));
  }
  if (rt.isInt(source)) return new Uint8Array(rt.number(source));
  if (rt.isByteLike(source)) return rt.anyBytes(source);
  if (!rt.isIterable(source))
    rt.typeError(`cannot convert '${rt.typeName(source)}' object to bytes`);
  return rt.collect(source).map((word) => byteOf(rt, word, true));
}

function byteOf(rt: Runtime, word: number, owned = false, what = 'bytes'): number {
  if (!rt.isInt(word))
    rt.typeError(`'${rt.typeName(word)}' object cannot be interpreted as an integer`);
  const value = rt.number(word);
  if (owned) rt.py.decref(word);
  if (value < 0 || value > 255) rt.valueError(`${what} must be in range(0, 256)`);
  return value;
}

const codes = (s: string): number[] => Array.from(s, (c) => c.charCodeAt(0));

function installShared(rt: Runtime, type: number, immutable: boolean): void {
  const { py } = rt;
  const make = (bytes: ArrayLike<number>): number =>
    immutable ? rt.bytes(bytes) : rt.bytearray(bytes);
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => rt.method(type, name, min, max, call, kw);
  const body = (o: number): string => latin1(rt.anyBytes(o));
  /** A bytes argument, or the code of one byte. */
  const part = (o: number): string => {
    if (rt.isInt(o)) return String.fromCharCode(byteOf(rt, o));
    if (!rt.isByteLike(o)) rt.typeError(`a bytes-like object is required, not '${rt.typeName(o)}'`);
    return body(o);
  };
  on('__len__', 0, 0, ([o]) => rt.count(rt.anyBytes(o!).length));
  on('__iter__', 0, 0, ([o]) => rt.builtinIter(o!));
  on('__contains__', 1, 1, ([o, item]) => rt.bool(body(o!).includes(part(item!))));
  on('__hash__', 0, 0, ([o]) => rt.count(rt.hash(o!)));
  on('__getitem__', 1, 1, ([o, key]) => {
    const bytes = rt.anyBytes(o!);
    if (rt.isSlice(key!)) {
      const { start, step, count } = rt.sliceBounds(key!, bytes.length);
      return make(Array.from({ length: count }, (_, i) => bytes[start + i * step]!));
    }
    const index = rt.indexOf(key!, immutable ? 'byte' : 'bytearray');
    const at = index < 0 ? index + bytes.length : index;
    if (bytes[at] === undefined)
      rt.raise_('IndexError', immutable ? 'index out of range' : 'bytearray index out of range');
    return rt.int(bytes[at]!);
  });
  on(
    'decode',
    0,
    2,
    ([o, ...codec], keywords) =>
      rt.str(decode(rt, rt.anyBytes(o!), ...codecArguments(rt, codec, keywords))),
    true,
  );
  on('hex', 0, 2, ([o, sep]) => {
    const digits = Array.from(rt.anyBytes(o!), (b) => b.toString(16).padStart(2, '0'));
    return rt.str(digits.join(sep === undefined ? '' : rt.text(sep)));
  });
  on('find', 1, 3, ([o, sub]) => rt.count(body(o!).indexOf(part(sub!))));
  on('index', 1, 3, ([o, sub]) => {
    const at = body(o!).indexOf(part(sub!));
    return at < 0 ? rt.valueError('subsection not found') : rt.count(at);
  });
  on('count', 1, 3, ([o, sub]) => rt.count(body(o!).split(part(sub!)).length - 1));
  on('startswith', 1, 3, ([o, sub]) => rt.bool(body(o!).startsWith(part(sub!))));
  on('endswith', 1, 3, ([o, sub]) => rt.bool(body(o!).endsWith(part(sub!))));
  on('replace', 2, 3, ([o, a, b, n]) =>
    make(codes(replace(body(o!), part(a!), part(b!), n === undefined ? -1 : rt.number(n)))),
  );
  on('upper', 0, 0, ([o]) => make(codes(body(o!).replace(/[a-z]/g, (c) => c.toUpperCase()))));
  on('lower', 0, 0, ([o]) => make(codes(body(o!).replace(/[A-Z]/g, (c) => c.toLowerCase()))));
  on('isdigit', 0, 0, ([o]) => rt.bool(/^[0-9]+$/.test(body(o!))));
  on('isalpha', 0, 0, ([o]) => rt.bool(/^[A-Za-z]+$/.test(body(o!))));
  for (const [name, sides] of [
    ['strip', 3],
    ['lstrip', 1],
    ['rstrip', 2],
  ] as const) {
    on(name, 0, 1, ([o, set]) =>
      make(
        codes(
          strip(body(o!), set === undefined || set === py.none ? null : new Set(part(set)), sides),
        ),
      ),
    );
  }
  on('split', 0, 2, ([o, sep, max]) => {
    const by = sep === undefined || sep === py.none ? null : part(sep);
    const most = max === undefined ? -1 : rt.number(max);
    const words = splitText(body(o!), by, most, false).map((each) => make(codes(each)));
    return splitList(rt, words, most < 0 ? 12 : Math.min(12, most + 1));
  });
  on('join', 1, 1, ([o, items]) => {
    const fast = rt.sequenceFast(items!);
    const parts = rt.itemsOf(fast).map((word, i) => {
      if (!rt.isByteLike(word))
        rt.typeError(
          `sequence item ${i}: expected a bytes-like object, ${rt.typeName(word)} found`,
        );
      return body(word);
    });
    py.decref(fast);
    return make(codes(parts.join(body(o!))));
  });
  on(
    '__add__',
    1,
    1,
    ([a, b]) => rt.builtinBinary('add', a!, b!, false) || rt.I(py.statics.notImplemented),
  );
  on(
    '__mul__',
    1,
    1,
    ([a, b]) => rt.builtinBinary('mul', a!, b!, false) || rt.I(py.statics.notImplemented),
  );
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    on(name, 1, 1, ([a, b]) => rt.builtinComparison(op, a!, b!));
  }
  rt.typeAttribute(
    type,
    'fromhex',
    rt.nativeFunction(
      'fromhex',
      ([s]) => {
        const digits = rt.text(s!).replaceAll(/\s/g, '');
        return make(
          Array.from({ length: digits.length / 2 }, (_, i) =>
            Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
          ),
        );
      },
      1,
      1,
    ),
  );
}

function installMutable(rt: Runtime, type: number): void {
  const change = (o: number, edit: (bytes: number[]) => void): void => {
    const bytes = Array.from(rt.anyBytes(o));
    edit(bytes);
    rt.setByteArray(o, bytes);
  };
  rt.method(type, 'append', 1, 1, ([o, b]) => {
    const value = byteOf(rt, b!, false, 'byte');
    change(o!, (bytes) => bytes.push(value));
    return rt.N();
  });
  rt.method(type, 'insert', 2, 2, ([o, at, b]) => {
    const index = rt.indexOf(at!, 'bytearray');
    const value = byteOf(rt, b!, false, 'byte');
    change(o!, (bytes) => bytes.splice(index, 0, value));
    return rt.N();
  });
  rt.method(type, 'remove', 1, 1, ([o, b]) => {
    const value = byteOf(rt, b!, false, 'byte');
    change(o!, (bytes) => {
      const index = bytes.indexOf(value);
      if (index < 0) rt.valueError('value not found in bytearray');
      bytes.splice(index, 1);
    });
    return rt.N();
  });
  rt.method(type, 'reverse', 0, 0, ([o]) => {
    change(o!, (bytes) => bytes.reverse());
    return rt.N();
  });
  rt.method(type, 'extend', 1, 1, ([o, more]) => {
    const values = Array.from(valuesOf(rt, [more!]));
    change(o!, (bytes) => bytes.push(...values));
    return rt.N();
  });
  rt.method(type, 'pop', 0, 1, ([o, i]) => {
    let value = 0;
    change(o!, (bytes) => {
      if (bytes.length === 0) rt.raise_('IndexError', 'pop from empty bytearray');
      value = bytes.splice(i === undefined ? -1 : rt.number(i), 1)[0]!;
    });
    return rt.int(value);
  });
  rt.method(type, 'clear', 0, 0, ([o]) => {
    rt.setByteArray(o!, []);
    return rt.N();
  });
  rt.method(type, '__setitem__', 2, 2, ([o, key, v]) => {
    change(o!, (bytes) => {
      if (rt.isSlice(key!)) {
        const { start, stop, step, count } = rt.sliceBounds(key!, bytes.length);
        const values = Array.from(valuesOf(rt, [v!]));
        if (step === 1) bytes.splice(start, Math.max(0, stop - start), ...values);
        else for (let i = 0; i < count; i++) bytes[start + i * step] = values[i]!;
        return;
      }
      const index = rt.indexOf(key!, 'bytearray');
      const at = index < 0 ? index + bytes.length : index;
      if (bytes[at] === undefined) rt.raise_('IndexError', 'bytearray index out of range');
      bytes[at] = byteOf(rt, v!, false, 'byte');
    });
    return rt.N();
  });
  rt.method(type, '__delitem__', 1, 1, ([o, key]) => {
    change(o!, (bytes) => {
      if (rt.isSlice(key!)) {
        const { start, stop } = rt.sliceBounds(key!, bytes.length);
        bytes.splice(start, Math.max(0, stop - start));
      } else bytes.splice(rt.indexOf(key!, 'bytearray'), 1);
    });
    return rt.N();
  });
}
