import { Ob, type TypeFlag, TypeWord } from '../../objects/structs';
import type { Runtime } from './runtime';
import { isCompact, tupleItems } from './values';

/*
 * What type an object is of (Include/object.h, Objects/typeobject.c).
 */

/** Words of a type's `tp_flags` that say whose subclass it is. */
const SUBCLASS = {
  int: 1 << 24,
  list: 1 << 25,
  tuple: 1 << 26,
  bytes: 1 << 27,
  str: 1 << 28,
  dict: 1 << 29,
  type: 1 << 31,
} as const;

/** `Py_TYPE(op)->tp_name`, as messages have it: with the module for a built-in type of one. */
export function typeName(rt: Runtime, op: number): string {
  return rt.py.typeName(rt.py.typeOf(op));
}

/** `tp_name` without the module. */
export function nameOfType(rt: Runtime, type: number): string {
  const name = rt.py.typeName(type);
  // What C code makes has its module in its name, also where it is on the heap.
  const whole = isHeapType(rt, type) && !rt.sequences.has(name);
  return whole ? name : name.slice(name.lastIndexOf('.') + 1);
}

/** Whether a type's attribute is a native method: one with a slot or without. */
export function isNativeMethod(rt: Runtime, op: number): boolean {
  const type = rt.py.typeOf(op);
  return type === rt.methodDescriptor || type === rt.wrapperDescriptor;
}

function hasSubclassFlag(rt: Runtime, op: number, flag: number): boolean {
  return rt.py.hasFlag(rt.py.typeOf(op), flag as TypeFlag);
}

export function isInt(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.int);
}

export function isStr(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.str);
}

export function isBytes(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.bytes);
}

export function isList(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.list);
}

export function isTuple(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.tuple);
}

export function isComplex(rt: Runtime, op: number): boolean {
  return rt.py.builtinBase(rt.py.typeOf(op)) === rt.complexType;
}

export function isDict(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.dict);
}

export function isType(rt: Runtime, op: number): boolean {
  return hasSubclassFlag(rt, op, SUBCLASS.type);
}

export function isFloat(rt: Runtime, op: number): boolean {
  const type = rt.py.typeOf(op);
  return type === rt.floatType || rt.py.builtinBase(type) === rt.floatType;
}

export function isSet(rt: Runtime, op: number): boolean {
  const base = rt.py.builtinBase(rt.py.typeOf(op));
  return base === rt.setType || base === rt.frozensetType;
}

export function isHeapType(rt: Runtime, type: number): boolean {
  return (rt.py.i32[type + TypeWord.FLAGS]! & (1 << 9)) !== 0;
}

/** The method resolution order of a type: borrowed words. */
export function mro(rt: Runtime, type: number): number[] {
  const { py } = rt;
  const mro = py.load(type + TypeWord.MRO);
  if (mro !== 0) return tupleItems(rt, mro);
  const chain: number[] = [];
  for (let each = type; each !== 0; each = py.baseOf(each)) chain.push(each);
  return chain;
}

export function isSubtype(rt: Runtime, type: number, base: number): boolean {
  if (type === base) return true;
  const { py } = rt;
  const mro = py.load(type + TypeWord.MRO);
  if (mro === 0) {
    for (let each = type; each !== 0; each = py.baseOf(each)) if (each === base) return true;
    return false;
  }
  const size = py.get(mro + Ob.SIZE);
  for (let i = 0; i < size; i++) if (py.load(mro + py.tupleItem + i * 2) === base) return true;
  return false;
}

export function isProxyType(rt: Runtime, type: number): boolean {
  if (rt.proxyTypes.length === 0) {
    rt.proxyTypes = [rt.py.type('weakproxy'), rt.py.type('weakcallableproxy')];
  }
  return type === rt.proxyTypes[0] || type === rt.proxyTypes[1];
}

/** An object, or the object behind it if it is a proxy: the operators of a proxy are its object's. */
export function behind(rt: Runtime, o: number): number {
  return isProxyType(rt, rt.py.typeOf(o)) ? rt.proxied(o) : o;
}

export function isSmallInt(rt: Runtime, op: number): boolean {
  return rt.py.typeOf(op) === rt.intType && isCompact(rt, op);
}

export function isSequence(rt: Runtime, op: number): boolean {
  return isStr(rt, op) || isList(rt, op) || isTuple(rt, op) || isBytes(rt, op);
}

export function isSlice(rt: Runtime, op: number): boolean {
  return rt.py.typeOf(op) === rt.py.type('slice');
}

export function isByteLike(rt: Runtime, op: number): boolean {
  return isBytes(rt, op) || rt.py.builtinBase(rt.py.typeOf(op)) === rt.py.type('bytearray');
}
