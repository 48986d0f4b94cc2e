import {
  addSubclass,
  bestBase,
  mroOf,
  PyDict_Items,
  removeSubclass,
  setPointer,
  TypeWord,
  Weakref,
} from '../../objects';
import { typeError } from '../runtime/errors';
import { classAttribute, typeModified } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isHeapType,
  isSubtype,
  isTuple,
  isType,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { newTuple, tupleItems } from '../runtime/values';

/*
 * `cls.__bases__ = (…)` (`type_set_bases` in Objects/typeobject.c).
 */

export function setBases(rt: Runtime, type: number, value: number): void {
  const { py } = rt;
  const name = nameOfType(rt, type);
  if (!isHeapType(rt, type))
    typeError(rt, `cannot set '__bases__' attribute of immutable type '${name}'`);
  if (value === 0) typeError(rt, `cannot delete '__bases__' attribute of type '${name}'`);
  if (!isTuple(rt, value))
    typeError(rt, `can only assign tuple to ${name}.__bases__, not ${typeName(rt, value)}`);
  const bases = tupleItems(rt, value);
  if (bases.length === 0)
    typeError(rt, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const base of bases) {
    if (!isType(rt, base))
      typeError(rt, `${name}.__bases__ must be tuple of classes, not '${typeName(rt, base)}'`);
    if (isSubtype(rt, base, type)) typeError(rt, 'a __bases__ item causes an inheritance cycle');
  }
  const best = bestBase(py, bases);
  const old = py.load(type + TypeWord.BASE);
  if (rt.behaviour.basesCompareFree && py.isGc(best) !== py.isGc(old)) {
    typeError(
      rt,
      `__bases__ assignment: '${nameOfType(rt, best)}' deallocator differs from '${nameOfType(rt, old)}'`,
    );
  }
  const size = (of: number): number => py.get(of + TypeWord.BASICSIZE);
  if (
    py.builtinBase(best) !== py.builtinBase(old) ||
    size(best) !== size(old) ||
    !sameSlots(rt, best, old)
  ) {
    typeError(
      rt,
      `__bases__ assignment: '${nameOfType(rt, best)}' object layout differs from '${nameOfType(rt, old)}'`,
    );
  }
  const before = tupleItems(rt, py.load(type + TypeWord.BASES));
  for (const base of before) removeSubclass(py, base, type);
  for (const base of bases) addSubclass(py, base, type);
  setPointer(py, type + TypeWord.BASE, newRef(rt, best));
  setPointer(py, type + TypeWord.BASES, newRef(rt, value));
  updateOrder(rt, type);
  typeModified(rt);
}

/** `same_slots_added`: whether two classes name the same slots. */
function sameSlots(rt: Runtime, a: number, b: number): boolean {
  const [x, y] = [a, b].map((type) => {
    const slots = isHeapType(rt, type) ? classAttribute(rt, type, '__slots__') : 0;
    return slots !== 0 && isTuple(rt, slots) ? tupleItems(rt, slots) : slots === 0 ? [] : [slots];
  });
  return x!.length === y!.length && x!.every((word) => y!.includes(word));
}

/** `mro_hierarchy`: the order of bases, of a class and of those below it. */
function updateOrder(rt: Runtime, type: number): void {
  const { py } = rt;
  const order = [type, ...mroOf(py, tupleItems(rt, py.load(type + TypeWord.BASES)))];
  const words = order.map((op) => newRef(rt, op));
  setPointer(py, type + TypeWord.MRO, newTuple(rt, words));
  const dict = py.load(type + TypeWord.SUBCLASSES);
  const refs = dict === 0 ? [] : PyDict_Items(py, dict).filter((_, i) => i % 2 === 1);
  for (const ref of refs) {
    const below = py.load(ref + Weakref.OBJECT);
    if (below !== py.none) updateOrder(rt, below);
  }
}
