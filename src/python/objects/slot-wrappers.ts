import { defineMethod, slotsOf } from '../runtime/define';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { TypeSlots } from '../runtime/slots';
import { newBool } from '../runtime/values';
import { COMPARE_METHODS } from './compare';
import { nextOrStop } from './generator';
import { repeatCount } from './index-numbers';

/*
 * The special methods that are slots (`add_operators` and the wrappers in Objects/typeobject.c).
 */

type Wrapped = (args: number[]) => number;

/** `wrap_unaryfunc` and the others: what each slot is called as, and with how many arguments. */
function wrappers(
  rt: Runtime,
  slots: Partial<TypeSlots>,
): [name: string, args: number, call: Wrapped][] {
  const { iter, next, contains, getItem, setItem, deleteItem, compare, concat, repeat } = slots;
  const orNotImplemented = (result: number): number =>
    result || newRef(rt, rt.py.statics.notImplemented);
  const found: [string, number, Wrapped][] = [];
  if (iter) found.push(['__iter__', 0, ([o]) => iter(o!)]);
  if (next) found.push(['__next__', 0, ([it]) => nextOrStop(rt, it!)]);
  if (contains) found.push(['__contains__', 1, ([o, item]) => newBool(rt, contains(o!, item!))]);
  if (getItem) found.push(['__getitem__', 1, ([o, key]) => getItem(o!, key!)]);
  if (setItem) {
    found.push([
      '__setitem__',
      2,
      ([o, key, value]) => {
        setItem(o!, key!, value!);
        return newNone(rt);
      },
    ]);
  }
  if (deleteItem) {
    found.push([
      '__delitem__',
      1,
      ([o, key]) => {
        deleteItem(o!, key!);
        return newNone(rt);
      },
    ]);
  }
  for (const [op, name] of compare ? COMPARE_METHODS.entries() : []) {
    found.push([
      name,
      1,
      ([a, b]) => {
        const known = compare!(op, a!, b!);
        return known === null ? orNotImplemented(0) : newBool(rt, known);
      },
    ]);
  }
  if (concat) found.push(['__add__', 1, ([a, b]) => orNotImplemented(concat(a!, b!, false))]);
  if (concat && slots.setItem)
    found.push(['__iadd__', 1, ([a, b]) => orNotImplemented(concat(a!, b!, true))]);
  if (repeat) {
    const times: Wrapped = ([o, times]) => repeat(o!, repeatCount(rt, times!), false);
    found.push(['__mul__', 1, times], ['__rmul__', 1, times]);
    if (slots.setItem)
      found.push(['__imul__', 1, ([o, times]) => repeat(o!, repeatCount(rt, times!), true)]);
  }
  return found;
}

/** The slots that a type does not have from its base. */
function own(slots: TypeSlots, base: TypeSlots | 0): Partial<TypeSlots> {
  if (base === 0) return slots;
  const names = Object.keys(slots) as (keyof TypeSlots)[];
  return Object.fromEntries(
    names.filter((name) => slots[name] !== base[name]).map((name) => [name, slots[name]]),
  );
}

/** Gives the built-in types the methods that their slots are, once all slots are filled. */
export function addOperators(rt: Runtime): void {
  for (const [spec, slots] of rt.slots.entries()) {
    const type = rt.py.statics.type(spec);
    const base = rt.py.baseOf(type);
    for (const [name, args, call] of wrappers(rt, own(slots, base && slotsOf(rt, base))))
      defineMethod(rt, type, name, args, args, call);
  }
}
