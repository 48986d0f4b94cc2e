import { PyDict_Copy } from '../../objects/dict-merge';
import { PyList_SetSlice } from '../../objects/listobject';
import { isODict } from '../../objects/odictobject';
import { DefaultDict, Ob, Str } from '../../objects/structs';
import { concatenateStrings, kindOfString } from '../../objects/unicodeobject';
import { slotsOf } from '../runtime/define';
import { asText, raiseError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { BinaryName, TypeSlots } from '../runtime/slots';
import { isByteLike, isBytes, isDict, isList, isSet, isStr, isTuple } from '../runtime/type-checks';
import {
  listItems,
  newByteArray,
  newBytes,
  newList,
  newStr,
  newTrackedTuple,
  tupleItems,
} from '../runtime/values';
import { binaryOfComplex, binaryOfFloat, binaryOfInt } from './arithmetic';
import { isBuffer } from './buffer';
import { anyBytes, setByteArray } from './bytes-like';
import { callBorrowed } from './call';
import { isMapping, updateDict } from './dict-update';
import { isIterable, notIterable } from './iter';
import { listExtend } from './list-extend';
import { percentBytes, percentFormat } from './percent-format';
import { combineSets } from './set-operations';

/*
 * `nb_…`, `sq_concat` and `sq_repeat` of the built-in types (Objects/unicodeobject.c, listobject.c and the others).
 */

/** Fills the slots of operators. */
export function installOperators(rt: Runtime): void {
  const { py } = rt;
  const fill = (names: readonly string[], slots: Partial<TypeSlots>): void => {
    for (const name of names) Object.assign(slotsOf(rt, py.type(name)), slots);
  };
  fill(['int', 'bool'], { binary: (name, a, b) => binaryOfInt(rt, name, a, b) });
  fill(['float'], { binary: (name, a, b) => binaryOfFloat(rt, name, a, b) });
  fill(['complex'], { binary: (name, a, b) => binaryOfComplex(rt, name, a, b) });
  fill(['str'], {
    binary: (name, a, b) => (name === 'mod' && isStr(rt, a) ? percentFormat(rt, a, b) : 0),
    concat: (a, b) => joinStrings(rt, a, b),
    repeat: (a, n) => repeatString(rt, a, n),
  });
  fill(['bytes', 'bytearray'], {
    binary: (name, a, b) => (name === 'mod' && isByteLike(rt, a) ? percentBytes(rt, a, b) : 0),
    concat: (a, b, inPlace) => joinBytes(rt, a, b, inPlace),
    repeat: (a, n) => repeatBytes(rt, a, n),
  });
  fill(['list'], {
    concat: (a, b, inPlace) => joinLists(rt, a, b, inPlace),
    repeat: (a, n, inPlace) => repeatList(rt, a, n, inPlace),
  });
  fill(['tuple'], {
    concat: (a, b) => joinTuples(rt, a, b),
    repeat: (a, n) => repeatTuple(rt, a, n),
  });
  fill(['set', 'frozenset'], {
    binary: (name, a, b, inPlace) => combine(rt, name, a, b, inPlace),
  });
  fill(['dict', 'collections.defaultdict', 'collections.OrderedDict'], {
    binary: (name, a, b, inPlace) => (name === 'or' ? joinDicts(rt, a, b, inPlace) : 0),
  });
}

function joinStrings(rt: Runtime, a: number, b: number): number {
  const { py } = rt;
  if (!isStr(rt, b)) return 0;
  if (py.get(a + Str.LENGTH) === 0 && py.typeOf(b) === rt.strType) return newRef(rt, b);
  if (py.get(b + Str.LENGTH) === 0 && py.typeOf(a) === rt.strType) return newRef(rt, a);
  const alike = kindOfString(py, a) === kindOfString(py, b);
  return alike && py.get(a + Str.LENGTH) > 0 && py.get(b + Str.LENGTH) > 0
    ? concatenateStrings(py, a, b)
    : newStr(rt, asText(rt, a) + asText(rt, b));
}

function joinLists(rt: Runtime, a: number, b: number, inPlace: boolean): number {
  if (inPlace) {
    if (!isIterable(rt, b)) return 0;
    listExtend(rt, a, b);
    return newRef(rt, a);
  }
  if (!isList(rt, b)) return 0;
  return newList(
    rt,
    [...listItems(rt, a), ...listItems(rt, b)].map((op) => newRef(rt, op)),
  );
}

function joinTuples(rt: Runtime, a: number, b: number): number {
  const { py } = rt;
  if (!isTuple(rt, b)) return 0;
  if (py.get(a + Ob.SIZE) === 0 && py.typeOf(b) === rt.tupleType) return newRef(rt, b);
  if (py.get(b + Ob.SIZE) === 0 && py.typeOf(a) === rt.tupleType) return newRef(rt, a);
  return newTrackedTuple(
    rt,
    [...tupleItems(rt, a), ...tupleItems(rt, b)].map((op) => newRef(rt, op)),
  );
}

function joinBytes(rt: Runtime, a: number, b: number, inPlace: boolean): number {
  if (!isBuffer(rt, b)) return 0;
  const [left, right] = [anyBytes(rt, a), anyBytes(rt, b)];
  // Nothing is added to bytes, or bytes to nothing.
  if (right.length === 0 && rt.py.typeOf(a) === rt.bytesType) return newRef(rt, a);
  if (left.length === 0 && isBytes(rt, a) && rt.py.typeOf(b) === rt.bytesType) return newRef(rt, b);
  const bytes = [...left, ...right];
  if (isBytes(rt, a)) return newBytes(rt, bytes);
  if (!inPlace) return newByteArray(rt, bytes);
  setByteArray(rt, a, bytes);
  return newRef(rt, a);
}

function repeatString(rt: Runtime, a: number, n: number): number {
  const { py } = rt;
  if (n === 1 && py.typeOf(a) === rt.strType) return newRef(rt, a);
  checkLength(rt, py.get(a + Str.LENGTH) * n);
  return newStr(rt, asText(rt, a).repeat(n));
}

/** New references to the items, `n` times over. */
function repeated(rt: Runtime, items: readonly number[], n: number): number[] {
  checkLength(rt, items.length * n * 8);
  return Array.from({ length: items.length * n }, (_, i) => newRef(rt, items[i % items.length]!));
}

function repeatList(rt: Runtime, a: number, n: number, inPlace: boolean): number {
  const { py } = rt;
  const items = listItems(rt, a);
  const whole = newList(rt, repeated(rt, items, n));
  if (!inPlace) return whole;
  PyList_SetSlice(py, a, 0, items.length, whole);
  py.decref(whole);
  return newRef(rt, a);
}

function repeatTuple(rt: Runtime, a: number, n: number): number {
  if (n === 1 && rt.py.typeOf(a) === rt.tupleType) return newRef(rt, a);
  return newTrackedTuple(rt, repeated(rt, tupleItems(rt, a), n));
}

function repeatBytes(rt: Runtime, a: number, n: number): number {
  if (n === 1 && rt.py.typeOf(a) === rt.bytesType) return newRef(rt, a);
  const one = anyBytes(rt, a);
  checkLength(rt, one.length * n);
  const bytes = new Uint8Array(one.length * n);
  if (bytes.length > 0) bytes.set(one);
  for (let done = one.length; done > 0 && done < bytes.length; done *= 2)
    bytes.copyWithin(done, 0, Math.min(done, bytes.length - done));
  return isBytes(rt, a) ? newBytes(rt, bytes) : newByteArray(rt, bytes);
}

/** Refuses what could never fit, before the host tries to hold it. */
export function checkLength(rt: Runtime, bytes: number): void {
  if (bytes > rt.py.memory.limit || bytes > 2 ** 33) raiseError(rt, 'MemoryError', '');
}

function combine(rt: Runtime, name: BinaryName, a: number, b: number, inPlace: boolean): number {
  if (name !== 'or' && name !== 'and' && name !== 'sub' && name !== 'xor') return 0;
  if (!isSet(rt, a) || !isSet(rt, b)) return 0;
  const target = inPlace && rt.py.builtinBase(rt.py.typeOf(a)) === rt.setType ? a : 0;
  return combineSets(rt, name, a, b, target);
}

/** `a | b`. */
function joinDicts(rt: Runtime, a: number, b: number, inPlace: boolean): number {
  if (!rt.behaviour.added.has('dict.__or__') || !isDict(rt, a)) return 0;
  if (inPlace && !isDict(rt, b)) {
    // `|=` takes whatever `update` takes.
    if (!isMapping(rt, b) && !isIterable(rt, b)) notIterable(rt, b);
    updateDict(rt, a, b);
    return newRef(rt, a);
  }
  if (!isDict(rt, b)) return 0;
  const result = inPlace ? newRef(rt, a) : dictToJoin(rt, a, b);
  updateDict(rt, result, b);
  return result;
}

/** A copy of `a` for `a | b`. Its class is the more special one of the two. */
function dictToJoin(rt: Runtime, a: number, b: number): number {
  const { py } = rt;
  const defaults = py.specOf(py.type('collections.defaultdict'));
  for (const op of [a, b]) {
    const type = py.typeOf(op);
    if (isODict(py, op)) return callBorrowed(rt, type, [a]);
    if (py.specOf(type) === defaults) {
      return callBorrowed(rt, type, [py.load(op + DefaultDict.FACTORY) || py.none, a]);
    }
  }
  return PyDict_Copy(py, a);
}
