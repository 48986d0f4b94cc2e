import { KeysKind } from '../../objects/dict-keys';
import { PyType_GenericAlloc } from '../../objects/instances';
import { Bytes, Complex, Dict, Float, Long, Ob, SetWord, Tuple } from '../../objects/structs';
import { Kind } from '../../objects/type-spec';
import { fillSubclassString } from '../../objects/unicodeobject';
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
      if (dictNewKeys) py.store(op + Dict.KEYS, py.keys.create(8, KeysKind.UNICODE));
      else {
        py.store(op + Dict.KEYS, py.statics.emptyKeys);
        if (instanceDict === 'dict-slot') py.store(op + Dict.VALUES, py.statics.emptyValues);
      }
      return op;
    }
    case Kind.SET: {
      const op = PyType_GenericAlloc(py, type);
      py.store(op + SetWord.TABLE, op + SetWord.SMALLTABLE);
      py.set(op + SetWord.MASK, 7);
      py.set(op + SetWord.HASH, -1);
      return op;
    }
    case Kind.TUPLE: {
      const items = tupleItems(rt, like);
      const op = PyType_GenericAlloc(py, type, items.length);
      if (py.tupleItem > Tuple.HASH) py.set(op + Tuple.HASH, -1);
      for (const [i, item] of items.entries())
        py.store(op + py.tupleItem + i * 2, newRef(rt, item));
      return op;
    }
    case Kind.INT: {
      const digits = Math.max(
        1,
        Math.abs(py.longTagged ? py.i32[like + Long.SIZE]! >>> 3 : py.i32[like + Long.SIZE]!),
      );
      const op = PyType_GenericAlloc(py, type, digits);
      py.i32.copyWithin(op + Long.SIZE, like + Long.SIZE, like + Long.DIGIT + digits);
      return op;
    }
    case Kind.FLOAT: {
      const op = PyType_GenericAlloc(py, type);
      py.i32.copyWithin(
        op + Float.FVAL,
        like + Float.FVAL,
        like + (isComplex(rt, like) ? Complex.END : Float.END),
      );
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
      py.i32.copyWithin(op + Bytes.HASH, like + Bytes.HASH, like + Bytes.SVAL + ((size + 4) >> 2));
      return op;
    }
  }
}
