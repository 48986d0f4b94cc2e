import { dequeSlot, PyDeque_Size } from '../../objects/dequeobject';
import { PySet_Items } from '../../objects/setobject';
import { slotsOf } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, isList, isSet, isTuple, nameOfType, typeName } from '../runtime/type-checks';
import { listItems, tupleItems } from '../runtime/values';
import { callMethodWord } from './bind';
import { asBigInt, asNumber, countOf } from './index-numbers';

/*
 * `PyObject_Size` (Objects/abstract.c).
 */

/** `len(o)`. */
export function lengthOf(rt: Runtime, op: number): number {
  const { py } = rt;
  const type = py.typeOf(op);
  const defined = userSpecial(rt, op, '__len__');
  if (defined !== 0) {
    const result = callMethodWord(rt, defined, op, []);
    if (!isInt(rt, result)) {
      const name = typeName(rt, result);
      py.decref(result);
      typeError(rt, `'${name}' object cannot be interpreted as an integer`);
    }
    own(rt, result);
    const value = asBigInt(rt, result);
    const length = value < 0n ? -1 : countOf(rt, result);
    release(rt, result);
    if (length < 0) valueError(rt, '__len__() should return >= 0');
    return length;
  }
  const slot = slotsOf(rt, type).length;
  if (slot) return slot(op);
  const method = special(rt, type, '__len__');
  if (method === 0) typeError(rt, `object of type '${nameOfType(rt, type)}' has no len()`);
  const result = callMethodWord(rt, method, op, []);
  const length = asNumber(rt, result);
  py.decref(result);
  return length;
}

/** Borrowed words of what a list, tuple, set or deque holds. */
export function itemsOf(rt: Runtime, op: number): number[] {
  if (isList(rt, op)) return listItems(rt, op);
  if (isTuple(rt, op)) return tupleItems(rt, op);
  if (isSet(rt, op)) return PySet_Items(rt.py, op);
  return Array.from({ length: PyDeque_Size(rt.py, op) }, (_, i) =>
    rt.py.load(dequeSlot(rt.py, op, i)),
  );
}
