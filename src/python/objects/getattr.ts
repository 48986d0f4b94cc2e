import { PyDict_GetItem } from '../../objects/dictobject';
import { dictPointer, instanceAttribute, instanceDict } from '../../objects/instances';
import { Dict, Super } from '../../objects/structs';
import { Kind } from '../../objects/type-spec';
import { slotsOf } from '../runtime/define';
import { swallow } from '../runtime/errors';
import {
  descriptorAt,
  hasGetattribute,
  lookup,
  lookupIn,
  ownSpecial,
  type Site,
  special,
} from '../runtime/lookup';
import { moduleDict } from '../runtime/modules';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isNativeMethod, isProxyType, isType, mro } from '../runtime/type-checks';
import { internName } from '../runtime/values';
import { noAttribute } from './attribute-errors';
import { bind, callMethodWord, callSpecial } from './bind';
import { callBorrowed } from './call';

/*
 * Reading attributes (`PyObject_GetAttr` in Objects/object.c).
 */

/** `o.name` of compiled code: takes `o` over. */
export function loadAttr(rt: Runtime, o: number, site: Site): number {
  const { py } = rt;
  const type = py.typeOf(o);
  const descriptor = descriptorAt(rt, type, site);
  let value: number;
  try {
    value =
      descriptor === 0 && py.kindOf(type) === Kind.SUBTYPE
        ? plainAttribute(rt, o, type, site)
        : attributeOf(rt, o, type, site.name, descriptor);
  } finally {
    py.decref(o);
  }
  return value;
}

/** An attribute that is in the instance, if anywhere. */
function plainAttribute(rt: Runtime, o: number, type: number, site: Site): number {
  // A class that has a metaclass finds attributes in its own dict first, and binds them.
  const value = isType(rt, o) ? 0 : instanceAttribute(rt.py, o, type, site.name);
  if (value !== 0 && !hasGetattribute(rt, type, site)) return newRef(rt, value);
  return attributeOf(rt, o, type, site.name, 0);
}

/** `PyObject_GetAttr`: a new reference. */
export function getAttr(rt: Runtime, o: number, name: number): number {
  const type = rt.py.typeOf(o);
  return attributeOf(rt, o, type, name, lookup(rt, type, name));
}

export function getAttrString(rt: Runtime, o: number, name: string): number {
  return getAttr(rt, o, internName(rt, name));
}

function attributeOf(
  rt: Runtime,
  o: number,
  type: number,
  name: number,
  descriptor: number,
): number {
  if (isProxyType(rt, type)) return getAttr(rt, rt.proxied(o), name);
  const method = ownSpecial(rt, type, '__getattribute__');
  if (method !== 0) {
    try {
      return callMethodWord(rt, method, o, [newRef(rt, name)]);
    } catch (error) {
      return orGetattr(rt, o, type, name, error);
    }
  }
  let found: number;
  try {
    found = findAttribute(rt, o, type, name, descriptor);
  } catch (error) {
    // What a property raises may be an AttributeError.
    return orGetattr(rt, o, type, name, error);
  }
  return found !== 0 ? found : orGetattr(rt, o, type, name, null);
}

function orGetattr(rt: Runtime, o: number, type: number, name: number, error: unknown): number {
  const hook = isHeapType(rt, type) ? special(rt, type, '__getattr__') : 0;
  if (hook === 0 || (error !== null && !swallow(rt, error, 'AttributeError'))) {
    if (error !== null) throw error;
    return moduleGetattr(rt, o, type, name) || noAttribute(rt, o, name);
  }
  // To 3.11 through a bound method (`call_attribute`).
  return rt.behaviour.getattrBound
    ? callSpecial(rt, hook, o, [newRef(rt, name)])
    : callMethodWord(rt, hook, o, [newRef(rt, name)]);
}

/** `module_getattro`: what the module's own `__getattr__` gives (PEP 562), or 0. */
function moduleGetattr(rt: Runtime, o: number, type: number, name: number): number {
  if (type !== rt.moduleType) return 0;
  const hook = PyDict_GetItem(rt.py, moduleDict(rt, o), internName(rt, '__getattr__'));
  return hook === 0 ? 0 : callBorrowed(rt, hook, [name]);
}

