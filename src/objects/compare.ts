import { hashBytesObject, PyBytes_AsString } from './bytesobject';
import { PyError } from './errors';
import { hashDouble, hashOf, hashPointer, TupleHash } from './hash';
import { equalLongs, hashLong, PyLong_AsBigInt } from './longobject';
import { Complex, Float, Ob, SetEntry, SetWord, Weakref } from './structs';
import { Kind } from './type-spec';
import { equalStrings, hashString } from './unicodeobject';
import { PyWeakref_GetObject } from './weakrefobject';
import type { Words } from './words';

/** `PyObject_Hash`: the low half; the high one in `py.hashHigh`. @throws PyError TypeError */
export function PyObject_Hash(py: Words, op: number): number {
  const type = py.typeOf(op);
  return type === py.strType ? hashString(py, op) : hashOther(py, op, type);
}

/** The hash of a key; from 3.14 on the error of one that has none says what it was for. */
export function hashKey(py: Words, op: number, use: 'dict key' | 'set element'): number {
  const type = py.typeOf(op);
  if (type === py.strType) return hashString(py, op);
  if (!py.version.objects.namesUnhashable) return hashOther(py, op, type);
  try {
    return hashOther(py, op, type);
  } catch (error) {
    if (!(error instanceof PyError) || !error.message.startsWith('unhashable')) throw error;
    const article = use === 'dict key' ? 'a dict key' : 'a set element';
    const name = py.typeName(type);
    throw new PyError('TypeError', `cannot use '${name}' as ${article} (${error.message})`);
  }
}

function hashOther(py: Words, op: number, type: number): number {
  const kind = py.kindOf(type);
  switch (kind) {
    case Kind.INT:
      return hashLong(py, op);
    case Kind.FLOAT:
      return hashFloat(py, op, type);
    case Kind.TUPLE:
      return hashTuple(py, op);
    case Kind.LIST:
    case Kind.DICT:
    case Kind.BYTEARRAY:
      return unhashable(py, type);
    case Kind.SET:
      return type === py.type('frozenset') ? hashFrozenset(py, op) : unhashable(py, type);
    case Kind.WEAKREF:
      return type === py.type('weakref') ? hashWeakref(py, op) : unhashable(py, type);
    case Kind.SUBTYPE: {
      const own = py.keyMethods?.hash(op);
      return own ?? hashBase(py, op, py.builtinBase(type));
    }
    case Kind.ATOM:
      if (type === py.type('bytes')) return hashBytesObject(py, op);
      if (op === py.none && py.version.objects.noneHash === 'constant') {
        return hashOf(py, 0xfca86420 | 0, 0);
      }
      return hashPointer(py, op);
    case Kind.FIELDS:
      if (type === py.type('method')) return hashMethod(py, op);
      if (type === py.type('range')) return hashRange(py, op);
      if (type === py.type('slice') && py.version.objects.sliceHashes) return hashSlice(py, op);
      return py.keyMethods?.hash(op) ?? hashPointer(py, op);
    default:
      return py.keyMethods?.hash(op) ?? hashPointer(py, op);
  }
}

/** `method_hash`: bound methods are made anew each time, and equal. */
function hashMethod(py: Words, op: number): number {
  const low = hashPointer(py, py.load(op + (py.structs.offset('PyMethodObject', 'im_self') >> 2)));
  const high = py.hashHigh;
  const func = PyObject_Hash(
    py,
    py.load(op + (py.structs.offset('PyMethodObject', 'im_func') >> 2)),
  );
  return hashOf(py, low ^ func, high ^ py.hashHigh);
}

/** `slicehash`. */
function hashSlice(py: Words, op: number): number {
  const hash = new TupleHash(py);
  for (const name of ['start', 'stop', 'step'])
    hash.add(PyObject_Hash(py, py.load(op + (py.structs.offset('PySliceObject', name) >> 2))));
  return hash.finishSlice();
}

/** `range_hash`: of its length, start and step, as far as they count. */
function hashRange(py: Words, op: number): number {
  const field = (name: string): number =>
    py.load(op + (py.structs.offset('rangeobject', name) >> 2));
  const length = PyLong_AsBigInt(py, field('length'));
  const hash = new TupleHash(py);
  hash.add(PyObject_Hash(py, field('length')));
  hash.add(PyObject_Hash(py, length > 0n ? field('start') : py.none));
  hash.add(PyObject_Hash(py, length > 1n ? field('step') : py.none));
  return hash.finish();
}

/** `tp_hash` of the built-in type that an object is of, whatever its class defines. */
export function hashBuiltin(py: Words, op: number): number {
  const type = py.typeOf(op);
  if (py.kindOf(type) !== Kind.SUBTYPE) return PyObject_Hash(py, op);
  return hashBase(py, op, py.builtinBase(type));
}

/** An instance of a class without a hash of its own: what its built-in base has. */
function hashBase(py: Words, op: number, type: number): number {
  const base = py.kindOf(type);
  if (type === py.type('bytes')) return hashBytesObject(py, op);
  if (base === Kind.STR) return hashString(py, op);
  if (base === Kind.INT) return hashLong(py, op);
  if (base === Kind.FLOAT) return hashFloat(py, op, type);
  if (base === Kind.TUPLE) return hashTuple(py, op);
  if (base === Kind.WEAKREF) return hashWeakref(py, op);
  if (base === Kind.SET && type === py.type('frozenset')) return hashFrozenset(py, op);
  if (base === Kind.SET || base === Kind.LIST || base === Kind.DICT) {
    return unhashable(py, py.typeOf(op));
  }
  return hashPointer(py, op);
}

