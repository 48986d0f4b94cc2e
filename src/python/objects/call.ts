import { PyDict_Items, PyDict_SetItem } from '../../objects/dictobject';
import { Descr, Method, MethodWrapper } from '../../objects/structs';
import { PyTuple_New, PyTuple_Track } from '../../objects/tupleobject';
import { nativeOf, nativeOfDescriptor } from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { fullyQualifiedName, special } from '../runtime/lookup';
import type { Keywords, Native } from '../runtime/native';
import { holding, leave } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isLent, KEYWORDS_LENT, LENT } from '../runtime/runtime';
import {
  isNativeMethod,
  isStr,
  isSubtype,
  isType,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { internName, newDict, tupleItems } from '../runtime/values';
import { bindParameters, checkKeywords, keepParserNames } from './parameters';

/*
 * Calls (Objects/call.c).
 */

/** Calls a native function with borrowed words. */
export function callNative(
  rt: Runtime,
  native: Native,
  args: number[],
  keywords?: Keywords,
  packed = 0,
): number {
  const { keywords: known } = native;
  const named = keywords !== undefined && keywords.length > 0;
  if (named && !known) {
    const type = native.slot && native.name === '__init__' && native.owner;
    const called = native.slot ? type || `wrapper ${native.name}` : fullName(rt, native, args);
    typeError(rt, `${called}() takes no keyword arguments`);
  }
  if (named && typeof known === 'string')
    keepParserNames(rt, `${native.owner ?? 'builtins'}.${native.name}`, known);
  let bound = args;
  if (typeof known === 'string' && native.max >= 0) {
    const before = native.method ? 1 : 0;
    bound = bindParameters(rt, native.name, known, native.min, args, keywords, before);
  } else {
    checkCount(rt, native, args.length - (native.method ? 1 : 0), args);
    if (named && typeof known === 'string') checkKeywords(rt, native.name, known, keywords);
  }
  if (native.packs && packed === 0) {
    const own = native.method ? args.slice(1) : args;
    return packing(rt, own, keywords, (tuple) => callScoped(rt, native, bound, keywords, tuple));
  }
  return callScoped(rt, native, bound, keywords, packed);
}

/** Calls a native function; what it still owns afterwards is dropped. */
function callScoped(
  rt: Runtime,
  native: Native,
  args: number[],
  keywords: Keywords | undefined,
  packed: number,
): number {
  const mark = rt.owned.length;
  try {
    return native.call(args, keywords, packed);
  } finally {
    if (rt.owned.length > mark) leave(rt, mark);
  }
}

/** `_PyObject_FunctionStr`: says whose function it is. */
function fullName(rt: Runtime, { owner, name, method }: Native, [self]: readonly number[]): string {
  if (!owner || !rt.behaviour.methodsQualified) return name;
  // A method of a built-in class that is called of a class built on it.
  const cls = method && owner !== 'type' && self !== undefined && isType(rt, self) ? self : 0;
  return `${cls === 0 ? owner : fullyQualifiedName(rt, cls)}.${name}`;
}

/** @param given arguments, without the object of a method. @throws TypeError when a native function does not take so many */
export function checkCount(
  rt: Runtime,
  native: Native,
  given: number,
  args: readonly number[] = [],
): void {
  if (given < native.min || (native.max >= 0 && given > native.max))
    wrongCount(rt, native, given, args);
}

function wrongCount(rt: Runtime, native: Native, given: number, args: readonly number[]): never {
  const { min, max } = native;
  // The wrapper of a slot does not say its name (`check_num_args`, and `PyArg_UnpackTuple` with an empty one).
  const unnamed = native.slot && !rt.behaviour.slotsNamed ? '' : native.name;
  const name = native.slot && native.name === '__init__' ? native.owner! : unnamed;
  const full = fullName(rt, native, args);
  const plural = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`;
  if (native.slot && min === max && max < 2) typeError(rt, `expected ${plural(max)}, got ${given}`);
  if (native.slot && min === 1 && max === 2 && rt.behaviour.slotsNamed)
    typeError(rt, `expected 1 or 2 arguments, got ${given}`);
  if (max === 0) typeError(rt, `${full}() takes no arguments (${given} given)`);
  if (min === max) {
    const exactly = max === 1 ? 'exactly one argument' : `exactly ${plural(max)}`;
    typeError(
      rt,
      max === 1
        ? `${full}() takes ${exactly} (${given} given)`
        : `${name} expected ${plural(max)}, got ${given}`,
    );
  }
  if (given < min) typeError(rt, `${name} expected at least ${plural(min)}, got ${given}`);
  return typeError(rt, `${name} expected at most ${plural(max)}, got ${given}`);
}

/** `PyCallable_Check`. */
export function isCallable(rt: Runtime, o: number): boolean {
  return isType(rt, o) || special(rt, rt.py.typeOf(o), '__call__') !== 0;
}

/**
 * Calls a borrowed callable; steals the arguments that `mask` does not name.
 * @param packed the tuple in which the caller holds them, as what is called through its type gets them, or 0
 */
export function dispatch(
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  packed = 0,
): number {
  const { py } = rt;
  const type = py.typeOf(f);
  if (type === rt.functionType) return rt.callFunction(rt, f, args, keywords, mask);
  if (type === rt.methodType) {
    const [func, self] = boundTo(rt, f);
    return dispatch(
      rt,
      func,
      [self, ...args],
      keywords,
      (mask << 1) | (rt.framesAreObjects ? 1 : 0),
    );
  }
  let result: number;
  try {
    if (type === rt.nativeType) {
      const native = nativeOf(rt, f);
      const self = py.load(f + rt.nativeSelf);
      const tuple = native.packs ? packed : 0;
      result = callNative(rt, native, native.method ? [self, ...args] : args, keywords, tuple);
    } else if (isNativeMethod(rt, f)) {
      result = callDescriptor(rt, f, args, keywords);
    } else if (type === rt.methodWrapper) {
      const native = nativeOfDescriptor(rt, py.load(f + MethodWrapper.DESCRIPTOR));
      result = callNative(rt, native, [py.load(f + MethodWrapper.SELF), ...args], keywords);
    } else if (type === rt.classMethodDescriptor) {
      result = callClassDescriptor(rt, f, args, keywords);
    } else if (isType(rt, f)) result = rt.callType(rt, f, args, keywords, packed);
    else result = rt.callInstance(rt, f, args, keywords, packed);
  } finally {
    dropOperands(rt, args, mask & KEYWORDS_LENT ? undefined : keywords, mask);
  }
  return result;
}

/** Drops the operands of a call that is done, in the version's order. */
export function dropOperands(
  rt: Runtime,
  args: readonly number[],
  keywords: Keywords | undefined,
  mask: number,
): void {
  const { py } = rt;
  if (args.length === 1 && keywords === undefined) {
    if (!isLent(mask, 0)) py.decref(args[0]!);
    return;
  }
  if (rt.behaviour.dropsFirstOperandFirst) {
    for (let i = 0; i < args.length; i++) if (!isLent(mask, i)) py.decref(args[i]!);
    if (keywords) for (const [, value] of keywords) py.decref(value);
    return;
  }
  if (keywords) for (let i = keywords.length - 1; i >= 0; i--) py.decref(keywords[i]![1]);
  for (let i = args.length - 1; i >= 0; i--) if (!isLent(mask, i)) py.decref(args[i]!);
}

/** The function and the object of a method; the object's reference is the caller's (3.11 on). */
export function boundTo(rt: Runtime, method: number): [func: number, self: number] {
  const { py } = rt;
  const self = py.load(method + Method.SELF);
  if (!rt.framesAreObjects) py.incref(self);
  return [py.load(method + Method.FUNC), self];
}

function callDescriptor(rt: Runtime, f: number, args: number[], keywords?: Keywords): number {
  const native = nativeOfDescriptor(rt, f);
  const owner = rt.py.load(f + Descr.TYPE);
  const [self] = args;
  const type = nameOfType(rt, owner);
  if (self === undefined) {
    const unbound = !native.slot && rt.behaviour.methodsQualified;
    typeError(
      rt,
      unbound
        ? `unbound method ${type}.${native.name}() needs an argument`
        : `descriptor '${native.name}' of '${type}' object needs an argument`,
    );
  }
  if (!isSubtype(rt, rt.py.typeOf(self!), owner)) {
    if (native.slot)
      typeError(
        rt,
        `descriptor '${native.name}' requires a '${type}' object but received a '${typeName(rt, self!)}'`,
      );
    typeError(
      rt,
      `descriptor '${native.name}' for '${nameOfType(rt, owner)}' objects doesn't apply to a '${typeName(rt, self!)}' object`,
    );
  }
  return callNative(rt, native, args, keywords);
}

