import { equalStrings, Kind, PyObject_Hash, PySet_Contains, PySet_Size, SetWord } from '../objects';
import { floatFloorDiv, floatMod, floorDiv } from './fold';
import { RuntimeCalls } from './runtime-calls';

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

export type BinaryName = keyof typeof OPERATORS;

const COMPARE_METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
const COMPARE_SIGNS = ['<', '<=', '==', '!=', '>', '>='];
const SWAPPED = [4, 5, 2, 3, 0, 1];

/** Arithmetic, comparison, truth (Objects/abstract.c, longobject.c, floatobject.c). */
export abstract class RuntimeOperators extends RuntimeCalls {
  // ---------------------------------------------------------------- truth

  /** `PyObject_IsTrue` of a borrowed word. */
  truth(op: number): boolean {
    const { py } = this;
    const { statics } = py;
    if (op === statics.true) return true;
    if (op === statics.false || op === py.none) return false;
    const type = py.typeOf(op);
    switch (py.kindOf(type)) {
      case Kind.INT:
        return this.bigint(op) !== 0n;
      case Kind.FLOAT:
        return this.double(op) !== 0 || (type === this.complexType && py.f64[((op + 4) >> 1) + 1] !== 0);
      case Kind.STR:
      case Kind.TUPLE:
      case Kind.LIST:
      case Kind.DICT:
      case Kind.DEQUE:
      case Kind.BYTEARRAY:
        return py.get(op + 4) !== 0;
      case Kind.SET:
        return py.get(op + SetWord.USED) !== 0;
      case Kind.ATOM:
        return type === this.bytesType ? py.get(op + 4) !== 0 : true;
      case Kind.SUBTYPE:
        return this.instanceTruth(op, type);
      default:
        return this.hasLength(op) ? this.lengthOf(op) !== 0 : true;
    }
  }

  private hasLength(op: number): boolean {
    return this.special(this.py.typeOf(op), '__len__') !== 0;
  }

  private instanceTruth(op: number, type: number): boolean {
    const method = this.special(type, '__bool__');
    if (method !== 0 && this.py.typeOf(method) !== this.methodDescriptor) {
      const result = this.callMethodWord(method, op, []);
      if (this.py.typeOf(result) !== this.boolType) {
        const name = this.typeName(result);
        this.py.decref(result);
        this.typeError(`__bool__ should return bool, returned ${name}`);
      }
      const truth = result === this.py.statics.true;
      this.py.decref(result);
      return truth;
    }
    if (this.special(type, '__len__') !== 0) return this.lengthOf(op) !== 0;
    const base = this.py.builtinBase(type);
    if (base === this.intType || base === this.boolType) return this.bigint(op) !== 0n;
    return base === this.floatType ? this.double(op) !== 0 : true;
  }

  /** The same of an owned word. */
  truthOf(op: number): boolean {
    const { statics } = this.py;
    if (op === statics.true || op === statics.false) {
      this.py.decref(op);
      return op === statics.true;
    }
    try {
      return this.truth(op);
    } finally {
      this.py.decref(op);
    }
  }

  abstract lengthOf(op: number): number;

  is(a: number, b: number): boolean {
    this.py.decref(a);
    this.py.decref(b);
    return a === b;
  }

  // ---------------------------------------------------------------- arithmetic

  /** The value of an int of one digit; the caller checks that it is one. */
  private small(op: number): number {
    return this.number(op);
  }

  private isSmallInt(op: number): boolean {
    return this.py.typeOf(op) === this.intType && this.isCompact(op);
  }

  private drop2(a: number, b: number): void {
    this.py.decref(a);
    this.py.decref(b);
  }

  add(a: number, b: number): number {
    if (this.isSmallInt(a) && this.isSmallInt(b)) {
      const sum = this.int(this.small(a) + this.small(b));
      this.drop2(a, b);
      return sum;
    }
    return this.binary('add', a, b, false);
  }

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

  private concatenationMessage(name: BinaryName, a: number, b: number, inPlace: boolean): string | null {
    const other = this.typeName(b);
    if (name === 'add') {
      if (this.isStr(a)) return `can only concatenate str (not "${other}") to str`;
      if (this.isList(a)) return inPlace ? `'${other}' object is not iterable` : `can only concatenate list (not "${other}") to list`;
      if (this.isTuple(a)) return `can only concatenate tuple (not "${other}") to tuple`;
      if (this.isBytes(a)) return `can't concat ${other} to bytes`;
    }
    if (name === 'mul') {
      if (this.isSequence(a)) return `can't multiply sequence by non-int of type '${other}'`;
      if (this.isSequence(b)) return `can't multiply sequence by non-int of type '${this.typeName(a)}'`;
    }
    return null;
  }

