import {
  Dict,
  kindOfString,
  List,
  newFields,
  Ob,
  PyObject_GetIter,
  SetWord,
  Str,
  stringData,
} from '../../objects';
import { RuntimeOperators } from './runtime-operators';

/** An entry of a dict, borrowed, and where it stands. */
export interface Entry {
  readonly index: number;
  readonly key: number;
  readonly value: number;
}

/** Iterators of built-in types (Objects/iterobject.c). */
export abstract class RuntimeIterators extends RuntimeOperators {
  /** What a generator returned last, when `next` gave 0. */
  returned = 0;

  protected abstract nextOfGenerator(op: number): number;

  /** `tp_iternext` of the types that the simulator implements: a new reference, or 0 at the end. */
  readonly nexts: ((it: number) => number)[] = [];
  private rangeIterator = 0;
  private listIterator = 0;
  /** The word of a dict iterator's result tuple. */
  private entryResult = 0;
  private rangeWords: readonly number[] = [];

  protected setUpIterators(): void {
    const { py } = this;
    this.rangeIterator = py.type('range_iterator');
    this.listIterator = py.type('list_iterator');
    this.entryResult = py.structs.offset('dictiterobject', 'di_result') >> 2;
    const word = (field: string): number => py.structs.offset('rangeiterobject', field) >> 2;
    const index = py.structs.find('rangeiterobject', 'index');
    this.rangeWords = [
      word('start'),
      word('step'),
      word('len'),
      index === undefined ? -1 : index >> 2,
    ];
    const on = this.onNext.bind(this);
    on('range_iterator', (it) => this.nextRange(it));
    on('list_iterator', (it) => this.nextList(it));
    on('tuple_iterator', (it) => this.nextTuple(it));
    on('str_iterator', (it) => this.nextCharacter(it));
    on('str_ascii_iterator', (it) => this.nextCharacter(it));
    for (const [what, name] of ['key', 'value', 'item'].entries()) {
      on(`dict_${name}iterator`, (it) => this.nextEntry(it, what));
      on(`dict_reverse${name}iterator`, (it) => this.nextReverseEntry(it, what));
    }
    on('set_iterator', (it) => this.nextKey(it));
    on('list_reverseiterator', (it) => this.nextReverse(it));
    on('bytes_iterator', (it) => this.nextByte(it));
    on('iterator', (it) => this.nextItem(it));
    on('callable_iterator', (it) => this.nextCall(it));
    on('generator', (it) => this.nextOfGenerator(it));
    on('coroutine', (it) => this.nextOfGenerator(it));
  }

  /** Defines how the iterators of a built-in type go on. @returns the type */
  onNext(name: string, next: (it: number) => number): number {
    const type = this.py.type(name);
    this.nexts[this.py.specOf(type)] = next;
    return type;
  }

  // ---------------------------------------------------------------- iter

  /** `iter(o)` of compiled code: takes `o` over. */
  iter(o: number): number {
    try {
      return this.getIter(o);
    } finally {
      this.py.decref(o);
    }
  }

  /** `GET_ITER` of 3.15: a list or tuple itself, of which `nextAt` gives the items; takes `o` over. */
  iterOrSequence(o: number): number {
    const type = this.py.typeOf(o);
    return type === this.listType || type === this.tupleType ? o : this.iter(o);
  }

  /** `FOR_ITER` of 3.15: the item of a list or tuple, or the next of an iterator; 0 at the end. */
  nextAt(o: number, index: number): number {
    const { py } = this;
    const type = py.typeOf(o);
    if (type !== this.listType && type !== this.tupleType) return this.next(o);
    if (index >= py.i32[o + Ob.SIZE]!) return 0;
    const items = type === this.listType ? py.load(o + List.ITEM) : o + py.tupleItem;
    return this.I(py.load(items + index * 2));
  }

