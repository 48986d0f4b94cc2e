import {
  concatenateStrings,
  isODict,
  Kind,
  kindOfString,
  odictKeys,
  PyDict_Copy,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_Size,
  PyList_SetSlice,
  Str,
} from '../../objects';
import { latin1 } from '../objects/codecs';
import type { BinaryName } from './runtime-arithmetic';
import { RuntimeSubscripts } from './runtime-subscripts';

/** Sequences, dicts and sets as operators see them (Objects/abstract.c). */
export abstract class RuntimeContainers extends RuntimeSubscripts {
  abstract percentFormat(format: number, values: number): number;
  abstract percentBytes(format: number, values: number): number;

  // ---------------------------------------------------------------- operators

  override builtinBinary(name: BinaryName, a: number, b: number, inPlace: boolean): number {
    switch (name) {
      case 'add':
        return this.concatenate(a, b, inPlace);
      case 'mul':
        if (this.isInt(b)) return this.repeat(a, b, inPlace);
        if (this.isInt(a)) return this.repeat(b, a, false);
        return this.repeatByIndex(a, b, inPlace) || this.repeatByIndex(b, a, false);
      case 'mod':
        if (this.isStr(a)) return this.percentFormat(a, b);
        return this.isBytes(a) ? this.percentBytes(a, b) : 0;
      case 'or':
      case 'and':
      case 'sub':
      case 'xor':
        return this.setOperation(name, a, b, inPlace);
      default:
        return 0;
    }
  }

  /** A sequence times an object with `__index__`; 0 when they are something else. */
  private repeatByIndex(sequence: number, count: number, inPlace: boolean): number {
    if (!this.isSequence(sequence) || this.special(this.py.typeOf(count), '__index__') === 0)
      return 0;
    const times = this.int(this.asIndex(count));
    const result = this.repeat(sequence, times, inPlace);
    this.py.decref(times);
    return result;
  }

  private concatenate(a: number, b: number, inPlace: boolean): number {
    const { py } = this;
    if (this.isStr(a) && this.isStr(b)) {
      if (py.get(a + Str.LENGTH) === 0 && py.typeOf(b) === this.strType) return this.I(b);
      if (py.get(b + Str.LENGTH) === 0 && py.typeOf(a) === this.strType) return this.I(a);
      const alike = kindOfString(py, a) === kindOfString(py, b);
      return alike && py.get(a + Str.LENGTH) > 0 && py.get(b + Str.LENGTH) > 0
        ? concatenateStrings(py, a, b)
        : this.str(this.text(a) + this.text(b));
    }
    if (this.isList(a)) {
      if (inPlace) {
        if (!this.isIterable(b)) return 0;
        this.extendList(a, b);
        return this.I(a);
      }
      if (!this.isList(b)) return 0;
      return this.list([...this.listItems(a), ...this.listItems(b)].map(this.I));
    }
    if (this.isTuple(a) && this.isTuple(b)) {
      if (py.get(a + 4) === 0 && py.typeOf(b) === this.tupleType) return this.I(b);
      if (py.get(b + 4) === 0 && py.typeOf(a) === this.tupleType) return this.I(a);
      return this.tuple([...this.tupleItems(a), ...this.tupleItems(b)].map(this.I));
    }
    if (this.isByteLike(a) && this.isByteLike(b)) {
      const bytes = [...this.anyBytes(a), ...this.anyBytes(b)];
      if (this.isBytes(a)) return this.bytes(bytes);
      if (!inPlace) return this.bytearray(bytes);
      this.setByteArray(a, bytes);
      return this.I(a);
    }
    const method = this.operatorOf(a, inPlace ? '__iadd__' : '__add__');
    return method === 0
      ? 0
      : this.notImplementedIsZero(this.callMethodWord(method, a, [this.I(b)]));
  }

  /** An operator's method of a built-in type that is none of the basic ones, whose methods end here. */
  private operatorOf(op: number, name: string): number {
    const { py } = this;
    const base = py.builtinBase(py.typeOf(op));
    const basic = [
      Kind.INT,
      Kind.FLOAT,
      Kind.STR,
      Kind.LIST,
      Kind.TUPLE,
      Kind.DICT,
      Kind.SET,
      Kind.BYTEARRAY,
    ];
    if (basic.includes(py.kindOf(base)) || base === this.bytesType) return 0;
    return this.special(py.typeOf(op), name);
  }

