import { PyDict_Size } from '../../objects/dictobject';
import { isInstanceDictEmpty } from '../../objects/instances';
import { Ob, TypeWord } from '../../objects/structs';
import { importModule } from '../ceval/import';
import { callBorrowed } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { dictSet } from '../objects/dict-update';
import { getAttr, getAttrString, lookupAttr } from '../objects/getattr';
import { asInt } from '../objects/index-numbers';
import { getIter } from '../objects/iter';
import { defineMethod, slotsOf } from '../runtime/define';
import { swallow, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isList, isTuple, nameOfType, typeName } from '../runtime/type-checks';
import {
  dictGet,
  internName,
  listItems,
  newDict,
  newInt,
  newTuple,
  tupleItems,
} from '../runtime/values';

/*
 * How `copy` and `pickle` take an object apart (`object___reduce_ex___impl` in Objects/typeobject.c).
 */

export function installReduce(rt: Runtime): void {
  const { objectType: type } = rt;
  defineMethod(rt, type, '__reduce__', 0, 0, ([o]) => commonReduce(rt, o!, 0));
  defineMethod(rt, type, '__reduce_ex__', 1, 1, ([o, protocol]) => {
    const version = asInt(rt, protocol!);
    const reduce = special(rt, rt.py.typeOf(o!), '__reduce__');
    if (reduce !== special(rt, type, '__reduce__')) return callMethod(rt, o!, '__reduce__', []);
    return commonReduce(rt, o!, version);
  });
  if (rt.behaviour.added.has('object.__getstate__'))
    defineMethod(rt, type, '__getstate__', 0, 0, ([o]) => defaultState(rt, o!, false));
}

/** A function of `copyreg`, whose module is imported at first need. */
function copyreg(rt: Runtime, name: string): number {
  return getAttrString(rt, importModule(rt, 'copyreg'), name);
}

function cannotPickle(rt: Runtime, type: number): never {
  return typeError(rt, `cannot pickle '${rt.py.typeName(type)}' object`);
}

/** `_common_reduce`. */
function commonReduce(rt: Runtime, o: number, protocol: number): number {
  if (protocol >= 2) return reduceNewObject(rt, o);
  const reduce = own(rt, copyreg(rt, '_reduce_ex'));
  const version = own(rt, newInt(rt, protocol));
  const result = callBorrowed(rt, reduce, [o, version]);
  release(rt, version);
  release(rt, reduce);
  return result;
}

/** `_PyObject_GetNewArguments`: what `__new__` is called with, new references; none when no class says. */
function newArguments(rt: Runtime, o: number): { args: number; kwargs: number } {
  const extended = lookupAttr(rt, o, internName(rt, '__getnewargs_ex__'));
  if (extended !== 0) {
    own(rt, extended);
    const pair = own(rt, callBorrowed(rt, extended, []));
    if (!isTuple(rt, pair))
      typeError(rt, `__getnewargs_ex__ should return a tuple, not '${typeName(rt, pair)}'`);
    const items = tupleItems(rt, pair);
    if (items.length !== 2)
      valueError(rt, `__getnewargs_ex__ should return a tuple of length 2, not ${items.length}`);
    const [args, kwargs] = items as [number, number];
    const item = (which: string, kind: string, word: number): never =>
      typeError(
        rt,
        `${which} item of the tuple returned by __getnewargs_ex__ must be a ${kind}, not '${typeName(rt, word)}'`,
      );
    if (!isTuple(rt, args)) item('first', 'tuple', args);
    if (!isDict(rt, kwargs)) item('second', 'dict', kwargs);
    return { args: own(rt, newRef(rt, args)), kwargs: own(rt, newRef(rt, kwargs)) };
  }
  const method = lookupAttr(rt, o, internName(rt, '__getnewargs__'));
  if (method === 0) return { args: 0, kwargs: 0 };
  own(rt, method);
  const args = own(rt, callBorrowed(rt, method, []));
  if (!isTuple(rt, args))
    typeError(rt, `__getnewargs__ should return a tuple, not '${typeName(rt, args)}'`);
  return { args, kwargs: 0 };
}

