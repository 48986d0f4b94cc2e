import {
  equalStrings,
  Kind,
  PyObject_Hash,
  PySet_Contains,
  PySet_Size,
  SetWord,
} from '../../objects';
import { RuntimeBinary } from './runtime-binary';

const COMPARE_METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
const COMPARE_SIGNS = ['<', '<=', '==', '!=', '>', '>='];
const SWAPPED = [4, 5, 2, 3, 0, 1];

/** Arithmetic, comparison, truth (Objects/abstract.c, longobject.c, floatobject.c). */
export abstract class RuntimeOperators extends RuntimeBinary {
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
        return (
          this.double(op) !== 0 || (type === this.complexType && py.f64[((op + 4) >> 1) + 1] !== 0)
        );
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
        if (this.isProxyType(type)) return this.truth(this.proxied(op));
        return type === this.bytesType ? py.get(op + 4) !== 0 : true;
      case Kind.SUBTYPE:
        return this.instanceTruth(op, type);
      default:
        if (this.isProxyType(type)) return this.truth(this.proxied(op));
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

  private readonly lent: number[] = [];

  /** Whether a local, which may be unbound, is an instance of a class of the program's. */
  isOfClass(op: number): boolean {
    return op !== 0 && this.isHeapType(this.py.typeOf(op));
  }

  /** An operation that CPython would borrow these operands for: its references to them do not count. */
  lending<T>(operands: readonly number[], operation: () => T): T {
    const before = this.lent.length;
    this.lent.push(...operands);
    try {
      return operation();
    } finally {
      this.lent.length = before;
    }
  }

  /** References that are there only here. */
  lentTimes(op: number): number {
    let times = 0;
    for (const each of this.lent) if (each === op) times++;
    return times;
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

  /** Whether a value is true that `and` or `or` may give on: from 3.12 on a copy of it is asked. */
  truthKept(op: number): boolean {
    return this.minor >= 12 && this.isHeapType(this.py.typeOf(op))
      ? this.holding([op], () => this.truth(op))
      : this.truth(op);
  }

  /** `PyObject_RichCompare` of borrowed words. */
  richCompare(op: number, a: number, b: number): number {
    const left = this.py.typeOf(a);
    const right = this.py.typeOf(b);
    if (this.isProxyType(left) || this.isProxyType(right))
      return this.richCompare(op, this.behind(a), this.behind(b));
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
      // `object.__ne__` is called with a tuple, and takes its own slice of that.
      const result = equal === 0 ? 0 : this.holding([a, b, b], () => this.tryMethod(equal, a, b));
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
      return this.compareSequences(op, this.itemsOf(a), this.itemsOf(b), this.isList(a));
    }
    if (this.isSet(a) && this.isSet(b)) return this.compareSets(op, a, b);
    return this.compareOthers(op, a, b);
  }

  abstract itemsOf(op: number): number[];
  /** Dicts, bytes, views, ranges and what else has an order or equality. */
  abstract compareOthers(op: number, a: number, b: number): boolean | null;

  /** A comparison as a method of a built-in type answers it. */
  builtinComparison(op: number, a: number, b: number): number {
    const known = this.builtinCompare(op, a, b);
    return known === null ? this.I(this.py.statics.notImplemented) : this.bool(known);
  }

  /** `PyObject_RichCompareBool(a, b, Py_EQ)`: identity implies equality. */
  equal(a: number, b: number): boolean {
    return a === b || this.truthOf(this.richCompare(2, a, b));
  }

  /** Lists hold the items that they compare; the last ones, for their order, from 3.13 on. */
  compareSequences(op: number, a: number[], b: number[], hold = false): boolean | null {
    if ((op === 2 || op === 3) && a.length !== b.length) return op === 3;
    const count = Math.min(a.length, b.length);
    for (let i = 0; i < count; i++) {
      const pair = [a[i]!, b[i]!] as const;
      if (this.holding(hold ? pair : [], () => this.equal(...pair))) continue;
      if (op === 2) return false;
      if (op === 3) return true;
      const held = hold && this.minor >= 13 ? pair : [];
      return this.holding(held, () => this.truthOf(this.richCompare(op, ...pair)));
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
    // As it is where it fits a Py_hash_t, with -2 for -1; else hashed.
    const value = this.bigint(result);
    const fits = BigInt.asIntN(64, value) === value;
    const hash = value === -1n ? -2n : value;
    const low = fits ? Number(BigInt.asIntN(32, hash)) : PyObject_Hash(py, result);
    const high = fits ? Number(BigInt.asIntN(32, hash >> 32n)) : py.hashHigh;
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
