import { PyList_Extend } from '../../objects/listobject';
import { PySet_New } from '../../objects/setobject';
import { isMapping, updateDict } from '../objects/dict-update';
import { isIterable, iterNext } from '../objects/iter';
import { listExtend } from '../objects/list-extend';
import { setUpdate } from '../objects/set-operations';
import { truthOf } from '../objects/truth';
import { typeError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { typeName } from '../runtime/type-checks';
import {
  internName,
  listAdd,
  listItems,
  newBool,
  newDict,
  newDictOf,
  newList,
  newSet,
  newTuple,
  setAdd,
} from '../runtime/values';

/*
 * Instructions that build lists, sets, dicts and tuples (Python/ceval.c).
 */

/** Lists and sets of constants: from a tuple or frozenset of the code. */
export function listOf(rt: Runtime, constants: number): number {
  const op = newList(rt, []);
  PyList_Extend(rt.py, op, constants);
  return op;
}

export function setOf(rt: Runtime, constants: number): number {
  const op = PySet_New(rt.py);
  setUpdate(rt, op, constants);
  return op;
}

export function listExtendOp(rt: Runtime, list: number, o: number): void {
  try {
    if (!isIterable(rt, o)) typeError(rt, rt.messages.starred(typeName(rt, o)));
    listExtend(rt, list, o);
  } finally {
    rt.py.decref(o);
  }
}

/** What a built-in function begins with that runs in its caller. 0 when `func` is another function. */
export function inlined(rt: Runtime, func: number, name: string): number {
  if (func !== rt.builtins.get(internName(rt, name))) return 0;
  if (name === 'list' || name === 'tuple') return newList(rt, []);
  return name === 'set' ? newSet(rt, []) : newNone(rt);
}

/** Gives what `name(generator)` would. Steals both. */
export function drain(rt: Runtime, name: string, built: number, it: number): number {
  const { py } = rt;
  let result = built;
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      if (name === 'set') setAdd(rt, built, item);
      else if (name !== 'all' && name !== 'any') listAdd(rt, built, item);
      else if (truthOf(rt, item) === (name === 'any')) return newBool(rt, name === 'any');
    }
    if (name === 'all' || name === 'any') return newBool(rt, name === 'all');
    result = 0;
  } finally {
    py.decref(it);
    py.xdecref(result);
  }
  return name === 'tuple' ? listToTuple(rt, built) : built;
}

export function setExtend(rt: Runtime, set: number, o: number): void {
  try {
    setUpdate(rt, set, o);
  } finally {
    rt.py.decref(o);
  }
}

export function listToTuple(rt: Runtime, list: number): number {
  const result = newTuple(
    rt,
    listItems(rt, list).map((op) => newRef(rt, op)),
  );
  rt.py.decref(list);
  return result;
}

/** `{**o}`: takes `o` over. */
export function dictUpdateOp(rt: Runtime, dict: number, o: number): void {
  try {
    if (!isMapping(rt, o)) {
      typeError(rt, `'${typeName(rt, o)}' object is not a mapping`);
    }
    updateDict(rt, dict, o);
  } finally {
    rt.py.decref(o);
  }
}

/** `BUILD_MAP_UNPACK` (3.8): takes the mappings over. */
export function dictOfMappings(rt: Runtime, mappings: readonly number[]): number {
  const dict = newDict(rt);
  let done = false;
  try {
    for (const o of mappings) dictUpdateOp(rt, dict, newRef(rt, o));
    done = true;
  } finally {
    for (const o of [...mappings].reverse()) rt.py.decref(o);
    if (!done) rt.py.decref(dict);
  }
  return dict;
}

export function annotations(rt: Runtime, words: readonly number[]): number {
  return rt.py.version.compiler.annotationDicts ? newDictOf(rt, words) : newTuple(rt, words);
}