/** A new reference, or 0. */
export function findAttribute(
  rt: Runtime,
  o: number,
  type: number,
  name: number,
  descriptor: number,
): number {
  const hook = slotsOf(rt, type).getAttr;
  const found = hook ? hook(o, name) : 0;
  return found !== 0 ? found : ownAttribute(rt, o, type, name, descriptor);
}

/** `super_getattro`: the attribute of what comes after a class in another's resolution order. A new reference, or 0. */
export function superAttribute(rt: Runtime, o: number, name: number): number {
  const { py } = rt;
  const after = py.load(o + Super.TYPE);
  const self = py.load(o + Super.OBJ);
  const start = py.load(o + Super.OBJ_TYPE);
  // `__class__` is that of the super object.
  if (start === 0 || name === internName(rt, '__class__')) return 0;
  const order = mro(rt, start);
  const found = lookupIn(rt, order.slice(order.indexOf(after) + 1), name);
  return found === 0 ? 0 : bind(rt, found, self === start ? 0 : self, start);
}

function ownAttribute(
  rt: Runtime,
  o: number,
  type: number,
  name: number,
  descriptor: number,
): number {
  const { py } = rt;
  const kind = py.kindOf(type);
  if (kind === Kind.TYPE || (kind === Kind.SUBTYPE && isType(rt, o))) {
    return typeAttributeOf(rt, o, type, name, descriptor);
  }
  if (descriptor !== 0 && isDataDescriptor(rt, descriptor)) return bind(rt, descriptor, o, type);
  if (type === rt.moduleType) {
    const value = PyDict_GetItem(py, moduleDict(rt, o), name);
    if (value !== 0) return newRef(rt, value);
  } else if (dictPointer(py, o) !== 0) {
    const dict = instanceDict(py, o);
    // Keys that are no plain strings compare by methods of their own, which may change the class.
    const held = dict !== 0 && descriptor !== 0 && !py.keys.isUnicode(py.load(dict + Dict.KEYS));
    if (held) own(rt, newRef(rt, descriptor));
    const value = instanceAttribute(py, o, type, name);
    if (value !== 0) return newRef(rt, value);
    if (held) {
      const bound = bind(rt, descriptor, o, type);
      release(rt, descriptor);
      return bound;
    }
  }
  return descriptor === 0 ? 0 : bind(rt, descriptor, o, type);
}

function typeAttributeOf(
  rt: Runtime,
  o: number,
  meta: number,
  name: number,
  descriptor: number,
): number {
  if (descriptor !== 0 && isDataDescriptor(rt, descriptor)) return bind(rt, descriptor, o, meta);
  const own = lookup(rt, o, name);
  if (own !== 0) return bind(rt, own, 0, o);
  return descriptor === 0 ? 0 : bind(rt, descriptor, o, meta);
}

/** Whether a descriptor goes before what the object has itself: it is set and read by methods of its own. */
function isDataDescriptor(rt: Runtime, descriptor: number): boolean {
  const type = rt.py.typeOf(descriptor);
  if (type === rt.getsetType || type === rt.memberType || type === rt.propertyType) return true;
  if (type === rt.tupleGetterType) return true;
  if (!isHeapType(rt, type) || special(rt, type, '__get__') === 0) return false;
  return special(rt, type, '__set__') !== 0 || special(rt, type, '__delete__') !== 0;
}

/** `getattr(o, name)` or 0 when there is none. */
export function lookupAttr(rt: Runtime, o: number, name: number): number {
  const type = rt.py.typeOf(o);
  const hooked =
    isHeapType(rt, type) &&
    (ownSpecial(rt, type, '__getattribute__') !== 0 || special(rt, type, '__getattr__') !== 0);
  const descriptor = lookup(rt, type, name);
  const kind = descriptor === 0 ? 0 : rt.py.typeOf(descriptor);
  // Only a function's binding and a plain value raise nothing.
  if (!hooked && (kind === 0 || kind === rt.functionType || isNativeMethod(rt, descriptor))) {
    if (!isType(rt, o)) return findAttribute(rt, o, type, name, descriptor);
  }
  try {
    return getAttr(rt, o, name);
  } catch (error) {
    if (swallow(rt, error, 'AttributeError')) return 0;
    throw error;
  }
}
