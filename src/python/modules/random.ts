import { anyBytes } from '../objects/bytes-like';
import { asBigInt, asNumber } from '../objects/index-numbers';
import { newNone } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newFloat, newInt, newSsize, newTuple, tupleItems } from '../runtime/values';

import type { Define } from './define';

const N = 624;
const M = 397;

/** The Mersenne Twister as CPython seeds and draws it (Modules/_randommodule.c). */
export class MersenneTwister {
  private readonly state = new Uint32Array(N);
  private index = N;

  seed(key: Uint32Array): void {
    const { state } = this;
    state[0] = 19650218;
    for (let i = 1; i < N; i++) {
      const x = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = Math.imul(1812433253, x) + i;
    }
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const x = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = (state[i]! ^ Math.imul(x, 1664525)) + key[j]! + j;
      if (++i >= N) {
        state[0] = state[N - 1]!;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const x = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = (state[i]! ^ Math.imul(x, 1566083941)) - i;
      if (++i >= N) {
        state[0] = state[N - 1]!;
        i = 1;
      }
    }
    state[0] = 0x80000000;
    this.index = N;
  }

  next32(): number {
    const { state } = this;
    if (this.index >= N) {
      for (let k = 0; k < N; k++) {
        const y = (state[k]! & 0x80000000) | (state[(k + 1) % N]! & 0x7fffffff);
        state[k] = state[(k + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.index = 0;
    }
    let y = state[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A float from 0 to 1, of 53 bits. */
  next(): number {
    const a = this.next32() >>> 5;
    const b = this.next32() >>> 6;
    return (a * 67108864 + b) * (1 / 9007199254740992);
  }

  bits(k: number): bigint {
    let value = 0n;
    for (let i = 0; i * 32 < k; i++) {
      const left = k - i * 32;
      const word = left < 32 ? this.next32() >>> (32 - left) : this.next32();
      value |= BigInt(word) << BigInt(i * 32);
    }
    return value;
  }

  save(): number[] {
    return [...this.state, this.index];
  }

  load(words: readonly number[]): void {
    this.state.set(words.slice(0, N));
    this.index = words[N]!;
  }
}

function keyOf(value: bigint): Uint32Array {
  const words: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n)
    words.push(Number(rest & 0xffffffffn));
  return Uint32Array.from(words.length > 0 ? words : [0]);
}

/** `_random`: generators by the number that `random.Random`, which is Python, knows them by. */
export function randomModule(rt: Runtime, define: Define): void {
  const generators: MersenneTwister[] = [];
  const generatorOf = (word: number | undefined): MersenneTwister =>
    generators[asNumber(rt, word!)]!;
  define.call('new', 0, 0, () => {
    const generator = new MersenneTwister();
    generator.seed(keyOf(BigInt(Math.floor(rt.host.random() * 2 ** 53))));
    return newInt(rt, generators.push(generator) - 1);
  });
  define.call('seed', 2, 2, ([g, value]) => {
    generatorOf(g).seed(keyOf(asBigInt(rt, value!)));
    return newNone(rt);
  });
  define.call('sha512', 1, 1, ([data]) => newInt(rt, sha512(anyBytes(rt, data!))));
  define.call('fresh', 0, 0, () => newInt(rt, BigInt(Math.floor(rt.host.random() * 2 ** 53))));
  define.call('random', 1, 1, ([g]) => newFloat(rt, generatorOf(g).next()));
  define.call('getrandbits', 2, 2, ([g, k]) => newSsize(rt, generatorOf(g).bits(asNumber(rt, k!))));
  define.call('getstate', 1, 1, ([g]) =>
    newTuple(
      rt,
      generatorOf(g)
        .save()
        .map((word) => newInt(rt, word)),
    ),
  );
  define.call('setstate', 2, 2, ([g, state]) => {
    generatorOf(g).load(tupleItems(rt, state!).map((word) => asNumber(rt, word)));
    return newNone(rt);
  });
}

const MASK = (1n << 64n) - 1n;

/** The fraction bits of roots of primes, as SHA-512 takes them. */
function fractionBits(n: bigint, power: bigint): bigint {
  // The integer root of n * 2**(64 * power).
  const target = n << (64n * power);
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

/** SHA-512, as the big integer that seeds from text are extended with. */
export function sha512(data: Uint8Array): bigint {
  const bits = BigInt(data.length * 8);
  const length = Math.ceil((data.length + 17) / 128) * 128;
  const padded = new Uint8Array(length);
  padded.set(data);
  padded[data.length] = 0x80;
  for (let i = 0; i < 8; i++) padded[length - 1 - i] = Number((bits >> BigInt(8 * i)) & 0xffn);
  const constants = primes(80).map((p) => fractionBits(p, 3n));
  const h = primes(8).map((p) => fractionBits(p, 2n));
  const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;
  for (let block = 0; block < length; block += 128) {
    const w: bigint[] = [];
    for (let i = 0; i < 16; i++) {
      let word = 0n;
      for (let j = 0; j < 8; j++) word = (word << 8n) | BigInt(padded[block + i * 8 + j]!);
      w.push(word);
    }
    for (let i = 16; i < 80; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n);
      const s1 = rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n);
      w.push((w[i - 16]! + s0 + w[i - 7]! + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, k] = h as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    for (let i = 0; i < 80; i++) {
      const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const t1 = (k + s1 + ((e & f) ^ (~e & MASK & g)) + constants[i]! + w[i]!) & MASK;
      const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
    }
    for (const [i, x] of [a, b, c, d, e, f, g, k].entries()) h[i] = (h[i]! + x) & MASK;
  }
  return h.reduce((sum, word) => (sum << 64n) | word, 0n);
}
