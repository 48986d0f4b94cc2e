import type { Constant, Expr } from '../parser/ast';

/*
 * What the compiler computes itself (Python/ast_opt.c, flowgraph.c): operations on constants whose
 * results are small. Such a result is one object of the code, however often the line runs.
 */

const MAX_INT_BITS = 128;
const MAX_TEXT = 4096;
const MAX_ITEMS = 256;

/** The constant that an expression is, or null. */
export function constantOf(e: Expr): Constant | null {
  switch (e.k) {
    case 'Const':
      return e.v.t === 'imag' ? { t: 'complex', v: [0, e.v.v] } : e.v;
    case 'Unary': {
      const value = constantOf(e.value);
      return value && folded(unary(e.op, value));
    }
    case 'Bin': {
      const left = constantOf(e.left);
      const right = left && constantOf(e.right);
      return left && right && folded(binary(e.op, left, right));
    }
    case 'Tuple': {
      const items = e.items.map((item) => constantOf(item));
      return items.includes(null) ? null : { t: 'tuple', v: items as Constant[] };
    }
    case 'Sub': {
      const value = constantOf(e.value);
      const index = value && constantOf(e.index);
      return value && index && folded(subscript(value, index));
    }
    default:
      return null;
  }
}

/** `fold_iter`: a list that is only iterated or looked into is a tuple; it, and a set, are constants where they can be. */
export function withoutList(e: Expr): Expr {
  if (e.k !== 'List' && e.k !== 'Set') return e;
  if (e.items.some((item) => item.k === 'Starred')) return e;
  const items = e.items.map((item) => constantOf(item));
  const { start, end } = e;
  if (!items.includes(null)) {
    const t = e.k === 'List' ? 'tuple' : 'frozenset';
    return { start, end, k: 'Const', v: { t, v: items as Constant[] } };
  }
  return e.k === 'List' ? { start, end, k: 'Tuple', items: e.items } : e;
}

/** The right side of a comparison: what `in` looks into needs no list. */
export function lookedInto(op: string, right: Expr): Expr {
  return op === 'in' || op === 'not in' ? withoutList(right) : right;
}

/** `is_constant_slice`: a slice whose bounds are literals, or absent (3.14 on). */
export function constantSlice({ lower, upper, step }: Expr & { k: 'Slice' }): Constant | null {
  const bounds = [lower, upper, step].map((bound) => {
    if (bound === null) return { t: 'None' } as const;
    return bound.k === 'Const' ? constantOf(bound) : null;
  });
  return bounds.includes(null) ? null : { t: 'slice', v: bounds as Constant[] };
}

/** A result of the compiler's, marked as one. */
function folded(value: Constant | null): Constant | null {
  const marks =
    value?.t === 'bytes' || (value !== null && 'v' in value && typeof value.v !== 'object');
  if (!marks) return value;
  return { ...value, folded: true } as Constant;
}

function unary(op: string, value: Constant): Constant | null {
  if (op === 'not') {
    const truth = truthOf(value);
    return truth === null ? null : { t: truth ? 'False' : 'True' };
  }
  if (value.t === 'True' || value.t === 'False') return unary(op, toInt(value));
  if (value.t === 'int') {
    if (op === '-') return { t: 'int', v: -value.v };
    return op === '~' ? { t: 'int', v: ~value.v } : value;
  }
  if (value.t === 'float' && op !== '~') return op === '-' ? { t: 'float', v: -value.v } : value;
  if (value.t === 'complex' && op === '-') return { t: 'complex', v: [-value.v[0], -value.v[1]] };
  return null;
}

function toInt(value: Constant): Constant {
  if (value.t === 'True') return { t: 'int', v: 1n };
  return value.t === 'False' ? { t: 'int', v: 0n } : value;
}

/** Whether a constant is true; null when that is not decided here. */
export function truthOf(value: Constant): boolean | null {
  switch (value.t) {
    case 'None':
    case 'False':
      return false;
    case 'True':
    case 'Ellipsis':
      return true;
    case 'int':
      return value.v !== 0n;
    case 'float':
      return value.v !== 0;
    case 'str':
    case 'bytes':
    case 'tuple':
      return value.v.length > 0;
    default:
      return null;
  }
}

function bits(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

function binary(op: string, a: Constant, b: Constant): Constant | null {
  const left = toInt(a);
  const right = toInt(b);
  if (left.t === 'int' && right.t === 'int') {
    const logic = a.t !== 'int' && b.t !== 'int' && ['&', '|', '^'].includes(op);
    return logic ? null : integers(op, left.v, right.v);
  }
  const numbers = (c: Constant): boolean => c.t === 'int' || c.t === 'float';
  if (numbers(left) && numbers(right)) {
    return floats(op, Number((left as { v: number }).v), Number((right as { v: number }).v));
  }
  if (op === '+' || op === '-') {
    const x = complexOf(left);
    const y = complexOf(right);
    if (x && y) {
      const sign = op === '+' ? 1 : -1;
      return { t: 'complex', v: [x[0] + sign * y[0], x[1] + sign * y[1]] };
    }
  }
  if (op === '*' && (left.t === 'complex' || right.t === 'complex')) {
    const x = complexOf(left);
    const y = complexOf(right);
    if (x && y) return { t: 'complex', v: [x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]] };
  }
  if (op === '+') return concatenate(left, right);
  if (op === '*') {
    if (left.t === 'int') return repeat(right, left.v);
    if (right.t === 'int') return repeat(left, right.v);
  }
  return null;
}

