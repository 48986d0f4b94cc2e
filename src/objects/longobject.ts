import { Page } from '../memory/flat-memory';
import { FreeListIndex } from './free-lists';
import { hashInteger, hashOf } from './hash';
import { Long, Ob } from './structs';
import type { Words } from './words';

/*
 * Integers (Objects/longobject.c): digits of 30 bits, the count of digits with the sign in `ob_size`
 * or, from 3.12 on, in `lv_tag`.
 */

const DIGIT_BITS = 30;
/** Bytes of an int of one digit. */
const ONE_DIGIT = Long.DIGIT * 4 + 4;
const DIGIT_MASK = (1 << DIGIT_BITS) - 1;

/** `PyLong_FromLong` and its kin: a new reference to the int `value`. */
export function PyLong_FromLong(py: Words, value: number | bigint): number {
  if (typeof value === 'bigint') {
    const small = BigInt.asIntN(53, value) === value;
    return small ? PyLong_FromLong(py, Number(value)) : fromBig(py, value);
  }
  if (!Number.isInteger(value)) throw new RangeError(`an int is a whole number, not ${value}`);
  if (value >= py.smallMin && value <= py.smallMax) {
    return py.newRef(py.statics.smallInt(value));
  }
  if (value >= -DIGIT_MASK && value <= DIGIT_MASK) return medium(py, value, py.compactInt);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not exact: give a bigint`);
  return fromBig(py, BigInt(value));
}

function cutToSsize(value: bigint): bigint {
  const most = 2n ** 63n - 1n;
  return value > most ? most : value < -most - 1n ? -most - 1n : value;
}

/**
 * `PyLong_FromSsize_t`: what counts things. From 3.11 to 3.13 it asks for a block of its digits, where
 * `PyLong_FromLong` asks for one that ends on a pointer's size. A number over 2**53, which is exact no more,
 * is cut to what a `Py_ssize_t` holds.
 */
export function PyLong_FromSsize_t(py: Words, value: number): number {
  const one = value >= -DIGIT_MASK && value <= DIGIT_MASK;
  if (!one && !Number.isSafeInteger(value)) return fromBig(py, cutToSsize(BigInt(value)));
  if (!one || (value >= py.smallMin && value <= py.smallMax)) return PyLong_FromLong(py, value);
  return medium(py, value, py.countInt);
}

/** One digit, not in the cache, in a block of its own or off the free list. */
function medium(py: Words, value: number, bytes: number): number {
  const cached = py.freeLists.pop(FreeListIndex.INT);
  if (cached !== 0) py.reused(cached);
  const op = cached !== 0 ? cached : py.malloc(bytes);
  const { i32, pages } = py;
  if (pages[op >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(op);
  if (pages[(op + 7) >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(op + 7);
  i32[op] = 1;
  i32[op + 1] = 0;
  py.f64[(op + Ob.TYPE) >> 1] = py.intTypePointer;
  setSize(py, op, 1, value < 0);
  i32[op + Long.DIGIT] = value < 0 ? -value : value;
  return op;
}

function setSize(py: Words, op: number, digits: number, negative: boolean): void {
  if (py.longTagged) {
    py.i32[op + Long.SIZE] = (digits << 3) | (negative ? 2 : 0);
    py.i32[op + Long.SIZE + 1] = 0;
  } else {
    py.i32[op + Long.SIZE] = negative ? -digits : digits;
    py.i32[op + Long.SIZE + 1] = negative ? -1 : 0;
  }
}

/** `_PyLong_New`: an int whose digits somebody fills; one digit's block may come off the free list. */
export function PyLong_Blank(py: Words, digits: number): number {
  if (digits <= 1) return medium(py, 0, ONE_DIGIT);
  const op = py.newObject(py.type('int'), Long.DIGIT * 4 + digits * 4);
  setSize(py, op, digits, false);
  return op;
}

/** An int whose block has room for `digits` digits, where it may need fewer. */
export function PyLong_WithDigits(py: Words, value: bigint, digits: number): number {
  const cached = value >= BigInt(py.smallMin) && value <= BigInt(py.smallMax);
  if (cached) return PyLong_FromLong(py, Number(value));
  return digits === 1 ? medium(py, Number(value), ONE_DIGIT) : fromBig(py, value, digits);
}

function fromBig(py: Words, value: bigint, room = 0): number {
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest !== 0n; rest >>= 30n) {
    digits.push(Number(rest & 0x3fffffffn));
  }
  const bytes = Long.DIGIT * 4 + Math.max(digits.length, room) * 4;
  const op = py.newObject(py.type('int'), bytes);
  setSize(py, op, digits.length, value < 0n);
  py.i32.set(digits, op + Long.DIGIT);
  return op;
}

/** `PyBool_FromLong`. */
export function PyBool_FromLong(py: Words, value: number | boolean): number {
  return py.newRef(value ? py.statics.true : py.statics.false);
}

/** Digits in use: 0 for the int 0. */
export function digitCount(py: Words, op: number): number {
  const size = py.i32[op + Long.SIZE]!;
  return py.longTagged ? size >>> 3 : Math.abs(size);
}

/** -1, 0 or 1. */
function signOf(py: Words, op: number): number {
  const size = py.i32[op + Long.SIZE]!;
  return py.longTagged ? 1 - (size & 3) : Math.sign(size);
}

/** The value, exact. */
export function PyLong_AsBigInt(py: Words, op: number): bigint {
  let value = 0n;
  for (let i = digitCount(py, op) - 1; i >= 0; i--) {
    value = (value << 30n) | BigInt(py.i32[op + Long.DIGIT + i]!);
  }
  return signOf(py, op) < 0 ? -value : value;
}

/** The value as a number: exact to 2**53. */
export function PyLong_AsLong(py: Words, op: number): number {
  return digitCount(py, op) <= 1
    ? signOf(py, op) * py.i32[op + Long.DIGIT]!
    : Number(PyLong_AsBigInt(py, op));
}

/** `_PyLong_CompactValue`: the value of an int of at most one digit. */
export function compactValue(py: Words, op: number): number {
  const size = py.i32[op + Long.SIZE]!;
  const digit = py.i32[op + Long.DIGIT]!;
  return py.longTagged ? (1 - (size & 3)) * digit : size * digit;
}

/** Whether two ints are equal. */
export function equalLongs(py: Words, a: number, b: number): boolean {
  const digits = digitCount(py, a);
  if (digits !== digitCount(py, b) || signOf(py, a) !== signOf(py, b)) return false;
  for (let i = 0; i < digits; i++) {
    if (py.i32[a + Long.DIGIT + i] !== py.i32[b + Long.DIGIT + i]) return false;
  }
  return true;
}

/** `long_hash`. */
export function hashLong(py: Words, op: number): number {
  const digits = digitCount(py, op);
  if (digits > 2) return hashInteger(py, PyLong_AsBigInt(py, op));
  if (digits === 0) return hashOf(py, 0, 0);
  const first = py.i32[op + Long.DIGIT]!;
  const second = digits === 2 ? py.i32[op + Long.DIGIT + 1]! : 0;
  const low = first | (second << DIGIT_BITS);
  const high = second >>> 2;
  if (signOf(py, op) > 0) return hashOf(py, low, high);
  return low === 0 ? hashOf(py, 0, -high) : hashOf(py, -low, ~high);
}
