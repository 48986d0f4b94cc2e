import { PyDict_Size } from '../../objects/dictobject';
import { instanceAttribute } from '../../objects/instances';
import { Method } from '../../objects/structs';
import { PyTuple_New } from '../../objects/tupleobject';
import { Kind } from '../../objects/type-spec';
import {
  callNative,
  dispatch,
  dropOperands,
  hasVectorcall,
  keywordsOf,
  packNames,
} from '../objects/call';
import { codeOf } from '../objects/frame';
import { loadAttr } from '../objects/getattr';
import { collectIfDue } from '../runtime/collect';
import { nativeOfDescriptor, slotsOf } from '../runtime/define';
import { asText } from '../runtime/errors';
import { descriptorAt, hasGetattribute, type Site } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, newRef, own } from '../runtime/refs';
import { isLent, LENT, type Runtime } from '../runtime/runtime';
import { isNativeMethod, isType } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';
import { callFunction } from './call-function';

/*
 * The call instructions (Python/ceval.c). Each takes its operands off the stack.
 */

/**
 * The arguments of `f(*args, **kwargs)`: see `dispatch`; `drop` lets go of what holds them, once the call is done, or
 * (`early`) once the function has them.
 */
interface Spread {
  readonly early: boolean;
  readonly items: number[];
  readonly keywords: Keywords | undefined;
  readonly mask: number;
  readonly packed: number;
  readonly drop: () => void;
}

/** Calls as compiled code does: steals every operand that `mask` does not name. */
function callStack(
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  packed = 0,
): number {
  if (!rt.framesAreObjects && rt.py.typeOf(f) === rt.methodType)
    return callBound(rt, f, args, keywords, mask);
  try {
    return dispatch(rt, f, args, keywords, mask >> 1, packed);
  } finally {
    rt.py.decref(f);
    if (rt.py.gc.scheduled && !rt.dead) collectIfDue(rt);
  }
}

/** From 3.11 on the function and the object take the method's place before the call. */
function callBound(
  rt: Runtime,
  method: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
): number {
  const { py } = rt;
  const func = newRef(rt, py.load(method + Method.FUNC));
  const self = newRef(rt, py.load(method + Method.SELF));
  py.decref(method);
  return callStack(rt, func, [self, ...args], keywords, (mask >> 1) << 2);
}

export function call0(rt: Runtime, f: number, mask: number): number {
  return callStack(rt, f, [], undefined, mask);
}

export function call1(rt: Runtime, f: number, a: number, mask: number): number {
  return callStack(rt, f, [a], undefined, mask);
}

export function call2(rt: Runtime, f: number, a: number, b: number, mask: number): number {
  return callStack(rt, f, [a, b], undefined, mask);
}

export function call3(
  rt: Runtime,
  f: number,
  a: number,
  b: number,
  c: number,
  mask: number,
): number {
  return callStack(rt, f, [a, b, c], undefined, mask);
}

export function callV(rt: Runtime, f: number, args: number[], mask: number): number {
  return callStack(rt, f, args, undefined, mask);
}

export function callKw(
  rt: Runtime,
  f: number,
  values: number[],
  names: number[],
  mask: number,
): number {
  const { args, keywords, lent } = splitKeywords(rt, values, names, mask);
  return callStack(rt, f, args, keywords, lent);
}

/** The positional and keyword arguments of a call, the latter taken over. */
export function splitKeywords(
  rt: Runtime,
  values: number[],
  names: number[],
  mask: number,
): { args: number[]; keywords: Keywords; lent: number } {
  const { py } = rt;
  const count = values.length - names.length;
  for (let i = count; i < values.length; i++) if (isLent(mask, i + 1)) py.incref(values[i]!);
  return {
    args: values.slice(0, count),
    keywords: names.map((name, i) => [asText(rt, name), values[count + i]!] as const),
    lent: count < 30 ? mask & ((1 << (count + 1)) - 1) : mask,
  };
}

/** `f(*args, **kwargs)`: takes all over; `kwargs` may be 0. */
export function callEx(rt: Runtime, f: number, args: number, kwargs: number): number {
  const { items, keywords, mask, packed, early, drop } = spreadArguments(rt, f, args, kwargs);
  if (early) return callSpread(rt, f, items, keywords, drop);
  try {
    return callStack(rt, f, items, keywords, mask, packed);
  } finally {
    drop();
  }
}

/** A function takes the arguments out of the tuple and the dict, which are dropped before it runs (3.12 on). */
function callSpread(
  rt: Runtime,
  f: number,
  items: number[],
  keywords: Keywords | undefined,
  drop: () => void,
): number {
  try {
    return callFunction(rt, f, items, keywords, 0, false, drop);
  } finally {
    rt.py.decref(f);
    if (rt.py.gc.scheduled && !rt.dead) collectIfDue(rt);
  }
}

/** `_PyStack_UnpackDict`: a tuple has the names before they are found to be no strings. */
function namesChecked<T>(rt: Runtime, kwargs: number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    const count = PyDict_Size(rt.py, kwargs);
    rt.py.decref(PyTuple_New(rt.py, count));
    throw error;
  }
}