/** `classmethod_get` and a call: the first argument is the class. */
function callClassDescriptor(rt: Runtime, f: number, args: number[], keywords?: Keywords): number {
  const native = nativeOfDescriptor(rt, f);
  const owner = rt.py.load(f + Descr.TYPE);
  const [type] = args;
  const of = nameOfType(rt, owner);
  if (type === undefined)
    typeError(rt, `descriptor '${native.name}' of '${of}' object needs an argument`);
  if (!isType(rt, type!))
    typeError(rt, rt.messages.classMethodOfNoType(native.name, of, typeName(rt, type!)));
  if (!isSubtype(rt, type!, owner)) {
    typeError(
      rt,
      `descriptor '${native.name}' requires a subtype of '${of}' but received '${nameOfType(rt, type!)}'`,
    );
  }
  return callNative(rt, native, args, keywords);
}

/** What `body` gives while a tuple and a dict hold the arguments of a call through a type. */
export function packing<T>(
  rt: Runtime,
  args: readonly number[],
  keywords: Keywords | undefined,
  body: (tuple: number) => T,
): T {
  const held = packTuple(rt, args);
  const named = packDict(rt, keywords);
  try {
    return body(held);
  } finally {
    rt.py.xdecref(held);
    rt.py.xdecref(named);
  }
}