function hashTuple(py: Words, op: number): number {
  const hash = new TupleHash(py);
  const size = py.get(op + Ob.SIZE);
  for (let i = 0; i < size; i++) {
    hash.add(PyObject_Hash(py, py.load(op + py.tupleItem + i * 2)));
  }
  return hash.finish();
}

/** `weakref_hash`: the referent's, kept once it was asked for. */
function hashWeakref(py: Words, op: number): number {
  const kept = op + Weakref.HASH;
  if (py.i32[kept] !== -1 || py.i32[kept + 1] !== -1) {
    return hashOf(py, py.i32[kept]!, py.i32[kept + 1]!);
  }
  const referent = PyWeakref_GetObject(py, op);
  if (referent === py.none) throw new PyError('TypeError', 'weak object has gone away');
  const low = PyObject_Hash(py, referent);
  py.i32[kept] = low;
  py.i32[kept + 1] = py.hashHigh;
  return low;
}

function unhashable(py: Words, type: number): never {
  throw new PyError('TypeError', `unhashable type: '${py.typeName(type)}'`);
}

function hashFloat(py: Words, op: number, type: number): number {
  const nan = (): number => hashPointer(py, op);
  const real = hashDouble(py, py.f64[(op + Float.FVAL) >> 1]!, nan);
  if (type === py.floatType) return real;
  const realHigh = py.hashHigh;
  const imag = hashDouble(py, py.f64[(op + Complex.IMAG) >> 1]!, nan);
  const sum =
    (BigInt(realHigh) << 32n) +
    BigInt(real >>> 0) +
    1000003n * ((BigInt(py.hashHigh) << 32n) + BigInt(imag >>> 0));
  const bits = BigInt.asUintN(64, sum);
  return hashOf(py, Number(bits & 0xffffffffn) | 0, Number(bits >> 32n) | 0);
}

/** `frozenset_hash`: does not depend on the order. */
export function hashFrozenset(py: Words, op: number): number {
  const wide = (low: number, high: number): bigint =>
    (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  const cut = (value: bigint): bigint => BigInt.asUintN(64, value);
  const shuffle = (h: bigint): bigint => cut((h ^ 89869747n ^ cut(h << 16n)) * 3644798167n);
  const mask = py.get(op + SetWord.MASK);
  const fill = py.get(op + SetWord.FILL);
  const used = py.get(op + SetWord.USED);
  const table = py.load(op + SetWord.TABLE);
  let hash = 0n;
  for (let i = 0; i <= mask; i++) {
    const at = table + i * 4 + SetEntry.HASH;
    hash ^= shuffle(wide(py.i32[at]!, py.i32[at + 1]!));
  }
  if (((mask + 1 - fill) & 1) !== 0) hash ^= shuffle(0n);
  if (((fill - used) & 1) !== 0) hash ^= shuffle(2n ** 64n - 1n);
  hash ^= cut(BigInt(used + 1) * 1927868237n);
  hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = cut(hash * 69069n + 907133923n);
  return hashOf(py, Number(hash & 0xffffffffn) | 0, Number(hash >> 32n) | 0);
}

/** The same while somebody holds the key that is in the table. */
export function compareHeld(py: Words, own: number, key: number): boolean {
  py.incref(own);
  try {
    return compareKeys(py, own, key);
  } finally {
    py.decref(own);
  }
}

/** Whether two keys of equal hash are equal (`PyObject_RichCompareBool` with `==`). */
export function compareKeys(py: Words, a: number, b: number): boolean {
  if (a === b) return true;
  const left = py.typeOf(a);
  const right = py.typeOf(b);
  if (left === py.strType && right === py.strType) return equalStrings(py, a, b);
  const kind = py.kindOf(left);
  const other = py.kindOf(right);
  if (kind === Kind.INT && other === Kind.INT) return equalLongs(py, a, b);
  const numbers = (k: Kind): boolean => k === Kind.INT || k === Kind.FLOAT;
  if (numbers(kind) && numbers(other)) return equalNumbers(py, a, b);
  if (kind === Kind.TUPLE && other === Kind.TUPLE) {
    const size = py.get(a + Ob.SIZE);
    if (size !== py.get(b + Ob.SIZE)) return false;
    for (let i = 0; i < size; i++) {
      const word = py.tupleItem + i * 2;
      if (!compareKeys(py, py.load(a + word), py.load(b + word))) return false;
    }
    return true;
  }
  const bytes = py.type('bytes');
  if (left === bytes && right === bytes) {
    const [x, y] = [PyBytes_AsString(py, a), PyBytes_AsString(py, b)];
    return x.length === y.length && x.every((byte, i) => byte === y[i]);
  }
  if (kind === Kind.SET && other === Kind.SET) return py.equalSets(a, b);
  return py.keyMethods?.equal(a, b) ?? false;
}

function equalNumbers(py: Words, a: number, b: number): boolean {
  const parts = (op: number): [number | bigint, number] => {
    const type = py.typeOf(op);
    if (py.kindOf(type) === Kind.INT) return [PyLong_AsBigInt(py, op), 0];
    const imag = type === py.floatType ? 0 : py.f64[(op + Complex.IMAG) >> 1]!;
    return [py.f64[(op + Float.FVAL) >> 1]!, imag];
  };
  const [real, imag] = parts(a);
  const [otherReal, otherImag] = parts(b);
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number compare by value
  return real == otherReal && imag === otherImag;
}
