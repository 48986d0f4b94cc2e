import { clearPointer, countExports, newFields } from '../../objects';
import { defineGetSet, defineInit, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { raiseError, typeError, valueError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import { isByteLike, isBytes, isSlice, typeName } from '../runtime/type-checks';
import { newBool, newBytes, newInt, newList, newSsize, newStr } from '../runtime/values';
import { anyBytes } from './bytes-like';
import { callMethod } from './call-method';
import { indexOf } from './index-numbers';
import { getIter } from './iter';
import { lengthOf } from './length';
import { idOf } from './repr';
import { setItem } from './store-subscript';
import { sliceBounds } from './subscript';

/** Words of a memoryview. */
const enum View {
  OBJ = 4,
  START = 6,
  LENGTH = 8,
  STEP = 10,
  MBUF = 12,
}

/** The word of a `managedbuffer` with the object that it is of. */
const BUFFER_OBJ = 8;

/** `memoryview` of bytes and bytearrays (Objects/memoryobject.c): one dimension, items of one byte. */
export function installMemoryView(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('memoryview');
  const exported = (obj: number, change: 1 | -1): void => {
    if (obj === 0 || py.builtinBase(py.typeOf(obj)) !== py.type('bytearray')) return;
    countExports(py, obj, change);
  };
  rt.freeingView = (view) => exported(py.load(view + View.OBJ), -1);
  /** Of a `managedbuffer` that others share, or of a new one. */
  const make = (obj: number, start: number, length: number, step: number, shared = 0): number => {
    const mbuf = shared === 0 ? newFields(py, 'managedbuffer', { obj }) : newRef(rt, shared);
    const op = newFields(py, 'memoryview', { mbuf });
    // Lent by the buffer.
    py.store(op + View.OBJ, obj);
    py.decref(mbuf);
    exported(obj, 1);
    py.set(op + View.START, start);
    py.set(op + View.LENGTH, length);
    // A step of -1 is stored as it is: both halves.
    py.i32[op + View.STEP] = step;
    py.i32[op + View.STEP + 1] = step < 0 ? -1 : 0;
    return op;
  };
  defineNew(rt, type, (_type, [obj]) => {
    if (obj === undefined)
      return typeError(rt, "memoryview() missing required argument 'object' (pos 1)");
    if (py.typeOf(obj) === type)
      return make(
        py.load(obj + View.OBJ),
        py.get(obj + View.START),
        length(obj),
        step(obj),
        py.load(obj + View.MBUF),
      );
    if (!isByteLike(rt, obj)) {
      typeError(rt, `memoryview: a bytes-like object is required, not '${typeName(rt, obj)}'`);
    }
    return make(obj, 0, lengthOf(rt, obj), 1);
  });
  defineInit(rt, type, () => {});
  const object = (view: number): number => {
    const obj = py.load(view + View.OBJ);
    return obj === 0 ? valueError(rt, 'operation forbidden on released memoryview object') : obj;
  };
  const length = (view: number): number => py.get(view + View.LENGTH);
  const step = (view: number): number => py.i32[view + View.STEP]!;
  /** Where item `i` of a view is in its object. */
  const placeOf = (view: number, i: number): number => py.get(view + View.START) + i * step(view);
  const bytes = (view: number): number[] => {
    const all = anyBytes(rt, object(view));
    return Array.from({ length: length(view) }, (_, i) => all[placeOf(view, i)]!);
  };
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    defineMethod(rt, type, name, min, max, call);
  on('__len__', 0, 0, ([o]) => newSsize(rt, length(o!)));
  const place = (view: number, key: number): number => {
    const given = indexOf(rt, key, 'memoryview');
    const at = given < 0 ? given + length(view) : given;
    if (at < 0 || at >= length(view))
      raiseError(rt, 'IndexError', 'index out of bounds on dimension 1');
    return placeOf(view, at);
  };
  const slots = slotsOf(rt, type);
  slots.getItem = (o, key) => {
    if (!isSlice(rt, key)) return newInt(rt, anyBytes(rt, object(o))[place(o, key)]!);
    const slice = sliceBounds(rt, key, length(o));
    const mbuf = py.load(o + View.MBUF);
    const from = placeOf(o, slice.start);
    return make(object(o), from, slice.count, slice.step * step(o), mbuf);
  };
  slots.setItem = (o, key, value) => {
    const obj = object(o);
    if (isBytes(rt, obj)) typeError(rt, 'cannot modify read-only memory');
    if (!isSlice(rt, key)) {
      const at = newInt(rt, place(o, key));
      setItem(rt, obj, at, value);
      py.decref(at);
      return;
    }
    const slice = sliceBounds(rt, key, length(o));
    const given = anyBytes(rt, value);
    if (given.length !== slice.count)
      valueError(rt, 'memoryview assignment: lvalue and rvalue have different structures');
    for (let i = 0; i < slice.count; i++) {
      const words = [
        newInt(rt, placeOf(o, slice.start + i * slice.step)),
        newInt(rt, given[i]!),
      ] as const;
      setItem(rt, obj, words[0], words[1]);
      for (const word of words) py.decref(word);
    }
  };
  on('tobytes', 0, 0, ([o]) => newBytes(rt, bytes(o!)));
  on('__bytes__', 0, 0, ([o]) => newBytes(rt, bytes(o!)));
  on('tolist', 0, 0, ([o]) =>
    newList(
      rt,
      bytes(o!).map((byte) => newInt(rt, byte)),
    ),
  );
  slots.iter = (o) => {
    const list = newList(
      rt,
      bytes(o).map((byte) => newInt(rt, byte)),
    );
    const it = getIter(rt, list);
    py.decref(list);
    return it;
  };
  on('release', 0, 0, ([o]) => {
    const obj = py.load(o! + View.OBJ);
    py.store(o! + View.OBJ, 0);
    exported(obj, -1);
    // The last view of a buffer releases it.
    const mbuf = py.load(o! + View.MBUF);
    if (obj !== 0 && py.refcnt(mbuf) === 1) clearPointer(py, mbuf + BUFFER_OBJ);
    return newNone(rt);
  });
  on('__enter__', 0, 0, ([o]) => newRef(rt, o!));
  on('__exit__', 0, 3, ([o]) => callMethod(rt, o!, 'release', []));
  slots.compare = (op, a, b) => {
    if (op !== CompareOp.EQ && op !== CompareOp.NE) return null;
    const other =
      py.typeOf(b) === type ? bytes(b) : isByteLike(rt, b) ? [...anyBytes(rt, b)] : null;
    if (other === null) return null;
    const own = bytes(a);
    const same = own.length === other.length && own.every((byte, i) => byte === other[i]);
    return same === (op === CompareOp.EQ);
  };
  on('__repr__', 0, 0, ([o]) => newStr(rt, `<memory at 0x${idOf(rt, o!).toString(16)}>`));
  defineGetSet(rt, type, 'obj', (o) => newRef(rt, object(o)));
  defineGetSet(rt, type, 'nbytes', (o) => newSsize(rt, length(o)));
  defineGetSet(rt, type, 'itemsize', () => newInt(rt, 1));
  defineGetSet(rt, type, 'ndim', () => newInt(rt, 1));
  defineGetSet(rt, type, 'format', () => newStr(rt, 'B'));
  defineGetSet(rt, type, 'readonly', (o) => newBool(rt, isBytes(rt, object(o))));
}
