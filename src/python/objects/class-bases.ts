import { setPointer } from '../../objects/dealloc';
import { PyDict_Items } from '../../objects/dictobject';
import { TypeWord, Weakref } from '../../objects/structs';
import { addSubclass, bestBase, newOrder, removeSubclass } from '../../objects/typeobject';
import { typeError } from '../runtime/errors';
import { typeModified } from '../runtime/lookup';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isHeapType,
  isSubtype,
  isTuple,
  isType,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';
import { sameSlots } from './layouts';
import { orderByMetaclass } from './new-class';

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
  for (const [i, base] of bases.entries())
    if (bases.indexOf(base) !== i) typeError(rt, `duplicate base class ${nameOfType(rt, base)}`);
  const before = own(rt, newRef(rt, py.load(type + TypeWord.BASES)));
  const baseBefore = own(rt, newRef(rt, old));
  setPointer(py, type + TypeWord.BASE, newRef(rt, best));
  setPointer(py, type + TypeWord.BASES, newRef(rt, value));
  typeModified(rt);
  const changed: [type: number, order: number][] = [];
  try {
    updateOrder(rt, type, changed);
  } catch (error) {
    for (const [each, order] of changed.reverse()) setPointer(py, each + TypeWord.MRO, order);
    setPointer(py, type + TypeWord.BASE, newRef(rt, baseBefore));
    setPointer(py, type + TypeWord.BASES, newRef(rt, before));
    typeModified(rt);
    throw error;
  }
  for (const [, order] of changed) py.decref(order);
  for (const base of tupleItems(rt, before)) removeSubclass(py, base, type);
  for (const base of bases) addSubclass(py, base, type);
  release(rt, baseBefore);
  release(rt, before);
  typeModified(rt);
}

/**
 * `mro_hierarchy`: the order of bases, of a class and of those below it.
 * @param changed gets each class with the order that it had, which it owns
 */
function updateOrder(rt: Runtime, type: number, changed: [type: number, order: number][]): void {
  const { py } = rt;
  const before = newRef(rt, py.load(type + TypeWord.MRO));
  changed.push([type, before]);
  const order = orderByMetaclass(rt, type, py.typeOf(type)) || builtOrder(rt, type);
  setPointer(py, type + TypeWord.MRO, order);
  typeModified(rt);
  const dict = py.load(type + TypeWord.SUBCLASSES);
  const refs = dict === 0 ? [] : PyDict_Items(py, dict).filter((_, i) => i % 2 === 1);
  for (const ref of refs) {
    const below = py.load(ref + Weakref.OBJECT);
    if (below !== py.none) updateOrder(rt, below, changed);
  }
}

function builtOrder(rt: Runtime, type: number): number {
  return newOrder(rt.py, type, tupleItems(rt, rt.py.load(type + TypeWord.BASES)));
}