function complexOf(c: Constant): readonly [number, number] | null {
  if (c.t === 'complex') return c.v;
  return c.t === 'int' || c.t === 'float' ? [Number(c.v), 0] : null;
}

function integers(op: string, a: bigint, b: bigint): Constant | null {
  const int = (v: bigint): Constant => ({ t: 'int', v });
  switch (op) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      return a !== 0n && b !== 0n && bits(a) + bits(b) > MAX_INT_BITS ? null : int(a * b);
    case '/':
      return b === 0n || bits(a) > 1000 || bits(b) > 1000
        ? null
        : { t: 'float', v: Number(a) / Number(b) };
    case '//':
      return b === 0n ? null : int(floorDiv(a, b));
    case '%':
      return b === 0n ? null : int(a - floorDiv(a, b) * b);
    case '**':
      if (b < 0n) return a === 0n ? null : { t: 'float', v: Number(a) ** Number(b) };
      if (a !== 0n && (b > BigInt(MAX_INT_BITS) || BigInt(bits(a)) * b > BigInt(MAX_INT_BITS)))
        return null;
      return int(a ** b);
    case '<<':
      if (b < 0n || b > BigInt(MAX_INT_BITS) || bits(a) + Number(b) > MAX_INT_BITS) return null;
      return int(a << b);
    case '>>':
      return b < 0n ? null : int(a >> b);
    case '&':
      return int(a & b);
    case '|':
      return int(a | b);
    case '^':
      return int(a ^ b);
    default:
      return null;
  }
}

/** Division that rounds down. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

/** `float % float`: the sign is the divisor's. */
export function floatMod(a: number, b: number): number {
  const mod = a % b;
  if (mod === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return mod < 0 !== b < 0 ? mod + b : mod;
}

/** `float // float`. */
export function floatFloorDiv(a: number, b: number): number {
  const mod = floatMod(a, b);
  const div = (a - mod) / b;
  if (div === 0) return Object.is(a / b, -0) || a / b < 0 ? -0 : 0;
  const floor = Math.floor(div);
  return div - floor > 0.5 ? floor + 1 : floor;
}

function floats(op: string, a: number, b: number): Constant | null {
  const float = (v: number): Constant => ({ t: 'float', v });
  switch (op) {
    case '+':
      return float(a + b);
    case '-':
      return float(a - b);
    case '*':
      return float(a * b);
    case '/':
      return b === 0 ? null : float(a / b);
    case '//':
      return b === 0 ? null : float(floatFloorDiv(a, b));
    case '%':
      return b === 0 ? null : float(floatMod(a, b));
    case '**': {
      if (a < 0 && !Number.isInteger(b)) return null;
      const power = a ** b;
      return (Number.isFinite(power) || !Number.isFinite(a)) && !(a === 0 && b < 0)
        ? float(power)
        : null;
    }
    default:
      return null;
  }
}

function concatenate(a: Constant, b: Constant): Constant | null {
  if (a.t === 'str' && b.t === 'str') return { t: 'str', v: a.v + b.v };
  if (a.t === 'bytes' && b.t === 'bytes') return { t: 'bytes', v: [...a.v, ...b.v] };
  if (a.t === 'tuple' && b.t === 'tuple') return { t: 'tuple', v: [...a.v, ...b.v] };
  return null;
}

function repeat(value: Constant, times: bigint): Constant | null {
  if (value.t !== 'str' && value.t !== 'bytes' && value.t !== 'tuple') return null;
  const n = times < 0n ? 0 : Number(times);
  const limit = value.t === 'tuple' ? MAX_ITEMS : MAX_TEXT;
  if (value.v.length * n > limit) return null;
  if (value.t === 'str') return { t: 'str', v: value.v.repeat(n) };
  const items = Array.from({ length: n }, () => value.v as readonly unknown[]).flat();
  return { t: value.t, v: items } as Constant;
}

function subscript(value: Constant, index: Constant): Constant | null {
  if (index.t !== 'int' || (value.t !== 'str' && value.t !== 'bytes' && value.t !== 'tuple'))
    return null;
  const items = value.t === 'str' ? Array.from(value.v) : value.v;
  const at = Number(index.v < 0n ? index.v + BigInt(items.length) : index.v);
  const item = items[at];
  if (item === undefined) return null;
  if (value.t === 'str') return { t: 'str', v: item as string };
  return value.t === 'bytes' ? { t: 'int', v: BigInt(item as number) } : (item as Constant);
}

/** A key by which equal constants of a module are one object. */
export function constantKey(c: Constant): string {
  switch (c.t) {
    case 'int':
      return `i${c.v}`;
    case 'float':
    case 'imag':
      return `f${Object.is(c.v, -0) ? '-0' : c.v}`;
    case 'complex':
      return `c${c.v.map((v) => (Object.is(v, -0) ? '-0' : v)).join(',')}`;
    case 'str':
      return `${c.folded || c.joined ? 'S' : 's'}${c.v}`;
    case 'bytes':
      return `b${c.v.join(',')}`;
    case 'tuple':
    case 'frozenset':
    case 'slice':
      return `${{ tuple: 't', frozenset: 'z', slice: 'l' }[c.t]}${c.v.map((v) => JSON.stringify(constantKey(v))).join(',')}`;
    default:
      return c.t;
  }
}
