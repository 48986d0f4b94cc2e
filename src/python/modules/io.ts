import { setPointer } from '../../objects/dealloc';
import { PyObject_GenericGetDict, PyType_GenericAlloc } from '../../objects/instances';
import { bufferOf, isBuffer, signed } from '../objects/buffer';
import { anyBytes } from '../objects/bytes-like';
import { callBorrowed } from '../objects/call';
import { asBigInt, asInt, asNumber, countOf } from '../objects/index-numbers';
import { forEach } from '../objects/iter';
import { onNext } from '../objects/iterator-slots';
import { defineGetSet, defineInit, defineMethod } from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { type Keywords, option } from '../runtime/native';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isBytes, isStr, typeName } from '../runtime/type-checks';
import { listAdd, newBool, newBytes, newList, newSsize, newStr } from '../runtime/values';
import type { Define } from './define';
import { BytesIO, contents, getValue, truncate, writeBytes } from './io-buffers';
import { StringIO, Texts } from './io-texts';

/*
 * `_io`: BytesIO and StringIO.
 */

/** What differs between the two: their methods are the same. */
interface Buffered {
  readonly type: number;
  readonly pos: number;
  readonly size: number;
  /** Items `from` to `to`, as an object. */
  part(op: number, from: number, to: number): number;
  /** Where the line that begins at `from` ends. */
  lineEnd(op: number, from: number): number;
  /** Writes a borrowed object. @returns how many items that were */
  write(op: number, word: number): number;
  getValue(op: number): number;
  truncate(op: number, size: number): void;
  close(op: number): void;
  isClosed(op: number): boolean;
}

type On = (name: string, min: number, max: number, call: (args: number[]) => number) => void;

export function ioModule(rt: Runtime, define: Define): void {
  const bytes = bytesIO(rt, define);
  const texts = stringIO(rt, define);
  for (const kind of [bytes, texts]) installMethods(rt, kind);
  const on = methodsOf(rt, bytes);
  on('getbuffer', 0, 0, ([o]) => {
    const value = getValue(rt, o!);
    try {
      return callBorrowed(rt, rt.memoryviewType, [value]);
    } finally {
      rt.py.decref(value);
    }
  });
  on('readinto', 1, 1, ([o, into]) => {
    const count = readInto(rt, o!, into!);
    return newSsize(rt, count);
  });
}

/** Fills a buffer with the next bytes. @returns how many */
function readInto(rt: Runtime, op: number, into: number): number {
  const { py } = rt;
  if (!isBuffer(rt, into) || bufferOf(rt, into).readonly) {
    const type = into === py.none ? 'None' : typeName(rt, into);
    typeError(rt, `readinto() argument must be read-write bytes-like object, not ${type}`);
  }
  const { address, count, itemsize } = bufferOf(rt, into);
  const pos = signed(rt, op + BytesIO.POS);
  const next = contents(rt, op).subarray(pos, pos + count * itemsize);
  if (next.length > 0) py.memory.storeBytes(address, next);
  py.set(op + BytesIO.POS, pos + next.length);
  return next.length;
}

function bytesIO(rt: Runtime, define: Define): Buffered {
  const { py } = rt;
  const type = define.type('_io.BytesIO', (cls) => {
    const op = PyType_GenericAlloc(py, cls);
    py.store(op + BytesIO.BUF, newBytes(rt, []));
    return op;
  });
  const kind: Buffered = {
    type,
    pos: BytesIO.POS,
    size: BytesIO.SIZE,
    part: (op, from, to) => {
      const buf = py.load(op + BytesIO.BUF);
      const all = contents(rt, op);
      const whole = from === 0 && to > 1 && to === anyBytes(rt, buf).length;
      return whole ? newRef(rt, buf) : newBytes(rt, all.subarray(from, to));
    },
    lineEnd: (op, from) => {
      const all = contents(rt, op);
      const at = all.indexOf(10, from);
      return at < 0 ? Math.max(from, all.length) : at + 1;
    },
    write: (op, word) => {
      if (isStr(rt, word))
        typeError(rt, `a bytes-like object is required, not '${typeName(rt, word)}'`);
      const bytes = Uint8Array.from(anyBytes(rt, word));
      writeBytes(rt, op, bytes);
      return bytes.length;
    },
    getValue: (op) => getValue(rt, op),
    truncate: (op, size) => truncate(rt, op, size),
    close: (op) => setPointer(py, op + BytesIO.BUF, 0),
    isClosed: (op) => py.load(op + BytesIO.BUF) === 0,
  };
  defineInit(rt, type, (op, args, keywords) => {
    const initial = argument(rt, args, keywords, 'initial_bytes', 0);
    py.set(op + BytesIO.POS, 0);
    py.set(op + BytesIO.SIZE, 0);
    if (initial === 0 || initial === py.none) return;
    if (isBytes(rt, initial) && py.typeOf(initial) === rt.bytesType) {
      setPointer(py, op + BytesIO.BUF, newRef(rt, initial));
      py.set(op + BytesIO.SIZE, anyBytes(rt, initial).length);
    } else kind.write(op, initial);
    py.set(op + BytesIO.POS, 0);
  });
  return kind;
}

