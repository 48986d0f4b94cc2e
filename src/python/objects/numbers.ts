import { PyLong_WithDigits } from '../../objects';
import { floatFloorDiv, floatMod, floorDiv } from '../compile/fold';
import { type Keywords, option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { BinaryName } from '../runtime/runtime-arithmetic';
import { fraction, roundFloat } from './format';
import { parsedDigits } from './long-digits';

const BINARY: readonly (readonly [method: string, reflected: string, name: BinaryName])[] = [
  ['__add__', '__radd__', 'add'],
  ['__sub__', '__rsub__', 'sub'],
  ['__mul__', '__rmul__', 'mul'],
  ['__truediv__', '__rtruediv__', 'truediv'],
  ['__floordiv__', '__rfloordiv__', 'floordiv'],
  ['__mod__', '__rmod__', 'mod'],
  ['__pow__', '__rpow__', 'pow'],
  ['__lshift__', '__rlshift__', 'lshift'],
  ['__rshift__', '__rrshift__', 'rshift'],
  ['__and__', '__rand__', 'and'],
  ['__or__', '__ror__', 'or'],
  ['__xor__', '__rxor__', 'xor'],
];

/** `int`, `bool`, `float`, `complex`. */
export function installNumbers(rt: Runtime): void {
  const { py, intType, boolType, floatType, complexType } = rt;
  /** What is made, or an instance of a class with its value. */
  const as = (type: number, base: number, value: number): number => {
    if (type === base) return value;
    const op = rt.allocate(type, value);
    py.decref(value);
    return op;
  };
  rt.news.set(intType, (type, args, keywords) =>
    as(type, intType, intOf(rt, args, integerBase(rt, keywords))),
  );
  rt.news.set(boolType, (_type, args) => rt.bool(args.length > 0 && rt.truth(args[0]!)));
  rt.news.set(floatType, (type, args) => as(type, floatType, floatOf(rt, args)));
  rt.news.set(complexType, (type, args, keywords) => {
    rt.checkKeywords('complex', 'real imag', keywords);
    const part = (i: number, name: string): number | undefined =>
      args[i] ?? (option(keywords, name) || undefined);
    return as(type, complexType, complexOf(rt, [part(0, 'real'), part(1, 'imag')]));
  });

  for (const type of [intType, floatType, complexType]) {
    for (const [method, reflected, name] of BINARY) {
      const shift = ['lshift', 'rshift', 'and', 'or', 'xor'].includes(name);
      if (shift && type !== intType) continue;
      const operate = (a: number, b: number): number => {
        const number = (o: number): boolean =>
          rt.isInt(o) || rt.isFloat(o) || py.typeOf(o) === complexType;
        if (!number(b) || !number(a) || (type === intType && !(rt.isInt(a) && rt.isInt(b)))) {
          return rt.I(py.statics.notImplemented);
        }
        return rt.numericOperation(name, a, b);
      };
      rt.method(type, method, 1, 2, ([a, b]) => operate(a!, b!));
      rt.method(type, reflected, 1, 2, ([a, b]) => operate(b!, a!));
    }
    for (const [op, method] of [
      '__lt__',
      '__le__',
      '__eq__',
      '__ne__',
      '__gt__',
      '__ge__',
    ].entries()) {
      rt.method(type, method, 1, 1, ([a, b]) => rt.builtinComparison(op, a!, b!));
    }
    rt.method(type, '__hash__', 0, 0, ([a]) => rt.count(rt.hash(a!)));
    rt.method(type, '__bool__', 0, 0, ([a]) => rt.bool(rt.truth(a!)));
    rt.method(type, '__repr__', 0, 0, ([a]) => rt.str(rt.builtinRepr(a!)));
    rt.method(type, '__neg__', 0, 0, ([a]) => rt.unary('-', rt.I(a!)));
    rt.method(type, '__pos__', 0, 0, ([a]) => rt.unary('+', rt.I(a!)));
    rt.method(type, '__abs__', 0, 0, ([a]) => absolute(rt, a!));
  }
  installInt(rt);
  installFloat(rt);
  rt.getset(complexType, 'real', (a) => rt.float(rt.complexParts(a)[0]));
  rt.getset(complexType, 'imag', (a) => rt.float(rt.complexParts(a)[1]));
  rt.method(complexType, 'conjugate', 0, 0, ([a]) => {
    const [real, imag] = rt.complexParts(a!);
    return rt.complex(real, -imag);
  });
}

/** `abs(o)` of a number. */
export function absolute(rt: Runtime, a: number): number {
  if (rt.isInt(a)) {
    const value = rt.bigint(a);
    return value < 0n ? rt.int(-value) : rt.sameInt(a);
  }
  if (rt.isFloat(a)) return rt.float(Math.abs(rt.double(a)));
  const [real, imag] = rt.complexParts(a);
  return rt.float(Math.hypot(real, imag));
}

function installInt(rt: Runtime): void {
  const { py, intType } = rt;
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(intType, name, min, max, call);
  on('bit_length', 0, 0, ([a]) => {
    const value = rt.bigint(a!);
    return rt.count(value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length);
  });
  on('bit_count', 0, 0, ([a]) =>
    rt.count(rt.bigint(a!).toString(2).replaceAll(/[^1]/g, '').length),
  );
  on('conjugate', 0, 0, ([a]) => rt.sameInt(a!));
  on('as_integer_ratio', 0, 0, ([a]) => rt.tuple([rt.I(a!), rt.int(1)]));
  on('__index__', 0, 0, ([a]) => rt.sameInt(a!));
  on('__int__', 0, 0, ([a]) => rt.sameInt(a!));
  on('__float__', 0, 0, ([a]) => rt.float(rt.toDouble(a!)));
  on('__invert__', 0, 0, ([a]) => rt.unary('~', rt.I(a!)));
  on('__trunc__', 0, 0, ([a]) => rt.sameInt(a!));
  on('__floor__', 0, 0, ([a]) => rt.sameInt(a!));
  on('__ceil__', 0, 0, ([a]) => rt.sameInt(a!));
  on('__divmod__', 1, 1, ([a, b]) => divmod(rt, a!, b!));
  on('__round__', 0, 1, ([a, n]) =>
    roundInt(rt, a!, n === undefined || n === py.none ? 0n : rt.bigint(n)),
  );
  rt.getset(intType, 'real', (a) => rt.sameInt(a));
  rt.getset(intType, 'imag', () => rt.int(0));
  rt.getset(intType, 'numerator', (a) => rt.sameInt(a));
  rt.getset(intType, 'denominator', () => rt.int(1));
  rt.method(
    intType,
    'to_bytes',
    0,
    2,
    ([a, length, order], keywords) => {
      const named = (name: string): number | undefined =>
        keywords?.find(([key]) => key === name)?.[1];
      const size = rt.number(length ?? named('length') ?? rt.name('1')) || 1;
      const little = rt.text(order ?? named('byteorder') ?? rt.name('big')) === 'little';
      const signed = named('signed') !== undefined && rt.truth(named('signed')!);
      let value = rt.bigint(a!);
      if (value < 0n && !signed)
        rt.raise_('OverflowError', "can't convert negative int to unsigned");
      const limit = 1n << BigInt(size * 8 - (signed ? 1 : 0));
      if (value >= limit || value < -limit) rt.raise_('OverflowError', 'int too big to convert');
      value = BigInt.asUintN(size * 8, value);
      const bytes = Array.from({ length: size }, (_, i) =>
        Number((value >> BigInt(8 * i)) & 0xffn),
      );
      return rt.bytes(little ? bytes : bytes.reverse());
    },
    true,
  );
  rt.typeAttribute(
    intType,
    'from_bytes',
    rt.nativeFunction(
      'from_bytes',
      ([data, order], keywords) => {
        const bytes = Array.from(rt.anyBytes(data!));
        if (rt.text(order ?? rt.name('big')) === 'big') bytes.reverse();
        let value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
        const room = Math.ceil(value.toString(16).length / 2) * 8;
        const signed = keywords?.find(([key]) => key === 'signed')?.[1];
        if (signed !== undefined && rt.truth(signed))
          value = BigInt.asIntN(bytes.length * 8, value);
        return PyLong_WithDigits(rt.py, value, Math.ceil(room / 30));
      },
      1,
      2,
      true,
    ),
  );
}

function roundInt(rt: Runtime, a: number, digits: bigint): number {
  if (digits >= 0n) return rt.sameInt(a);
  const value = rt.bigint(a);
  const unit = 10n ** -digits;
  const down = floorDiv(value, unit) * unit;
  const rest = value - down;
  const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
  return rt.int(up ? down + unit : down);
}

/** `divmod(a, b)`. */
export function divmod(rt: Runtime, a: number, b: number): number {
  if (rt.isInt(a) && rt.isInt(b)) {
    const [x, y] = [rt.bigint(a), rt.bigint(b)];
    if (y === 0n)
      rt.raise_(
        'ZeroDivisionError',
        rt.minor >= 14 ? 'division by zero' : 'integer division or modulo by zero',
      );
    const q = floorDiv(x, y);
    return rt.tuple([rt.int(q), rt.int(x - q * y)]);
  }
  if (!(rt.isInt(a) || rt.isFloat(a)) || !(rt.isInt(b) || rt.isFloat(b))) {
    rt.typeError(
      `unsupported operand type(s) for divmod(): '${rt.typeName(a)}' and '${rt.typeName(b)}'`,
    );
  }
  const [x, y] = [rt.toDouble(a), rt.toDouble(b)];
  if (y === 0)
    rt.raise_('ZeroDivisionError', rt.minor >= 14 ? 'division by zero' : 'float divmod()');
  return rt.tuple([rt.float(floatFloorDiv(x, y)), rt.float(floatMod(x, y))]);
}

function installFloat(rt: Runtime): void {
  const { py, floatType } = rt;
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(floatType, name, min, max, call);
  on('is_integer', 0, 0, ([a]) => rt.bool(Number.isInteger(rt.double(a!))));
  on('conjugate', 0, 0, ([a]) => rt.sameInt(a!));
  on('__float__', 0, 0, ([a]) => rt.float(rt.double(a!)));
  on('__int__', 0, 0, ([a]) => truncate(rt, rt.double(a!)));
  on('__trunc__', 0, 0, ([a]) => truncate(rt, rt.double(a!)));
  on('__floor__', 0, 0, ([a]) => truncate(rt, Math.floor(rt.double(a!))));
  on('__ceil__', 0, 0, ([a]) => truncate(rt, Math.ceil(rt.double(a!))));
  on('__divmod__', 1, 1, ([a, b]) => divmod(rt, a!, b!));
  on('__round__', 0, 1, ([a, n]) => {
    const value = rt.double(a!);
    if (n === undefined || n === py.none) return truncate(rt, roundHalfEven(value));
    return rt.float(roundFloat(value, rt.number(n)));
  });
  on('as_integer_ratio', 0, 0, ([a]) => {
    const value = rt.double(a!);
    const [numerator, denominator] = fraction(Math.abs(value));
    let [n, d] = [value < 0 ? -numerator : numerator, denominator];
    while (d > 1n && n % 2n === 0n) {
      n /= 2n;
      d /= 2n;
    }
    return rt.tuple([rt.int(n), rt.int(d)]);
  });
  on('hex', 0, 0, ([a]) => rt.str(hexFloat(rt.double(a!))));
  rt.classMethod(floatType, 'fromhex', 1, 1, ([cls, text]) => {
    const word = rt.float(fromHex(rt, rt.text(text!)));
    if (cls === floatType) return word;
    const made = rt.callBorrowed(cls!, [word]);
    py.decref(word);
    return made;
  });
  rt.getset(floatType, 'real', (a) => rt.float(rt.double(a)));
  rt.getset(floatType, 'imag', () => rt.float(0));
}

function fromHex(rt: Runtime, text: string): number {
  const parts = /^\s*([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?\s*$/i.exec(text);
  const named = /^\s*([+-]?)(inf|infinity|nan)\s*$/i.exec(text);
  if (named) return (named[1] === '-' ? -1 : 1) * (/nan/i.test(named[2]!) ? Number.NaN : Infinity);
  const [, sign, whole = '', rest = '', exponent = '0'] = parts ?? [];
  if (!parts || whole + rest === '')
    return rt.valueError('invalid hexadecimal floating-point string');
  const digits = Number(BigInt(`0x${whole}${rest}`));
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * rest.length);
}

function hexFloat(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}${Number.isNaN(value) ? 'nan' : 'inf'}`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const digits = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${digits}p${power < 0 ? '' : '+'}${power}`;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A float without its fraction, as an int. */
export function truncate(rt: Runtime, value: number): number {
  if (Number.isNaN(value)) rt.valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value))
    rt.raise_('OverflowError', 'cannot convert float infinity to integer');
  return rt.int(BigInt(Math.trunc(value)));
}