  private notImplementedIsZero(result: number): number {
    if (result !== this.py.statics.notImplemented) return result;
    this.py.decref(result);
    return 0;
  }

  isByteLike(op: number): boolean {
    return (
      this.isBytes(op) || this.py.builtinBase(this.py.typeOf(op)) === this.py.type('bytearray')
    );
  }

  abstract bytearray(bytes: ArrayLike<number>): number;
  abstract setByteArray(op: number, bytes: ArrayLike<number>): void;

  private repeat(a: number, times: number, inPlace: boolean): number {
    const { py } = this;
    const n = Math.max(0, this.indexOf(times, 'sequence'));
    if (this.isStr(a)) {
      if (n === 1 && py.typeOf(a) === this.strType) return this.I(a);
      this.checkLength(py.get(a + Str.LENGTH) * n);
      return this.str(this.text(a).repeat(n));
    }
    if (this.isList(a) || this.isTuple(a)) {
      const list = this.isList(a);
      if (!list && n === 1 && py.typeOf(a) === this.tupleType) return this.I(a);
      const items = this.itemsOf(a);
      this.checkLength(items.length * n * 8);
      const words = Array.from({ length: items.length * n }, (_, i) =>
        this.I(items[i % items.length]!),
      );
      if (!list) return this.tuple(words);
      if (!inPlace) return this.list(words);
      const whole = this.list(words);
      PyList_SetSlice(py, a, 0, items.length, whole);
      py.decref(whole);
      return this.I(a);
    }
    if (this.isByteLike(a)) {
      const one = this.anyBytes(a);
      this.checkLength(one.length * n);
      const bytes = new Uint8Array(one.length * n);
      for (let i = 0; i < n; i++) bytes.set(one, i * one.length);
      return this.isBytes(a) ? this.bytes(bytes) : this.bytearray(bytes);
    }
    const method = this.operatorOf(a, '__mul__');
    return method === 0 ? 0 : this.callMethodWord(method, a, [this.I(times)]);
  }

  /** Refuses what could never fit, before the host tries to hold it. */
  checkLength(bytes: number): void {
    if (bytes > this.py.memory.limit || bytes > 2 ** 33) this.raise_('MemoryError', '');
  }

  private setOperation(name: BinaryName, a: number, b: number, inPlace: boolean): number {
    const { py } = this;
    if (this.isSet(a) && this.isSet(b)) {
      const target = inPlace && py.builtinBase(py.typeOf(a)) === this.setType ? a : 0;
      return this.combineSets(name as 'or', a, b, target);
    }
    if (name === 'or' && this.isDict(a) && this.isDict(b) && this.minor >= 9) {
      const result = inPlace ? this.I(a) : this.dictToJoin(a, b);
      this.updateDict(result, b);
      return result;
    }
    const method = this.operatorOf(a, `__${name}__`);
    return method === 0
      ? 0
      : this.notImplementedIsZero(this.callMethodWord(method, a, [this.I(b)]));
  }

  /** A copy of `a` for `a | b`, of the more special class that one of them has. */
  private dictToJoin(a: number, b: number): number {
    const { py } = this;
    const defaults = py.specOf(py.type('collections.defaultdict'));
    for (const op of [a, b]) {
      const type = py.typeOf(op);
      if (isODict(py, op)) return this.callBorrowed(type, [a]);
      if (py.specOf(type) === defaults) {
        return this.callBorrowed(type, [py.load(op + 12) || py.none, a]);
      }
    }
    return PyDict_Copy(py, a);
  }

  /** `a op b` of sets; into `target` where it is one. */
  abstract combineSets(
    name: 'or' | 'and' | 'sub' | 'xor',
    a: number,
    b: number,
    target: number,
  ): number;

  // ---------------------------------------------------------------- equality of the rest

