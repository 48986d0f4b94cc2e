import { PyError } from '../../objects/errors';
import { newFields } from '../../objects/field-objects';
import { PyLong_AsLong } from '../../objects/longobject';
import { PyUnicode_AsUTF8 } from '../../objects/unicodeobject';
import type { PythonSyntaxError } from '../parser/ast';
import { newRef } from './refs';
import type { Runtime } from './runtime';
import { PyExc } from './thrown';
import { isStr, isSubtype, isTuple, typeName } from './type-checks';
import { newInt, newStr, newTuple, tupleItems } from './values';

/*
 * Exceptions: making, raising and recognising them (Python/errors.c, Objects/exceptions.c).
 */

/** Words of `PyBaseExceptionObject` that every version has at the same place. */
export const enum Exc {
  DICT = 4,
  ARGS = 6,
}

/** Exceptions, tracebacks, and frames as objects. */
/** Those whose arguments are the codec, the object, the range and the reason. */
export const UNICODE_ERRORS: readonly string[] = [
  'UnicodeDecodeError',
  'UnicodeEncodeError',
  'UnicodeTranslateError',
];

export function typeError(rt: Runtime, message: string): never {
  return raiseError(rt, 'TypeError', message);
}

export function valueError(rt: Runtime, message: string): never {
  return raiseError(rt, 'ValueError', message);
}

export function unbound(rt: Runtime, name: string): never {
  return raiseError(rt, 'UnboundLocalError', rt.messages.unboundLocal(name));
}

/** The text of a str. @throws TypeError for anything else */
export function asText(rt: Runtime, op: number): string {
  if (!isStr(rt, op)) typeError(rt, `argument must be str, not ${typeName(rt, op)}`);
  return PyUnicode_AsUTF8(rt.py, op);
}

/** The text of an argument that must be a str. @param what which it is: `split() argument 1` */
export function textArgument(rt: Runtime, op: number, what: string): string {
  if (!isStr(rt, op)) typeError(rt, `${what} must be str, not ${typeName(rt, op)}`);
  return PyUnicode_AsUTF8(rt.py, op);
}

/** Word offset of a field of exceptions. */
export function exceptionField(rt: Runtime, field: string, struct?: string): number {
  const key = struct === undefined ? field : `${struct}.${field}`;
  let offset = rt.offsets.get(key);
  if (offset === undefined) {
    offset = (rt.py.structs.find(struct ?? 'PyBaseExceptionObject', field) ?? 0) >> 2;
    rt.offsets.set(key, offset);
  }
  return offset;
}

export function setField(
  rt: Runtime,
  op: number,
  field: string,
  value: number,
  struct?: string,
): void {
  const word = op + exceptionField(rt, field, struct);
  const old = rt.py.load(word);
  rt.py.store(word, value);
  rt.py.xdecref(old);
}

/** An exception of a built-in type; takes the words of the arguments over. */
export function newException(rt: Runtime, type: string, args: readonly number[]): number {
  const op = newFields(rt.py, type, {});
  rt.py.store(op + Exc.ARGS, newTuple(rt, args));
  initException(rt, op);
  return op;
}

/**
 * Fills the fields that some exceptions keep their arguments in.
 * @param number the value of an argument that is a number
 */
export function initException(
  rt: Runtime,
  op: number,
  number = (arg: number): number => PyLong_AsLong(rt.py, arg),
): void {
  const { py } = rt;
  const type = py.builtinBase(py.typeOf(op));
  if (rt.plainExceptions.has(type)) return;
  const args = tupleItems(rt, py.load(op + Exc.ARGS));
  const base = py.typeName(type);
  if (base === 'StopIteration') {
    setField(rt, op, 'value', newRef(rt, args[0] ?? py.none), 'PyStopIterationObject');
  } else if (base === 'SystemExit') {
    const code = args.length > 1 ? py.load(op + Exc.ARGS) : (args[0] ?? py.none);
    setField(rt, op, 'code', newRef(rt, code), 'PySystemExitObject');
  } else if (isSubtype(rt, type, py.type('OSError'))) {
    if (args.length < 2) return;
    setField(rt, op, 'myerrno', newRef(rt, args[0]!), 'PyOSErrorObject');
    setField(rt, op, 'strerror', newRef(rt, args[1]!), 'PyOSErrorObject');
    if (args[2] !== undefined) {
      setField(rt, op, 'filename', newRef(rt, args[2]), 'PyOSErrorObject');
      const old = py.load(op + Exc.ARGS);
      py.store(op + Exc.ARGS, newTuple(rt, [newRef(rt, args[0]!), newRef(rt, args[1]!)]));
      py.decref(old);
    }
  } else if (base === 'ImportError' || base === 'ModuleNotFoundError') {
    setField(rt, op, 'msg', newRef(rt, args[0] ?? py.none), 'PyImportErrorObject');
  } else if (isSubtype(rt, type, py.type('SyntaxError'))) {
    const set = (field: string, word: number | undefined): void => {
      if (word !== undefined) setField(rt, op, field, newRef(rt, word), 'PySyntaxErrorObject');
    };
    set('msg', args[0]);
    if (args.length === 2 && isTuple(rt, args[1]!)) {
      const place = tupleItems(rt, args[1]!);
      const fields = ['filename', 'lineno', 'offset', 'text'];
      const ends = py.structs.find('PySyntaxErrorObject', 'end_lineno') !== undefined;
      if (ends) fields.push('end_lineno', 'end_offset');
      checkPlace(rt, place.length, ends);
      for (const [i, field] of fields.entries()) set(field, place[i]);
    }
  } else if (UNICODE_ERRORS.includes(base)) {
    initUnicodeError(rt, op, args, number);
  } else rt.plainExceptions.add(type);
}

