import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, nameOfType } from '../runtime/type-checks';
import { bindParameters, keepParserNames } from './parameters';

/*
 * What built-in types take when they are called (the argument clinic of their `tp_new`).
 */

/** How many positional arguments, and the names of those that have one (`bindParameters`). */
interface TypeParameters {
  readonly min: number;
  readonly max: number;
  readonly names?: string;
  /** Whether a class built on it takes the same: what `tp_new` reads, not `tp_init`. */
  readonly inherited?: boolean;
  /** Whether its `tp_init` reads them. */
  readonly fills?: boolean;
  /** Whether it counts its arguments itself when none has a name (3.13 on). */
  readonly counts?: boolean;
}

const PARAMETERS: ReadonlyMap<string, TypeParameters> = new Map(
  Object.entries({
    float: { min: 0, max: 1 },
    set: { min: 0, max: 1, fills: true },
    frozenset: { min: 0, max: 1 },
    list: { min: 0, max: 1, fills: true },
    tuple: { min: 0, max: 1 },
    bool: { min: 0, max: 1 },
    reversed: { min: 1, max: 1 },
    range: { min: 1, max: 3 },
    slice: { min: 1, max: 3 },
    filter: { min: 2, max: 2 },
    staticmethod: { min: 1, max: 1, fills: true },
    classmethod: { min: 1, max: 1, fills: true },
    int: { min: 0, max: 2, names: 'x / base', inherited: true, counts: true },
    complex: { min: 0, max: 2, names: 'real imag', inherited: true },
    str: { min: 0, max: 3, names: 'object encoding errors', inherited: true, counts: true },
    bytes: { min: 0, max: 3, names: 'source encoding errors', inherited: true },
    bytearray: { min: 0, max: 3, names: 'source encoding errors' },
    property: { min: 0, max: 4, names: 'fget fset fdel doc' },
    memoryview: { min: 1, max: 1, names: 'object' },
  }),
);

/** Arguments of a built-in type, or of a class built on it, in their places. @throws TypeError */
export function typeArguments(
  rt: Runtime,
  type: number,
  args: number[],
  keywords: Keywords | undefined,
): number[] {
  const { py } = rt;
  const derived = isHeapType(rt, type);
  const name = nameOfType(rt, derived ? py.builtinBase(type) : type);
  const parameters = PARAMETERS.get(name);
  if (parameters === undefined) return args;
  const { min, max, names, counts } = parameters;
  const named = keywords !== undefined && keywords.length > 0;
  if (derived && !parameters.inherited) {
    if (named && names === undefined && !parameters.fills)
      refuseKeywords(rt, type, py.builtinBase(type));
    return args;
  }
  const itself = names === undefined || (counts && !named && !derived && rt.behaviour.typesCount);
  if (!itself) {
    if (named) keepParserNames(rt, name, names);
    return bindParameters(rt, name, names, min, args, keywords);
  }
  if (named) typeError(rt, `${name}() takes no keyword arguments`);
  if (args.length < min || args.length > max) wrongCount(rt, name, min, max, args.length);
  return args;
}

/**
 * `_PyArg_NoKeywords` of a `tp_new`. A class built on the type takes named arguments when it has an `__init__` of its
 * own, and to 3.10 in any case.
 */
export function refuseKeywords(rt: Runtime, type: number, base: number): void {
  const derived = type !== base;
  if (derived && !rt.behaviour.refusesDerivedKeywords) return;
  if (derived && special(rt, type, '__init__') !== special(rt, base, '__init__')) return;
  typeError(rt, `${nameOfType(rt, base)}() takes no keyword arguments`);
}

/** Arguments of a `tp_init` that is called alone, or of a class built on its type, in their places. @throws TypeError */
export function initArguments(
  rt: Runtime,
  type: number,
  args: number[],
  keywords: Keywords | undefined,
): number[] {
  const name = nameOfType(rt, isHeapType(rt, type) ? rt.py.builtinBase(type) : type);
  const parameters = PARAMETERS.get(name);
  if (parameters?.names === undefined || parameters.inherited) return args;
  return bindParameters(rt, name, parameters.names, parameters.min, args, keywords);
}

/** `_PyArg_CheckPositional`. */
function wrongCount(rt: Runtime, name: string, min: number, max: number, given: number): never {
  const bound = given < min ? min : max;
  const limit = min === max ? '' : given < min ? 'at least ' : 'at most ';
  const one = name === 'range' && given === 0 ? rt.messages.atLeastOne(name) : undefined;
  const plural = bound === 1 ? '' : 's';
  return typeError(rt, one ?? `${name} expected ${limit}${bound} argument${plural}, got ${given}`);
}
