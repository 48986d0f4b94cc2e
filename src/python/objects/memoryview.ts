import { ArrayWord, C_NUMBERS } from '../../objects/arrayobject';
import { countExports } from '../../objects/bytesobject';
import { PyObject_Hash } from '../../objects/compare';
import { clearPointer } from '../../objects/dealloc';
import { newFields } from '../../objects/field-objects';
import { Ob, View } from '../../objects/structs';
import { defineGetSet, defineNew, methodDefiner, slotsOf } from '../runtime/define';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { option } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import { isFloat, isInt, isSlice, isTuple, typeName } from '../runtime/type-checks';
import {
  newBool,
  newBytes,
  newInt,
  newSsize,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';
import { toDouble } from './arithmetic';
import {
  type ByteBuffer,
  bufferOf,
  bytesOfBuffer,
  isBuffer,
  isSignedFormat,
  packFloat,
  packInt,
  readItem,
} from './buffer';
import { equal } from './compare';
import { hashOf } from './hash';
import { asIndex, indexOf } from './index-numbers';
import { onNext } from './iterator-slots';
import { checkKeywords } from './parameters';
import { idOf } from './repr';
import { sliceBounds } from './subscript';
import { truth } from './truth';
import {
  bytesOfDimensions,
  dimensionsOf,
  nestedList,
  numbers,
  placeIn,
  setDimensions,
  shapeGiven,
  stridesOf,
} from './view-shape';

/** The word of a `managedbuffer` with the object that it is of. */
const BUFFER_OBJ = 8;

/** Bytes of an item by its format (`get_native_fmtchar`). */
const FORMATS: Readonly<Record<string, number>> = { ...C_NUMBERS, c: 1, '?': 1, n: 8, N: 8 };

/** Formats of single bytes: one of the two of a cast. */
const BYTE_FORMATS = 'bBc';

/** In the word of the format: the view is read-only. */
const READONLY = 0x100;

/** What a view is of. */
interface Shape {
  readonly start: number;
  readonly length: number;
  readonly step: number;
  readonly format: string;
  readonly itemsize: number;
  /** Set where the view may not write, whatever its object allows. */
  readonly readonly?: boolean;
  /** Items of each dimension, where there is not one. */
  readonly dimensions?: readonly number[] | null;
}

/** Counts the buffers that are open on an object, which must keep its size meanwhile. */
function exported(rt: Runtime, obj: number, change: 1 | -1): void {
  const { py } = rt;
  if (obj === 0) return;
  const base = py.builtinBase(py.typeOf(obj));
  if (base === py.type('bytearray')) countExports(py, obj, change);
  if (base === py.type('array.array'))
    py.set(obj + ArrayWord.EXPORTS, py.get(obj + ArrayWord.EXPORTS) + change);
}

/** Of a `managedbuffer` that others share, or of a new one. */
function newView(rt: Runtime, obj: number, shape: Shape, shared = 0): number {
  const { py } = rt;
  const mbuf = shared === 0 ? newFields(py, 'managedbuffer', { obj }) : newRef(rt, shared);
  const { dimensions = null } = shape;
  const op = newFields(py, 'memoryview', { mbuf }, Math.max(0, bytesOfDimensions(dimensions)));
  if (dimensions !== null) setDimensions(rt, op, dimensions);
  // Lent by the buffer.
  py.store(op + View.OBJ, obj);
  py.decref(mbuf);
  exported(rt, obj, 1);
  py.set(op + View.START, shape.start);
  py.set(op + View.LENGTH, shape.length);
  py.set(op + View.FORMAT, shape.format.charCodeAt(0) | (shape.readonly ? READONLY : 0));
  py.set(op + View.ITEMSIZE, shape.itemsize);
  // A negative step is stored as it is: both halves.
  py.i32[op + View.STEP] = shape.step;
  py.i32[op + View.STEP + 1] = shape.step < 0 ? -1 : 0;
  return op;
}

/** `memoryview` (Objects/memoryobject.c): of one dimension. */
export function installMemoryView(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('memoryview');
  rt.freeingView = (view) => exported(rt, py.load(view + View.OBJ), -1);
  const make = (obj: number): number => {
    if (py.typeOf(obj) === type) {
      bufferOf(rt, obj);
      return newView(rt, py.load(obj + View.OBJ), shapeOf(rt, obj), py.load(obj + View.MBUF));
    }
    if (!isBuffer(rt, obj))
      typeError(rt, `memoryview: a bytes-like object is required, not '${typeName(rt, obj)}'`);
    const { count, itemsize, format } = bufferOf(rt, obj);
    return newView(rt, obj, { start: 0, length: count, step: itemsize, format, itemsize });
  };
  defineNew(rt, type, (_type, args, keywords) => {
    const [given] = args;
    checkKeywords(rt, 'memoryview', 'object', keywords);
    const count = args.length + (keywords?.length ?? 0);
    if (count > 1) typeError(rt, `memoryview() takes at most 1 argument (${count} given)`);
    const obj = given ?? option(keywords, 'object');
    if (!obj) return typeError(rt, "memoryview() missing required argument 'object' (pos 1)");
    return make(obj);
  });
  installItems(rt, type);
  installConversions(rt, type);
  const on = methodDefiner(rt, type);
  const release = (o: number): number => {
    const obj = py.load(o + View.OBJ);
    py.store(o + View.OBJ, 0);
    exported(rt, obj, -1);
    // The last view of a buffer releases it.
    const mbuf = py.load(o + View.MBUF);
    if (obj !== 0 && py.refcnt(mbuf) === 1) clearPointer(py, mbuf + BUFFER_OBJ);
    return newNone(rt);
  };
  on('release', 0, 0, ([o]) => release(o!));
  on('__enter__', 0, 0, ([o]) => {
    bufferOf(rt, o!);
    return newRef(rt, o!);
  });
  on('__exit__', 0, 3, ([o]) => release(o!));
  slotsOf(rt, type).hash = (o) => {
    const buffer = bufferOf(rt, o);
    if (!buffer.readonly) valueError(rt, 'cannot hash writable memoryview object');
    if (!'Bbc'.includes(buffer.format))
      valueError(rt, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    const bytes = newBytes(rt, bytesOfBuffer(rt, buffer));
    const low = PyObject_Hash(py, bytes);
    py.decref(bytes);
    return low;
  };
  on('__hash__', 0, 0, ([o]) => newSsize(rt, hashOf(rt, o!)));
  slotsOf(rt, type).compare = (op, a, b) => {
    const equality = op === CompareOp.EQ || op === CompareOp.NE;
    if (!equality || !isBuffer(rt, b)) return null;
    return sameBuffers(rt, a, b) === (op === CompareOp.EQ);
  };
  on('__repr__', 0, 0, ([o]) => {
    const released = py.load(o! + View.OBJ) === 0 ? 'released ' : '';
    return newStr(rt, `<${released}memory at 0x${idOf(rt, o!).toString(16)}>`);
  });
  const get = (name: string, value: (buffer: ByteBuffer) => number): void =>
    defineGetSet(rt, type, name, (o) => value(bufferOf(rt, o)));
  get('obj', ({ obj }) => newRef(rt, obj));
  get('nbytes', ({ count, itemsize }) => newSsize(rt, count * itemsize));
  get('itemsize', ({ itemsize }) => newInt(rt, itemsize));
  const dimensions = (o: number): number[] => {
    const { count } = bufferOf(rt, o);
    return dimensionsOf(rt, o) ?? [count];
  };
  defineGetSet(rt, type, 'ndim', (o) => newInt(rt, dimensions(o).length));
  get('format', ({ format }) => newStr(rt, format));
  get('readonly', ({ readonly }) => newBool(rt, readonly));
  defineGetSet(rt, type, 'shape', (o) => numbers(rt, dimensions(o)));
  defineGetSet(rt, type, 'strides', (o) => {
    const { step, itemsize } = bufferOf(rt, o);
    const shape = dimensionsOf(rt, o);
    return numbers(rt, shape === null ? [step] : stridesOf(shape, itemsize));
  });
  get('suboffsets', () => newTuple(rt, []));
  for (const name of ['contiguous', 'c_contiguous'])
    get(name, (buffer) => newBool(rt, isContiguous(buffer)));
  defineGetSet(rt, type, 'f_contiguous', (o) => {
    const wide = (dimensionsOf(rt, o) ?? []).filter((count) => count > 1);
    return newBool(rt, wide.length <= 1 && isContiguous(bufferOf(rt, o)));
  });
}

function isContiguous({ count, step, itemsize }: ByteBuffer): boolean {
  return count <= 1 || step === itemsize;
}

function shapeOf(rt: Runtime, view: number): Shape {
  const { py } = rt;
  return {
    start: py.get(view + View.START),
    length: py.get(view + View.LENGTH),
    step: py.i32[view + View.STEP]!,
    format: String.fromCharCode(py.get(view + View.FORMAT) & 0xff),
    readonly: py.get(view + View.FORMAT) >= READONLY,
    itemsize: py.get(view + View.ITEMSIZE),
    dimensions: dimensionsOf(rt, view),
  };
}

/** `memory_richcompare`: by bytes of one format, else item by item; released views only themselves. */
function sameBuffers(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  for (const op of [a, b])
    if (py.typeOf(op) === rt.memoryviewType && py.load(op + View.OBJ) === 0) return a === b;
  const [x, y] = [bufferOf(rt, a), bufferOf(rt, b)];
  if (x.count !== y.count) return false;
  const shapes = [a, b].map((op) =>
    py.typeOf(op) === rt.memoryviewType ? dimensionsOf(rt, op) : null,
  );
  if (String(shapes[0] ?? [x.count]) !== String(shapes[1] ?? [y.count])) return false;
  if (x.format === y.format && !'fd'.includes(x.format)) {
    const [own, other] = [bytesOfBuffer(rt, x), bytesOfBuffer(rt, y)];
    return own.every((byte, i) => byte === other[i]);
  }
  for (let i = 0; i < x.count; i++) {
    const [p, q] = [readItem(rt, x, i), readItem(rt, y, i)];
    const same = equal(rt, p, q);
    py.decref(p);
    py.decref(q);
    if (!same) return false;
  }
  return true;
}

function installItems(rt: Runtime, type: number): void {
  const { py } = rt;
  const on = methodDefiner(rt, type);
  const lengthOf = (view: number): number => {
    const { count } = bufferOf(rt, view);
    const shape = dimensionsOf(rt, view);
    if (shape?.length === 0 && rt.behaviour.zeroDimensionsNoLength)
      typeError(rt, '0-dim memory has no length');
    return shape === null ? count : (shape[0] ?? 1);
  };
  slotsOf(rt, type).length = lengthOf;
  /** The place of an item, after a key that is asked for its number. */
  const place = (
    view: number,
    key: number,
    several = 'multi-dimensional slicing is not implemented',
  ): number => {
    const shape = dimensionsOf(rt, view);
    if (shape !== null) return placeIn(rt, shape, key);
    const isNumber = isInt(rt, key) || isIndexable(rt, key);
    if (isTuple(rt, key)) {
      const size = py.get(key + Ob.SIZE);
      if (size > 0 && tupleItems(rt, key).every((each) => isSlice(rt, each)))
        raiseError(rt, 'NotImplementedError', several);
      if (size !== 1) {
        if (size === 0) raiseError(rt, 'NotImplementedError', 'sub-views are not implemented');
        typeError(rt, `cannot index 1-dimension view with ${size}-element tuple`);
      }
      return place(view, py.load(key + py.tupleItem));
    }
    if (!isNumber) typeError(rt, 'memoryview: invalid slice key');
    const given = indexOf(rt, key, 'memoryview');
    const { count } = bufferOf(rt, view);
    const at = given < 0 ? given + count : given;
    if (at < 0 || at >= count) raiseError(rt, 'IndexError', 'index out of bounds on dimension 1');
    return at;
  };
  on('__len__', 0, 0, ([o]) => newSsize(rt, lengthOf(o!)));
  const slots = slotsOf(rt, type);
  slots.getItem = (o, key) => {
    bufferOf(rt, o);
    if (!isSlice(rt, key) || dimensionsOf(rt, o)?.length === 0) {
      const at = place(o, key);
      return readItem(rt, bufferOf(rt, o), at);
    }
    const { start, step, count } = sliceBounds(rt, key, () => lengthOf(o));
    const whole = shapeOf(rt, o);
    const inner = dimensionsOf(rt, o)?.slice(1);
    if (inner !== undefined && inner !== null) {
      // Rows that lie one after the other.
      if (step !== 1 && count > 1)
        raiseError(rt, 'NotImplementedError', 'rows are taken one after the other only');
      const items = inner.reduce((product, n) => product * n, 1);
      const rows = {
        ...whole,
        start: whole.start + start * items * whole.itemsize,
        length: count * items,
        dimensions: [count, ...inner],
      };
      return newView(rt, py.load(o + View.OBJ), rows, py.load(o + View.MBUF));
    }
    const shape = {
      ...whole,
      start: whole.start + start * whole.step,
      length: count,
      step: step * whole.step,
    };
    return newView(rt, py.load(o + View.OBJ), shape, py.load(o + View.MBUF));
  };
  slots.setItem = (o, key, value) => {
    if (bufferOf(rt, o).readonly) typeError(rt, 'cannot modify read-only memory');
    if (isSlice(rt, key) && (dimensionsOf(rt, o)?.length ?? 1) > 1)
      raiseError(
        rt,
        'NotImplementedError',
        'memoryview assignments are currently restricted to ndim = 1',
      );
    if (isSlice(rt, key) && dimensionsOf(rt, o) === null) setSlice(rt, o, key, value);
    else {
      const at = place(o, key, 'memoryview slice assignments are currently restricted to ndim = 1');
      const bytes = packItem(rt, bufferOf(rt, o), value);
      const { address, step } = bufferOf(rt, o);
      py.memory.storeBytes(address + at * step, bytes);
    }
  };
  slots.deleteItem = (o) => {
    if (bufferOf(rt, o).readonly) typeError(rt, 'cannot modify read-only memory');
    typeError(rt, 'cannot delete memory');
  };
  slots.iter = (o) => {
    const { count } = bufferOf(rt, o);
    const shape = dimensionsOf(rt, o);
    if (shape?.length === 0) typeError(rt, 'invalid indexing of 0-dim memory');
    if (shape !== null)
      raiseError(rt, 'NotImplementedError', 'multi-dimensional sub-views are not implemented');
    const it = newFields(py, 'memory_iterator', { it_seq: o });
    py.set(it + ViewIter.LENGTH, count);
    return it;
  };
  onNext(rt, 'memory_iterator', (it) => {
    const view = py.load(it + ViewIter.SEQ);
    if (view === 0) return 0;
    const at = py.get(it + ViewIter.INDEX);
    if (at < py.get(it + ViewIter.LENGTH)) {
      py.set(it + ViewIter.INDEX, at + 1);
      return readItem(rt, bufferOf(rt, view), at);
    }
    py.store(it + ViewIter.SEQ, 0);
    py.decref(view);
    return 0;
  });
}

/** Words of a `memory_iterator`. */
const enum ViewIter {
  INDEX = 4,
  SEQ = 6,
  LENGTH = 8,
}

function isIndexable(rt: Runtime, key: number): boolean {
  return !isSlice(rt, key) && hasIndex(rt, key);
}

function hasIndex(rt: Runtime, key: number): boolean {
  return rt.py.typeOf(key) !== rt.strType && special(rt, rt.py.typeOf(key), '__index__') !== 0;
}

/** `view[i:j:k] = buffer`, which may be of the same bytes: they are copied first. */
function setSlice(rt: Runtime, view: number, key: number, value: number): void {
  const { start, step, count } = sliceBounds(rt, key, () => bufferOf(rt, view).count);
  if (!isBuffer(rt, value))
    typeError(rt, `a bytes-like object is required, not '${typeName(rt, value)}'`);
  const from = bufferOf(rt, value);
  const to = bufferOf(rt, view);
  if (from.count !== count || from.format !== to.format)
    valueError(rt, 'memoryview assignment: lvalue and rvalue have different structures');
  const bytes = bytesOfBuffer(rt, from);
  for (let i = 0; i < count; i++) {
    const at = to.address + (start + i * step) * to.step;
    rt.py.memory.storeBytes(at, bytes.subarray(i * to.itemsize, (i + 1) * to.itemsize));
  }
}

/** The bytes of a value that is stored (`pack_single`). @throws TypeError, ValueError */
function packItem(rt: Runtime, { format, itemsize }: ByteBuffer, value: number): Uint8Array {
  const wrongType = (): never => typeError(rt, `memoryview: invalid type for format '${format}'`);
  const wrongValue = (): never =>
    valueError(rt, `memoryview: invalid value for format '${format}'`);
  if (format === '?') return Uint8Array.of(truth(rt, value) ? 1 : 0);
  if (format === 'c') {
    if (rt.py.typeOf(value) !== rt.bytesType) wrongType();
    const bytes = bytesOfBuffer(rt, bufferOf(rt, value));
    return bytes.length === 1 ? bytes : wrongValue();
  }
  if (format === 'f' || format === 'd') {
    const known = isFloat(rt, value) || isInt(rt, value) || hasFloat(rt, value);
    return known ? packFloat(toDouble(rt, value), format) : wrongType();
  }
  if (!isInt(rt, value) && !hasIndex(rt, value)) wrongType();
  const number = asIndex(rt, value);
  const bits = BigInt(itemsize * 8);
  const [low, high] = isSignedFormat(format)
    ? [-(1n << (bits - 1n)), 1n << (bits - 1n)]
    : [0n, 1n << bits];
  return number < low || number >= high ? wrongValue() : packInt(number, itemsize);
}

function hasFloat(rt: Runtime, value: number): boolean {
  return special(rt, rt.py.typeOf(value), '__float__') !== 0 && rt.py.typeOf(value) !== rt.strType;
}

function installConversions(rt: Runtime, type: number): void {
  const { py } = rt;
  const on = methodDefiner(rt, type);
  const bytes = (view: number): Uint8Array => bytesOfBuffer(rt, bufferOf(rt, view));
  on('tobytes', 0, 1, ([o]) => newBytes(rt, bytes(o!)), 'order');
  on('hex', 0, 2, ([o, sep]) => {
    const digits = Array.from(bytes(o!), (b) => b.toString(16).padStart(2, '0'));
    return newStr(rt, digits.join(sep === undefined ? '' : asText(rt, sep)));
  });
  on('tolist', 0, 0, ([o]) => {
    const buffer = bufferOf(rt, o!);
    return nestedList(rt, dimensionsOf(rt, o!) ?? [buffer.count], (i) => readItem(rt, buffer, i));
  });
  on('toreadonly', 0, 0, ([o]) => {
    const { obj } = bufferOf(rt, o!);
    const shape = { ...shapeOf(rt, o!), readonly: true };
    return newView(rt, obj, shape, py.load(o! + View.MBUF));
  });
  on(
    'cast',
    0,
    2,
    ([o, formatGiven, shapeWord], keywords) => {
      const formatWord = formatGiven ?? option(keywords, 'format');
      const buffer = bufferOf(rt, o!);
      const own = dimensionsOf(rt, o!);
      if (!isContiguous(buffer))
        typeError(rt, 'memoryview: casts are restricted to C-contiguous views');
      const asked = shapeWord ?? option(keywords, 'shape');
      if (asked && buffer.count === 0)
        typeError(rt, 'memoryview: cannot cast view with zeros in shape or strides');
      const dimensions = asked ? shapeGiven(rt, asked, own) : null;
      const format = asText(rt, formatWord!).replace('@', '');
      const itemsize = FORMATS[format];
      if (itemsize === undefined || format.length !== 1) {
        return valueError(
          rt,
          `memoryview: destination format must be a ${rt.messages.nativeFormat} prefixed with an optional '@'`,
        );
      }
      if (!BYTE_FORMATS.includes(format) && !BYTE_FORMATS.includes(buffer.format))
        typeError(rt, 'memoryview: cannot cast between two non-byte formats');
      const total = buffer.count * buffer.itemsize;
      if (total % itemsize !== 0) typeError(rt, 'memoryview: length is not a multiple of itemsize');
      const items = dimensions?.reduce((product, n) => product * n, itemsize) ?? total;
      if (items !== total) typeError(rt, 'memoryview: product(shape) * itemsize != buffer size');
      const { start } = shapeOf(rt, o!);
      const shape = {
        start,
        length: total / itemsize,
        step: itemsize,
        format,
        itemsize,
        dimensions: dimensions?.length === 1 ? null : dimensions,
      };
      return newView(rt, buffer.obj, shape, py.load(o! + View.MBUF));
    },
    'format shape',
  );
}
