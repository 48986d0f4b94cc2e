import { setPointer } from '../../objects/dealloc';
import { exceptionField, toPython, typeError } from '../runtime/errors';
import { newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { PyExc } from '../runtime/thrown';
import { isSubtype, isTuple, isType, nameOfType, typeName } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';
import { callBorrowed } from './call';
import { repr } from './repr';
import { warn } from './warn';

/*
 * The exception that `throw` is given in one, two or three arguments (`_gen_throw` in Objects/genobject.c,
 * `PyErr_NormalizeException` in Python/errors.c).
 */

/**
 * Calls a class for an exception.
 * @param shown how the class of something else is told. @throws TypeError where it gives something else
 */
export function callException(
  rt: Runtime,
  type: number,
  args: readonly number[],
  shown: (rt: Runtime, type: number) => string,
): number {
  const made = callBorrowed(rt, type, args);
  const given = rt.py.typeOf(made);
  if (isSubtype(rt, given, rt.py.type('BaseException'))) return made;
  own(rt, made);
  return typeError(
    rt,
    `calling ${repr(rt, type)} should have returned an instance of BaseException, not ${shown(rt, given)}`,
  );
}

/** The exception of a class and a value; what making it raises takes its place. */
function normalized(rt: Runtime, type: number, value: number): PyExc {
  if (value !== 0 && isSubtype(rt, rt.py.typeOf(value), type)) return new PyExc(newRef(rt, value));
  const args = value === 0 ? [] : isTuple(rt, value) ? tupleItems(rt, value) : [value];
  try {
    return new PyExc(callException(rt, type, args, nameOfType));
  } catch (error) {
    return toPython(rt, error);
  }
}

/** @param args type or exception, value, traceback, borrowed; `called`: what is warned of. @throws TypeError */
export function thrownException(
  rt: Runtime,
  args: readonly (number | undefined)[],
  called = 'throw',
): PyExc {
  const { py } = rt;
  const given = (i: number): number => (args[i] === py.none ? 0 : (args[i] ?? 0));
  if (args.length > 1 && rt.behaviour.warnsOfThrow)
    warn(
      rt,
      'DeprecationWarning',
      `the (type, exc, tb) signature of ${called}() is deprecated, use the single-arg signature instead.`,
    );
  const [kind, value, traceback] = [args[0]!, given(1), given(2)];
  if (traceback !== 0 && py.typeOf(traceback) !== py.type('traceback'))
    typeError(rt, `${called}() third argument must be a traceback object`);
  const base = py.type('BaseException');
  let exc: PyExc;
  if (isType(rt, kind) && isSubtype(rt, kind, base)) exc = normalized(rt, kind, value);
  else if (isSubtype(rt, py.typeOf(kind), base)) {
    if (value !== 0) typeError(rt, 'instance exception may not have a separate value');
    exc = new PyExc(newRef(rt, kind));
  } else
    return typeError(
      rt,
      `exceptions must be classes or instances deriving from BaseException, not ${typeName(rt, kind)}`,
    );
  if (traceback !== 0)
    setPointer(py, exc.op + exceptionField(rt, 'traceback'), newRef(rt, traceback));
  return exc;
}
