import { digitCount, PyLong_WithDigits } from '../../objects';
import { floatFloorDiv, floatMod, floorDiv } from '../compile/fold';
import { allocatedDigits, type Sized } from '../objects/long-digits';
import { RuntimeCalls } from './runtime-calls';

/** Operators by the name of their special method. */
export type BinaryName =
  | 'add'
  | 'sub'
  | 'mul'
  | 'truediv'
  | 'floordiv'
  | 'mod'
  | 'pow'
  | 'lshift'
  | 'rshift'
  | 'and'
  | 'or'
  | 'xor'
  | 'matmul';

/** Arithmetic of ints, floats and complex numbers (Objects/longobject.c, floatobject.c). */
export abstract class RuntimeArithmetic extends RuntimeCalls {
  /** Operators on numbers: a new reference, or 0 where they are none. */
  protected numeric(name: BinaryName, a: number, b: number): number {
    const intA = this.isInt(a);
    const intB = this.isInt(b);
    if (intA && intB) return this.integers(name, a, b);
    const floatA = intA || this.isFloat(a);
    const floatB = intB || this.isFloat(b);
    if (floatA && floatB) return this.floats(name, this.toDouble(a), this.toDouble(b));
    const complexA = floatA || this.isComplex(a);
    const complexB = floatB || this.isComplex(b);
    return complexA && complexB ? this.complexes(name, a, b) : 0;
  }

  /** An operator on two numbers, borrowed. */
  numericOperation(name: BinaryName, a: number, b: number): number {
    return this.numeric(name, a, b);
  }

  /** An int's or float's value as a double. @throws OverflowError */
  toDouble(op: number): number {
    if (this.isFloat(op)) return this.double(op);
    if (!this.isInt(op)) {
      const method = this.userSpecial(op, '__float__') || this.userSpecial(op, '__index__');
      if (method === 0) this.typeError(`must be real number, not ${this.typeName(op)}`);
      const made = this.callMethodWord(method, op, []);
      try {
        return this.toDouble(made);
      } finally {
        this.py.decref(made);
      }
    }
    const value = Number(this.bigint(op));
    if (!Number.isFinite(value)) this.raise_('OverflowError', 'int too large to convert to float');
    return value;
  }

  private integers(name: BinaryName, x: number, y: number): number {
    const a = this.bigint(x);
    const b = this.bigint(y);
    const sized = (op: number, value: bigint): Sized => ({
      value,
      digits: digitCount(this.py, op),
    });
    const bools = this.py.typeOf(x) === this.boolType && this.py.typeOf(y) === this.boolType;
    switch (name) {
      case 'add':
        return this.result(name, a + b, sized(x, a), sized(y, b));
      case 'sub':
        return this.result(name, a - b, sized(x, a), sized(y, b));
      case 'mul':
        return this.result(name, a * b, sized(x, a), sized(y, b));
      case 'truediv':
        if (b === 0n) this.zeroDivision('division by zero');
        return this.float(divide(a, b));
      case 'floordiv':
        if (b === 0n)
          this.zeroDivision(
            this.minor >= 14 ? 'division by zero' : 'integer division or modulo by zero',
          );
        return this.result(name, floorDiv(a, b), sized(x, a), sized(y, b));
      case 'mod':
        if (b === 0n) {
          this.zeroDivision(
            this.minor >= 14
              ? 'division by zero'
              : this.minor >= 11
                ? 'integer modulo by zero'
                : 'integer division or modulo by zero',
          );
        }
        return this.int(a - floorDiv(a, b) * b);
      case 'pow':
        if (b < 0n) {
          if (a === 0n) {
            this.zeroDivision(
              this.minor >= 14
                ? 'zero to a negative power'
                : '0.0 cannot be raised to a negative power',
            );
          }
          return this.float(Number(a) ** Number(b));
        }
        this.checkSize(a, b);
        return this.result(name, a ** b, sized(x, a), sized(y, b));
      case 'lshift':
        if (b < 0n) this.valueError('negative shift count');
        this.checkSize(2n, b);
        return this.result(name, a << b, sized(x, a), sized(y, b));
      case 'rshift':
        if (b < 0n) this.valueError('negative shift count');
        return this.int(a >> b);
      case 'and':
        return bools ? this.bool((a & b) !== 0n) : this.int(a & b);
      case 'or':
        return bools ? this.bool((a | b) !== 0n) : this.int(a | b);
      case 'xor':
        return bools ? this.bool((a ^ b) !== 0n) : this.int(a ^ b);
      default:
        return 0;
    }
  }

  /** An int in a block as long as CPython's. */
  private result(name: BinaryName, value: bigint, a: Sized, b: Sized): number {
    const digits = allocatedDigits(name, a, b, value, this.minor);
    return digits === 0 ? this.int(value) : PyLong_WithDigits(this.py, value, digits);
  }

