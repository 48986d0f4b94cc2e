import { newFields } from '../../objects';
import { raiseError, typeError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { isSubtype, isType, nameOfType } from '../runtime/type-checks';

/*
 * `super` (Objects/typeobject.c).
 */

/** `super(type, o)`, both borrowed. */
export function superOf(rt: Runtime, type: number, o: number): number {
  const { py } = rt;
  if (type === 0) raiseError(rt, 'RuntimeError', 'super(): empty __class__ cell');
  const objType = isType(rt, o) && isSubtype(rt, o, type) ? o : py.typeOf(o);
  if (!isSubtype(rt, objType, type)) {
    typeError(rt, rt.messages.superMismatch(nameOfType(rt, objType), nameOfType(rt, type)));
  }
  return newFields(py, 'super', { type, obj: o, obj_type: objType });
}
