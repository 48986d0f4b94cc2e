import { asText, typeError } from '../runtime/errors';
import { newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isList, isStr, isTuple, typeName } from '../runtime/type-checks';
import { internName, newTuple, tupleItems } from '../runtime/values';
import { lookupAttr } from './getattr';
import { itemsOf } from './length';
import { repr } from './repr';
import { getItem } from './subscript';

/*
 * What is between the brackets of `list[int]`: type variables in it, and its text (Objects/genericaliasobject.c).
 */

/** The type variables of arguments, each once: a new tuple. */
export function typeVariables(rt: Runtime, args: number): number {
  const found: number[] = [];
  const add = (word: number): void => {
    if (!found.includes(word)) found.push(word);
  };
  for (const each of tupleItems(rt, args)) {
    if (isTypeVariable(rt, each)) add(each);
    else for (const inner of innerVariables(rt, each)) add(inner);
  }
  return newTuple(
    rt,
    found.map((op) => newRef(rt, op)),
  );
}

function isTypeVariable(rt: Runtime, o: number): boolean {
  return ['TypeVar', 'ParamSpec', 'TypeVarTuple'].includes(typeName(rt, o).replace('typing.', ''));
}

/** The type variables of an alias in an alias. */
function innerVariables(rt: Runtime, o: number): number[] {
  if (rt.py.typeOf(o) === rt.typeType) return [];
  const inner = lookupAttr(rt, o, internName(rt, '__parameters__'));
  if (inner === 0) return [];
  const items = isTuple(rt, inner) ? tupleItems(rt, inner) : [];
  rt.py.decref(inner);
  return items;
}

/**
 * `_Py_subs_parameters`: the arguments with the type variables replaced: a new tuple.
 * @throws TypeError where there are none, or not as many as are given
 */
export function substituted(
  rt: Runtime,
  self: number,
  args: number,
  parameters: number,
  item: number,
): number {
  const variables = tupleItems(rt, parameters);
  if (variables.length === 0) typeError(rt, rt.messages.notGeneric(repr(rt, self)));
  const given = isTuple(rt, item) ? tupleItems(rt, item) : [item];
  if (given.length !== variables.length) {
    const much = given.length > variables.length ? 'many' : 'few';
    typeError(
      rt,
      rt.messages.genericArguments(much, repr(rt, self), given.length, variables.length),
    );
  }
  const replacement = (variable: number): number => given[variables.indexOf(variable)]!;
  const made = tupleItems(rt, args).map((each) => {
    if (isTypeVariable(rt, each)) return own(rt, newRef(rt, replacement(each)));
    const inner = innerVariables(rt, each);
    if (inner.length === 0) return own(rt, newRef(rt, each));
    const values = own(
      rt,
      newTuple(
        rt,
        inner.map((variable) => newRef(rt, replacement(variable))),
      ),
    );
    const replaced = own(rt, getItem(rt, each, values));
    return replaced;
  });
  return newTuple(
    rt,
    made.map((op) => newRef(rt, op)),
  );
}

/** `ga_repr_item`, `_Py_typing_type_repr`. */
export function argumentText(rt: Runtime, o: number): string {
  if (o === rt.py.statics.ellipsis) return '...';
  if (isList(rt, o) && rt.behaviour.aliasListsShort)
    return `[${itemsOf(rt, o)
      .map((each) => argumentText(rt, each))
      .join(', ')}]`;
  const has = (name: string): string | null => {
    const word = lookupAttr(rt, o, internName(rt, name));
    const text = word !== 0 && isStr(rt, word) ? asText(rt, word) : word === 0 ? null : '';
    rt.py.xdecref(word);
    return text;
  };
  if (has('__origin__') !== null && has('__args__') !== null) return repr(rt, o);
  const qualname = has('__qualname__');
  const module = has('__module__');
  if (!qualname || !module) return repr(rt, o);
  return module === 'builtins' ? qualname : `${module}.${qualname}`;
}
