import { sameInt, toDouble } from '../objects/arithmetic';
import { multiply } from '../objects/binary';
import { callMethodWord, callSpecial } from '../objects/bind';
import { asBigInt, asNumber } from '../objects/index-numbers';
import { collect, forEach } from '../objects/iter';
import { truncate } from '../objects/long';
import { raiseError, typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { option } from '../runtime/native';
import { give, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isFloat, isInt, typeName } from '../runtime/type-checks';
import { asDouble, newBool, newFloat, newInt, newSsize, newTuple } from '../runtime/values';

import type { Define } from './define';

/** `math`. */
export function mathModule(rt: Runtime, define: Define): void {
  const value = (word: number): number => {
    if (isInt(rt, word) || isFloat(rt, word)) return toDouble(rt, word);
    const method = special(rt, rt.py.typeOf(word), '__float__');
    if (method === 0) typeError(rt, `must be real number, not ${typeName(rt, word)}`);
    const result = callMethodWord(rt, method, word, []);
    const double = asDouble(rt, result);
    rt.py.decref(result);
    return double;
  };
  const domain = (): never => valueError(rt, 'math domain error');
  /** Defines a function of floats. A result of NaN means an argument outside of its domain. */
  const on = (name: string, compute: (x: number) => number): void =>
    define.call(name, 1, 1, ([x]) => {
      const argument = value(x!);
      const result = compute(argument);
      if (Number.isNaN(result) && !Number.isNaN(argument)) domain();
      if (!Number.isFinite(result) && Number.isFinite(argument)) {
        if (['exp', 'expm1', 'sinh', 'cosh'].includes(name))
          raiseError(rt, 'OverflowError', 'math range error');
        domain();
      }
      return newFloat(rt, result);
    });
  const plain = [
    'sqrt',
    'exp',
    'expm1',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
    'log1p',
    'cbrt',
  ] as const;
  for (const name of plain) on(name, Math[name]);
  on('degrees', (x) => (x * 180) / Math.PI);
  on('radians', (x) => (x * Math.PI) / 180);
  on('fabs', Math.abs);
  const logarithm = (
    word: number,
    log: (x: number) => number,
    ln: (x: number) => number,
  ): number => {
    if (isInt(rt, word)) {
      const big = asBigInt(rt, word);
      if (big <= 0n) domain();
      const bits = big.toString(2).length;
      if (bits > 1000) {
        const shift = bits - 60;
        return ln(Number(big >> BigInt(shift))) + shift * ln(2);
      }
    }
    const x = value(word);
    if (x <= 0) domain();
    return log(x);
  };
  define.call('log', 1, 2, ([x, base]) => {
    const result = logarithm(x!, Math.log, Math.log);
    return newFloat(rt, base === undefined ? result : result / logarithm(base, Math.log, Math.log));
  });
  define.call('log2', 1, 1, ([x]) => newFloat(rt, logarithm(x!, Math.log2, Math.log2)));
  define.call('log10', 1, 1, ([x]) => newFloat(rt, logarithm(x!, Math.log10, Math.log10)));
  define.call('pow', 2, 2, ([a, b]) => newFloat(rt, value(a!) ** value(b!)));
  define.call('atan2', 2, 2, ([a, b]) => newFloat(rt, Math.atan2(value(a!), value(b!))));
  define.call('hypot', 0, -1, (args) => newFloat(rt, Math.hypot(...args.map(value))));
  define.call('dist', 2, 2, ([p, q]) => {
    const points = [p!, q!].map((o) => {
      const words = collect(rt, o);
      try {
        return words.map(value);
      } finally {
        for (const word of words) rt.py.decref(word);
      }
    });
    const [a, b] = points as [number[], number[]];
    if (a.length !== b.length)
      valueError(rt, 'both points must have the same number of dimensions');
    return newFloat(rt, Math.hypot(...a.map((x, i) => x - b[i]!)));
  });
  define.call('fmod', 2, 2, ([a, b]) => newFloat(rt, value(a!) % value(b!)));
  define.call('copysign', 2, 2, ([a, b]) => {
    const sign = value(b!);
    return newFloat(rt, Math.abs(value(a!)) * (sign < 0 || Object.is(sign, -0) ? -1 : 1));
  });
  const rounding = (name: string, special: string, round: (x: number) => number): void =>
    define.call(name, 1, 1, ([x]) => {
      if (isInt(rt, x!)) return sameInt(rt, x!);
      const method = userSpecial(rt, x!, special);
      if (method === 0) return truncate(rt, round(value(x!)));
      return rt.behaviour.roundsUnbound
        ? callMethodWord(rt, method, x!, [])
        : callSpecial(rt, method, x!, []);
    });
  rounding('floor', '__floor__', Math.floor);
  rounding('ceil', '__ceil__', Math.ceil);
  rounding('trunc', '__trunc__', Math.trunc);
  define.call('isnan', 1, 1, ([x]) => newBool(rt, Number.isNaN(value(x!))));
  define.call('isinf', 1, 1, ([x]) => newBool(rt, [Infinity, -Infinity].includes(value(x!))));
  define.call('isfinite', 1, 1, ([x]) => newBool(rt, Number.isFinite(value(x!))));
  define.call(
    'isclose',
    2,
    2,
    ([a, b], keywords) => {
      const option = (name: string, otherwise: number): number => {
        const word = keywords?.find(([key]) => key === name)?.[1];
        return word === undefined ? otherwise : value(word);
      };
      const [x, y] = [value(a!), value(b!)];
      const tolerance = Math.max(
        option('rel_tol', 1e-9) * Math.max(Math.abs(x), Math.abs(y)),
        option('abs_tol', 0),
      );
      return newBool(rt, x === y || Math.abs(x - y) <= tolerance);
    },
    'a b * rel_tol abs_tol',
  );
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  define.call('gcd', 0, -1, (args) =>
    newInt(
      rt,
      args.reduce((sum, word) => gcd(sum, asBigInt(rt, word)), 0n),
    ),
  );
  if (rt.behaviour.added.has('math.lcm')) {
    define.call('lcm', 0, -1, (args) =>
      newInt(
        rt,
        args.reduce((sum, word) => {
          const x = asBigInt(rt, word);
          return x === 0n ? 0n : ((sum * x) / gcd(sum, x)) * (sum * x < 0n ? -1n : 1n);
        }, 1n),
      ),
    );
  }
  define.call('factorial', 1, 1, ([n]) => {
    const count = asBigInt(rt, n!);
    if (count < 0n) valueError(rt, 'factorial() not defined for negative values');
    let result = 1n;
    for (let i = 2n; i <= count; i++) result *= i;
    return newSsize(rt, result);
  });
  define.call('isqrt', 1, 1, ([n]) => {
    const x = asBigInt(rt, n!);
    if (x < 0n) valueError(rt, 'isqrt() argument must be nonnegative');
    if (x < 2n) return newInt(rt, x);
    let root = 1n << BigInt((x.toString(2).length + 1) >> 1);
    for (let next = (root + x / root) >> 1n; next < root; next = (root + x / root) >> 1n)
      root = next;
    return newSsize(rt, root);
  });
  const choose = (n: bigint, k: bigint): bigint => {
    if (k > n) return 0n;
    let result = 1n;
    for (let i = 0n; i < k; i++) result = (result * (n - i)) / (i + 1n);
    return result;
  };
  define.call('comb', 2, 2, ([n, k]) => newSsize(rt, choose(asBigInt(rt, n!), asBigInt(rt, k!))));
  define.call('perm', 1, 2, ([n, k]) => {
    const count = asBigInt(rt, n!);
    let result = 1n;
    for (let i = 0n; i < (k === undefined ? count : asBigInt(rt, k)); i++) result *= count - i;
    return newSsize(rt, result);
  });
  define.call(
    'prod',
    1,
    1,
    ([items], keywords) => {
      const start = option(keywords, 'start');
      let total = own(rt, start === 0 ? newInt(rt, 1) : newRef(rt, start));
      forEach(rt, items!, (item) => {
        total = own(rt, multiply(rt, give(rt, total), item));
      });
      return give(rt, total);
    },
    'iterable / * start',
  );
  define.call('fsum', 1, 1, ([items]) => {
    let partials: number[] = [];
    forEach(rt, items!, (word) => {
      let x = value(own(rt, word));
      release(rt, word);
      const next: number[] = [];
      for (let y of partials) {
        if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
        const high = x + y;
        const low = y - (high - x);
        if (low !== 0) next.push(low);
        x = high;
      }
      partials = [...next, x];
    });
    return newFloat(
      rt,
      partials.reduceRight((sum, part) => sum + part, 0),
    );
  });
  define.call('frexp', 1, 1, ([x]) => {
    const number = value(x!);
    if (number === 0 || !Number.isFinite(number))
      return newTuple(rt, [newFloat(rt, number), newInt(rt, 0)]);
    let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(number))) + 1);
    let mantissa = number * 2 ** -exponent;
    while (Math.abs(mantissa) >= 1) {
      mantissa /= 2;
      exponent++;
    }
    while (Math.abs(mantissa) < 0.5) {
      mantissa *= 2;
      exponent--;
    }
    return newTuple(rt, [newFloat(rt, mantissa), newInt(rt, exponent)]);
  });
  define.call('ldexp', 2, 2, ([x, n]) => newFloat(rt, value(x!) * 2 ** asNumber(rt, n!)));
  define.call('modf', 1, 1, ([x]) => {
    const number = value(x!);
    return newTuple(rt, [newFloat(rt, number % 1), newFloat(rt, Math.trunc(number))]);
  });
  for (const [name, constant] of [
    ['pi', Math.PI],
    ['e', Math.E],
    ['tau', 2 * Math.PI],
    ['inf', Infinity],
    ['nan', NaN],
  ] as const) {
    define.value(name, newFloat(rt, constant));
  }
}
