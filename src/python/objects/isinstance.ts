import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isProxyType, isSubtype, isTuple, isType } from '../runtime/type-checks';
import { internName, tupleItems } from '../runtime/values';
import { callMethodWord } from './bind';
import { lookupAttr } from './getattr';
import { truthOf } from './truth';

/*
 * `isinstance` (Objects/abstract.c).
 */

/** `isinstance(o, types)`, borrowed. */
export function isInstance(rt: Runtime, o: number, types: number): boolean {
  const { py } = rt;
  if (isTuple(rt, types)) return tupleItems(rt, types).some((each) => isInstance(rt, o, each));
  if (!isType(rt, types)) {
    typeError(rt, rt.messages.instanceOfNoType);
  }
  if (isSubtype(rt, py.typeOf(o), types)) return true;
  const hook =
    py.typeOf(types) === rt.typeType ? 0 : special(rt, py.typeOf(types), '__instancecheck__');
  if (hook !== 0) return truthOf(rt, callMethodWord(rt, hook, types, [newRef(rt, o)]));
  if (!isHeapType(rt, py.typeOf(o)) && !isProxyType(rt, py.typeOf(o))) return false;
  const claimed = lookupAttr(rt, o, internName(rt, '__class__'));
  const result = claimed !== 0 && isType(rt, claimed) && isSubtype(rt, claimed, types);
  py.xdecref(claimed);
  return result;
}
