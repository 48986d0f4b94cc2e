import { PyDict_Items } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import type { Code } from '../compile/code';
import { bind } from '../objects/bind';
import { callBorrowed, callWords, packDict, packNames } from '../objects/call';
import { cellSet } from '../objects/cell';
import { lookupAttr } from '../objects/getattr';
import { metaclassOf } from '../objects/new-class';
import { setItem } from '../objects/store-subscript';
import { asText, typeError } from '../runtime/errors';
import { Frame } from '../runtime/frame';
import { lookup } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, leave, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isType } from '../runtime/type-checks';
import { internName, newDict, newTuple, tupleItems } from '../runtime/values';
import { makeFunction } from './call-function';
import { runCode } from './ceval';

/*
 * The `class` statement (`__build_class__` in Python/bltinmodule.c).
 */

/** Runs a class body and makes the class; takes the words over. */
export function buildClass(
  rt: Runtime,
  frame: Frame,
  code: Code,
  closure: number,
  name: number,
  bases: number[],
  names: number[],
  values: number[],
): number {
  const { py } = rt;
  const mark = rt.owned.length;
  try {
    const func = own(rt, makeFunction(rt, frame, code, 0, 0, 0, closure));
    for (const value of [...values].reverse()) own(rt, value);
    for (const base of bases) own(rt, base);
    const keywords = names.map((each, i) => [asText(rt, each), values[i]!] as const);
    ownIfMade(rt, packDict(rt, keywords));
    const original = bases.every((base) => isType(rt, base))
      ? 0
      : own(
          rt,
          newTuple(
            rt,
            bases.map((base) => newRef(rt, base)),
          ),
        );
    const resolved = resolveBases(rt, bases);
    for (const base of resolved) give(rt, base);
    for (const base of bases) release(rt, base);
    const basesTuple = own(rt, newTuple(rt, resolved));
    const given = keywords.find(([key]) => key === 'metaclass')?.[1];
    const rest = keywords.filter(([key]) => key !== 'metaclass');
    const meta = metaclassOf(rt, given ?? firstMetaclass(rt, resolved), resolved);
    const namespace = own(rt, prepareNamespace(rt, meta, name, basesTuple, rest));
    const body = new Frame(code, func, frame.globals, namespace, rt.frame);
    const cell = own(rt, runCode(rt, body));
    if (original !== 0) {
      const key = own(rt, newRef(rt, internName(rt, '__orig_bases__')));
      setItem(rt, namespace, key, original);
      release(rt, key);
    }
    // `type` gets the arguments' names and values as an array, and makes a dict of them again (3.9 on).
    if (meta === rt.typeType && rt.behaviour.vectorcallTypes.includes('type')) {
      ownIfMade(rt, packNames(rt, rest));
      ownIfMade(rt, packDict(rt, rest));
    }
    const type = callBorrowed(
      rt,
      meta,
      [name, basesTuple, namespace],
      rest.length ? rest : undefined,
    );
    if (cell !== py.none) cellSet(rt, cell, newRef(rt, type));
    return type;
  } finally {
    leave(rt, mark);
  }
}

/** Keeps an object until the class is made; 0 is none. */
function ownIfMade(rt: Runtime, op: number): void {
  if (op !== 0) own(rt, op);
}

/** The metaclass where none is given: that of the first base. */
function firstMetaclass(rt: Runtime, [base]: readonly number[]): number {
  return base === undefined ? rt.typeType : rt.py.typeOf(base);
}

/** The same with the bases in a tuple, and named arguments in a dict, or 0. Steals them. */
export function buildStarredClass(
  rt: Runtime,
  frame: Frame,
  code: Code,
  closure: number,
  name: number,
  bases: number,
  keywords: number,
): number {
  const { py } = rt;
  try {
    const words = tupleItems(rt, bases).map((op) => newRef(rt, op));
    const pairs = keywords === 0 ? [] : PyDict_Items(py, keywords);
    const [names, values] = [0, 1].map((part) => pairs.filter((_, i) => i % 2 === part));
    const held = values!.map((op) => newRef(rt, op));
    return buildClass(rt, frame, code, closure, name, words, names!, held);
  } finally {
    py.decref(bases);
    py.xdecref(keywords);
  }
}

/**
 * `update_bases`: the bases, with each that has `__mro_entries__` replaced by what that gives (PEP 560). The
 * scope owns them.
 */
function resolveBases(rt: Runtime, bases: readonly number[]): number[] {
  const { py } = rt;
  if (bases.every((base) => isType(rt, base)))
    return bases.map((base) => own(rt, newRef(rt, base)));
  const given = own(
    rt,
    newTuple(
      rt,
      bases.map((base) => newRef(rt, base)),
    ),
  );
  const resolved: number[] = [];
  for (const base of bases) {
    const method = isType(rt, base) ? 0 : lookupAttr(rt, base, internName(rt, '__mro_entries__'));
    if (method === 0) {
      resolved.push(own(rt, newRef(rt, base)));
      continue;
    }
    own(rt, method);
    const entries = own(rt, callWords(rt, method, [newRef(rt, given)]));
    if (py.typeOf(entries) !== rt.tupleType) typeError(rt, '__mro_entries__ must return a tuple');
    for (const entry of tupleItems(rt, entries)) resolved.push(own(rt, newRef(rt, entry)));
    release(rt, entries);
    release(rt, method);
  }
  release(rt, given);
  return resolved;
}

function prepareNamespace(
  rt: Runtime,
  meta: number,
  name: number,
  bases: number,
  keywords: Keywords,
): number {
  if (meta === rt.typeType) {
    // `type.__prepare__`, bound, gives it.
    const prepare = newFields(rt.py, 'builtin_function_or_method', { m_self: meta });
    const namespace = newDict(rt);
    rt.py.decref(prepare);
    return namespace;
  }
  if (!isType(rt, meta)) return newDict(rt);
  const method = lookup(rt, meta, internName(rt, '__prepare__'));
  if (method === 0) return newDict(rt);
  const bound = bind(rt, method, 0, meta);
  try {
    return callBorrowed(rt, bound, [name, bases], keywords);
  } finally {
    rt.py.decref(bound);
  }
}
