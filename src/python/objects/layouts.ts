import { TypeFlag, TypeWord } from '../../objects/structs';
import { classAttribute } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isTuple } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';

/*
 * Whether objects of two classes have the same fields (Objects/typeobject.c).
 */

/** `same_slots_added`: whether two classes name the same slots. */
export function sameSlots(rt: Runtime, a: number, b: number): boolean {
  const [x, y] = [a, b].map((type) => {
    const slots = isHeapType(rt, type) ? classAttribute(rt, type, '__slots__') : 0;
    return slots !== 0 && isTuple(rt, slots) ? tupleItems(rt, slots) : slots === 0 ? [] : [slots];
  });
  return x!.length === y!.length && x!.every((word) => y!.includes(word));
}

/** Whether instances have a dict and weak references before their head. */
function managed(rt: Runtime, type: number): number {
  const bits = TypeFlag.MANAGED_DICT | TypeFlag.MANAGED_WEAKREF;
  return rt.py.get(type + TypeWord.FLAGS) & bits;
}

/** The flags mean something else where instances manage nothing. */
function sameShape(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  if (py.preHeader > 0 && managed(rt, a) !== managed(rt, b)) return false;
  return SHAPE.every((word) => py.get(a + word) === py.get(b + word));
}

const SHAPE = [
  TypeWord.BASICSIZE,
  TypeWord.ITEMSIZE,
  TypeWord.DICTOFFSET,
  TypeWord.WEAKLISTOFFSET,
] as const;

/** `compatible_with_tp_base`: whether a class adds nothing to its base. */
function addsNothing(rt: Runtime, type: number): boolean {
  const { py } = rt;
  const base = py.baseOf(type);
  return base !== 0 && py.isGc(type) === py.isGc(base) && sameShape(rt, type, base);
}

/** `compatible_for_assignment`: whether an object of one class can become one of the other. */
export function sameLayout(rt: Runtime, old: number, type: number): boolean {
  let [a, b] = [old, type];
  while (addsNothing(rt, a)) a = rt.py.baseOf(a);
  while (addsNothing(rt, b)) b = rt.py.baseOf(b);
  if (a === b) return true;
  return rt.py.baseOf(a) === rt.py.baseOf(b) && sameShape(rt, a, b) && sameSlots(rt, a, b);
}
