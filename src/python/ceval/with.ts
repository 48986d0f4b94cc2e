import { bind, callGiven } from '../objects/bind';
import { callWords } from '../objects/call';
import { exceptionField, raiseError, typeError } from '../runtime/errors';
import { fullyQualifiedName, special } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';
import { isNativeMethod, typeName } from '../runtime/type-checks';
import { type Before, letGo, restoreExc } from './handlers';

/*
 * `with` (Python/ceval.c).
 */

/** From 3.14 on a method `__exit__` waits beside its manager, not bound to it: a new reference to that, or 0. */
export function exitSelf(rt: Runtime, manager: number, isAsync: boolean): number {
  const exit = special(rt, rt.py.typeOf(manager), isAsync ? '__aexit__' : '__exit__');
  if (exit === 0) return 0;
  const isMethod = rt.py.typeOf(exit) === rt.functionType || isNativeMethod(rt, exit);
  return isMethod ? newRef(rt, manager) : 0;
}

/** The `__exit__` of a borrowed manager, bound unless that waits as `self`. */
export function lookupExit(rt: Runtime, manager: number, isAsync: boolean, self: number): number {
  const type = rt.py.typeOf(manager);
  const a = isAsync ? 'a' : '';
  const exit = special(rt, type, `__${a}exit__`);
  const enter = special(rt, type, `__${a}enter__`);
  const { exitFirst: when } = rt.behaviour;
  const exitFirst = when === 'always' || (isAsync && when === 'async');
  if (enter === 0 && !(exitFirst && exit === 0)) noManager(rt, manager, isAsync, 'enter');
  if (exit === 0) noManager(rt, manager, isAsync, 'exit');
  return self === 0 ? bind(rt, exit, manager, type) : newRef(rt, exit);
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
  const moves = rt.py.version.compiler.exitsUnbound && rt.py.typeOf(method) === rt.functionType;
  if (moves) return callWords(rt, method, [manager]);
  return callGiven(rt, method, manager);
}

/** Takes `self` over, which may be 0. */
export function exitNormally(rt: Runtime, exit: number, self: number): number {
  const nothing = [newNone(rt), newNone(rt), newNone(rt)];
  return callWords(rt, exit, self === 0 ? nothing : [self, ...nothing]);
}

/** Leaves with an exception: gives what `__exit__` returned, or a coroutine that will. */
export function exitWith(rt: Runtime, exit: number, self: number, exc: PyExc): number {
  const { py } = rt;
  const traceback = py.load(exc.op + exceptionField(rt, 'traceback')) || py.none;
  return callWords(rt, exit, [
    ...(self === 0 ? [] : [newRef(rt, self)]),
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
