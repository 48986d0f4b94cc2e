import {
  asText,
  exceptionField,
  newException,
  raiseError,
  throwException,
} from '../runtime/errors';
import { fullyQualifiedName } from '../runtime/lookup';
import { moduleName } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isType, typeName } from '../runtime/type-checks';
import { newStr } from '../runtime/values';

/*
 * The errors about attributes that are not there.
 */

export function noAttribute(rt: Runtime, o: number, name: number): never {
  let subject = `'${typeName(rt, o)}' object`;
  if (isType(rt, o)) subject = `type object '${rt.py.typeName(o)}'`;
  else if (rt.py.typeOf(o) === rt.moduleType) subject = `module '${moduleName(rt, o)}'`;
  return missingFrom(rt, o, name, subject);
}

/** @param subject what has no such attribute, as the message names it */
function missingFrom(rt: Runtime, o: number, name: number, subject: string): never {
  const message = `${subject} has no attribute '${asText(rt, name)}'`;
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
  if (rt.behaviour.slotErrorsQualify)
    return missingFrom(rt, o, name, `'${fullyQualifiedName(rt, rt.py.typeOf(o))}' object`);
  return noAttribute(rt, o, name);
}

/** To 3.10 the error of `del` for an attribute that is not there is only its name. */
export function nothingToDelete(rt: Runtime, o: number, name: number): never {
  if (rt.behaviour.deletionsExplain && !isType(rt, o))
    return missingFrom(rt, o, name, `'${typeName(rt, o)}' object`);
  if (rt.behaviour.deletionsExplain) noAttribute(rt, o, name);
  return raiseError(rt, 'AttributeError', asText(rt, name));
}
