import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isProxyType, isSubtype, isTuple, isType } from '../runtime/type-checks';
import { internName, tupleItems } from '../runtime/values';
import { callMethodWord } from './bind';
import { lookupAttr } from './getattr';
import { truthOf } from './truth';

/*
 * `isinstance` and `issubclass` (Objects/abstract.c).
 */

/** What a metaclass of the program's says; null where `type` itself answers. */
function askMetaclass(rt: Runtime, cls: number, hook: string, given: number): boolean | null {
  const meta = rt.py.typeOf(cls);
  if (meta === rt.typeType) return null;
  const method = special(rt, meta, hook);
  if (method === 0 || method === special(rt, rt.typeType, hook)) return null;
  return truthOf(rt, callMethodWord(rt, method, cls, [newRef(rt, given)]));
}

/** `isinstance(o, types)`, borrowed. */
export function isInstance(rt: Runtime, o: number, types: number): boolean {
  if (rt.py.typeOf(o) === types) return true;
  if (isTuple(rt, types)) return tupleItems(rt, types).some((each) => isInstance(rt, o, each));
  return askMetaclass(rt, types, '__instancecheck__', o) ?? isRealInstance(rt, o, types);
}

/** `object_isinstance`: what `type.__instancecheck__` says. */
export function isRealInstance(rt: Runtime, o: number, cls: number): boolean {
  const { py } = rt;
  const isClass = isType(rt, cls);
  if (isClass && isSubtype(rt, py.typeOf(o), cls)) return true;
  if (!isClass) checkClass(rt, cls, rt.messages.instanceOfNoType);
  if (isClass && !isHeapType(rt, py.typeOf(o)) && !isProxyType(rt, py.typeOf(o))) return false;
  const claimed = lookupAttr(rt, o, internName(rt, '__class__'));
  if (claimed === 0) return false;
  own(rt, claimed);
  const result = isClass
    ? isType(rt, claimed) && isSubtype(rt, claimed, cls)
    : isAbstractSubclass(rt, claimed, cls);
  release(rt, claimed);
  return result;
}

/** `issubclass(derived, cls)`, borrowed. */
export function isSubclass(rt: Runtime, derived: number, cls: number): boolean {
  if (isTuple(rt, cls)) return tupleItems(rt, cls).some((each) => isSubclass(rt, derived, each));
  return askMetaclass(rt, cls, '__subclasscheck__', derived) ?? isRealSubclass(rt, derived, cls);
}

/** `recursive_issubclass`: what `type.__subclasscheck__` says. */
export function isRealSubclass(rt: Runtime, derived: number, cls: number): boolean {
  if (isType(rt, derived) && isType(rt, cls)) return isSubtype(rt, derived, cls);
  checkClass(rt, derived, 'issubclass() arg 1 must be a class');
  checkClass(rt, cls, rt.messages.subclassOfNoType);
  return isAbstractSubclass(rt, derived, cls);
}

/** The tuple `__bases__` of something that is used as a class: a new reference, or 0. */
function basesOf(rt: Runtime, cls: number): number {
  const bases = lookupAttr(rt, cls, internName(rt, '__bases__'));
  if (bases === 0 || isTuple(rt, bases)) return bases;
  rt.py.decref(bases);
  return 0;
}

/** `check_class`. @throws TypeError where an object is no class and has no bases as one */
function checkClass(rt: Runtime, cls: number, message: string): void {
  const bases = basesOf(rt, cls);
  if (bases === 0) typeError(rt, message);
  rt.py.decref(bases);
}

/** `abstract_issubclass`: by the attribute `__bases__`. */
function isAbstractSubclass(rt: Runtime, derived: number, cls: number): boolean {
  if (derived === cls) return true;
  const bases = basesOf(rt, derived);
  if (bases === 0) return false;
  own(rt, bases);
  const found = tupleItems(rt, bases).some((base) => isAbstractSubclass(rt, base, cls));
  release(rt, bases);
  return found;
}