  /** Refuses results that would not fit in memory. */
  private checkSize(base: bigint, exponent: bigint): void {
    const bits = BigInt((base < 0n ? -base : base).toString(2).length) * exponent;
    if (bits > 2n ** 27n && base !== 0n && base !== 1n && base !== -1n)
      this.raise_('MemoryError', '');
  }

  private zeroDivision(message: string): never {
    return this.raise_('ZeroDivisionError', message);
  }

  private floats(name: BinaryName, a: number, b: number): number {
    switch (name) {
      case 'add':
        return this.float(a + b);
      case 'sub':
        return this.float(a - b);
      case 'mul':
        return this.float(a * b);
      case 'truediv':
        if (b === 0)
          this.zeroDivision(this.minor >= 14 ? 'division by zero' : 'float division by zero');
        return this.float(a / b);
      case 'floordiv':
        if (b === 0)
          this.zeroDivision(
            this.minor >= 14
              ? 'division by zero'
              : this.minor >= 12
                ? 'float floor division by zero'
                : 'float divmod()',
          );
        return this.float(floatFloorDiv(a, b));
      case 'mod':
        if (b === 0)
          this.zeroDivision(
            this.minor >= 14
              ? 'division by zero'
              : this.minor >= 12
                ? 'float modulo by zero'
                : 'float modulo',
          );
        return this.float(floatMod(a, b));
      case 'pow': {
        if (a === 0 && b < 0) {
          this.zeroDivision(
            this.minor >= 14
              ? 'zero to a negative power'
              : '0.0 cannot be raised to a negative power',
          );
        }
        if (a < 0 && Number.isFinite(b) && !Number.isInteger(b))
          return this.complexPower(a, 0, b, 0);
        const power = a === 1 || b === 0 ? 1 : a ** b;
        if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b)) {
          this.throw_(
            this.newException('OverflowError', [
              this.int(34),
              this.str('Numerical result out of range'),
            ]),
          );
        }
        return this.float(power);
      }
      default:
        return 0;
    }
  }

  complexParts(op: number): [number, number] {
    if (this.isComplex(op)) {
      return [this.double(op), this.py.f64[((op + 4) >> 1) + 1]!];
    }
    return [this.toDouble(op), 0];
  }

  abstract complex(real: number, imag: number): number;

  private complexPower(a: number, ai: number, b: number, bi: number): number {
    const size = Math.hypot(a, ai);
    if (size === 0) return this.complex(b === 0 && bi === 0 ? 1 : 0, 0);
    const angle = Math.atan2(ai, a);
    const length = size ** b * Math.exp(-bi * angle);
    const phase = bi * Math.log(size) + b * angle;
    return this.complex(length * Math.cos(phase), length * Math.sin(phase));
  }

  private complexes(name: BinaryName, x: number, y: number): number {
    const [a, ai] = this.complexParts(x);
    const [b, bi] = this.complexParts(y);
    switch (name) {
      case 'add':
        return this.complex(a + b, ai + bi);
      case 'sub':
        return this.complex(a - b, ai - bi);
      case 'mul':
        return this.complex(a * b - ai * bi, a * bi + ai * b);
      case 'truediv': {
        if (b === 0 && bi === 0)
          this.zeroDivision(this.minor >= 14 ? 'division by zero' : 'complex division by zero');
        // As `_Py_c_quot`: by the larger part, so that nothing overflows.
        if (Math.abs(b) >= Math.abs(bi)) {
          const ratio = bi / b;
          const by = b + bi * ratio;
          return this.complex((a + ai * ratio) / by, (ai - a * ratio) / by);
        }
        const ratio = b / bi;
        const by = b * ratio + bi;
        return this.complex((a * ratio + ai) / by, (ai * ratio - a) / by);
      }
      case 'pow':
        return this.complexPower(a, ai, b, bi);
      default:
        return 0;
    }
  }
}

/** `int / int`, correctly rounded. */
function divide(a: bigint, b: bigint): number {
  if (a >= -(2n ** 53n) && a <= 2n ** 53n && b >= -(2n ** 53n) && b <= 2n ** 53n)
    return Number(a) / Number(b);
  const negative = a < 0n !== b < 0n;
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  // 66 bits of quotient, with the rest folded into the last.
  const shift = y.toString(2).length - x.toString(2).length + 66;
  if (shift > 0) x <<= BigInt(shift);
  else y <<= BigInt(-shift);
  let quotient = x / y;
  if (x % y !== 0n) quotient |= 1n;
  const value = Number(quotient) * 2 ** -shift;
  return negative ? -value : value;
}
