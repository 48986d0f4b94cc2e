import type { Code } from '../compile/code';
import { bind } from '../objects/bind';
import { callBorrowed } from '../objects/call';
import { cellSet } from '../objects/cell';
import { lookupAttr } from '../objects/getattr';
import { asText, typeError } from '../runtime/errors';
import { Frame } from '../runtime/frame';
import { lookup } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, leave, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSubtype, isType, typeName } from '../runtime/type-checks';
import { internName, newDict, newTuple } from '../runtime/values';
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
    const resolved = resolveBases(rt, bases);
    for (const base of bases) give(rt, base);
    const basesTuple = own(rt, newTuple(rt, resolved));
    const given = keywords.find(([key]) => key === 'metaclass')?.[1];
    const rest = keywords.filter(([key]) => key !== 'metaclass');
    const meta = metaclassOf(rt, given ?? rt.typeType, resolved);
    const namespace = own(rt, prepareNamespace(rt, meta, name, basesTuple, rest));
    const body = new Frame(code, func, frame.globals, namespace, rt.frame);
    const cell = own(rt, runCode(rt, body));
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

function resolveBases(rt: Runtime, bases: number[]): number[] {
  return bases.map((base) => {
    if (isType(rt, base)) return base;
    const method = lookupAttr(rt, base, internName(rt, '__mro_entries__'));
    if (method !== 0) {
      typeError(rt, 'the simulator does not know __mro_entries__');
    }
    return typeError(rt, `'${typeName(rt, base)}' object is no class to derive from`);
  });
}

/** The most derived metaclass: the given one, or that of a base. */
function metaclassOf(rt: Runtime, given: number, bases: readonly number[]): number {
  let winner = given;
  if (!isType(rt, given)) return given;
  for (const base of bases) {
    const meta = rt.py.typeOf(base);
    if (isSubtype(rt, winner, meta)) continue;
    if (isSubtype(rt, meta, winner)) winner = meta;
    else {
      typeError(
        rt,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
  }
  return winner;
}

function prepareNamespace(
  rt: Runtime,
  meta: number,
  name: number,
  bases: number,
  keywords: Keywords,
): number {
  if (meta === rt.typeType || !isType(rt, meta)) return newDict(rt);
  const method = lookup(rt, meta, internName(rt, '__prepare__'));
  if (method === 0) return newDict(rt);
  const bound = bind(rt, method, 0, meta);
  try {
    return callBorrowed(rt, bound, [name, bases], keywords);
  } finally {
    rt.py.decref(bound);
  }
}
