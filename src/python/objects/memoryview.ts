import { clearPointer, countExports, newFields } from '../../objects';
import type { Runtime } from '../runtime/runtime';

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
    const mbuf = shared === 0 ? newFields(py, 'managedbuffer', { obj }) : rt.I(shared);
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
  rt.news.set(type, (_type, [obj]) => {
    if (obj === undefined)
      return rt.typeError("memoryview() missing required argument 'object' (pos 1)");
    if (py.typeOf(obj) === type)
      return make(
        py.load(obj + View.OBJ),
        py.get(obj + View.START),
        length(obj),
        step(obj),
        py.load(obj + View.MBUF),
      );
    if (!rt.isByteLike(obj)) {
      rt.typeError(`memoryview: a bytes-like object is required, not '${rt.typeName(obj)}'`);
    }
    return make(obj, 0, rt.lengthOf(obj), 1);
  });
  rt.inits.set(type, () => {});
  const object = (view: number): number => {
    const obj = py.load(view + View.OBJ);
    return obj === 0 ? rt.valueError('operation forbidden on released memoryview object') : obj;
  };
  const length = (view: number): number => py.get(view + View.LENGTH);
  const step = (view: number): number => py.i32[view + View.STEP]!;
  /** Where item `i` of a view is in its object. */
  const placeOf = (view: number, i: number): number => py.get(view + View.START) + i * step(view);
  const bytes = (view: number): number[] => {
    const all = rt.anyBytes(object(view));
    return Array.from({ length: length(view) }, (_, i) => all[placeOf(view, i)]!);
  };
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
  on('__len__', 0, 0, ([o]) => rt.count(length(o!)));
  const place = (view: number, key: number): number => {
    const given = rt.indexOf(key, 'memoryview');
    const at = given < 0 ? given + length(view) : given;
    if (at < 0 || at >= length(view)) rt.raise_('IndexError', 'index out of bounds on dimension 1');
    return placeOf(view, at);
  };
  on('__getitem__', 1, 1, ([o, key]) => {
    if (!rt.isSlice(key!)) return rt.int(rt.anyBytes(object(o!))[place(o!, key!)]!);
    const slice = rt.sliceBounds(key!, length(o!));
    const mbuf = py.load(o! + View.MBUF);
    const from = placeOf(o!, slice.start);
    return make(object(o!), from, slice.count, slice.step * step(o!), mbuf);
  });
  on('__setitem__', 2, 2, ([o, key, value]) => {
    const obj = object(o!);
    if (rt.isBytes(obj)) rt.typeError('cannot modify read-only memory');
    if (!rt.isSlice(key!)) {
      const at = rt.int(place(o!, key!));
      rt.setItem(obj, at, value!);
      py.decref(at);
      return rt.N();
    }
    const slice = rt.sliceBounds(key!, length(o!));
    const given = rt.anyBytes(value!);
    if (given.length !== slice.count)
      rt.valueError('memoryview assignment: lvalue and rvalue have different structures');
    for (let i = 0; i < slice.count; i++) {
      const words = [rt.int(placeOf(o!, slice.start + i * slice.step)), rt.int(given[i]!)] as const;
      rt.setItem(obj, words[0], words[1]);
      for (const word of words) py.decref(word);
    }
    return rt.N();
  });
  on('tobytes', 0, 0, ([o]) => rt.bytes(bytes(o!)));
  on('__bytes__', 0, 0, ([o]) => rt.bytes(bytes(o!)));
  on('tolist', 0, 0, ([o]) => rt.list(bytes(o!).map((byte) => rt.int(byte))));
  on('__iter__', 0, 0, ([o]) => {
    const list = rt.list(bytes(o!).map((byte) => rt.int(byte)));
    const it = rt.getIter(list);
    py.decref(list);
    return it;
  });
  on('release', 0, 0, ([o]) => {
    const obj = py.load(o! + View.OBJ);
    py.store(o! + View.OBJ, 0);
    exported(obj, -1);
    // The last view of a buffer releases it.
    const mbuf = py.load(o! + View.MBUF);
    if (obj !== 0 && py.refcnt(mbuf) === 1) clearPointer(py, mbuf + BUFFER_OBJ);
    return rt.N();
  });
  on('__enter__', 0, 0, ([o]) => rt.I(o!));
  on('__exit__', 0, 3, ([o]) => rt.callMethod(o!, 'release', []));
  on('__eq__', 1, 1, ([a, b]) => {
    const other =
      py.typeOf(b!) === type ? bytes(b!) : rt.isByteLike(b!) ? [...rt.anyBytes(b!)] : null;
    if (other === null) return rt.I(py.statics.notImplemented);
    const own = bytes(a!);
    return rt.bool(own.length === other.length && own.every((byte, i) => byte === other[i]));
  });
  on('__repr__', 0, 0, ([o]) => rt.str(`<memory at 0x${rt.id(o!).toString(16)}>`));
  rt.getset(type, 'obj', (o) => rt.I(object(o)));
  rt.getset(type, 'nbytes', (o) => rt.count(length(o)));
  rt.getset(type, 'itemsize', () => rt.int(1));
  rt.getset(type, 'ndim', () => rt.int(1));
  rt.getset(type, 'format', () => rt.str('B'));
  rt.getset(type, 'readonly', (o) => rt.bool(rt.isBytes(object(o))));
}