/** The arguments in `*args` and `**kwargs`, and a function that drops them when the call is done. */
export function spreadArguments(rt: Runtime, f: number, args: number, kwargs: number): Spread {
  const { py } = rt;
  const items = tupleItems(rt, args);
  if (kwargs !== 0) own(rt, kwargs);
  own(rt, args);
  own(rt, f);
  const named = rt.behaviour.methodsQualified || py.typeOf(f) !== rt.functionType;
  const keywords = namesChecked(rt, kwargs, () =>
    keywordsOf(rt, kwargs, named ? '' : `${codeOf(rt, f).name}() `),
  );
  give(rt, f);
  give(rt, args);
  if (kwargs !== 0) give(rt, kwargs);
  const dropBoth = (): void => {
    py.decref(args);
    py.xdecref(kwargs);
  };
  if (!hasVectorcall(rt, f))
    return { items, keywords, mask: LENT, packed: args, early: false, drop: dropBoth };
  const values = (keywords ?? []).map(([, value]) => value);
  // `_PyStack_UnpackDict`: the names in a tuple.
  const names = packNames(rt, keywords);
  if (!rt.framesAreObjects) for (const value of [...items, ...values]) py.incref(value);
  // To 3.11 the arguments stay in the tuple and the dict; where some are named an array holds all of them besides.
  const early = rt.behaviour.callExEmpties && py.typeOf(f) === rt.functionType;
  const held = early || !keywords ? [] : [...items, ...values];
  for (const value of held) py.incref(value);
  const drop = (): void => {
    py.xdecref(names);
    for (const value of held) py.decref(value);
    dropBoth();
  };
  return { items, keywords, mask: rt.framesAreObjects ? LENT : 0, packed: 0, early, drop };
}

/**
 * What a method call calls: the function in the class, when the object itself has nothing of that
 * name; 0 when the attribute has to be looked up in full.
 */
export function methodOf(rt: Runtime, o: number, type: number, site: Site): number {
  const descriptor = descriptorAt(rt, type, site);
  if (descriptor === 0) return 0;
  const { py } = rt;
  const kind = py.typeOf(descriptor);
  if (kind !== rt.functionType && !isNativeMethod(rt, descriptor)) return 0;
  if (py.kindOf(type) !== Kind.SUBTYPE) {
    return type === rt.moduleType || type === rt.superType || isType(rt, o) ? 0 : descriptor;
  }
  if (isType(rt, o) || instanceAttribute(py, o, type, site.name) !== 0) return 0;
  return hasGetattribute(rt, type, site) || slotsOf(rt, type).getAttr ? 0 : descriptor;
}

/** `LOAD_METHOD` of a borrowed object: 0 where a call finds the method again, else the attribute. */
export function findMethod(rt: Runtime, o: number, site: Site): number {
  if (methodOf(rt, o, rt.py.typeOf(o), site) !== 0) return 0;
  return loadAttr(rt, newRef(rt, o), site);
}

/** Calls a method of the first operand; the others are its arguments. */
export function invokeMethod(
  rt: Runtime,
  site: Site,
  operands: number[],
  keywords: Keywords | undefined,
  mask: number,
): number {
  const { py } = rt;
  const o = operands[0]!;
  const descriptor = methodOf(rt, o, py.typeOf(o), site);
  if (descriptor === 0) {
    const args = operands.slice(1);
    return callStack(rt, boundAttr(rt, o, site, args, keywords, mask), args, keywords, mask & ~1);
  }
  if (py.typeOf(descriptor) === rt.functionType) {
    try {
      return callFunction(rt, descriptor, operands, keywords, mask);
    } finally {
      if (py.gc.scheduled && !rt.dead) collectIfDue(rt);
    }
  }
  const native = nativeOfDescriptor(rt, descriptor);
  let result: number;
  try {
    result = callNative(rt, native, operands, keywords);
  } finally {
    dropOperands(rt, operands, keywords, mask);
  }
  if (py.gc.scheduled) collectIfDue(rt);
  return result;
}

/** What an object has under a name, before the arguments are looked at. */
export function boundAttr(
  rt: Runtime,
  o: number,
  site: Site,
  args: readonly number[],
  keywords: Keywords | undefined,
  mask: number,
): number {
  const { py } = rt;
  if (mask & 1) py.incref(o);
  try {
    return loadAttr(rt, o, site);
  } catch (error) {
    // It failed at the name, whose place is the one before that of the call.
    if (rt.frame) rt.frame.at--;
    for (const [i, arg] of args.entries()) if (!isLent(mask, i + 1)) py.decref(arg);
    if (keywords) for (const [, value] of keywords) py.decref(value);
    throw error;
  }
}

export function m0(rt: Runtime, o: number, site: Site, mask: number): number {
  return invokeMethod(rt, site, [o], undefined, mask);
}

export function m1(rt: Runtime, o: number, site: Site, a: number, mask: number): number {
  return invokeMethod(rt, site, [o, a], undefined, mask);
}

export function m2(rt: Runtime, o: number, site: Site, a: number, b: number, mask: number): number {
  return invokeMethod(rt, site, [o, a, b], undefined, mask);
}

export function m3(
  rt: Runtime,
  o: number,
  site: Site,
  a: number,
  b: number,
  c: number,
  mask: number,
): number {
  return invokeMethod(rt, site, [o, a, b, c], undefined, mask);
}

export function mV(rt: Runtime, o: number, site: Site, args: number[], mask: number): number {
  return invokeMethod(rt, site, [o, ...args], undefined, mask);
}

export function mKw(
  rt: Runtime,
  o: number,
  site: Site,
  values: number[],
  names: number[],
  mask: number,
): number {
  const { args, keywords, lent } = splitKeywords(rt, values, names, mask);
  return invokeMethod(rt, site, [o, ...args], keywords, lent);
}