function integerBase(rt: Runtime, keywords?: Keywords): number | undefined {
  rt.checkKeywords('int', 'base', keywords);
  return option(keywords, 'base') || undefined;
}

function intOf(rt: Runtime, args: readonly number[], base?: number): number {
  const [given, radix = base] = args;
  if (given === undefined) return rt.int(0);
  const value = rt.behind(given);
  if (rt.isStr(value) || rt.isByteLike(value)) {
    const text = rt.isStr(value) ? rt.text(value) : String.fromCharCode(...rt.anyBytes(value));
    return parseInt_(rt, text, radix === undefined ? 10 : rt.number(radix), value);
  }
  if (radix !== undefined) rt.typeError("int() can't convert non-string with explicit base");
  if (rt.py.typeOf(value) === rt.intType) return rt.I(value);
  const own =
    rt.userSpecial(value, '__int__') ||
    rt.userSpecial(value, '__index__') ||
    rt.userSpecial(value, '__trunc__');
  if (own !== 0) return rt.callMethodWord(own, value, []);
  if (rt.isInt(value)) return rt.int(rt.bigint(value));
  if (rt.isFloat(value)) return truncate(rt, rt.double(value));
  return rt.typeError(
    `int() argument must be a string, a bytes-like object or a ${rt.minor >= 10 ? 'real number' : 'number'}, not '${rt.typeName(value)}'`,
  );
}