/** `tp_new_wrapper`: the arguments behind the class are in a tuple of their own meanwhile. */
export function slicing<T>(rt: Runtime, args: readonly number[], body: () => T): T {
  const slice = packTuple(rt, args);
  try {
    return body();
  } finally {
    rt.py.xdecref(slice);
  }
}

/** The tuple in which a call through a type gets its positional arguments; 0 without any. */
export function packTuple(rt: Runtime, args: readonly number[]): number {
  const { py } = rt;
  if (args.length === 0) return 0;
  const tuple = PyTuple_New(py, args.length);
  for (let i = 0; i < args.length; i++) {
    py.incref(args[i]!);
    py.store(tuple + py.tupleItem + i * 2, args[i]!);
  }
  PyTuple_Track(py, tuple);
  return tuple;
}

/** The names of arguments in a tuple; 0 without any. */
export function packNames(rt: Runtime, keywords: Keywords | undefined): number {
  return packTuple(
    rt,
    (keywords ?? []).map(([name]) => internName(rt, name)),
  );
}

/** The dict in which a call through a type gets its named arguments; 0 without any. */
export function packDict(rt: Runtime, keywords: Keywords | undefined): number {
  if (!keywords?.length) return 0;
  const dict = newDict(rt);
  for (const [name, value] of keywords) PyDict_SetItem(rt.py, dict, internName(rt, name), value);
  return dict;
}

/**
 * Calls a callable as C code does, everything borrowed: the caller holds its references until the call
 * is done. Only the locals of a Python function take their own.
 */
export function callBorrowed(
  rt: Runtime,
  f: number,
  args: readonly number[],
  keywords?: Keywords,
): number {
  const { py } = rt;
  const type = py.typeOf(f);
  if (rt.framesAreObjects || (type !== rt.functionType && type !== rt.methodType)) {
    return dispatch(rt, f, [...args], keywords, LENT);
  }
  for (const arg of args) py.incref(arg);
  if (keywords) for (const [, value] of keywords) py.incref(value);
  return dispatch(rt, f, [...args], keywords, 0);
}

/** The same with named arguments from a dict: an array holds all of them, and a tuple the names (`_PyStack_UnpackDict`). */
export function callUnpacked(
  rt: Runtime,
  f: number,
  args: readonly number[],
  keywords: Keywords | undefined,
): number {
  if (!keywords?.length) return callBorrowed(rt, f, args);
  const held = [...args, ...keywords.map(([, value]) => value)];
  const names = packNames(rt, keywords);
  try {
    return holding(rt, held, () => callBorrowed(rt, f, args, keywords));
  } finally {
    rt.py.xdecref(names);
  }
}

/** `PyObject_Call`: the caller holds the arguments as a tuple and a dict. */
export function callPacked(
  rt: Runtime,
  f: number,
  args: number,
  keywords: Keywords | undefined,
): number {
  const items = tupleItems(rt, args);
  return hasVectorcall(rt, f)
    ? callUnpacked(rt, f, items, keywords)
    : dispatch(rt, f, items, keywords, LENT, args);
}

/** `PyVectorcall_Function`: whether it gets its arguments as an array. */
export function hasVectorcall(rt: Runtime, f: number): boolean {
  const type = rt.py.typeOf(f);
  return (
    type === rt.functionType ||
    type === rt.methodType ||
    type === rt.nativeType ||
    type === rt.methodDescriptor
  );
}

/** The same with arguments that are taken over: they go when the call is done, as `map`'s do. */
export function callLending(rt: Runtime, f: number, args: readonly number[]): number {
  try {
    return callBorrowed(rt, f, args);
  } finally {
    for (const arg of args) rt.py.decref(arg);
  }
}

/** Calls a borrowed callable; takes the arguments over. */
export function callWords(rt: Runtime, f: number, args: number[]): number {
  return dispatch(rt, f, args, undefined, 0);
}

/** The named arguments in a dict, borrowed; of none or 0 undefined. @param called for messages. @throws TypeError */
export function keywordsOf(rt: Runtime, dict: number, called = ''): Keywords | undefined {
  const pairs = dict === 0 ? [] : PyDict_Items(rt.py, dict);
  if (pairs.length === 0) return undefined;
  const named: [string, number][] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    if (!isStr(rt, pairs[i]!)) typeError(rt, `${called}keywords must be strings`);
    named.push([asText(rt, pairs[i]!), pairs[i + 1]!]);
  }
  return named;
}
