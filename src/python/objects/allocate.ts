import {
  Float,
  fillSubclassString,
  KeysKind,
  Kind,
  Ob,
  PyType_GenericAlloc,
  SetWord,
  Str,
} from '../../objects';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isComplex } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';

/*
 * Instances of classes that are built on built-in types (Objects/typeobject.c).
 */

/** An instance of a class built on a built-in type, empty as that type's `tp_new` leaves it. */
export function allocLike(rt: Runtime, type: number, like = 0): number {
  const { py } = rt;
  const base = py.builtinBase(type);
  switch (py.kindOf(base)) {
    case Kind.DICT: {
      const op = PyType_GenericAlloc(py, type);
      const { dictNewKeys, instanceDict } = py.version.objects;
      if (dictNewKeys) py.store(op + 8, py.keys.create(8, KeysKind.UNICODE));
      else {
        py.store(op + 8, py.statics.emptyKeys);
        if (instanceDict === 'dict-slot') py.store(op + 10, py.statics.emptyValues);
      }
      return op;
    }
    case Kind.SET: {
      const op = PyType_GenericAlloc(py, type);
      py.store(op + SetWord.TABLE, op + SetWord.SMALLTABLE);
      py.set(op + SetWord.MASK, 7);
      py.i32.fill(-1, op + SetWord.HASH, op + SetWord.HASH + 2);
      return op;
    }
    case Kind.TUPLE: {
      const items = tupleItems(rt, like);
      const op = PyType_GenericAlloc(py, type, items.length);
      if (py.tupleItem > 6) py.i32.fill(-1, op + 6, op + 8);
      for (const [i, item] of items.entries())
        py.store(op + py.tupleItem + i * 2, newRef(rt, item));
      return op;
    }
    case Kind.INT: {
      const digits = Math.max(
        1,
        Math.abs(py.longTagged ? py.i32[like + 4]! >>> 3 : py.i32[like + 4]!),
      );
      const op = PyType_GenericAlloc(py, type, digits);
      py.i32.copyWithin(op + 4, like + 4, like + 6 + digits);
      return op;
    }
    case Kind.FLOAT: {
      const op = PyType_GenericAlloc(py, type);
      py.i32.copyWithin(op + Float.FVAL, like + Float.FVAL, like + (isComplex(rt, like) ? 8 : 6));
      return op;
    }
    case Kind.STR: {
      const op = PyType_GenericAlloc(py, type);
      fillSubclassString(py, op, like);
      return op;
    }
    default: {
      if (base !== rt.bytesType) return PyType_GenericAlloc(py, type);
      const size = py.get(like + Ob.SIZE);
      const op = PyType_GenericAlloc(py, type, size);
      py.i32.copyWithin(op + Str.HASH, like + Str.HASH, like + 8 + ((size + 4) >> 2));
      return op;
    }
  }
}
