import { newFields } from '../../objects/field-objects';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isTuple } from '../runtime/type-checks';
import { newTuple } from '../runtime/values';

/** `Py_GenericAlias`: both borrowed. */
export function newAlias(rt: Runtime, origin: number, args: number): number {
  if (isTuple(rt, args)) return newFields(rt.py, 'types.GenericAlias', { origin, args });
  const tuple = newTuple(rt, [newRef(rt, args)]);
  const alias = newFields(rt.py, 'types.GenericAlias', { origin, args: tuple });
  rt.py.decref(tuple);
  return alias;
}
