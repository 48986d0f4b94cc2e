import { bind, callGiven } from '../objects/bind';
import { callWords } from '../objects/call';
import { exceptionField, raiseError, typeError } from '../runtime/errors';
import { fullyQualifiedName, special } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';
import { typeName } from '../runtime/type-checks';
import { type Before, letGo, restoreExc } from './handlers';

/*
 * `with` (Python/ceval.c).
 */

/** The bound `__exit__` of a borrowed manager. */
export function lookupExit(rt: Runtime, manager: number, isAsync: boolean): number {
  const type = rt.py.typeOf(manager);
  const a = isAsync ? 'a' : '';
  const exit = special(rt, type, `__${a}exit__`);
  const enter = special(rt, type, `__${a}enter__`);
  const { exitFirst: when } = rt.behaviour;
  const exitFirst = when === 'always' || (isAsync && when === 'async');
  if (enter === 0 && !(exitFirst && exit === 0)) noManager(rt, manager, isAsync, 'enter');
  if (exit === 0) noManager(rt, manager, isAsync, 'exit');
  return bind(rt, exit, manager, type);
}

function noManager(
  rt: Runtime,
  manager: number,
  isAsync: boolean,
  missed: 'enter' | 'exit',
): never {
  const method = `__${isAsync ? 'a' : ''}${missed}__`;
  if (!rt.behaviour.withTypeError) raiseError(rt, 'AttributeError', method);
  const protocol = `${isAsync ? 'asynchronous ' : ''}context manager protocol`;
  const type = rt.py.typeOf(manager);
  const name = rt.behaviour.withErrorsQualify
    ? fullyQualifiedName(rt, type)
    : typeName(rt, manager);
  return typeError(
    rt,
    `'${name}' object does not support the ${protocol}${rt.messages.missedMethod(missed, method)}`,
  );
}

/** Enters a manager, which it takes over. */
export function enterContext(rt: Runtime, manager: number, isAsync: boolean): number {
  const method = special(rt, rt.py.typeOf(manager), isAsync ? '__aenter__' : '__enter__');
  return callGiven(rt, method, manager);
}

export function exitNormally(rt: Runtime, exit: number): number {
  return callWords(rt, exit, [newNone(rt), newNone(rt), newNone(rt)]);
}

/** Leaves with an exception: gives what `__exit__` returned, or a coroutine that will. */
export function exitWith(rt: Runtime, exit: number, exc: PyExc): number {
  const { py } = rt;
  const traceback = py.load(exc.op + exceptionField(rt, 'traceback')) || py.none;
  return callWords(rt, exit, [
    newRef(rt, py.typeOf(exc.op)),
    newRef(rt, exc.op),
    newRef(rt, traceback),
  ]);
}

/** `__exit__` is done with an exception, which ends there, also when it raised another, or is passed on. */
export function leaveExit(rt: Runtime, before: Before, exc: PyExc, ends: boolean): void {
  restoreExc(rt, before);
  letGo(rt, exc, !ends);
  if (ends && !rt.dead) rt.py.decref(exc.op);
}