/** `reduce_newobj`: `(copyreg.__newobj__, (class, …), state, items, pairs)`. */
function reduceNewObject(rt: Runtime, o: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (slotsOf(rt, py.builtinBase(type)).new === undefined) cannotPickle(rt, type);
  const { args, kwargs } = newArguments(rt, o);
  const given = args === 0 ? [] : tupleItems(rt, args);
  const named = kwargs !== 0 && PyDict_Size(py, kwargs) > 0;
  const make = own(rt, copyreg(rt, named ? '__newobj_ex__' : '__newobj__'));
  const arguments_ = own(
    rt,
    newTuple(
      rt,
      (named ? [type, args, kwargs] : [type, ...given]).map((word) => newRef(rt, word)),
    ),
  );
  const [list, dict] = [isList(rt, o), isDict(rt, o)];
  const state = own(rt, stateOf(rt, o, args === 0 && !list && !dict));
  const items = own(rt, list ? getIter(rt, o) : newNone(rt));
  const view = dict ? own(rt, callMethod(rt, o, 'items', [])) : 0;
  const pairs = own(rt, dict ? getIter(rt, view) : newNone(rt));
  const parts = [make, arguments_, state, items, pairs];
  for (const part of [...parts].reverse()) give(rt, part);
  return newTuple(rt, parts);
}

/** `_PyObject_GetState`: what `__getstate__` gives, a new reference. */
export function getState(rt: Runtime, o: number): number {
  return stateOf(rt, o, false);
}

function stateOf(rt: Runtime, o: number, required: boolean): number {
  const type = rt.py.typeOf(o);
  const own_ = special(rt, type, '__getstate__');
  const shared = special(rt, rt.objectType, '__getstate__');
  const method = lookupAttr(rt, o, internName(rt, '__getstate__'));
  if (method === 0) return defaultState(rt, o, required);
  own(rt, method);
  const plain = own_ !== 0 && own_ === shared && rt.py.typeOf(method) !== rt.functionType;
  const state = plain ? defaultState(rt, o, required) : callBorrowed(rt, method, []);
  release(rt, method);
  return state;
}

/** `object_getstate_default`: the dict, and the slots where there are any. */
function defaultState(rt: Runtime, o: number, required: boolean): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (required && py.get(type + TypeWord.ITEMSIZE) > 0)
    typeError(rt, `cannot pickle ${nameOfType(rt, type)} objects`);
  const state = own(rt, dictState(rt, o));
  const slotNames = own(rt, namesOfSlots(rt, type));
  const base = py.builtinBase(type);
  if (required && py.get(base + TypeWord.BASICSIZE) > py.get(rt.objectType + TypeWord.BASICSIZE))
    cannotPickle(rt, type);
  if (!isList(rt, slotNames) || py.get(slotNames + Ob.SIZE) === 0) return newRef(rt, state);
  const slots = own(rt, newDict(rt));
  for (const name of listItems(rt, slotNames).map((word) => own(rt, newRef(rt, word)))) {
    try {
      const value = own(rt, getAttr(rt, o, name));
      dictSet(rt, slots, newRef(rt, name), newRef(rt, value));
      release(rt, value);
    } catch (error) {
      if (!swallow(rt, error, 'AttributeError')) throw error;
    }
  }
  if (PyDict_Size(py, slots) === 0) return newRef(rt, state);
  return newTuple(rt, [newRef(rt, state), newRef(rt, slots)]);
}

/** The instance's dict, or None where it has none or nothing in it. */
function dictState(rt: Runtime, o: number): number {
  if (isInstanceDictEmpty(rt.py, o)) return newNone(rt);
  return lookupAttr(rt, o, internName(rt, '__dict__')) || newNone(rt);
}

/** `_PyType_GetSlotNames`: a list or None, a new reference. */
function namesOfSlots(rt: Runtime, type: number): number {
  const dict = rt.py.load(type + TypeWord.DICT);
  const known = dict === 0 ? 0 : dictGet(rt, dict, '__slotnames__');
  if (known !== 0) return newRef(rt, known);
  const find = own(rt, copyreg(rt, '_slotnames'));
  const names = callBorrowed(rt, find, [type]);
  release(rt, find);
  if (names !== rt.py.none && !isList(rt, names)) {
    own(rt, names);
    const given = typeName(rt, names);
    typeError(rt, `copyreg._slotnames should return a list or None, not '${given}'`);
  }
  return names;
}
