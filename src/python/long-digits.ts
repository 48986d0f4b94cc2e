/*
 * How many digits CPython allocates for a result: often more than it then needs, and the block stays as
 * it is (Objects/longobject.c).
 */

const SHIFT = 30n;

/** Digits of 30 bits of a magnitude; 0 of 0. */
export function digitsOf(value: bigint): number {
  let count = 0;
  for (let rest = value < 0n ? -value : value; rest !== 0n; rest >>= SHIFT) count++;
  return count;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** `x_add` and `x_sub`. */
function sumDigits(a: bigint, b: bigint): number {
  const [size, other] = [digitsOf(a), digitsOf(b)];
  if (size <= 1 && other <= 1) return 0;
  if (a < 0n === b < 0n) return Math.max(size, other) + 1;
  if (size !== other) return Math.max(size, other);
  // Leading digits that are the same fall away first.
  return digitsOf(magnitude(a) ^ magnitude(b));
}

function productDigits(a: bigint, b: bigint): number {
  const [size, other] = [digitsOf(a), digitsOf(b)];
  return size <= 1 && other <= 1 ? 0 : size + other;
}

/** The last multiplication of `long_pow`. */
function powerDigits(a: bigint, b: bigint): number {
  if (b === 0n) return 0;
  if (b % 2n === 1n) return productDigits(a ** (b - 1n), a);
  const root = a ** (b / 2n);
  return productDigits(root, root);
}

function shiftDigits(a: bigint, b: bigint, minor: number): number {
  if (a === 0n) return 0;
  if (minor >= 11 && b < SHIFT && digitsOf(a) <= 1) return 0;
  return digitsOf(a) + Number(b / SHIFT) + (b % SHIFT === 0n ? 0 : 1);
}

/** Digits of the block of `a OP b`; 0 where it is as long as the result needs. */
export function allocatedDigits(name: string, a: bigint, b: bigint, minor: number): number {
  switch (name) {
    case 'add':
      return sumDigits(a, b);
    case 'sub':
      return sumDigits(a, -b);
    case 'mul':
      return productDigits(a, b);
    case 'pow':
      return powerDigits(a, b);
    case 'lshift':
      return shiftDigits(a, b, minor);
    case 'floordiv':
      // `inplace_divrem1` fills a block as long as the dividend's.
      return digitsOf(b) === 1 && digitsOf(a) > 1 ? digitsOf(a) : 0;
    default:
      return 0;
  }
}

/** Of `int(text)` in base 10: an estimate by the number of its digits (`PyLong_FromString`). */
export function parsedDigits(count: number): number {
  return Math.trunc(count * (Math.log(10) / Math.log(2 ** 30))) + 1;
}
