import { defineAttribute, defineMethod, nativeFunction, slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { TypeSlots } from '../runtime/slots';
import { isSubtype, isType, nameOfType, typeName } from '../runtime/type-checks';
import { internName, newBool } from '../runtime/values';
import { slicing } from './call';
import { COMPARE_METHODS } from './compare';
import { nextOrStop } from './generator';
import { repeatCount } from './index-numbers';
import { initArguments, typeArguments } from './type-parameters';

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
  if (repeat) {
    const times =
      (inPlace: boolean): Wrapped =>
      ([o, count]) =>
        repeat(o!, repeatCount(rt, count!), inPlace);
    found.push(['__mul__', 1, times(false)], ['__rmul__', 1, times(false)]);
    if (setItem) found.push(['__imul__', 1, times(true)]);
  }
  if (concat && setItem)
    found.push(['__iadd__', 1, ([a, b]) => orNotImplemented(concat(a!, b!, true))]);
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
    addNew(rt, type, slots, base && slotsOf(rt, base));
    addInit(rt, type, slots, base && slotsOf(rt, base));
  }
}

/** `add_tp_new_wrapper`, where a type has no function of that name already. */
function addNew(rt: Runtime, type: number, { new: make }: TypeSlots, base: TypeSlots | 0): void {
  const known = rt.typeDicts.get(type)?.has(internName(rt, '__new__'));
  if (!make || known || (base !== 0 && base.new === make)) return;
  const name = nameOfType(rt, type);
  const wrapper = nativeFunction(
    rt,
    '__new__',
    ([cls, ...args], keywords) => {
      if (cls === undefined) return typeError(rt, `${name}.__new__(): not enough arguments`);
      if (!isType(rt, cls))
        typeError(rt, `${name}.__new__(X): X is not a type object (${typeName(rt, cls)})`);
      const given = nameOfType(rt, cls);
      if (!isSubtype(rt, cls, type))
        typeError(rt, `${name}.__new__(${given}): ${given} is not a subtype of ${name}`);
      if (slotsOf(rt, cls).new !== make)
        typeError(rt, `${name}.__new__(${given}) is not safe, use ${given}.__new__()`);
      return slicing(rt, args, () => make(cls, typeArguments(rt, cls, args, keywords), keywords));
    },
    0,
    -1,
    true,
    { packs: true },
  );
  defineAttribute(rt, type, '__new__', wrapper);
}

/** `wrap_init`, where a type has no method of that name already. */
function addInit(rt: Runtime, type: number, { init }: TypeSlots, base: TypeSlots | 0): void {
  const known = rt.typeDicts.get(type)?.has(internName(rt, '__init__'));
  if (!init || known || (base !== 0 && base.init === init)) return;
  defineMethod(
    rt,
    type,
    '__init__',
    0,
    -1,
    ([self, ...args], keywords) => {
      init(self!, initArguments(rt, type, args, keywords), keywords);
      return newNone(rt);
    },
    true,
  );
}