  private isSequence(op: number): boolean {
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
    const overrides = backward !== 0 && this.isSubtype(right, left) && backward !== this.special(left, reflected);
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
  private tryMethod(method: number, self: number, other: number): number {
    const result = this.callMethodWord(method, self, [this.I(other)]);
    if (result !== this.py.statics.notImplemented) return result;
    this.py.decref(result);
    return 0;
  }

  /** Operators on numbers: a new reference, or 0 where they are none. */
  private numeric(name: BinaryName, a: number, b: number): number {
    const intA = this.isInt(a);
    const intB = this.isInt(b);
    if (intA && intB) return this.integers(name, a, b);
    const floatA = intA || this.isFloat(a);
    const floatB = intB || this.isFloat(b);
    if (floatA && floatB) return this.floats(name, this.toDouble(a), this.toDouble(b));
    const complexA = floatA || this.py.typeOf(a) === this.complexType;
    const complexB = floatB || this.py.typeOf(b) === this.complexType;
    return complexA && complexB ? this.complexes(name, a, b) : 0;
  }

  /** An operator on two numbers, borrowed. */
  numericOperation(name: BinaryName, a: number, b: number): number {
    return this.numeric(name, a, b);
  }

  /** A comparison as a method of a built-in type answers it. */
  builtinComparison(op: number, a: number, b: number): number {
    const known = this.builtinCompare(op, a, b);
    return known === null ? this.I(this.py.statics.notImplemented) : this.bool(known);
  }

  /** An int's or float's value as a double. @throws OverflowError */
  toDouble(op: number): number {
    if (!this.isInt(op)) return this.double(op);
    const value = Number(this.bigint(op));
    if (!Number.isFinite(value)) this.raise_('OverflowError', 'int too large to convert to float');
    return value;
  }

  private integers(name: BinaryName, x: number, y: number): number {
    const a = this.bigint(x);
    const b = this.bigint(y);
    const bools = this.py.typeOf(x) === this.boolType && this.py.typeOf(y) === this.boolType;
    switch (name) {
      case 'add':
        return this.int(a + b);
      case 'sub':
        return this.int(a - b);
      case 'mul':
        return this.int(a * b);
      case 'truediv':
        if (b === 0n) this.zeroDivision('division by zero');
        return this.float(divide(a, b));
      case 'floordiv':
        if (b === 0n) this.zeroDivision(this.minor >= 14 ? 'division by zero' : 'integer division or modulo by zero');
        return this.int(floorDiv(a, b));
      case 'mod':
        if (b === 0n) {
          this.zeroDivision(
            this.minor >= 14 ? 'division by zero' : this.minor >= 11 ? 'integer modulo by zero' : 'integer division or modulo by zero',
          );
        }
        return this.int(a - floorDiv(a, b) * b);
      case 'pow':
        if (b < 0n) {
          if (a === 0n) {
            this.zeroDivision(this.minor >= 14 ? 'zero to a negative power' : '0.0 cannot be raised to a negative power');
          }
          return this.float(Number(a) ** Number(b));
        }
        this.checkSize(a, b);
        return this.int(a ** b);
      case 'lshift':
        if (b < 0n) this.valueError('negative shift count');
        this.checkSize(2n, b);
        return this.int(a << b);
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

  /** Refuses results that would not fit in memory. */
  private checkSize(base: bigint, exponent: bigint): void {
    const bits = BigInt((base < 0n ? -base : base).toString(2).length) * exponent;
    if (bits > 2n ** 27n && base !== 0n && base !== 1n && base !== -1n) this.raise_('MemoryError', '');
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
        if (b === 0) this.zeroDivision(this.minor >= 14 ? 'division by zero' : 'float division by zero');
        return this.float(a / b);
      case 'floordiv':
        if (b === 0) this.zeroDivision(this.minor >= 14 ? 'division by zero' : this.minor >= 12 ? 'float floor division by zero' : 'float divmod()');
        return this.float(floatFloorDiv(a, b));
      case 'mod':
        if (b === 0) this.zeroDivision(this.minor >= 14 ? 'division by zero' : this.minor >= 12 ? 'float modulo by zero' : 'float modulo');
        return this.float(floatMod(a, b));
      case 'pow': {
        if (a === 0 && b < 0) {
          this.zeroDivision(this.minor >= 14 ? 'zero to a negative power' : '0.0 cannot be raised to a negative power');
        }
        if (a < 0 && Number.isFinite(b) && !Number.isInteger(b)) return this.complexPower(a, 0, b, 0);
        const power = a === 1 || b === 0 ? 1 : a ** b;
        if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b)) {
          this.throw_(
            this.newException('OverflowError', [this.int(34), this.str('Numerical result out of range')]),
          );
        }
        return this.float(power);
      }
      default:
        return 0;
    }
  }

