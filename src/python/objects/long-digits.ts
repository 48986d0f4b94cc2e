/*
 * How many digits CPython allocates for a result: often more than it then needs, and the block stays as
 * it is (Objects/longobject.c).
 */

const SHIFT = 30n;

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Digits of 30 bits of a magnitude; 0 of 0. */
function digitsOf(value: bigint): number {
  if (value === 0n) return 0;
  const hex = magnitude(value).toString(16);
  const bits = hex.length * 4 - (Math.clz32(Number.parseInt(hex[0]!, 16)) - 28);
  return Math.ceil(bits / 30);
}

/** An int, and how many digits it has. */
export interface Sized {
  readonly value: bigint;
  readonly digits: number;
}

/** `x_add` of magnitudes, and `x_sub` where one is taken from the other. */
function sumDigits(a: Sized, b: Sized, subtracts: boolean): number {
  if (a.digits <= 1 && b.digits <= 1) return 0;
  if (!subtracts) return Math.max(a.digits, b.digits) + 1;
  if (a.digits !== b.digits) return Math.max(a.digits, b.digits);
  // Leading digits that are the same fall away first.
  return digitsOf(magnitude(a.value) ^ magnitude(b.value));
}

const productDigits = (a: number, b: number): number => (a <= 1 && b <= 1 ? 0 : a + b);

/** The last multiplication of `long_pow`. */
function powerDigits(a: Sized, b: bigint, result: bigint): number {
  if (a.value === 0n || b === 0n) return 0;
  if (b % 2n === 1n) return productDigits(digitsOf(result / a.value), a.digits);
  const root = digitsOf(a.value ** (b / 2n));
  return productDigits(root, root);
}

function shiftDigits(a: Sized, b: bigint, short: boolean): number {
  if (a.digits === 0 || (short && b < SHIFT && a.digits <= 1)) return 0;
  return a.digits + Number(b / SHIFT) + (b % SHIFT === 0n ? 0 : 1);
}

/** Digits of the block of `a OP b`; 0 where it is as long as the result needs. */
export function allocatedDigits(
  name: string,
  a: Sized,
  b: Sized,
  result: bigint,
  /** Whether the result of a short shift that stays one digit gets a block as long as it needs (3.11 on). */
  shortShifts: boolean,
): number {
  const alike = a.value < 0n === b.value < 0n;
  switch (name) {
    case 'add':
      return sumDigits(a, b, !alike);
    case 'sub':
      return sumDigits(a, b, alike);
    case 'mul':
      return productDigits(a.digits, b.digits);
    case 'pow':
      return powerDigits(a, b.value, result);
    case 'lshift':
      return shiftDigits(a, b.value, shortShifts);
    case 'floordiv':
      // `inplace_divrem1` fills a block as long as the dividend's.
      return b.digits === 1 && a.digits > 1 ? a.digits : 0;
    default:
      return 0;
  }
}

/** Of `int(text, radix)`: by the bits of its digits, or an estimate (`PyLong_FromString`). */
export function parsedDigits(count: number, radix: number): number {
  const bits = Math.log2(radix);
  return Number.isInteger(bits)
    ? Math.ceil((count * bits) / 30)
    : Math.trunc(count * (bits / 30)) + 1;
}