  override compareOthers(op: number, a: number, b: number): boolean | null {
    const { py } = this;
    const equality = op === 2 || op === 3;
    if (this.isDict(a) && this.isDict(b)) {
      return equality ? this.equalDicts(a, b) === (op === 2) : null;
    }
    if (this.isByteLike(a) && this.isByteLike(b)) {
      const x = latin1(this.anyBytes(a));
      const y = latin1(this.anyBytes(b));
      return compareBy(op, x < y ? -1 : x > y ? 1 : 0);
    }
    const left = py.typeOf(a);
    if (equality && left === py.typeOf(b)) {
      if (left === this.complexType) {
        const [x, y] = [this.complexParts(a), this.complexParts(b)];
        return (x[0] === y[0] && x[1] === y[1]) === (op === 2);
      }
      if (left === py.type('range')) return this.equalRanges(a, b) === (op === 2);
      if (left === py.type('slice')) {
        const fields = (s: number): number[] => [4, 6, 8].map((word) => py.load(s + word));
        return this.compareSequences(op, fields(a), fields(b));
      }
      if (left === this.methodType) {
        return (
          (py.load(a + 4) === py.load(b + 4) && py.load(a + 6) === py.load(b + 6)) === (op === 2)
        );
      }
    }
    const refs = (type: number): boolean => py.builtinBase(type) === py.type('weakref');
    if (equality && refs(left) && refs(py.typeOf(b))) return this.equalRefs(a, b) === (op === 2);
    const views = ['dict_keys', 'dict_items'].map((name) => py.type(name));
    if (views.includes(left)) {
      const x = this.set(this.collect(a));
      const y = this.isSet(b)
        ? this.I(b)
        : views.includes(py.typeOf(b))
          ? this.set(this.collect(b))
          : 0;
      if (y === 0) {
        py.decref(x);
        return null;
      }
      return this.truthOf(this.compare(op, x, y));
    }
    if (
      py.builtinBase(left) === py.type('collections.deque') &&
      py.builtinBase(py.typeOf(b)) === py.builtinBase(left)
    ) {
      return this.compareSequences(op, this.itemsOf(a), this.itemsOf(b));
    }
    if (left === this.complexType || this.isComplex(b)) {
      const number = (o: number): boolean => this.isInt(o) || this.isFloat(o) || this.isComplex(o);
      if (equality && number(a) && number(b)) {
        const [x, y] = [this.complexParts(a), this.complexParts(b)];
        return (x[0] === y[0] && x[1] === y[1]) === (op === 2);
      }
    }
    return null;
  }

  private equalRefs(a: number, b: number): boolean {
    const { py } = this;
    const [x, y] = [py.load(a + 4), py.load(b + 4)];
    return x === py.none || y === py.none ? a === b : this.equal(x, y);
  }

  private equalDicts(a: number, b: number): boolean {
    const { py } = this;
    if (PyDict_Size(py, a) !== PyDict_Size(py, b)) return false;
    if (isODict(py, a) && isODict(py, b)) {
      const others = odictKeys(py, b);
      if (!odictKeys(py, a).every((key, i) => this.equal(key, others[i]!))) return false;
    }
    const items = PyDict_Items(py, a);
    for (let i = 0; i < items.length; i += 2) {
      const other = PyDict_GetItem(py, b, items[i]!);
      if (other === 0) return false;
      const pair = [items[i + 1]!, other] as const;
      if (!this.holding(pair, () => this.equal(...pair))) return false;
    }
    return true;
  }

  /** Start, step and length of a range. */
  rangeOf(op: number): { start: bigint; stop: bigint; step: bigint; length: bigint } {
    const { py } = this;
    const field = (name: string): bigint =>
      this.bigint(py.load(op + (py.structs.offset('rangeobject', name) >> 2)));
    return {
      start: field('start'),
      stop: field('stop'),
      step: field('step'),
      length: field('length'),
    };
  }

  private equalRanges(a: number, b: number): boolean {
    const x = this.rangeOf(a);
    const y = this.rangeOf(b);
    if (x.length !== y.length) return false;
    return x.length === 0n || (x.start === y.start && (x.length === 1n || x.step === y.step));
  }
}

function compareBy(op: number, order: number): boolean {
  return [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op]!;
}
