import { newFields } from '../../objects/field-objects';
import { PyType_GenericAlloc } from '../../objects/instances';
import { Ob, TypeWord } from '../../objects/structs';
import { defineGetSet, defineNew, methodDefiner } from '../runtime/define';
import { exceptionField, raiseError, setField, typeError, valueError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isStr, isSubtype, isTuple, isType, typeName } from '../runtime/type-checks';
import { newList, newStr, newTuple, staticObject, tupleItems } from '../runtime/values';
import { callBorrowed, isCallable } from './call';
import { callMethod } from './call-method';
import { isInstance } from './isinstance';
import { isIterable } from './iter';
import { sequenceTuple } from './sequences';
import { truthOf } from './truth';

/*
 * `BaseExceptionGroup` and `ExceptionGroup` (Objects/exceptions.c, PEP 654).
 */

const STRUCT = 'PyBaseExceptionGroupObject';

/** The exceptions in a group, borrowed. */
export function groupItems(rt: Runtime, group: number): number[] {
  return tupleItems(rt, rt.py.load(group + exceptionField(rt, 'excs', STRUCT)));
}

export function isGroup(rt: Runtime, op: number): boolean {
  return isSubtype(rt, rt.py.typeOf(op), rt.py.type('BaseExceptionGroup'));
}

export function installExceptionGroups(rt: Runtime): void {
  const { py } = rt;
  const base = py.type('BaseExceptionGroup');
  const group = py.type('ExceptionGroup');
  // `ExceptionGroup` has two bases.
  const order = [group, base, ...['Exception', 'BaseException', 'object'].map((n) => py.type(n))];
  setStaticTuple(rt, group + TypeWord.MRO, order);
  setStaticTuple(rt, group + TypeWord.BASES, [base, py.type('Exception')]);
  for (const type of [base, group]) defineNew(rt, type, (cls, args) => newGroup(rt, cls, args));
  const on = methodDefiner(rt, base);
  const message = exceptionField(rt, 'msg', STRUCT);
  defineGetSet(rt, base, 'message', (o) => newRef(rt, py.load(o + message)));
  defineGetSet(rt, base, 'exceptions', (o) =>
    newRef(rt, py.load(o + exceptionField(rt, 'excs', STRUCT))),
  );
  on('derive', 1, 1, ([o, excs]) => newGroup(rt, base, [py.load(o! + message), excs!]));
  on('split', 1, 1, ([o, condition]) => {
    const [match, rest] = splitGroup(rt, o!, matcher(rt, condition!));
    return newTuple(rt, [match || newRef(rt, py.none), rest || newRef(rt, py.none)]);
  });
  on('subgroup', 1, 1, ([o, condition]) => {
    const [match, rest] = splitGroup(rt, o!, matcher(rt, condition!));
    py.xdecref(rest);
    return match || newRef(rt, py.none);
  });
}

/** A tuple outside of the heap, as static types have. */
function setStaticTuple(rt: Runtime, word: number, items: readonly number[]): void {
  const { py } = rt;
  const op = staticObject(rt, rt.tupleType, (py.tupleItem + items.length * 2) * 4);
  py.set(op + Ob.SIZE, items.length);
  for (const [i, item] of items.entries()) py.store(op + py.tupleItem + i * 2, item);
  py.store(word, op);
}

