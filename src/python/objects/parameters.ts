import { typeError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { suggestion } from '../runtime/suggestions';
import { internName, newTrackedTuple } from '../runtime/values';

/*
 * Arguments of native functions that have names (`_PyArg_UnpackKeywords` in Python/getargs.c).
 */

/** What a native function takes: names in order, and how they can be given. */
interface Parameters {
  readonly names: readonly string[];
  /** How many of the first have no name that a caller can use. */
  readonly positionalOnly: number;
  /** How many can be given without their name. */
  readonly positional: number;
}

const known = new Map<string, Parameters>();

/** @param text names with a space between, `/` behind those without a name, `*` before those with only that */
function parametersOf(text: string): Parameters {
  let found = known.get(text);
  if (found === undefined) {
    const parts = text.split(' ');
    const slash = parts.indexOf('/');
    const star = parts.filter((part) => part !== '/').indexOf('*');
    const names = parts.filter((part) => part !== '/' && part !== '*');
    found = {
      names,
      positionalOnly: Math.max(0, slash),
      positional: star < 0 ? names.length : star,
    };
    known.set(text, found);
  }
  return found;
}

const plural = (count: number): string => (count === 1 ? '' : 's');

/** How many arguments without a name are refused, and in which words. */
function checkCount(
  rt: Runtime,
  called: string,
  { positionalOnly, positional, names }: Parameters,
  min: number,
  given: number,
  named: number,
): void {
  const refuse = (bound: string, count: number, kind: string, got: number): never =>
    typeError(
      rt,
      `${called}() takes ${bound} ${count} ${kind}argument${plural(count)} (${got} given)`,
    );
  if (given + named > names.length)
    refuse('at most', names.length, given === 0 ? 'keyword ' : '', given + named);
  if (given > positional) {
    if (positional === 0) typeError(rt, `${called}() takes no positional arguments`);
    refuse(min < positional ? 'at most' : 'exactly', positional, 'positional ', given);
  }
  const needed = Math.min(positionalOnly, min);
  if (given < needed)
    refuse(needed < positional ? 'at least' : 'exactly', needed, 'positional ', given);
}

/**
 * Puts named arguments into their places.
 * @param text what the function takes (`parametersOf`)
 * @param min how many it needs
 * @param before words before the arguments: the object of a method
 * @returns the arguments, with holes for those that are not given; those without a place stay in `keywords`
 * @throws TypeError
 */
export function bindParameters(
  rt: Runtime,
  called: string,
  text: string,
  min: number,
  args: number[],
  keywords: Keywords | undefined,
  before = 0,
): number[] {
  const parameters = parametersOf(text);
  const { names, positionalOnly, positional } = parameters;
  const given = args.length - before;
  const named = keywords?.length ?? 0;
  if (named === 0 && given >= min && given <= positional) return args;
  checkCount(rt, called, parameters, min, given, named);
  const bound = args.slice();
  let used = 0;
  for (let i = Math.max(given, positionalOnly); i < names.length; i++) {
    const word = keywords?.find(([name]) => name === names[i])?.[1];
    if (word !== undefined) {
      used++;
      if (i < positional) bound[before + i] = word;
    } else if (i < min)
      typeError(rt, `${called}() missing required argument '${names[i]}' (pos ${i + 1})`);
  }
  if (used < named) refuseKeyword(rt, called, parameters, given, keywords!);
  return bound;
}

/**
 * `parser_init`: the tuple of parameters' names that a native function makes when it is first called with one.
 * @param key `module.name`, `type.name`, or a type's name
 * @param text what it takes (`parametersOf`)
 */
export function keepParserNames(rt: Runtime, key: string, text: string): void {
  if (!rt.behaviour.parserNames.has(key) || rt.parserNames.has(key)) return;
  const { names, positionalOnly } = parametersOf(text);
  const words = names.slice(positionalOnly).map((name) => newRef(rt, internName(rt, name)));
  rt.parserNames.set(key, newTrackedTuple(rt, words));
}

function refuseName(rt: Runtime, called: string, name: string, known: readonly string[]): never {
  const meant = suggestion(name, known);
  return typeError(rt, rt.messages.unexpectedKeyword(called, name) + rt.messages.meant(meant));
}

function refuseKeyword(
  rt: Runtime,
  called: string,
  { names, positionalOnly }: Parameters,
  given: number,
  keywords: Keywords,
): never {
  for (const [i, name] of names.slice(0, given).entries()) {
    if (i >= positionalOnly && keywords.some(([key]) => key === name))
      typeError(rt, `argument for ${called}() given by name ('${name}') and position (${i + 1})`);
  }
  const usable = names.slice(positionalOnly);
  const [unknown] = keywords.find(([name]) => !usable.includes(name))!;
  return refuseName(rt, called, unknown, usable);
}

/** Of a function with any number of arguments: refuses names that it does not know. @throws TypeError */
export function checkKeywords(
  rt: Runtime,
  called: string,
  text: string,
  keywords: Keywords | undefined,
): void {
  const { names } = parametersOf(text);
  for (const [name] of keywords ?? [])
    if (!names.includes(name)) refuseName(rt, called, name, names);
}