  complexParts(op: number): [number, number] {
    if (this.py.typeOf(op) === this.complexType) {
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
        const size = b * b + bi * bi;
        if (size === 0) this.zeroDivision(this.minor >= 14 ? 'division by zero' : 'complex division by zero');
        return this.complex((a * b + ai * bi) / size, (ai * b - a * bi) / size);
      }
      case 'pow':
        return this.complexPower(a, ai, b, bi);
      default:
        return 0;
    }
  }

  /** `-a`, `+a`, `~a`: takes it over. */
  unary(op: string, a: number): number {
    try {
      const method = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[op]!;
      const own = this.userSpecial(a, method);
      if (own !== 0) return this.callMethodWord(own, a, []);
      if (this.isInt(a)) {
        const value = this.bigint(a);
        return this.int(op === '-' ? -value : op === '~' ? ~value : value);
      }
      if (op !== '~' && this.isFloat(a)) return this.float(op === '-' ? -this.double(a) : this.double(a));
      if (op !== '~' && this.py.typeOf(a) === this.complexType) {
        const [real, imag] = this.complexParts(a);
        return op === '-' ? this.complex(-real, -imag) : this.I(a);
      }
      return this.typeError(`bad operand type for unary ${op}: '${this.typeName(a)}'`);
    } finally {
      this.py.decref(a);
    }
  }

  // ---------------------------------------------------------------- comparison

  /** A comparison of owned words; its result. */
  compare(op: number, a: number, b: number): number {
    try {
      return this.richCompare(op, a, b);
    } finally {
      this.drop2(a, b);
    }
  }

  /** The same as a JavaScript boolean. */
  test(op: number, a: number, b: number): boolean {
    if (this.isSmallInt(a) && this.isSmallInt(b)) {
      const x = this.small(a);
      const y = this.small(b);
      this.drop2(a, b);
      return ordered(op, x < y ? -1 : x > y ? 1 : 0);
    }
    return this.truthOf(this.compare(op, a, b));
  }

  /** `PyObject_RichCompare` of borrowed words. */
  richCompare(op: number, a: number, b: number): number {
    const left = this.py.typeOf(a);
    const right = this.py.typeOf(b);
    if (this.isHeapType(left) || this.isHeapType(right)) {
      const result = this.userCompare(op, a, b, left, right);
      if (result !== 0) return result;
    }
    const known = this.builtinCompare(op, a, b);
    if (known !== null) return this.bool(known);
    if (op === 2) return this.bool(a === b);
    if (op === 3) return this.bool(a !== b);
    return this.typeError(
      `'${COMPARE_SIGNS[op]}' not supported between instances of '${this.typeName(a)}' and '${this.typeName(b)}'`,
    );
  }

  private userCompare(op: number, a: number, b: number, left: number, right: number): number {
    const reflected = COMPARE_METHODS[SWAPPED[op]!]!;
    const first = left !== right && this.isSubtype(right, left);
    if (first) {
      const method = this.userSpecial(b, reflected);
      const result = method === 0 ? 0 : this.tryMethod(method, b, a);
      if (result !== 0) return result;
    }
    const method = this.userSpecial(a, COMPARE_METHODS[op]!);
    if (method !== 0) {
      const result = this.tryMethod(method, a, b);
      if (result !== 0) return result;
    } else if (op === 3) {
      // `!=` is `not ==` where only that is defined.
      const equal = this.userSpecial(a, '__eq__');
      const result = equal === 0 ? 0 : this.tryMethod(equal, a, b);
      if (result !== 0) return this.bool(!this.truthOf(result));
    }
    if (!first) {
      const other = this.userSpecial(b, reflected);
      const result = other === 0 ? 0 : this.tryMethod(other, b, a);
      if (result !== 0) return result;
    }
    return 0;
  }

  /** A comparison that built-in types know, or null. */
  private builtinCompare(op: number, a: number, b: number): boolean | null {
    if (this.isInt(a) && this.isInt(b)) {
      const x = this.bigint(a);
      const y = this.bigint(b);
      return ordered(op, x < y ? -1 : x > y ? 1 : 0);
    }
    if ((this.isInt(a) || this.isFloat(a)) && (this.isInt(b) || this.isFloat(b))) {
      const x = this.isInt(a) ? this.bigint(a) : this.double(a);
      const y = this.isInt(b) ? this.bigint(b) : this.double(b);
      if (Number.isNaN(x) || Number.isNaN(y)) return op === 3;
      return ordered(op, x < y ? -1 : x > y ? 1 : 0);
    }
    if (this.isStr(a) && this.isStr(b)) {
      if (op === 2 || op === 3) return equalStrings(this.py, a, b) === (op === 2);
      return ordered(op, compareText(this.text(a), this.text(b)));
    }
    if ((this.isList(a) && this.isList(b)) || (this.isTuple(a) && this.isTuple(b))) {
      return this.compareSequences(op, this.itemsOf(a), this.itemsOf(b));
    }
    if (this.isSet(a) && this.isSet(b)) return this.compareSets(op, a, b);
    return this.compareOthers(op, a, b);
  }

  abstract itemsOf(op: number): number[];
  /** Dicts, bytes, views, ranges and what else has an order or equality. */
  abstract compareOthers(op: number, a: number, b: number): boolean | null;

  /** `PyObject_RichCompareBool(a, b, Py_EQ)`: identity implies equality. */
  equal(a: number, b: number): boolean {
    return a === b || this.truthOf(this.richCompare(2, a, b));
  }

  compareSequences(op: number, a: number[], b: number[]): boolean | null {
    if ((op === 2 || op === 3) && a.length !== b.length) return op === 3;
    const count = Math.min(a.length, b.length);
    for (let i = 0; i < count; i++) {
      if (this.equal(a[i]!, b[i]!)) continue;
      if (op === 2) return false;
      if (op === 3) return true;
      return this.truthOf(this.richCompare(op, a[i]!, b[i]!));
    }
    return ordered(op, a.length - b.length);
  }

  private compareSets(op: number, a: number, b: number): boolean {
    const { py } = this;
    const within = (x: number, y: number): boolean =>
      PySet_Size(py, x) <= PySet_Size(py, y) &&
      this.itemsOf(x).every((key) => PySet_Contains(py, y, key));
    const same = PySet_Size(py, a) === PySet_Size(py, b);
    switch (op) {
      case 0:
        return !same && within(a, b);
      case 1:
        return within(a, b);
      case 2:
        return same && within(a, b);
      case 3:
        return !(same && within(a, b));
      case 4:
        return !same && within(b, a);
      default:
        return within(b, a);
    }
  }

  // ---------------------------------------------------------------- keys

  /** Lets classes have `__eq__` and `__hash__` where dicts and sets look for keys. */
  protected installKeyMethods(): void {
    const { py } = this;
    py.keyMethods = {
      equal: (a, b) => {
        const result = this.userCompare(2, a, b, py.typeOf(a), py.typeOf(b));
        if (result !== 0) return this.truthOf(result);
        const known = this.builtinCompare(2, a, b);
        return known ?? undefined;
      },
      hash: (op) => this.userHash(op),
    };
  }

  private userHash(op: number): number | undefined {
    const { py } = this;
    const type = py.typeOf(op);
    const method = this.special(type, '__hash__');
    if (method === py.none) this.typeError(`unhashable type: '${this.nameOfType(type)}'`);
    if (method === 0 || py.typeOf(method) === this.methodDescriptor) {
      return undefined;
    }
    const result = this.callMethodWord(method, op, []);
    if (!this.isInt(result)) {
      py.decref(result);
      this.typeError('__hash__ method should return an integer');
    }
    const low = PyObject_Hash(py, result);
    const high = py.hashHigh;
    py.decref(result);
    py.hashHigh = high;
    return low;
  }

  /** `hash(o)`, as a number from -2**63. */
  hash(op: number): bigint {
    const low = PyObject_Hash(this.py, op);
    return BigInt.asIntN(64, (BigInt(this.py.hashHigh) << 32n) | BigInt(low >>> 0));
  }
}

function ordered(op: number, order: number): boolean {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** By code points, where JavaScript compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const x = Array.from(a);
  const y = Array.from(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  }
  return x.length - y.length;
}

/** `int / int`, correctly rounded. */
function divide(a: bigint, b: bigint): number {
  if (a >= -(2n ** 53n) && a <= 2n ** 53n && b >= -(2n ** 53n) && b <= 2n ** 53n) return Number(a) / Number(b);
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
