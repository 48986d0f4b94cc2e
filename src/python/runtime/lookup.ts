import { PyDict_GetItem } from '../../objects/dictobject';
import { PyType_Lookup } from '../../objects/instances';
import { Descr, Str, TypeWord } from '../../objects/structs';
import { asText } from './errors';
import { newRef } from './refs';
import { CACHED_NAMES, type Runtime } from './runtime';
import { isHeapType, isNativeMethod, isStr, isSubtype, mro } from './type-checks';
import { internName } from './values';

/*
 * Looking names up in types, with their caches (`_PyType_Lookup` in Objects/typeobject.c).
 */

/** Where an attribute was found last: valid for one type and epoch. */
export interface Site {
  readonly name: number;
  type: number;
  epoch: number;
  /** What the type has under the name, or 0. */
  descriptor: number;
  /** Whether the type has a `__getattribute__` and a `__setattr__` of its own; undefined until somebody asks. */
  getattribute: boolean | undefined;
  setattr: boolean | undefined;
  /** For globals: the keys table and the entry's word. */
  keys: number;
  entry: number;
}

const LONGEST_CACHED = 100;

/** An attribute of a class, by name, borrowed, or 0. */
export function classAttribute(rt: Runtime, type: number, name: string): number {
  return isHeapType(rt, type) ? PyType_Lookup(rt.py, type, internName(rt, name)) : 0;
}

export function newSite(name: number): Site {
  return {
    name,
    type: 0,
    epoch: 0,
    descriptor: 0,
    getattribute: undefined,
    setattr: undefined,
    keys: 0,
    entry: 0,
  };
}

/** A class changed: what was looked up is forgotten. */
export function typeModified(rt: Runtime): void {
  rt.epoch++;
}

/** `_PyType_Lookup`: borrowed, or 0. */
export function lookup(rt: Runtime, type: number, name: number): number {
  if (rt.lookupsEpoch !== rt.epoch) {
    rt.lookups.clear();
    rt.lookupsEpoch = rt.epoch;
  }
  let known = rt.lookups.get(type);
  if (!known) {
    known = new Map();
    rt.lookups.set(type, known);
  }
  let found = known.get(name);
  if (found === undefined) {
    found = lookupIn(rt, mro(rt, type), name);
    known.set(name, found);
    if (name === rt.given) keepName(rt, type, name);
  }
  return found;
}

function keepName(rt: Runtime, type: number, name: number): void {
  const { py } = rt;
  if (py.get(name + Str.LENGTH) > LONGEST_CACHED) return;
  // By the name's hash to 3.9, by where it is from 3.10 on. The type's word does as its version tag.
  const slot = rt.behaviour.cachesByHash
    ? Math.imul((type >>> 4) | 1, py.i32[name + Str.HASH]!) >>> (32 - Math.log2(CACHED_NAMES))
    : (type ^ (name >> 1)) & (CACHED_NAMES - 1);
  const old = rt.keptNames[slot]!;
  if (old === name) return;
  rt.keptNames[slot] = newRef(rt, name);
  py.xdecref(old);
}

/** Calls `body` with a name that the program made at run time: such a str may die. */
export function withName<T>(rt: Runtime, op: number, body: (name: number) => T): T {
  const known = rt.names.get(asText(rt, op));
  if (known !== undefined) return body(known);
  const before = rt.given;
  rt.given = op;
  try {
    return body(op);
  } finally {
    rt.given = before;
    for (const found of rt.lookups.values()) found.delete(op);
  }
}

export function lookupIn(rt: Runtime, mro: readonly number[], name: number): number {
  const { py } = rt;
  for (const each of mro) {
    const found = isHeapType(rt, each)
      ? PyDict_GetItem(py, py.load(each + TypeWord.DICT), name)
      : (rt.typeDicts.get(each)?.get(name) ?? 0);
    if (found !== 0) return found;
  }
  return 0;
}

export function special(rt: Runtime, type: number, name: string): number {
  return lookup(rt, type, internName(rt, name));
}

/** A special method that a program's class defines, borrowed, or 0. */
export function userSpecial(rt: Runtime, op: number, name: string): number {
  return ownSpecial(rt, rt.py.typeOf(op), name);
}

/** The same of a type. */
export function ownSpecial(rt: Runtime, type: number, name: string): number {
  if (!isHeapType(rt, type)) return 0;
  const found = special(rt, type, name);
  return found !== 0 && isOwnSpecial(rt, type, found, name) ? found : 0;
}

/**
 * Whether what a class has as a special method is more than the slot of a built-in type that it is built on: a method
 * of the program's, or a native one of another type or that is a slot of another name (`update_one_slot`).
 */
function isOwnSpecial(rt: Runtime, type: number, found: number, name: string): boolean {
  if (!isNativeMethod(rt, found)) return true;
  const { py } = rt;
  return (
    py.load(found + Descr.NAME) !== internName(rt, name) ||
    !isSubtype(rt, type, py.load(found + Descr.TYPE))
  );
}

/** What a site's name is in a type. */
export function descriptorAt(rt: Runtime, type: number, site: Site): number {
  if (site.type !== type || site.epoch !== rt.epoch) {
    site.descriptor = lookup(rt, type, site.name);
    site.getattribute = undefined;
    site.setattr = undefined;
    site.type = type;
    site.epoch = rt.epoch;
  }
  return site.descriptor;
}

/** Whether a type has its own `__getattribute__`; `descriptorAt` was asked about the site before. */
export function hasGetattribute(rt: Runtime, type: number, site: Site): boolean {
  site.getattribute ??= ownSpecial(rt, type, '__getattribute__') !== 0;
  return site.getattribute;
}

/** The same of `__setattr__`. */
export function hasSetattr(rt: Runtime, type: number, site: Site): boolean {
  site.setattr ??= ownSpecial(rt, type, '__setattr__') !== 0;
  return site.setattr;
}

/** Whether a local, which may be unbound, is an instance of a class of the program's. */
export function isOfClass(rt: Runtime, op: number): boolean {
  return op !== 0 && isHeapType(rt, rt.py.typeOf(op));
}

/** `PyType_GetFullyQualifiedName`: with the module, if that is not `builtins` or `__main__`. */
export function fullyQualifiedName(rt: Runtime, type: number): string {
  const { py } = rt;
  if (!isHeapType(rt, type)) return py.typeName(type);
  const module = classAttribute(rt, type, '__module__');
  const prefix = module !== 0 && isStr(rt, module) ? asText(rt, module) : '';
  const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2);
  const qualname = asText(rt, py.load(word));
  return ['', 'builtins', '__main__'].includes(prefix) ? qualname : `${prefix}.${qualname}`;
}
