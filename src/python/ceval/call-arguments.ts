import { PyDict_GetItem, PyDict_Items } from '../../objects/dictobject';
import { Method } from '../../objects/structs';
import { isMapping, updateDict } from '../objects/dict-update';
import { codeOf } from '../objects/frame';
import { lookupAttr } from '../objects/getattr';
import { isIterable } from '../objects/iter';
import { strOf } from '../objects/repr';
import { sequenceTuple } from '../objects/sequences';
import { nativeOf } from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { give, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isStr, typeName } from '../runtime/type-checks';
import { dictSized, internName } from '../runtime/values';

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
  if (func === 0) return '__build_class__()';
  const type = rt.py.typeOf(func);
  if (type === rt.functionType) {
    const code = codeOf(rt, func);
    return rt.messages.callableName(code.name, code.qualname);
  }
  if (!rt.behaviour.methodsQualified) {
    // `PyEval_GetFuncName`
    if (type === rt.methodType) return callableName(rt, rt.py.load(func + Method.FUNC));
    return type === rt.nativeType ? `${nativeOf(rt, func).name}()` : `${typeName(rt, func)} object`;
  }
  return functionText(rt, func);
}

/** `_PyObject_FunctionStr`: `module.name()`; what has no name is printed. */
function functionText(rt: Runtime, func: number): string {
  const textOf = (name: string): string | undefined => {
    const word = lookupAttr(rt, func, internName(rt, name));
    const text = word !== 0 && isStr(rt, word) ? asText(rt, word) : undefined;
    rt.py.xdecref(word);
    return text;
  };
  const qualname = textOf('__qualname__');
  if (qualname === undefined) return strOf(rt, func);
  const module = textOf('__module__');
  return `${module === undefined || module === 'builtins' ? '' : `${module}.`}${qualname}()`;
}

/** The arguments of `f(*o)` as a tuple, which takes the place of `o`. Where it raises, `o` stays the caller's. */
export function argsTuple(rt: Runtime, o: number, func: number): number {
  if (rt.py.typeOf(o) === rt.tupleType) return o;
  if (!isIterable(rt, o)) {
    typeError(rt, `${unpacked(rt, func)} * must be an iterable, not ${typeName(rt, o)}`);
  }
  const tuple = sequenceTuple(rt, o);
  rt.py.decref(o);
  return tuple;
}