/** `BaseExceptionGroup_new`: borrows the arguments. */
function newGroup(rt: Runtime, type: number, args: readonly number[]): number {
  const { py } = rt;
  if (args.length !== 2)
    typeError(rt, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`);
  const [message, given] = args as [number, number];
  if (!isStr(rt, message))
    typeError(
      rt,
      `BaseExceptionGroup.__new__() argument 1 must be str, not ${typeName(rt, message)}`,
    );
  if (!isIterable(rt, given)) typeError(rt, 'second argument (exceptions) must be a sequence');
  const excs = sequenceTuple(rt, given);
  try {
    const items = tupleItems(rt, excs);
    if (items.length === 0)
      valueError(rt, 'second argument (exceptions) must be a non-empty sequence');
    let plain = true;
    for (const [i, item] of items.entries()) {
      if (!isSubtype(rt, py.typeOf(item), py.type('BaseException')))
        valueError(rt, `Item ${i} of second argument (exceptions) is not an exception`);
      if (!isSubtype(rt, py.typeOf(item), py.type('Exception'))) plain = false;
    }
    const cls = classFor(rt, type, plain);
    const op = isHeapType(rt, cls)
      ? PyType_GenericAlloc(py, cls)
      : newFields(py, py.typeName(cls), {});
    py.store(
      op + exceptionField(rt, 'args'),
      newTuple(rt, [newRef(rt, message), newRef(rt, given)]),
    );
    setField(rt, op, 'msg', newRef(rt, message), STRUCT);
    setField(rt, op, 'excs', newRef(rt, excs), STRUCT);
    return op;
  } finally {
    py.decref(excs);
  }
}

/** Groups of mere exceptions are `ExceptionGroup`s; those may hold nothing else. */
function classFor(rt: Runtime, type: number, plain: boolean): number {
  const { py } = rt;
  const group = py.type('ExceptionGroup');
  if (plain) return type === py.type('BaseExceptionGroup') ? group : type;
  if (type === group) typeError(rt, 'Cannot nest BaseExceptions in an ExceptionGroup');
  if (isSubtype(rt, type, py.type('Exception')))
    typeError(rt, `Cannot nest BaseExceptions in '${py.typeName(type)}'`);
  return type;
}

/** What `split` and `subgroup` look for: a type, several, or a function. */
function matcher(rt: Runtime, condition: number): (exc: number) => boolean {
  const { py } = rt;
  const base = py.type('BaseException');
  const isClass = (o: number): boolean => isType(rt, o) && isSubtype(rt, o, base);
  const types = isTuple(rt, condition) ? tupleItems(rt, condition) : [condition];
  if (types.every(isClass)) return (exc) => types.some((each) => isInstance(rt, exc, each));
  if (isTuple(rt, condition) || isType(rt, condition) || !isCallable(rt, condition))
    typeError(rt, 'expected a function, exception type or tuple of exception types');
  return (exc) => truthOf(rt, callBorrowed(rt, condition, [exc]));
}

/** The parts of an exception that match and that do not: new references, 0 for none. */
export function splitGroup(
  rt: Runtime,
  exc: number,
  matches: (exc: number) => boolean,
): [match: number, rest: number] {
  if (matches(exc)) return [newRef(rt, exc), 0];
  if (!isGroup(rt, exc)) return [0, newRef(rt, exc)];
  const match: number[] = [];
  const rest: number[] = [];
  for (const item of groupItems(rt, exc)) {
    const [yes, no] = splitGroup(rt, item, matches);
    if (yes !== 0) match.push(yes);
    if (no !== 0) rest.push(no);
  }
  return [derived(rt, exc, match), derived(rt, exc, rest)];
}

/** `exceptiongroup_subset`: a group like another one, of other exceptions, which it takes over. */
export function derived(rt: Runtime, from: number, items: readonly number[]): number {
  const { py } = rt;
  if (items.length === 0) return 0;
  const list = newList(rt, items);
  const made = callMethod(rt, from, 'derive', [list]);
  if (!isGroup(rt, made)) {
    py.decref(made);
    typeError(rt, 'derive must return an instance of BaseExceptionGroup');
  }
  for (const field of ['traceback', 'context', 'cause']) {
    const word = py.load(from + exceptionField(rt, field));
    if (word !== 0) setField(rt, made, field, newRef(rt, word));
  }
  const suppress = exceptionField(rt, 'suppress_context');
  py.i32[made + suppress] = py.i32[from + suppress]!;
  return made;
}

/** A new `ExceptionGroup('', excs)`, or one of base exceptions; takes the words over. */
export function joinExceptions(rt: Runtime, excs: readonly number[]): number {
  const { py } = rt;
  const message = newStr(rt, '');
  const items = newList(rt, excs);
  try {
    return newGroup(rt, py.type('BaseExceptionGroup'), [message, items]);
  } finally {
    py.decref(message);
    py.decref(items);
  }
}

/** A handler of `except*` names no groups. @throws TypeError */
export function checkStarType(rt: Runtime, type: number): void {
  const { py } = rt;
  const types = isTuple(rt, type) ? tupleItems(rt, type) : [type];
  for (const each of types) {
    if (!isType(rt, each) || !isSubtype(rt, each, py.type('BaseException')))
      typeError(rt, 'catching classes that do not inherit from BaseException is not allowed');
    if (isSubtype(rt, each, py.type('BaseExceptionGroup'))) {
      raiseError(
        rt,
        'TypeError',
        'catching ExceptionGroup with except* is not allowed. Use except instead.',
      );
    }
  }
}
