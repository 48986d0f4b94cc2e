import type { BinaryName } from './runtime-arithmetic';
import { RuntimeArithmetic } from './runtime-arithmetic';

/** Special methods of binary operators: the name, the reflected name and the sign. */
const OPERATORS = {
  add: ['__add__', '__radd__', '+'],
  sub: ['__sub__', '__rsub__', '-'],
  mul: ['__mul__', '__rmul__', '*'],
  truediv: ['__truediv__', '__rtruediv__', '/'],
  floordiv: ['__floordiv__', '__rfloordiv__', '//'],
  mod: ['__mod__', '__rmod__', '%'],
  pow: ['__pow__', '__rpow__', '** or pow()'],
  lshift: ['__lshift__', '__rlshift__', '<<'],
  rshift: ['__rshift__', '__rrshift__', '>>'],
  and: ['__and__', '__rand__', '&'],
  or: ['__or__', '__ror__', '|'],
  xor: ['__xor__', '__rxor__', '^'],
  matmul: ['__matmul__', '__rmatmul__', '@'],
} as const;

/** Binary and unary operators (Objects/abstract.c). */
export abstract class RuntimeBinary extends RuntimeArithmetic {
  // ---------------------------------------------------------------- arithmetic

  /** The value of an int of one digit; the caller checks that it is one. */
  protected small(op: number): number {
    return this.number(op);
  }

  protected isSmallInt(op: number): boolean {
    return this.py.typeOf(op) === this.intType && this.isCompact(op);
  }

  protected drop2(a: number, b: number): void {
    this.py.decref(a);
    this.py.decref(b);
  }