function argument(
  rt: Runtime,
  args: readonly number[],
  keywords: Keywords | undefined,
  name: string,
  at: number,
): number {
  for (const [key] of keywords ?? []) {
    if (!['initial_bytes', 'initial_value', 'newline'].includes(key))
      typeError(rt, `'${key}' is an invalid keyword argument for this function`);
  }
  return args[at] ?? option(keywords, name);
}

const CLOSED = 8;

function stringIO(rt: Runtime, define: Define): Buffered {
  const { py } = rt;
  const texts = new Texts(rt);
  const words = (field: string): number => py.structs.offset('stringio', field) >> 2;
  const [readnl, writenl, flags] = [words('readnl'), words('writenl'), words('flags')];
  const type = define.type('_io.StringIO', (cls) => {
    const op = PyType_GenericAlloc(py, cls);
    py.store(op + StringIO.BUF, py.malloc(0));
    return op;
  });
  rt.freeing.set(type, (op) => texts.forget(op));
  /** The text of a string that is written, with the line ends that the file has. */
  const translated = (op: number, word: number): string => {
    let text = asText(rt, word);
    if (py.load(op + readnl) === 0) text = text.replace(/\r\n?/g, '\n');
    const end = py.load(op + writenl);
    return end === 0 ? text : text.replaceAll('\n', asText(rt, end));
  };
  const write = (op: number, word: number): number => {
    if (!isStr(rt, word)) typeError(rt, `string argument expected, got '${typeName(rt, word)}'`);
    const text = translated(op, word);
    const same = text === asText(rt, word);
    const written = same ? newRef(rt, word) : newStr(rt, text);
    if (text !== '') texts.write(op, written, text);
    py.decref(written);
    return Array.from(asText(rt, word)).length;
  };
  defineInit(rt, type, (op, args, keywords) => {
    const initial = argument(rt, args, keywords, 'initial_value', 0);
    const newline = argument(rt, args, keywords, 'newline', 1);
    if (initial !== 0 && initial !== py.none && !isStr(rt, initial))
      typeError(rt, `initial_value must be str or None, not ${typeName(rt, initial)}`);
    if (newline !== 0 && newline !== py.none && !isStr(rt, newline))
      typeError(rt, `newline must be str or None, not ${typeName(rt, newline)}`);
    const end = newline === 0 ? '\n' : newline === py.none ? null : asText(rt, newline);
    if (end !== null && !['', '\n', '\r', '\r\n'].includes(end))
      valueError(rt, `illegal newline value: ${JSON.stringify(end).replaceAll('"', "'")}`);
    texts.forget(op);
    setPointer(py, op + readnl, end === null ? 0 : newStr(rt, end));
    setPointer(py, op + writenl, end?.startsWith('\r') ? newStr(rt, end) : 0);
    const empty = initial === 0 || initial === py.none || asText(rt, initial) === '';
    texts.begin(op, empty);
    if (!empty) write(op, initial);
    py.set(op + StringIO.POS, 0);
  });
  const all = (op: number): string => texts.part(op, 0, py.get(op + StringIO.SIZE));
  return {
    type,
    pos: StringIO.POS,
    size: StringIO.SIZE,
    part: (op, from, to) => {
      if (from === 0 && to === py.get(op + StringIO.SIZE) && texts.accumulates(op))
        return texts.value(op);
      texts.realize(op);
      return newStr(rt, texts.part(op, from, to));
    },
    lineEnd: (op, from) => {
      texts.realize(op);
      const points = Array.from(all(op));
      const newline = py.load(op + readnl);
      const end = newline === 0 ? '\n' : asText(rt, newline) || '\n';
      for (let i = from; i < points.length; i++)
        if (points.slice(i, i + end.length).join('') === end) return i + end.length;
      return Math.max(from, points.length);
    },
    write,
    getValue: (op) => texts.value(op),
    truncate: (op, size) => texts.truncate(op, size),
    close: (op) => {
      texts.forget(op);
      py.set(op + flags, CLOSED);
    },
    isClosed: (op) => py.get(op + flags) === CLOSED,
  };
}

/** Defines methods of objects that must be open. */
function methodsOf(rt: Runtime, kind: Buffered): On {
  return (name, min, max, call) =>
    defineMethod(rt, kind.type, name, min, max, (args) => {
      if (kind.isClosed(args[0]!)) valueError(rt, 'I/O operation on closed file.');
      return call(args);
    });
}

