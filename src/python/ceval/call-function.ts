import { PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import { PyFunction_New } from '../../objects/field-objects';
import { Ob } from '../../objects/structs';
import type { Code } from '../compile/code';
import { codeOf, newFrameObject } from '../objects/frame';
import { makeGenerator } from '../objects/generator';
import { collectIfDue } from '../runtime/collect';
import { asText, raiseError, typeError } from '../runtime/errors';
import { Frame } from '../runtime/frame';
import type { Keywords } from '../runtime/native';
import { newRef } from '../runtime/refs';
import { isLent, KEYWORDS_LENT, type Runtime } from '../runtime/runtime';
import { suggestion } from '../runtime/suggestions';
import {
  dictSized,
  internName,
  newConstant,
  newList,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';

/*
 * Calls of Python functions (`_PyEval_Vector` in Python/ceval.c), and functions themselves (Objects/funcobject.c).
 */

/** `argument: 'a'` or `arguments: 'a', 'b', and 'c'`. */
function names(missing: readonly string[]): string {
  const quoted = missing.map((name) => `'${name}'`);
  if (quoted.length === 1) return `argument: ${quoted[0]}`;
  const last = quoted.pop()!;
  return `arguments: ${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
}

function enterFrame(rt: Runtime, frame: Frame): void {
  if (++rt.depth > rt.recursionLimit) {
    rt.depth--;
    recursionError(rt);
  }
  if (rt.framesAreObjects) newFrameObject(rt, frame);
  rt.frame = frame;
  frame.owned = rt.owned.length;
  if (rt.py.gc.scheduled) collectIfDue(rt);
}

function recursionError(rt: Runtime): never {
  return raiseError(rt, 'RecursionError', 'maximum recursion depth exceeded');
}

function newFrame(rt: Runtime, code: Code, func: number): Frame {
  return new Frame(code, func, rt.py.load(func + rt.funcGlobals), 0, rt.frame);
}

/**
 * Runs a function whose arguments fit as they are, and takes them over, or what is not borrowed.
 * To 3.10 the caller keeps its references until the function is done, if it does not `give` them.
 */
function runFunction(
  rt: Runtime,
  func: number,
  code: Code,
  args: number[],
  mask: number,
  give: boolean,
): number {
  const frame = newFrame(rt, code, func);
  const keeps = rt.framesAreObjects && !give;
  if (rt.framesAreObjects) {
    for (const [i, arg] of args.entries()) if (keeps || isLent(mask, i)) rt.py.incref(arg);
  } else frame.mask = mask;
  if (code.isGenerator || code.isCoroutine) return startGenerator(rt, frame, args, mask, keeps);
  try {
    enterOrDrop(rt, frame, args, mask);
    return applyFunction(code, frame, args);
  } finally {
    if (keeps) dropArguments(rt, args, mask);
  }
}

function enterOrDrop(rt: Runtime, frame: Frame, args: readonly number[], mask: number): void {
  try {
    enterFrame(rt, frame);
  } catch (error) {
    for (const [i, arg] of args.entries()) if (!isLent(mask, i)) rt.py.decref(arg);
    throw error;
  }
}

function applyFunction(code: Code, frame: Frame, args: readonly number[]): number {
  switch (args.length) {
    case 0:
      return code.run(frame);
    case 1:
      return code.run(frame, args[0]!);
    case 2:
      return code.run(frame, args[0]!, args[1]!);
    case 3:
      return code.run(frame, args[0]!, args[1]!, args[2]!);
    default:
      return code.run(frame, ...args);
  }
}

function startGenerator(
  rt: Runtime,
  frame: Frame,
  args: number[],
  mask: number,
  keeps: boolean,
): number {
  for (const [i, arg] of args.entries())
    if (!rt.framesAreObjects && isLent(mask, i)) rt.py.incref(arg);
  frame.mask = 0;
  try {
    return makeGenerator(rt, frame, args);
  } finally {
    if (keeps) dropArguments(rt, args, mask);
  }
}

function dropArguments(rt: Runtime, args: readonly number[], mask = 0): void {
  for (let i = args.length - 1; i >= 0; i--) if (!isLent(mask, i)) rt.py.decref(args[i]!);
}

/**
 * Calls a function, binding arguments where they do not fit; takes them over, not the function.
 * @param give only the locals hold what is not lent
 * @param bound called once the arguments are in the locals, before the function runs
 */
export function callFunction(
  rt: Runtime,
  func: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  give = false,
  bound?: () => void,
): number {
  const code = codeOf(rt, func);
  if (code.simple && code.argcount === args.length && !keywords?.length) {
    bound?.();
    return runFunction(rt, func, code, args, mask, give);
  }
  const { locals, drop } = bindAndTell(rt, func, code, args, keywords, mask, give, bound);
  try {
    const frame = newFrame(rt, code, func);
    if (code.isGenerator || code.isCoroutine) return makeGenerator(rt, frame, locals);
    enterOrDrop(rt, frame, locals, 0);
    return applyFunction(code, frame, locals);
  } finally {
    drop();
  }
}

/** The same as `bindCall`, and `bound` is called whatever comes of it. */
function bindAndTell(
  ...[rt, func, code, args, keywords, mask, give, bound]: [
    ...Required<Parameters<typeof bindCall>>,
    bound: (() => void) | undefined,
  ]
): ReturnType<typeof bindCall> {
  if (!bound) return bindCall(rt, func, code, args, keywords, mask, give);
  try {
    return bindCall(rt, func, code, args, keywords, mask, give);
  } finally {
    bound();
  }
}

/** A call of a function in a thread: entered, not yet run. `callFunction` makes generators. */
export function enterCall(
  rt: Runtime,
  func: number,
  code: Code,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
): { frame: Frame; locals: readonly number[]; drop: () => void } {
  const { locals, drop } = bindCall(rt, func, code, args, keywords, mask);
  try {
    const frame = newFrame(rt, code, func);
    enterOrDrop(rt, frame, locals, 0);
    return { frame, locals, drop };
  } catch (error) {
    drop();
    throw error;
  }
}

/** The locals of a call, and a function that drops the arguments when the call is done. */
function bindCall(
  rt: Runtime,
  func: number,
  code: Code,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  give = false,
): { locals: number[]; drop: () => void } {
  const { py } = rt;
  // To 3.10 lent arguments stay lent. From 3.11 on named arguments are never lent to a function.
  if (!rt.framesAreObjects)
    for (const [i, arg] of args.entries()) if (isLent(mask, i)) py.incref(arg);
  const lent = rt.framesAreObjects ? mask : 0;
  const values = mask & KEYWORDS_LENT ? [] : (keywords ?? []).map(([, value]) => value);
  const drop = (): void => {
    dropArguments(rt, values);
    dropArguments(rt, args, lent);
  };
  let locals: number[];
  try {
    locals = bindArguments(rt, func, code, args, keywords ?? []);
  } catch (error) {
    drop();
    throw error;
  }
  if (rt.framesAreObjects && !give) return { locals, drop };
  drop();
  return { locals, drop: () => {} };
}

/** The parameters' values: new references, in the order of the variables. Arguments are borrowed. */
function bindArguments(
  rt: Runtime,
  func: number,
  code: Code,
  args: readonly number[],
  keywords: Keywords,
): number[] {
  const { py } = rt;
  const total = code.argcount + code.kwonly;
  const locals: number[] = new Array(total).fill(0);
  let varargs = 0;
  let kwargs = 0;
  const fail = (message: string): never => {
    for (const local of [...locals, varargs, kwargs]) if (local) py.decref(local);
    return typeError(rt, `${calledName(rt, func, code)}() ${message}`);
  };
  const count = Math.min(args.length, code.argcount);
  for (let i = 0; i < count; i++) locals[i] = newRef(rt, args[i]!);
  if (code.varkw) kwargs = dictSized(rt, 0);
  if (code.varargs)
    varargs = newTuple(
      rt,
      args.slice(count).map((arg) => newRef(rt, arg)),
    );
  for (const [name, value] of keywords) {
    const at = code.varnames.indexOf(name, code.posonly);
    if (at >= 0 && at < total) {
      if (locals[at] !== 0) fail(`got multiple values for argument '${name}'`);
      locals[at] = newRef(rt, value);
    } else if (code.varkw) PyDict_SetItem(py, kwargs, internName(rt, name), value);
    else {
      const named = positionalOnlyNamed(rt, code, keywords);
      fail(
        named.length > 0
          ? `got some positional-only arguments passed as keyword arguments: '${named.join(', ')}'`
          : `got an unexpected keyword argument '${name}'${meant(rt, code, name)}`,
      );
    }
  }
  if (args.length > code.argcount && !code.varargs)
    tooMany(rt, func, code, args.length, locals, fail);
  fillDefaults(rt, func, code, locals, fail);
  if (varargs !== 0 || code.varargs) locals.push(varargs);
  if (code.varkw) locals.push(kwargs);
  return locals;
}

/** `positional_only_passed_as_keyword`: parameters that may not be named, but were. It collects them in a list. */
function positionalOnlyNamed(rt: Runtime, code: Code, keywords: Keywords): string[] {
  if (code.posonly === 0) return [];
  rt.py.decref(newList(rt, []));
  const given = new Set(keywords.map(([name]) => name));
  return code.varnames.slice(0, code.posonly).filter((name) => given.has(name));
}

function calledName(rt: Runtime, func: number, code: Code): string {
  const word = rt.py.load(func + (rt.py.structs.offset('PyFunctionObject', 'func_qualname') >> 2));
  return rt.messages.functionName(code.name, word === 0 ? code.qualname : asText(rt, word));
}

function tooMany(
  rt: Runtime,
  func: number,
  code: Code,
  given: number,
  locals: readonly number[],
  fail: (message: string) => never,
): void {
  const defaults = rt.py.load(func + rt.funcDefaults);
  const optional = defaults === 0 ? 0 : rt.py.get(defaults + Ob.SIZE);
  const takes =
    optional > 0 ? `from ${code.argcount - optional} to ${code.argcount}` : `${code.argcount}`;
  const plural = optional > 0 || code.argcount !== 1 ? 's' : '';
  const keyword = locals.slice(code.argcount).filter((local) => local !== 0).length;
  const extra =
    keyword > 0
      ? ` positional argument${given !== 1 ? 's' : ''} (and ${keyword} keyword-only argument${keyword !== 1 ? 's' : ''})`
      : '';
  const verb = given === 1 && keyword === 0 ? 'was' : 'were';
  fail(`takes ${takes} positional argument${plural} but ${given}${extra} ${verb} given`);
}

function fillDefaults(
  rt: Runtime,
  func: number,
  code: Code,
  locals: number[],
  fail: (message: string) => never,
): void {
  const { py } = rt;
  const defaults = py.load(func + rt.funcDefaults);
  const values = defaults === 0 ? [] : tupleItems(rt, defaults);
  const missing: string[] = [];
  for (let i = 0; i < code.argcount; i++) {
    if (locals[i] !== 0) continue;
    const value = values[i - (code.argcount - values.length)];
    if (value === undefined) missing.push(code.varnames[i]!);
    else locals[i] = newRef(rt, value);
  }
  if (missing.length > 0)
    missingArguments(rt, missing, () =>
      fail(`missing ${missing.length} required positional ${names(missing)}`),
    );
  const kwdefaults = py.load(func + rt.funcKwdefaults);
  for (let i = code.argcount; i < code.argcount + code.kwonly; i++) {
    if (locals[i] !== 0) continue;
    const value =
      kwdefaults === 0 ? 0 : PyDict_GetItem(py, kwdefaults, internName(rt, code.varnames[i]!));
    if (value === 0) missing.push(code.varnames[i]!);
    else locals[i] = newRef(rt, value);
  }
  if (missing.length > 0)
    missingArguments(rt, missing, () =>
      fail(`missing ${missing.length} required keyword-only ${names(missing)}`),
    );
}

/** `missing_arguments`: a list has the names, as they are printed, until the error is raised. */
function missingArguments(rt: Runtime, missing: readonly string[], fail: () => never): never {
  const list = newList(
    rt,
    missing.map((name) => newStr(rt, `'${name}'`)),
  );
  try {
    return fail();
  } finally {
    rt.py.decref(list);
  }
}

/** `MAKE_FUNCTION`: takes everything over. */
export function makeFunction(
  rt: Runtime,
  frame: Frame,
  code: Code,
  defaults: number,
  kwdefaults: number,
  annotations: number,
  closure: number,
): number {
  const { py } = rt;
  const name = internName(rt, code.name);
  const qualname = internName(rt, code.qualname);
  const module = PyDict_GetItem(py, frame.globals, internName(rt, '__name__'));
  const doc = code.docstring === null ? 0 : newConstant(rt, { t: 'str', v: code.docstring });
  const op = PyFunction_New(py, name, code.word, frame.globals, {
    qualname,
    module,
    builtins: rt.builtinsDict,
    ...(defaults ? { defaults } : {}),
    ...(kwdefaults ? { kwdefaults } : {}),
    ...(closure ? { closure } : {}),
    ...(annotations
      ? { [rt.py.version.compiler.lazyAnnotations ? 'annotate' : 'annotations']: annotations }
      : {}),
    ...(doc ? { doc } : {}),
  });
  for (const word of [defaults, kwdefaults, annotations, closure, doc]) py.xdecref(word);
  return op;
}

/** The parameter that may have been meant by a name, as an error adds it. */
function meant(rt: Runtime, code: Code, name: string): string {
  const known = code.varnames.slice(code.posonly, code.argcount + code.kwonly);
  return rt.messages.meant(suggestion(name, known));
}