  add(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) {
      const sum = this.int(this.small(a) + this.small(b));
      this.drop2(a, b);
      return sum;
    }
    // To 3.10 a str that only the stack holds grows in place.
    if (this.minor <= 10 && this.appends(a, b)) return this.append(a, b);
    return this.binary('add', a, b, false);
  }

  /** Whether a str grows in place when another is added: nobody else holds it. */
  abstract appends(a: number, b: number): boolean;
  /** `unicode_concatenate` in place: takes both over. */
  abstract append(a: number, b: number): number;

  sub(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) {
      const difference = this.int(this.small(a) - this.small(b));
      this.drop2(a, b);
      return difference;
    }
    return this.binary('sub', a, b, false);
  }

  mul(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) {
      const product = this.small(a) * this.small(b);
      if (Number.isSafeInteger(product)) {
        const result = this.int(product === 0 ? 0 : product);
        this.drop2(a, b);
        return result;
      }
    }
    return this.binary('mul', a, b, false);
  }

  truediv(a: number, b: number): number {
    return this.binary('truediv', a, b, false);
  }

  floordiv(a: number, b: number): number {
    return this.binary('floordiv', a, b, false);
  }

  mod(a: number, b: number): number {
    return this.binary('mod', a, b, false);
  }

  pow(a: number, b: number): number {
    return this.binary('pow', a, b, false);
  }

  lshift(a: number, b: number): number {
    return this.binary('lshift', a, b, false);
  }

  rshift(a: number, b: number): number {
    return this.binary('rshift', a, b, false);
  }

  and(a: number, b: number): number {
    return this.binary('and', a, b, false);
  }

  or(a: number, b: number): number {
    return this.binary('or', a, b, false);
  }

  xor(a: number, b: number): number {
    return this.binary('xor', a, b, false);
  }

  matmul(a: number, b: number): number {
    return this.binary('matmul', a, b, false);
  }

  iadd(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) return this.add(a, b);
    return this.binary('add', a, b, true);
  }

  isub(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) return this.sub(a, b);
    return this.binary('sub', a, b, true);
  }

  imul(a: number, b: number): number {
    return this.binary('mul', a, b, true);
  }

  itruediv(a: number, b: number): number {
    return this.binary('truediv', a, b, true);
  }

  ifloordiv(a: number, b: number): number {
    return this.binary('floordiv', a, b, true);
  }

  imod(a: number, b: number): number {
    return this.binary('mod', a, b, true);
  }

  ipow(a: number, b: number): number {
    return this.binary('pow', a, b, true);
  }

  ilshift(a: number, b: number): number {
    return this.binary('lshift', a, b, true);
  }

  irshift(a: number, b: number): number {
    return this.binary('rshift', a, b, true);
  }

  iand(a: number, b: number): number {
    return this.binary('and', a, b, true);
  }

  ior(a: number, b: number): number {
    return this.binary('or', a, b, true);
  }

  ixor(a: number, b: number): number {
    return this.binary('xor', a, b, true);
  }

  imatmul(a: number, b: number): number {
    return this.binary('matmul', a, b, true);
  }

  /** Any operator on owned words, which it takes over. */
  private binary(name: BinaryName, a: number, b: number, inPlace: boolean): number {
    let result: number;
    try {
      result = this.binaryOperation(name, a, b, inPlace);
    } catch (error) {
      this.drop2(a, b);
      throw error;
    }
    this.drop2(a, b);
    return result;
  }

  /** The same on borrowed words. */
  binaryOperation(name: BinaryName, a: number, b: number, inPlace = false): number {
    const left = this.py.typeOf(a);
    const right = this.py.typeOf(b);
    if (this.isProxyType(left) || this.isProxyType(right))
      return this.binaryOperation(name, this.behind(a), this.behind(b), inPlace);
    if (!this.isHeapType(left) && !this.isHeapType(right)) {
      const numeric = this.numeric(name, a, b);
      if (numeric !== 0) return numeric;
      const result = this.builtinBinary(name, a, b, inPlace);
      if (result !== 0) return result;
      return this.unsupportedOperand(name, a, b, inPlace);
    }
    const result = this.userBinary(name, a, b, left, right, inPlace);
    if (result !== 0) return result;
    return this.unsupportedOperand(name, a, b, inPlace);
  }

  private unsupportedOperand(name: BinaryName, a: number, b: number, inPlace: boolean): never {
    const [, , sign] = OPERATORS[name];
    const shown = inPlace ? (name === 'pow' ? '**=' : `${sign}=`) : sign;
    const message = this.concatenationMessage(name, a, b, inPlace);
    return this.typeError(
      message ??
        `unsupported operand type(s) for ${shown}: '${this.typeName(a)}' and '${this.typeName(b)}'`,
    );
  }

  private concatenationMessage(
    name: BinaryName,
    a: number,
    b: number,
    inPlace: boolean,
  ): string | null {
    const other = this.typeName(b);
    if (name === 'add') {
      if (this.isStr(a)) return `can only concatenate str (not "${other}") to str`;
      if (this.isList(a))
        return inPlace
          ? `'${other}' object is not iterable`
          : `can only concatenate list (not "${other}") to list`;
      if (this.isTuple(a)) return `can only concatenate tuple (not "${other}") to tuple`;
      if (this.isBytes(a)) return `can't concat ${other} to bytes`;
    }
    if (name === 'mul') {
      if (this.isSequence(a)) return `can't multiply sequence by non-int of type '${other}'`;
      if (this.isSequence(b))
        return `can't multiply sequence by non-int of type '${this.typeName(a)}'`;
    }
    return null;
  }

  protected isSequence(op: number): boolean {
    return this.isStr(op) || this.isList(op) || this.isTuple(op) || this.isBytes(op);
  }

  /** Operators on built-in types that are no numbers: a new reference, or 0. */
  abstract builtinBinary(name: BinaryName, a: number, b: number, inPlace: boolean): number;

  private userBinary(
    name: BinaryName,
    a: number,
    b: number,
    left: number,
    right: number,
    inPlace: boolean,
  ): number {
    const [method, reflected] = OPERATORS[name];
    if (inPlace) {
      const own = this.special(left, `__i${method.slice(2)}`);
      if (own !== 0) {
        const result = this.tryMethod(own, a, b);
        if (result !== 0) return result;
      }
    }
    const forward = this.special(left, method);
    const backward = left === right ? 0 : this.special(right, reflected);
    const overrides =
      backward !== 0 && this.isSubtype(right, left) && backward !== this.special(left, reflected);
    if (overrides) {
      const result = this.tryMethod(backward, b, a);
      if (result !== 0) return result;
    }
    if (forward !== 0) {
      const result = this.tryMethod(forward, a, b);
      if (result !== 0) return result;
    }
    if (backward !== 0 && !overrides) {
      const result = this.tryMethod(backward, b, a);
      if (result !== 0) return result;
    }
    // What the built-in base of a class can do.
    return this.numeric(name, a, b) || this.builtinBinary(name, a, b, inPlace);
  }

  /** A method's result, or 0 for NotImplemented. */
  protected tryMethod(method: number, self: number, other: number): number {
    const result = this.callMethodBorrowed(method, self, [other]);
    if (result !== this.py.statics.notImplemented) return result;
    this.py.decref(result);
    return 0;
  }

  /** `-a`, `+a`, `~a`: takes it over. */
  unary(op: string, a: number): number {
    try {
      const method = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[op]!;
      const own = this.userSpecial(a, method);
      if (own !== 0) return this.callMethodWord(own, a, []);
      if (this.isProxyType(this.py.typeOf(a))) return this.unary(op, this.I(this.proxied(a)));
      if (this.isInt(a)) {
        if (op === '+') return this.sameInt(a);
        const value = this.bigint(a);
        return this.int(op === '-' ? -value : ~value);
      }
      if (op !== '~' && this.isFloat(a))
        return this.float(op === '-' ? -this.double(a) : this.double(a));
      if (op !== '~' && this.isComplex(a)) {
        const [real, imag] = this.complexParts(a);
        return op === '-' ? this.complex(-real, -imag) : this.I(a);
      }
      return this.typeError(`bad operand type for unary ${op}: '${this.typeName(a)}'`);
    } finally {
      this.py.decref(a);
    }
  }
}
