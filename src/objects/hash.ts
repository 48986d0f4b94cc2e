import type { Words } from './words';

/*
 * Hashes as CPython computes them (Python/pyhash.c, Objects/tupleobject.c), with the seed of
 * PYTHONHASHSEED=0. A hash is 64 bits: functions return its low half and leave the high half in
 * `py.hashHigh`.
 */

/** Sets a hash, -1 becoming -2 as in CPython. */
export function hashOf(py: Words, low: number, high: number): number {
  if ((low & high) === -1) {
    py.hashHigh = -1;
    return -2;
  }
  py.hashHigh = high | 0;
  return low | 0;
}

let v0 = 0;
let v0h = 0;
let v1 = 0;
let v1h = 0;
let v2 = 0;
let v2h = 0;
let v3 = 0;
let v3h = 0;

function sipRound(): void {
  // v0 += v1; v1 = rotl(v1, 13) ^ v0; v0 = rotl(v0, 32)
  let low = (v0 >>> 0) + (v1 >>> 0);
  v0h = (v0h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
  v0 = low | 0;
  let rotated = (v1 << 13) | (v1h >>> 19);
  v1h = ((v1h << 13) | (v1 >>> 19)) ^ v0h;
  v1 = rotated ^ v0;
  let swap = v0;
  v0 = v0h;
  v0h = swap;
  // v2 += v3; v3 = rotl(v3, 16) ^ v2
  low = (v2 >>> 0) + (v3 >>> 0);
  v2h = (v2h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
  v2 = low | 0;
  rotated = (v3 << 16) | (v3h >>> 16);
  v3h = ((v3h << 16) | (v3 >>> 16)) ^ v2h;
  v3 = rotated ^ v2;
  // v0 += v3; v3 = rotl(v3, 21) ^ v0
  low = (v0 >>> 0) + (v3 >>> 0);
  v0h = (v0h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
  v0 = low | 0;
  rotated = (v3 << 21) | (v3h >>> 11);
  v3h = ((v3h << 21) | (v3 >>> 11)) ^ v0h;
  v3 = rotated ^ v0;
  // v2 += v1; v1 = rotl(v1, 17) ^ v2; v2 = rotl(v2, 32)
  low = (v2 >>> 0) + (v1 >>> 0);
  v2h = (v2h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
  v2 = low | 0;
  rotated = (v1 << 17) | (v1h >>> 15);
  v1h = ((v1h << 17) | (v1 >>> 15)) ^ v2h;
  v1 = rotated ^ v2;
  swap = v2;
  v2 = v2h;
  v2h = swap;
}

/** SipHash of `bytes` bytes at `word`, with a key of zeros: 1-3 from 3.11 on, 2-4 before. */
export function hashBytes(py: Words, word: number, bytes: number): number {
  if (bytes === 0) return hashOf(py, 0, 0);
  const double = py.version.objects.hash === 'siphash24';
  const { i32 } = py;
  v0 = 0x70736575;
  v0h = 0x736f6d65;
  v1 = 0x6e646f6d;
  v1h = 0x646f7261;
  v2 = 0x6e657261;
  v2h = 0x6c796765;
  v3 = 0x79746573;
  v3h = 0x74656462;
  const full = bytes >>> 3;
  let at = word;
  for (let i = 0; i < full; i++, at += 2) {
    const low = i32[at]!;
    const high = i32[at + 1]!;
    v3 ^= low;
    v3h ^= high;
    sipRound();
    if (double) sipRound();
    v0 ^= low;
    v0h ^= high;
  }
  const rest = bytes & 7;
  let low = 0;
  let high = (bytes & 0xff) << 24;
  if (rest >= 4) {
    low = i32[at]!;
    if (rest > 4) high |= i32[at + 1]! & ((1 << ((rest - 4) * 8)) - 1);
  } else if (rest > 0) low = i32[at]! & ((1 << (rest * 8)) - 1);
  v3 ^= low;
  v3h ^= high;
  sipRound();
  if (double) sipRound();
  v0 ^= low;
  v0h ^= high;
  v2 ^= 0xff;
  sipRound();
  sipRound();
  sipRound();
  if (double) sipRound();
  return hashOf(py, v0 ^ v1 ^ v2 ^ v3, v0h ^ v1h ^ v2h ^ v3h);
}

/** `_Py_HashPointer`: the address, rotated so that the alignment's zeros come last. */
export function hashPointer(py: Words, op: number): number {
  const absolute = (op + py.wordBase) | 0;
  const low = absolute << 2;
  const high = py.memory.highOf(op) | (absolute >>> 30);
  return hashOf(py, (low >>> 4) | (high << 28), (high >>> 4) | (low << 28));
}

const MODULUS = 2n ** 61n - 1n;

/** A hash given as a signed 64-bit number. */
export function hashBig(py: Words, value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return hashOf(py, Number(bits & 0xffffffffn) | 0, Number(bits >> 32n) | 0);
}

/** The hash of an integer beyond 61 bits: its remainder modulo 2**61 - 1, with its sign. */
export function hashInteger(py: Words, value: bigint): number {
  const magnitude = (value < 0n ? -value : value) % MODULUS;
  return hashBig(py, value < 0n ? -magnitude : magnitude);
}

/** `_Py_HashDouble`: equal to the hash of the equal int or fraction. `nan`: the hash of a NaN object. */
export function hashDouble(py: Words, value: number, nan: () => number): number {
  if (Number.isNaN(value)) return nan();
  if (!Number.isFinite(value)) return hashOf(py, value > 0 ? 314159 : -314159, value > 0 ? 0 : -1);
  if (Number.isSafeInteger(value)) return hashInteger(py, BigInt(value));
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const exponent = (bits.getUint32(0) >>> 20) & 0x7ff;
  const fraction = bits.getBigUint64(0) & ((1n << 52n) - 1n);
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const power = (exponent === 0 ? -1074 : exponent - 1075) % 61;
  const hash = (mantissa << BigInt((power + 61) % 61)) % MODULUS;
  return hashBig(py, value < 0 ? -hash : hash);
}

const XX_1 = 11400714785074694791n;
const XX_2 = 14029467366897019727n;
const XX_5 = 2870177450012600261n;

/** A tuple's hash, from those of its items (xxHash without its finish). */
export class TupleHash {
  constructor(private readonly py: Words) {}

  private accumulator = XX_5;
  private items = 0n;

  /** Takes in the hash whose low half is given, the high half in `py.hashHigh`. */
  add(low: number): void {
    const lane = (BigInt(this.py.hashHigh >>> 0) << 32n) | BigInt(low >>> 0);
    let acc = BigInt.asUintN(64, this.accumulator + lane * XX_2);
    acc = BigInt.asUintN(64, (acc << 31n) | (acc >> 33n));
    this.accumulator = BigInt.asUintN(64, acc * XX_1);
    this.items++;
  }

  /** `slicehash`: without the number of items. */
  finishSlice(): number {
    return this.ended(this.accumulator);
  }

  finish(): number {
    return this.ended(BigInt.asUintN(64, this.accumulator + (this.items ^ (XX_5 ^ 3527539n))));
  }

  private ended(hash: bigint): number {
    return hashBig(this.py, hash === 2n ** 64n - 1n ? 1546275796n : hash);
  }
}