  /** `PyObject_GetIter`: a new reference. */
  getIter(o: number): number {
    const { py } = this;
    const type = py.typeOf(o);
    switch (type) {
      case this.listType:
      case this.tupleType:
      case this.strType:
      case this.dictType:
      case this.setType:
      case this.frozensetType:
        return PyObject_GetIter(py, o);
      default:
    }
    if (type === py.type('range')) return this.rangeIter(o);
    if (type === this.bytesType || type === py.type('bytearray'))
      return newFields(py, 'bytes_iterator', { it_seq: o });
    if (this.nexts[py.specOf(type)] && !this.isHeapType(type)) return this.I(o);
    const method = this.special(type, '__iter__');
    if (method === py.none) this.notIterable(o);
    if (this.isHeapType(type) && this.userSpecial(o, '__iter__') === 0) {
      const builtin = this.builtinIter(o);
      if (builtin !== 0) return builtin;
    }
    if (method !== 0) {
      const it = this.callMethodWord(method, o, []);
      if (!this.isIterator(it)) {
        const name = this.typeName(it);
        py.decref(it);
        this.typeError(`iter() returned non-iterator of type '${name}'`);
      }
      return it;
    }
    if (this.special(type, '__getitem__') !== 0) return newFields(py, 'iterator', { it_seq: o });
    return this.notIterable(o);
  }

  /** `tp_iter` of the built-in type that an object is of, whatever its class defines; 0 without one. */
  builtinIter(o: number): number {
    const { py } = this;
    const base = py.builtinBase(py.typeOf(o));
    if (base === py.typeOf(o)) return this.getIter(o);
    if (base === this.bytesType || base === py.type('bytearray'))
      return newFields(py, 'bytes_iterator', { it_seq: o });
    if (base === this.listType) return newFields(py, 'list_iterator', { it_seq: o });
    if (base === this.tupleType) return newFields(py, 'tuple_iterator', { it_seq: o });
    if (base === this.strType) return newFields(py, 'str_iterator', { it_seq: o });
    if (base === this.setType || base === this.frozensetType) return this.setIter(o);
    return base === this.dictType ? this.dictIter(o, 'dict_keyiterator') : 0;
  }

  private setIter(o: number): number {
    const { py } = this;
    const it = newFields(py, 'set_iterator', { si_set: o });
    py.set(it + (py.structs.offset('setiterobject', 'si_used') >> 2), py.get(o + SetWord.USED));
    return it;
  }

  /** An iterator over a dict's keys, values or items. */
  dictIter(dict: number, type: string): number {
    const { py } = this;
    const it = newFields(py, type, { di_dict: dict });
    py.set(it + (py.structs.offset('dictiterobject', 'di_used') >> 2), py.get(dict + Dict.USED));
    if (type.endsWith('itemiterator')) {
      py.store(it + this.entryResult, this.tuple([this.N(), this.N()]));
    }
    return it;
  }

  notIterable(o: number): never {
    return this.typeError(`'${this.typeName(o)}' object is not iterable`);
  }

  isIterator(o: number): boolean {
    const type = this.py.typeOf(o);
    if (!this.isHeapType(type)) return this.nexts[this.py.specOf(type)] !== undefined;
    return this.special(type, '__next__') !== 0;
  }

  // ---------------------------------------------------------------- next

  /** The next item of a borrowed iterator: a new reference, or 0 at the end. */
  next(it: number): number {
    const { py } = this;
    const type = py.typeOf(it);
    if (type === this.rangeIterator) return this.nextRange(it);
    if (type === this.listIterator) return this.nextList(it);
    if (!this.isHeapType(type)) {
      const next = this.nexts[py.specOf(type)];
      if (next) return next(it);
      return this.typeError(`'${this.nameOfType(type)}' object is not an iterator`);
    }
    const method = this.special(type, '__next__');
    if (method === 0) this.typeError(`'${this.nameOfType(type)}' object is not an iterator`);
    try {
      return this.callMethodWord(method, it, []);
    } catch (error) {
      if (this.isException(error, 'StopIteration')) {
        this.endWith(error);
        return 0;
      }
      throw error;
    }
  }

  /** Remembers the value of a StopIteration. */
  protected endWith(thrown: unknown): void {
    const error = this.toPython(thrown);
    const value = this.exceptionValue(error.op, 'value', 'PyStopIterationObject');
    this.setReturned(this.I(value || this.py.none));
    this.py.decref(error.op);
  }

  protected setReturned(value: number): void {
    if (this.returned !== 0) this.py.decref(this.returned);
    this.returned = value;
  }

  /** What the iterator that just ended returned: a new reference. */
  takeReturned(): number {
    const value = this.returned;
    this.returned = 0;
    return value === 0 ? this.N() : value;
  }

  /** Gives `visit` each item of something iterable, a new reference, until it says false. */
  forEach(o: number, visit: (item: number) => unknown): void {
    const it = this.getIter(o);
    try {
      for (let item = this.next(it); item !== 0; item = this.next(it)) {
        if (visit(item) === false) return;
      }
    } finally {
      this.py.decref(it);
    }
  }

