import { newFields } from '../../objects/field-objects';
import { frameObject } from '../objects/frame';
import { repr } from '../objects/repr';
import { callException } from '../objects/throw-arguments';
import {
  exceptionField,
  newException,
  raiseError,
  setField,
  throwException,
  toPython,
  typeError,
} from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import { give, leave, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { PyExc } from '../runtime/thrown';
import { isSubtype, isTuple, isType } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';

/*
 * `raise`, `try`, and frames that an exception leaves (Python/ceval.c).
 */

/** `raise e from c`: takes both over; `cause` 0 is none. */
export function raiseVarargs(rt: Runtime, value: number, cause: number): never {
  if (cause !== 0) own(rt, cause);
  const op = own(rt, instantiate(rt, value));
  if (cause !== 0) {
    const isNone = cause === rt.py.none;
    if (isNone) release(rt, cause);
    else give(rt, cause);
    const from = isNone
      ? 0
      : instantiate(rt, cause, 'exception causes must derive from BaseException');
    setField(rt, op, 'cause', from);
    rt.py.i32[op + exceptionField(rt, 'suppress_context')] = 1;
  }
  throwException(rt, give(rt, op));
}

function instantiate(
  rt: Runtime,
  value: number,
  wrong = 'exceptions must derive from BaseException',
): number {
  const { py } = rt;
  const base = py.type('BaseException');
  if (isType(rt, value) && isSubtype(rt, value, base)) {
    try {
      return callException(rt, value, [], repr);
    } finally {
      py.decref(value);
    }
  }
  if (isSubtype(rt, py.typeOf(value), base)) return value;
  py.decref(value);
  return typeError(rt, wrong);
}

/** `raise` alone. */
export function reraise(rt: Runtime): never {
  const { handled } = rt;
  if (handled === null) raiseError(rt, 'RuntimeError', 'No active exception to reraise');
  const again = new PyExc(newRef(rt, handled.op));
  const [held] = handled.held;
  if (held !== undefined && rt.behaviour.handlersHoldTracebacks) setTraceback(rt, again.op, held);
  again.frame = handled.frame;
  throw again;
}

export function assertionError(rt: Runtime, message: number): never {
  throwException(rt, newException(rt, 'AssertionError', message === 0 ? [] : [message]));
}

/** An exception arrives in a handler of the frame. */
export function caught(rt: Runtime, frame: Frame, error: unknown): PyExc {
  const exc = toPython(rt, error);
  rt.frame = frame;
  if (rt.owned.length > frame.owned) leave(rt, frame.owned);
  addTraceback(rt, frame, exc);
  return exc;
}

/** An exception leaves the frame. */
export function unwind(rt: Runtime, frame: Frame, error: unknown): PyExc {
  return caught(rt, frame, error);
}

/** An exception leaves an inlined comprehension. */
export function passing(rt: Runtime, frame: Frame, error: unknown): PyExc {
  return caught(rt, frame, error);
}

/** `PyTraceBack_Here`. */
function addTraceback(rt: Runtime, frame: Frame, exc: PyExc): void {
  if (exc.frame === frame) return;
  exc.frame = frame;
  const { py } = rt;
  const word = exc.op + exceptionField(rt, 'traceback');
  const next = py.load(word);
  const made = newFields(py, 'traceback', { tb_next: next, tb_frame: frameObject(rt, frame) });
  py.xdecref(next);
  py.i32[made + (py.structs.offset('PyTracebackObject', 'tb_lineno') >> 2)] = frame.line;
  py.i32[made + (py.structs.offset('PyTracebackObject', 'tb_lasti') >> 2)] = frame.at;
  py.store(word, made);
}

/** The exception becomes the one that is being handled. @returns the one before */
export function pushExc(rt: Runtime, exc: PyExc): Before {
  if (rt.behaviour.handlersHoldTracebacks) hold(rt, exc, traceback(rt, exc));
  const before = rt.handled;
  rt.handled = exc;
  const { outer } = rt.frame!;
  return outer !== undefined && before === outer ? undefined : before;
}

/** The same of a `finally`, which keeps it on its stack as well. */
export function pushFinal(rt: Runtime, exc: PyExc): Before {
  if (rt.behaviour.handlersHoldTracebacks) hold(rt, exc, traceback(rt, exc));
  hold(rt, exc, exc.op);
  return pushExc(rt, exc);
}

/** The same of a `with`, whose stack is what `__exit__` is called with to 3.10. */
export function pushExit(rt: Runtime, exc: PyExc): Before {
  const { exitHoldsTraceback, handlersHoldTracebacks } = rt.behaviour;
  if (!handlersHoldTracebacks) hold(rt, exc, exc.op);
  if (exitHoldsTraceback) hold(rt, exc, traceback(rt, exc));
  return pushExc(rt, exc);
}

function traceback(rt: Runtime, exc: PyExc): number {
  return rt.py.load(exc.op + exceptionField(rt, 'traceback'));
}

function hold(rt: Runtime, exc: PyExc, word: number): void {
  if (word !== 0) exc.held.push(newRef(rt, word));
}

/** A handler is done: it drops what it held. @param goesOn the exception has the traceback again that it came with */
export function letGo(rt: Runtime, exc: PyExc, goesOn: boolean): void {
  const { held } = exc;
  if (held.length === 0 || rt.dead) return;
  exc.held = [];
  if (goesOn && rt.behaviour.handlersHoldTracebacks) setTraceback(rt, exc.op, held[0]!);
  for (const word of held) rt.py.decref(word);
}

/** `PyException_SetTraceback` with a borrowed one. */
function setTraceback(rt: Runtime, op: number, word: number): void {
  const at = op + exceptionField(rt, 'traceback');
  const old = rt.py.load(at);
  rt.py.store(at, newRef(rt, word));
  rt.py.xdecref(old);
}

/** What was being handled before; undefined in a generator for what its caller handles, now or later. */
export type Before = PyExc | null | undefined;

/** `POP_EXCEPT`: what was handled before is again. */
export function restoreExc(rt: Runtime, before: Before): void {
  rt.handled = before === undefined ? (rt.frame?.outer ?? null) : before;
}

/** Leaves a handler: the exception is done, unless it was passed on. */
export function popExc(rt: Runtime, before: Before, exc: PyExc): void {
  restoreExc(rt, before);
  letGo(rt, exc, exc.passedOn);
  if (exc.passedOn) exc.passedOn = false;
  else if (!rt.dead) rt.py.decref(exc.op);
}

/** Leaves a `finally`: the exception goes on, unless something else took its place. */
export function popFinal(rt: Runtime, before: Before, exc: PyExc, goesOn: boolean): void {
  restoreExc(rt, before);
  letGo(rt, exc, goesOn);
  if (!goesOn && !rt.dead) rt.py.decref(exc.op);
}

/** Marks an exception that leaves its handler. */
export function again(_rt: Runtime, exc: PyExc): PyExc {
  exc.passedOn = true;
  return exc;
}

/** Whether a handler of `type`, which it takes over, is for the exception. */
export function matches(rt: Runtime, exc: PyExc, type: number): boolean {
  const { py } = rt;
  const types = isTuple(rt, type) ? tupleItems(rt, type) : [type];
  const raised = py.typeOf(exc.op);
  let found = false;
  for (const each of types) {
    if (!isType(rt, each) || !isSubtype(rt, each, py.type('BaseException'))) {
      py.decref(type);
      typeError(rt, 'catching classes that do not inherit from BaseException is not allowed');
    }
    if (isSubtype(rt, raised, each)) found = true;
  }
  py.decref(type);
  return found;
}