function installMethods(rt: Runtime, kind: Buffered): void {
  const { py } = rt;
  const on = methodsOf(rt, kind);
  const pos = (op: number): number => signed(rt, op + kind.pos);
  const size = (op: number): number => py.get(op + kind.size);
  /** The items to `end`; the position is behind them. */
  const take = (op: number, end: number): number => {
    const from = pos(op);
    const to = Math.max(from, Math.min(end, size(op)));
    const word = from >= size(op) ? kind.part(op, 0, 0) : kind.part(op, from, to);
    py.set(op + kind.pos, to);
    return word;
  };
  const limit = (op: number, word: number | undefined): number => {
    if (word === undefined || word === py.none) return Number.MAX_SAFE_INTEGER;
    const count = countOf(rt, word);
    return count < 0 ? Number.MAX_SAFE_INTEGER : pos(op) + count;
  };
  const line = (op: number, end: number): number =>
    take(op, pos(op) >= size(op) ? 0 : Math.min(end, kind.lineEnd(op, pos(op))));
  // The two tell what is wrong in words of their own.
  const [N, I, place] = isText(rt, kind) ? ['N', 'I', 'position'] : ['n', 'i', 'value'];
  on('getvalue', 0, 0, ([o]) => kind.getValue(o!));
  on('write', 1, 1, ([o, word]) => newSsize(rt, kind.write(o!, word!)));
  on('writelines', 1, 1, ([o, lines]) => {
    forEach(rt, lines!, (each) => {
      kind.write(o!, own(rt, each));
      release(rt, each);
    });
    return newNone(rt);
  });
  on('read', 0, 1, ([o, n]) => take(o!, limit(o!, n)));
  on('readline', 0, 1, ([o, n]) => line(o!, limit(o!, n)));
  on('readlines', 0, 1, ([o, hint]) => {
    const lines = newList(rt, []);
    const most = hint === undefined || hint === py.none ? 0 : countOf(rt, hint);
    const from = pos(o!);
    while (pos(o!) < size(o!) && (most <= 0 || pos(o!) - from < most))
      listAdd(rt, lines, line(o!, Number.MAX_SAFE_INTEGER));
    return lines;
  });
  on('seek', 1, 2, ([o, offset, whence]) => {
    const how = whence === undefined ? 0 : asInt(rt, whence);
    const by = asNumber(rt, offset!);
    if (how < 0 || how > 2) valueError(rt, `${I}nvalid whence (${how}, should be 0, 1 or 2)`);
    if (how === 0 && by < 0) valueError(rt, `${N}egative seek ${place} ${asBigInt(rt, offset!)}`);
    if (how !== 0 && by !== 0 && isText(rt, kind))
      raiseError(rt, 'OSError', "Can't do nonzero cur-relative seeks");
    const base = how === 0 ? 0 : how === 1 ? pos(o!) : size(o!);
    // A place that is no exact number is behind all that can be written.
    py.set(o! + kind.pos, Math.min(Math.max(0, base + by), Number.MAX_SAFE_INTEGER));
    return how === 0 ? newSsize(rt, asBigInt(rt, offset!)) : newSsize(rt, pos(o!));
  });
  on('tell', 0, 0, ([o]) => newSsize(rt, pos(o!)));
  on('truncate', 0, 1, ([o, n]) => {
    if (n === undefined || n === py.none) {
      kind.truncate(o!, pos(o!));
      return newSsize(rt, pos(o!));
    }
    const to = countOf(rt, n);
    if (to < 0) valueError(rt, `${N}egative size value ${asBigInt(rt, n)}`);
    kind.truncate(o!, to);
    return newSsize(rt, asBigInt(rt, n));
  });
  on('flush', 0, 0, () => newNone(rt));
  on('isatty', 0, 0, () => newBool(rt, false));
  for (const name of ['readable', 'writable', 'seekable']) on(name, 0, 0, () => newBool(rt, true));
  defineMethod(rt, kind.type, 'close', 0, 0, ([o]) => {
    if (!kind.isClosed(o!)) kind.close(o!);
    return newNone(rt);
  });
  defineGetSet(rt, kind.type, '__dict__', (o) => PyObject_GenericGetDict(py, o));
  defineGetSet(rt, kind.type, 'closed', (o) => newBool(rt, kind.isClosed(o)));
  on('__enter__', 0, 0, ([o]) => newRef(rt, o!));
  defineMethod(rt, kind.type, '__exit__', 0, 3, ([o]) => {
    if (!kind.isClosed(o!)) kind.close(o!);
    return newNone(rt);
  });
  onNext(rt, isText(rt, kind) ? '_io.StringIO' : '_io.BytesIO', (o) => {
    if (kind.isClosed(o)) valueError(rt, 'I/O operation on closed file.');
    return pos(o) >= size(o) ? 0 : line(o, Number.MAX_SAFE_INTEGER);
  });
}

function isText(rt: Runtime, kind: Buffered): boolean {
  return kind.type === rt.py.type('_io.StringIO');
}