  /** All items that are left of something iterable: new references. */
  collect(o: number): number[] {
    const items: number[] = [];
    try {
      this.forEach(o, (item) => {
        items.push(item);
      });
    } catch (error) {
      for (const item of items) this.py.decref(item);
      throw error;
    }
    return items;
  }

  private nextRange(it: number): number {
    const { py } = this;
    const [start, step, len, index] = this.rangeWords as [number, number, number, number];
    if (index < 0) {
      const left = this.wide(it + len);
      if (left <= 0) return 0;
      const value = this.wide(it + start);
      const by = this.wide(it + step);
      py.set(it + start, value + by);
      py.set(it + len, left - 1);
      return this.int(value);
    }
    const at = this.wide(it + index);
    if (at >= this.wide(it + len)) return 0;
    py.set(it + index, at + 1);
    return this.int(this.wide(it + start) + at * this.wide(it + step));
  }

  /** A 64-bit integer that a number can hold. */
  wide(word: number): number {
    const { i32 } = this.py;
    return i32[word + 1]! * 2 ** 32 + (i32[word]! >>> 0);
  }

  private rangeIter(o: number): number {
    const { py } = this;
    const bounds = ['start', 'step', 'length'].map((field) =>
      py.load(o + (py.structs.offset('rangeobject', field) >> 2)),
    );
    const values = bounds.map((bound) => this.bigint(bound));
    if (values.some((value) => BigInt.asIntN(53, value) !== value)) {
      this.raise_('OverflowError', 'the simulator goes over ranges of up to 2**52');
    }
    const it = newFields(py, 'range_iterator', {});
    const [start, step, len] = this.rangeWords as number[];
    py.set(it + start!, Number(values[0]));
    py.set(it + step!, Number(values[1]));
    py.set(it + len!, Number(values[2]));
    return it;
  }

  /** An iterator that is at its end lets its sequence go. */
  private exhausted(it: number, field: number): number {
    const seq = this.py.load(it + field);
    this.py.store(it + field, 0);
    this.py.xdecref(seq);
    return 0;
  }

  private nextList(it: number): number {
    const { py } = this;
    const list = py.load(it + 6);
    if (list === 0) return 0;
    const at = py.i32[it + 4]!;
    if (at >= py.i32[list + 4]!) return this.exhausted(it, 6);
    py.set(it + 4, at + 1);
    return this.I(py.load(py.load(list + 6) + at * 2));
  }

  private nextReverse(it: number): number {
    const { py } = this;
    const list = py.load(it + 6);
    if (list === 0) return 0;
    const at = py.i32[it + 4]!;
    // From 3.13 on one that has been at the first item keeps its list.
    if (at < 0 && this.minor >= 13) return 0;
    if (at < 0 || at >= py.i32[list + 4]!) {
      py.set(it + 4, -1);
      return this.exhausted(it, 6);
    }
    py.set(it + 4, at - 1);
    return this.I(py.load(py.load(list + 6) + at * 2));
  }

  private nextTuple(it: number): number {
    const { py } = this;
    const tuple = py.load(it + 6);
    if (tuple === 0) return 0;
    const at = py.i32[it + 4]!;
    if (at >= py.get(tuple + Ob.SIZE)) return this.exhausted(it, 6);
    py.set(it + 4, at + 1);
    return this.I(py.load(tuple + py.tupleItem + at * 2));
  }

  private nextCharacter(it: number): number {
    const { py } = this;
    const text = py.load(it + 6);
    if (text === 0) return 0;
    const at = py.i32[it + 4]!;
    if (at >= py.i32[text + Str.LENGTH]!) return this.exhausted(it, 6);
    py.set(it + 4, at + 1);
    return this.str(String.fromCodePoint(this.characterAt(text, at)));
  }

  /** The code of a character of a str. */
  characterAt(text: number, index: number): number {
    const { py } = this;
    const kind = kindOfString(py, text);
    const data = stringData(py, text);
    const shift = kind === 1 ? 2 : kind === 2 ? 1 : 0;
    const mask = (1 << shift) - 1;
    const ones = kind === 4 ? -1 : (1 << (8 * kind)) - 1;
    return (py.i32[data + (index >> shift)]! >>> ((index & mask) * 8 * kind)) & ones;
  }

