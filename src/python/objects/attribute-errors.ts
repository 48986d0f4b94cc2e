import {
  asText,
  exceptionField,
  newException,
  raiseError,
  throwException,
} from '../runtime/errors';
import { moduleName } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isType, nameOfType, typeName } from '../runtime/type-checks';
import { newStr } from '../runtime/values';

/*
 * The errors about attributes that are not there.
 */

export function noAttribute(rt: Runtime, o: number, name: number): never {
  const text = asText(rt, name);
  if (rt.py.typeOf(o) === rt.superType)
    return raiseError(rt, 'AttributeError', `'super' object has no attribute '${text}'`);
  let message = `'${typeName(rt, o)}' object has no attribute '${text}'`;
  if (isType(rt, o)) message = `type object '${nameOfType(rt, o)}' has no attribute '${text}'`;
  else if (rt.py.typeOf(o) === rt.moduleType) {
    message = `module '${moduleName(rt, o)}' has no attribute '${text}'`;
  }
  const op = newException(rt, 'AttributeError', [newStr(rt, message)]);
  const { py } = rt;
  if (py.structs.find('PyAttributeErrorObject', 'obj') !== undefined) {
    py.store(op + exceptionField(rt, 'obj', 'PyAttributeErrorObject'), newRef(rt, o));
    py.store(op + exceptionField(rt, 'name', 'PyAttributeErrorObject'), newRef(rt, name));
  }
  throwException(rt, op);
}

/** A `__slots__` member that was never set. */
export function emptySlot(rt: Runtime, o: number, name: number): never {
  if (!rt.behaviour.slotErrorsExplain) raiseError(rt, 'AttributeError', asText(rt, name));
  return noAttribute(rt, o, name);
}

/** To 3.10 the error of `del` for an attribute that is not there is only its name. */
export function nothingToDelete(rt: Runtime, o: number, name: number): never {
  if (rt.behaviour.deletionsExplain) noAttribute(rt, o, name);
  return raiseError(rt, 'AttributeError', asText(rt, name));
}
