import { PyDict_GetItem, PyDict_Items } from '../../objects';
import { dictSet, isMapping, updateDict } from '../objects/dict-update';
import { codeOf } from '../objects/frame';
import { isIterable } from '../objects/iter';
import { sequenceTuple } from '../objects/sequences';
import { asText, typeError } from '../runtime/errors';
import { give, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, typeName } from '../runtime/type-checks';
import { dictSized } from '../runtime/values';

/*
 * The arguments of `f(*args, **kwargs)` (Python/ceval.c).
 */

/** The named arguments of a call with only `**o`. 3.8 passes a dict on as it is; later versions copy it. */
export function kwargsOnly(rt: Runtime, o: number, func: number): number {
  if (rt.behaviour.passesKwargs && rt.py.typeOf(o) === rt.dictType) return o;
  const dict = own(rt, dictSized(rt, 0));
  kwargsUpdate(rt, dict, o, func);
  return give(rt, dict);
}

export function kwargsUpdate(rt: Runtime, dict: number, o: number, func: number): void {
  try {
    if (!isMapping(rt, o)) {
      typeError(rt, `${unpacked(rt, func)} ** must be a mapping, not ${typeName(rt, o)}`);
    }
    const probe = isDict(rt, o) ? PyDict_Items(rt.py, o).filter((_, i) => i % 2 === 0) : [];
    for (const key of probe) refuseRepeated(rt, dict, key, func);
    updateDict(rt, dict, o);
  } finally {
    rt.py.decref(o);
  }
}

export function kwargsSet(
  rt: Runtime,
  dict: number,
  key: number,
  value: number,
  func: number,
): void {
  own(rt, value);
  own(rt, key);
  refuseRepeated(rt, dict, key, func);
  dictSet(rt, dict, give(rt, key), give(rt, value));
}

function refuseRepeated(rt: Runtime, dict: number, key: number, func: number): void {
  if (PyDict_GetItem(rt.py, dict, key) === 0) return;
  typeError(
    rt,
    `${callableName(rt, func)} got multiple values for keyword argument '${asText(rt, key)}'`,
  );
}

/** The callable before `*` or `**`, as messages name it. */
function unpacked(rt: Runtime, func: number): string {
  return rt.messages.unpackedArgument(callableName(rt, func));
}

function callableName(rt: Runtime, func: number): string {
  if (rt.py.typeOf(func) === rt.functionType) {
    const code = codeOf(rt, func);
    return rt.messages.callableName(code.name, code.qualname);
  }
  return `${typeName(rt, func)} object`;
}

/** The arguments of `f(*o)` as a tuple: takes `o` over. */
export function argsTuple(rt: Runtime, o: number, func: number): number {
  if (rt.py.typeOf(o) === rt.tupleType) return o;
  try {
    if (!isIterable(rt, o)) {
      typeError(rt, `${unpacked(rt, func)} * must be an iterable, not ${typeName(rt, o)}`);
    }
    return sequenceTuple(rt, o);
  } finally {
    rt.py.decref(o);
  }
}