  private nextByte(it: number): number {
    const { py } = this;
    const seq = py.load(it + 6);
    if (seq === 0) return 0;
    const at = py.i32[it + 4]!;
    const bytes = this.anyBytes(seq);
    if (at >= bytes.length) return this.exhausted(it, 6);
    py.set(it + 4, at + 1);
    return this.int(bytes[at]!);
  }

  /** The bytes of a bytes or bytearray. */
  abstract anyBytes(op: number): Uint8Array;
  abstract getItem(o: number, key: number): number;

  private nextItem(it: number): number {
    const { py } = this;
    const seq = py.load(it + 6);
    if (seq === 0) return 0;
    const index = this.int(py.get(it + 4));
    try {
      const item = this.getItem(seq, index);
      py.set(it + 4, py.get(it + 4) + 1);
      return item;
    } catch (error) {
      if (this.swallow(error, 'IndexError') || this.swallow(error, 'StopIteration')) {
        return this.exhausted(it, 6);
      }
      throw error;
    } finally {
      py.decref(index);
    }
  }

  private nextCall(it: number): number {
    const { py } = this;
    const callable = py.load(it + 4);
    if (callable === 0) return 0;
    const value = this.callWords(callable, []);
    if (!this.equal(value, py.load(it + 6))) return value;
    py.decref(value);
    return this.exhausted(it, 4);
  }

  private nextEntry(it: number, what: number): number {
    const { py } = this;
    const dict = this.unchangedDict(it);
    if (dict === 0) return 0;
    const entry = this.entryFrom(dict, py.get(it + 8));
    if (entry === null) return this.exhausted(it, 4);
    py.set(it + 8, entry.index + 1);
    return this.entryPart(it, entry, what);
  }

  private nextReverseEntry(it: number, what: number): number {
    const { py } = this;
    const dict = this.unchangedDict(it);
    if (dict === 0) return 0;
    const entries: Entry[] = [];
    for (let e = this.entryFrom(dict, 0); e; e = this.entryFrom(dict, e.index + 1)) entries.push(e);
    const at = py.get(it + 8);
    if (at >= entries.length) return this.exhausted(it, 4);
    py.set(it + 8, at + 1);
    return this.entryPart(it, entries[entries.length - 1 - at]!, what);
  }

  /** The dict that an iterator goes over; 0 when it is done. @throws RuntimeError when its size changed */
  private unchangedDict(it: number): number {
    const { py } = this;
    const dict = py.load(it + 4);
    if (dict !== 0 && py.get(it + 6) !== py.get(dict + Dict.USED)) {
      py.set(it + 6, -1);
      this.raise_('RuntimeError', 'dictionary changed size during iteration');
    }
    return dict;
  }

  private entryPart(it: number, entry: Entry, what: number): number {
    if (what === 0) return this.I(entry.key);
    if (what === 1) return this.I(entry.value);
    return this.resultTuple(it + this.entryResult, [this.I(entry.key), this.I(entry.value)]);
  }

  /** The tuple at `word` again when nobody else holds it, or a new one, of items that it takes over. */
  resultTuple(word: number, items: readonly number[]): number {
    const { py } = this;
    const result = py.load(word);
    if (result === 0 || py.i32[result] !== 1) return this.tuple(items);
    py.incref(result);
    for (const [i, item] of items.entries()) {
      const slot = result + py.tupleItem + i * 2;
      const old = py.load(slot);
      py.store(slot, item);
      py.decref(old);
    }
    if (!py.gc.isTracked(result)) py.gc.track(result);
    return result;
  }

  /** The first entry of a dict from a position on, in its order. */
  abstract entryFrom(dict: number, at: number): Entry | null;

  private nextKey(it: number): number {
    const { py } = this;
    const set = py.load(it + 4);
    if (set === 0) return 0;
    if (py.get(it + 6) !== py.get(set + SetWord.USED)) {
      py.set(it + 6, -1);
      this.raise_('RuntimeError', 'Set changed size during iteration');
    }
    const mask = py.get(set + SetWord.MASK);
    const table = py.load(set + SetWord.TABLE);
    for (let i = py.get(it + 8); i <= mask; i++) {
      const key = py.load(table + i * 4);
      if (key === 0 || key === py.statics.setDummy) continue;
      py.set(it + 8, i + 1);
      return this.I(key);
    }
    return this.exhausted(it, 4);
  }
}