function parseInt_(rt: Runtime, text: string, base: number, word: number): number {
  const fail = (): never =>
    rt.valueError(`invalid literal for int() with base ${base}: ${rt.repr(word)}`);
  if (base !== 0 && (base < 2 || base > 36))
    rt.valueError('int() base must be >= 2 and <= 36, or 0');
  const match = /^\s*([+-]?)(0[xXoObB])?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(text);
  if (!match) return fail();
  const [, sign, prefix, raw] = match;
  const implied = prefix ? { x: 16, o: 8, b: 2 }[prefix[1]!.toLowerCase()]! : 10;
  let digits = raw!.replaceAll('_', '');
  let radix = base;
  if (base === 0) radix = implied;
  else if (prefix && implied !== base) digits = prefix.slice(0) + digits;
  let value = 0n;
  if (radix === 10) {
    if (!/^[0-9]+$/.test(digits)) return fail();
    if (digits.length > 4300) {
      rt.valueError(
        `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
      );
    }
    value = BigInt(digits);
  } else {
    for (const digit of digits) {
      const d = Number.parseInt(digit, 36);
      if (Number.isNaN(d) || d >= radix) return fail();
      value = value * BigInt(radix) + BigInt(d);
    }
  }
  const signed = sign === '-' ? -value : value;
  return PyLong_WithDigits(rt.py, signed, parsedDigits(digits.length, radix));
}

function floatOf(rt: Runtime, args: readonly number[]): number {
  const [given] = args;
  if (given === undefined) return rt.float(0);
  const value = rt.behind(given);
  if (rt.isStr(value)) {
    const text = rt.text(value).trim();
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
    if (special) {
      const size = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
      return rt.float(special[1] === '-' ? -size : size);
    }
    const plain = text.replaceAll(/(?<=\d)_(?=\d)/g, '');
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
      rt.valueError(`could not convert string to float: ${rt.repr(value)}`);
    }
    return rt.float(Number(plain));
  }
  if (rt.py.typeOf(value) === rt.floatType) return rt.I(value);
  const own = rt.userSpecial(value, '__float__') || rt.userSpecial(value, '__index__');
  if (own !== 0) {
    const result = rt.callMethodWord(own, value, []);
    const double = rt.toDouble(result);
    rt.py.decref(result);
    return rt.float(double);
  }
  if (rt.isInt(value) || rt.isFloat(value)) return rt.float(rt.toDouble(value));
  return rt.typeError(
    `float() argument must be a string or a ${rt.minor >= 10 ? 'real number' : 'number'}, not '${rt.typeName(value)}'`,
  );
}

function complexOf(rt: Runtime, args: readonly (number | undefined)[]): number {
  const [first, second] = args;
  if (first !== undefined && rt.isStr(first)) {
    const text = rt
      .text(first)
      .trim()
      .replace(/^\((.*)\)$/, '$1');
    const match = /^([+-]?[\d.]+(?:e[+-]?\d+)?)?(?:([+-]?[\d.]*(?:e[+-]?\d+)?)j)?$/i.exec(text);
    if (!match || text === '') rt.valueError('complex() arg is a malformed string');
    const imag =
      match![2] === undefined
        ? 0
        : /^[+-]?$/.test(match![2])
          ? Number(`${match![2]}1`)
          : Number(match![2]);
    return rt.complex(Number(match![1] ?? 0), imag);
  }
  const own = first === undefined ? 0 : rt.userSpecial(first, '__complex__');
  if (own !== 0 && second === undefined) return rt.callSpecial(own, first!, []);
  // What is no float is made one first.
  for (const part of [first, second]) {
    if (part !== undefined && rt.isInt(part)) rt.py.decref(rt.float(rt.toDouble(part)));
  }
  const [a, ai] = first === undefined ? [0, 0] : rt.complexParts(first);
  const [b, bi] = second === undefined ? [0, 0] : rt.complexParts(second);
  // A part that is a real number says nothing of the other's sign.
  const real = second !== undefined && rt.isComplex(second) ? a - bi : a;
  if (second === undefined) return rt.complex(real, ai);
  return rt.complex(real, first !== undefined && rt.isComplex(first) ? ai + b : b);
}