/** What is told of a syntax error's place, or refused. */
function checkPlace(rt: Runtime, given: number, ends: boolean): void {
  if (!ends && given !== 4) raiseError(rt, 'IndexError', 'tuple index out of range');
  if (given < 4) typeError(rt, `function takes at least 4 arguments (${given} given)`);
  if (given > 6) typeError(rt, `function takes at most 6 arguments (${given} given)`);
  if (given === 5) typeError(rt, 'end_offset must be provided when end_lineno is provided');
}

/** Of an error about translation the codec is not given. */
function initUnicodeError(
  rt: Runtime,
  op: number,
  args: readonly number[],
  number: (arg: number) => number,
): void {
  const { py } = rt;
  const base = py.typeName(py.builtinBase(py.typeOf(op)));
  const fields = ['encoding', 'object', 'start', 'end', 'reason'].slice(
    base === 'UnicodeTranslateError' ? 1 : 0,
  );
  if (args.length !== fields.length)
    typeError(rt, `function takes exactly ${fields.length} arguments (${args.length} given)`);
  for (const [i, field] of fields.entries()) {
    const word = args[i]!;
    if (field === 'start' || field === 'end')
      py.set(op + exceptionField(rt, field, 'PyUnicodeErrorObject'), number(word));
    else setField(rt, op, field, newRef(rt, word), 'PyUnicodeErrorObject');
  }
}

export function raiseError(rt: Runtime, type: string, message: string): never {
  const args = message === '' ? [] : [newStr(rt, message)];
  throwException(rt, newException(rt, type, args));
}

/** `_PyErr_FormatFromCause`: raises an exception with `cause` as its cause. Steals the cause. */
export function raiseFrom(rt: Runtime, type: string, message: string, cause: number): never {
  const op = newException(rt, type, [newStr(rt, message)]);
  rt.py.store(op + exceptionField(rt, 'cause'), newRef(rt, cause));
  rt.py.store(op + exceptionField(rt, 'context'), cause);
  rt.py.i32[op + exceptionField(rt, 'suppress_context')] = 1;
  throw new PyExc(op);
}

/** Raises an exception whose one argument is an object; takes it over. */
export function raiseWith(rt: Runtime, type: string, argument: number): never {
  throwException(rt, newException(rt, type, [argument]));
}

export function keyError(rt: Runtime, key: number): never {
  return raiseWith(rt, 'KeyError', newRef(rt, key));
}

/** Raises an exception object; takes it over. */
export function throwException(rt: Runtime, op: number): never {
  const exc = new PyExc(op);
  chainException(rt, exc);
  throw exc;
}

/** `__context__`: what was being handled when this was raised. */
export function chainException(rt: Runtime, exc: PyExc): void {
  const { handled, py } = rt;
  if (handled === null || handled.op === exc.op) return;
  const context = exceptionField(rt, 'context');
  // Not in a circle.
  // By Floyd's algorithm, as the program may have made one that the exception is not in.
  let behind = handled.op;
  let follows = false;
  for (let at = handled.op; at !== 0; ) {
    const next = py.load(at + context);
    if (next === behind) break;
    if (follows) behind = py.load(behind + context);
    follows = !follows;
    if (next === exc.op) {
      py.store(at + context, 0);
      py.decref(next);
      break;
    }
    at = next;
  }
  setField(rt, exc.op, 'context', newRef(rt, handled.op));
}

/** What the host says of a number, a text or an array that is longer than it can be. */
const TOO_LARGE = /Maximum BigInt size|Invalid (string|array|typed array|count)|Array buffer alloc/;

/** What was thrown, as a Python exception; what is none passes. */
export function toPython(rt: Runtime, error: unknown): PyExc {
  if (error instanceof PyExc) return error;
  if (rt.dead) throw error;
  try {
    if (error instanceof PyError) return fromError(rt, error);
    if (error instanceof RangeError && error.message.includes('call stack')) {
      raiseError(rt, 'RecursionError', 'maximum recursion depth exceeded');
    }
    if (error instanceof RangeError && TOO_LARGE.test(error.message))
      raiseError(rt, 'MemoryError', '');
  } catch (made) {
    if (made instanceof PyExc) return made;
    throw made;
  }
  rt.dead = true;
  throw error;
}

function fromError(rt: Runtime, error: PyError): PyExc {
  raiseError(rt, error.type, error.type === 'MemoryError' ? '' : error.message);
}

/** Whether a thrown value is a Python exception of a built-in type. */
export function isException(rt: Runtime, error: unknown, type: string): boolean {
  if (error instanceof PyError) return error.type === type;
  return error instanceof PyExc && isSubtype(rt, rt.py.typeOf(error.op), rt.py.type(type));
}

/** Catches an exception of a built-in type; others pass. @returns whether it was one */
export function swallow(rt: Runtime, error: unknown, type: string): boolean {
  if (!isException(rt, error, type)) return false;
  if (error instanceof PyExc) rt.py.decref(error.op);
  return true;
}

export function exceptionArgs(rt: Runtime, op: number): number[] {
  return tupleItems(rt, rt.py.load(op + Exc.ARGS));
}

/** What `e.name` holds in an exception's own fields, borrowed; 0 when it is empty. */
export function exceptionValue(rt: Runtime, op: number, field: string, struct?: string): number {
  return rt.py.load(op + exceptionField(rt, field, struct));
}

export function raiseSyntaxError(
  rt: Runtime,
  { type, message, filename, lineno, offset, text }: PythonSyntaxError,
): never {
  const place = newTuple(rt, [
    newStr(rt, filename),
    newInt(rt, lineno),
    newInt(rt, offset),
    newStr(rt, `${text}\n`),
  ]);
  return throwException(rt, newException(rt, type, [newStr(rt, message), place]));
}
