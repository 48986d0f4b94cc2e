import { hashBuiltin, PyObject_Hash } from '../../objects/compare';
import { PyError } from '../../objects/errors';
import { defineAttribute, slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isInt, isNativeMethod, nameOfType } from '../runtime/type-checks';
import { callMethodWord } from './bind';
import { builtinCompare, userCompare } from './compare';
import { asBigInt } from './index-numbers';
import { truthOf } from './truth';

/*
 * `PyObject_Hash` of what classes define, and how dicts compare their keys (Objects/object.c).
 */

/** Lets classes have `__eq__` and `__hash__` where dicts and sets look for keys. */
export function installKeyMethods(rt: Runtime): void {
  installUnhashable(rt);
  const { py } = rt;
  py.keyMethods = {
    equal: (a, b) => {
      const result = userCompare(rt, 2, a, b, py.typeOf(a), py.typeOf(b));
      if (result !== 0) return truthOf(rt, result);
      const known = builtinCompare(rt, 2, a, b);
      return known ?? undefined;
    },
    hash: (op) => userHash(rt, op),
  };
}

function userHash(rt: Runtime, op: number): number | undefined {
  const { py } = rt;
  const type = py.typeOf(op);
  if (!isHeapType(rt, type)) return slotsOf(rt, type).hash?.(op);
  const method = special(rt, type, '__hash__');
  if (method === py.none)
    throw new PyError('TypeError', `unhashable type: '${nameOfType(rt, type)}'`);
  if (method === 0 || isNativeMethod(rt, method)) {
    return undefined;
  }
  const result = callMethodWord(rt, method, op, []);
  if (!isInt(rt, result)) {
    py.decref(result);
    typeError(rt, '__hash__ method should return an integer');
  }
  // As it is where it fits a Py_hash_t, with -2 for -1; else hashed.
  const value = asBigInt(rt, result);
  const fits = BigInt.asIntN(64, value) === value;
  const hash = value === -1n ? -2n : value;
  const low = fits ? Number(BigInt.asIntN(32, hash)) : PyObject_Hash(py, result);
  const high = fits ? Number(BigInt.asIntN(32, hash >> 32n)) : py.hashHigh;
  py.decref(result);
  py.hashHigh = high;
  return low;
}

/** Types whose objects have no hash although they are found by none of the other ways. */
const UNHASHABLE = ['array.array', 'collections.deque', 'dict_keys', 'dict_items'];

/** `PyObject_HashNotImplemented`. */
export function installUnhashable(rt: Runtime): void {
  const { py } = rt;
  const names = py.version.objects.sliceHashes ? UNHASHABLE : [...UNHASHABLE, 'slice'];
  for (const name of names) {
    slotsOf(rt, py.type(name)).hash = (op) => {
      throw new PyError('TypeError', `unhashable type: '${py.typeName(py.typeOf(op))}'`);
    };
    defineAttribute(rt, py.type(name), '__hash__', newNone(rt));
  }
}

/** `__hash__` of a built-in type, also where a class defines another one. */
export function builtinHash(rt: Runtime, op: number): bigint {
  return wideHash(rt, hashBuiltin(rt.py, op));
}

function wideHash(rt: Runtime, low: number): bigint {
  return BigInt.asIntN(64, (BigInt(rt.py.hashHigh) << 32n) | BigInt(low >>> 0));
}

/** `hash(o)`, as a number from -2**63. */
export function hashOf(rt: Runtime, op: number): bigint {
  return wideHash(rt, PyObject_Hash(rt.py, op));
}
