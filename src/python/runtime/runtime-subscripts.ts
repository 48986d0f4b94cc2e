import {
  listDeleteAt,
  newFields,
  PyDict_GetItem,
  PyDict_SetItem,
  PyList_SetSlice,
  PySet_Contains,
  Str,
} from '../../objects';
import { RuntimeBuilding } from './runtime-building';

/** Subscripts, slices, and `in`. */
export abstract class RuntimeSubscripts extends RuntimeBuilding {
  // ---------------------------------------------------------------- subscripts

  slice(start: number, stop: number, step: number): number {
    const { py } = this;
    const op = newFields(py, 'slice', { start, stop, step });
    for (const word of [start, stop, step]) py.decref(word);
    return op;
  }

  /** `o[key]` of compiled code: takes both over. */
  getitem(o: number, key: number): number {
    try {
      return this.getItem(o, key);
    } finally {
      this.py.decref(o);
      this.py.decref(key);
    }
  }

  /** The same, borrowed: a new reference. */
  override getItem(o: number, key: number): number {
    const { py } = this;
    const type = py.typeOf(o);
    if (type === this.dictType) {
      const value = PyDict_GetItem(py, o, key);
      return value === 0 ? this.keyError(key) : this.I(value);
    }
    if (this.isHeapType(type)) {
      const method = this.special(type, '__getitem__');
      if (method !== 0 && py.typeOf(method) !== this.methodDescriptor)
        return this.callMethodBorrowed(method, o, [key]);
    }
    if (this.isList(o) || this.isTuple(o)) return this.sequenceItem(o, key);
    if (this.isStr(o)) return this.stringItem(o, key);
    if (this.isDict(o)) return this.dictSubclassItem(o, key);
    const method = this.special(type, '__getitem__');
    if (method !== 0) return this.callMethodBorrowed(method, o, [key]);
    if (this.isType(o)) return this.classItem(o, key);
    return this.typeError(`'${this.nameOfType(type)}' object is not subscriptable`);
  }

  private classItem(o: number, key: number): number {
    const method = this.lookup(o, this.name('__class_getitem__'));
    if (method !== 0) {
      const bound = this.bind(method, 0, o);
      try {
        return this.callBorrowed(bound, [key]);
      } finally {
        this.py.decref(bound);
      }
    }
    if (!this.isHeapType(o) && this.minor >= 9) return this.I(o);
    return this.typeError(
      this.minor >= 9
        ? `type '${this.nameOfType(o)}' is not subscriptable`
        : "'type' object is not subscriptable",
    );
  }

  private dictSubclassItem(o: number, key: number): number {
    const value = PyDict_GetItem(this.py, o, key);
    if (value !== 0) return this.I(value);
    const missing = this.special(this.py.typeOf(o), '__missing__');
    if (missing !== 0) return this.callSpecial(missing, o, [this.I(key)]);
    return this.keyError(key);
  }

  /** A borrowed index as a number. @throws TypeError, IndexError */
  indexOf(key: number, what: string): number {
    if (this.isInt(key)) {
      const value = this.bigint(key);
      if (BigInt.asIntN(53, value) !== value) {
        this.raise_('IndexError', "cannot fit 'int' into an index-sized integer");
      }
      return Number(value);
    }
    const method = this.special(this.py.typeOf(key), '__index__');
    if (method === 0) {
      this.typeError(`${what} indices must be integers or slices, not ${this.typeName(key)}`);
    }
    return Number(this.asIndex(key));
  }

  asIndex(op: number): bigint {
    const index = this.indexObject(op);
    const value = this.bigint(index);
    this.py.decref(index);
    return value;
  }

  /** `_PyNumber_Index`: a new reference to an int. */
  indexObject(op: number): number {
    if (this.isInt(op)) return this.I(op);
    if (this.isProxyType(this.py.typeOf(op))) return this.indexObject(this.behind(op));
    const method = this.special(this.py.typeOf(op), '__index__');
    if (method === 0)
      this.typeError(`'${this.typeName(op)}' object cannot be interpreted as an integer`);
    const result = this.callMethodWord(method, op, []);
    if (this.isInt(result)) return result;
    const name = this.typeName(result);
    this.py.decref(result);
    return this.typeError(`__index__ returned non-int (type ${name})`);
  }

  isSlice(op: number): boolean {
    return this.py.typeOf(op) === this.py.type('slice');
  }

  /** Start, stop and step of a slice over `length` items, and how many there are. */
  sliceBounds(
    slice: number,
    length: number,
  ): { start: number; step: number; count: number; stop: number } {
    const { py } = this;
    const [startWord, stopWord, stepWord] = ['start', 'stop', 'step'].map((field) =>
      py.load(slice + (py.structs.offset('PySliceObject', field) >> 2)),
    ) as [number, number, number];
    const value = (word: number): number | null => {
      if (word === py.none) return null;
      if (!this.isInt(word) && this.special(py.typeOf(word), '__index__') === 0) {
        this.typeError('slice indices must be integers or None or have an __index__ method');
      }
      return this.isInt(word)
        ? Number(BigInt.asIntN(64, clamp(this.bigint(word))))
        : this.indexOf(word, 'slice');
    };
    const step = value(stepWord) ?? 1;
    if (step === 0) this.valueError('slice step cannot be zero');
    const bound = (given: number | null, otherwise: number): number => {
      if (given === null) return otherwise;
      const at = given < 0 ? given + length : given;
      return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
    };
    const start = bound(value(startWord), step > 0 ? 0 : length - 1);
    const stop = bound(value(stopWord), step > 0 ? length : -1);
    return { start, stop, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
  }

  private sequenceItem(o: number, key: number): number {
    const { py } = this;
    const list = this.isList(o);
    const what = list ? 'list' : 'tuple';
    const length = py.get(o + 4);
    if (this.isSlice(key)) {
      const { start, step, count } = this.sliceBounds(key, length);
      if (!list && py.typeOf(o) === this.tupleType && step === 1 && count === length)
        return this.I(o);
      const items = list ? py.load(o + 6) : o + py.tupleItem;
      const words = Array.from({ length: count }, (_, i) =>
        this.I(py.load(items + (start + i * step) * 2)),
      );
      return list ? this.list(words) : this.tuple(words);
    }
    const index = this.indexOf(key, what);
    const at = index < 0 ? index + length : index;
    if (at < 0 || at >= length) this.raise_('IndexError', `${what} index out of range`);
    return this.I(py.load((list ? py.load(o + 6) : o + py.tupleItem) + at * 2));
  }

  private stringItem(o: number, key: number): number {
    const length = this.py.get(o + Str.LENGTH);
    if (this.isSlice(key)) {
      const { start, step, count } = this.sliceBounds(key, length);
      if (step === 1 && count === length && this.py.typeOf(o) === this.strType) return this.I(o);
      const characters = Array.from(this.text(o));
      if (step === 1) return this.str(characters.slice(start, start + count).join(''));
      return this.str(
        Array.from({ length: count }, (_, i) => characters[start + i * step]).join(''),
      );
    }
    if (!this.isInt(key) && this.special(this.py.typeOf(key), '__index__') === 0) {
      const suffix = this.minor >= 11 ? `, not '${this.typeName(key)}'` : '';
      this.typeError(`string indices must be integers${suffix}`);
    }
    const index = this.indexOf(key, 'string');
    const at = index < 0 ? index + length : index;
    if (at < 0 || at >= length) this.raise_('IndexError', 'string index out of range');
    return this.str(String.fromCodePoint(this.characterAt(o, at)));
  }

  /** `o[key] = v`: takes all over. */
  setitem(o: number, key: number, v: number): void {
    const { py } = this;
    try {
      this.setItem(o, key, v);
    } finally {
      py.decref(v);
      py.decref(o);
      py.decref(key);
    }
  }

  setItem(o: number, key: number, v: number): void {
    const { py } = this;
    const type = py.typeOf(o);
    if (type === this.dictType) {
      PyDict_SetItem(py, o, key, v);
      return;
    }
    const own = this.userSpecial(o, '__setitem__');
    if (own !== 0) {
      py.decref(this.callMethodWord(own, o, [this.I(key), this.I(v)]));
      return;
    }
    if (this.isDict(o)) PyDict_SetItem(py, o, key, v);
    else if (this.isList(o)) this.setListItem(o, key, v);
    else {
      const method = this.special(type, '__setitem__');
      if (method === 0)
        this.typeError(`'${this.nameOfType(type)}' object does not support item assignment`);
      py.decref(this.callMethodWord(method, o, [this.I(key), this.I(v)]));
    }
  }

  private setListItem(o: number, key: number, v: number): void {
    const { py } = this;
    const length = py.get(o + 4);
    if (this.isSlice(key)) {
      this.setListSlice(o, key, v);
      return;
    }
    const index = this.indexOf(key, 'list');
    const at = index < 0 ? index + length : index;
    if (at < 0 || at >= length) this.raise_('IndexError', 'list assignment index out of range');
    const word = py.load(o + 6) + at * 2;
    const old = py.load(word);
    py.store(word, this.I(v));
    py.decref(old);
  }

  private setListSlice(o: number, key: number, v: number): void {
    const { py } = this;
    const { start, stop, step, count } = this.sliceBounds(key, py.get(o + 4));
    if (v !== 0 && !this.isIterable(v)) {
      const what =
        step === 1 ? 'can only assign an iterable' : 'must assign iterable to extended slice';
      this.typeError(what);
    }
    const from =
      v === 0 ? 0 : v === o ? this.list(this.listItems(o).map(this.I)) : this.sequenceFast(v);
    try {
      if (step === 1) {
        PyList_SetSlice(py, o, start, Math.max(start, stop), from);
        return;
      }
      const items = from === 0 ? [] : this.itemsOf(from);
      if (from !== 0 && items.length !== count) {
        this.valueError(
          `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
        );
      }
      this.setExtendedSlice(o, { start, step, count }, from === 0 ? null : items);
    } finally {
      py.xdecref(from);
    }
  }

  private setExtendedSlice(
    o: number,
    { start, step, count }: { start: number; step: number; count: number },
    items: readonly number[] | null,
  ): void {
    const { py } = this;
    const places = Array.from({ length: count }, (_, i) => start + i * step);
    if (items) {
      const waiting = count > 0 ? py.malloc(count * 8) : 0;
      const dropped = places.map((at, i) => {
        const word = py.load(o + 6) + at * 2;
        const old = py.load(word);
        py.store(word, this.I(items[i]!));
        return old;
      });
      for (const old of dropped) py.decref(old);
      py.free(waiting);
      return;
    }
    listDeleteAt(
      py,
      o,
      places.sort((a, b) => a - b),
    );
  }

  /** `del o[key]`: takes both over. */
  delitem(o: number, key: number): void {
    try {
      this.deleteItem(o, key);
    } finally {
      this.py.decref(o);
      this.py.decref(key);
    }
  }

  deleteItem(of: number, key: number): void {
    const { py } = this;
    const o = this.behind(of);
    const own = this.userSpecial(o, '__delitem__');
    if (own !== 0) {
      py.decref(this.callMethodWord(own, o, [this.I(key)]));
    } else if (this.isDict(o)) this.deleteKey(o, key);
    else if (this.isList(o)) {
      if (this.isSlice(key)) {
        this.setListSlice(o, key, 0);
        return;
      }
      const length = py.get(o + 4);
      const index = this.indexOf(key, 'list');
      const at = index < 0 ? index + length : index;
      if (at < 0 || at >= length) this.raise_('IndexError', 'list assignment index out of range');
      PyList_SetSlice(py, o, at, at + 1, 0);
    } else {
      const method = this.special(py.typeOf(o), '__delitem__');
      if (method === 0)
        this.typeError(`'${this.typeName(o)}' object doesn't support item deletion`);
      py.decref(this.callMethodWord(method, o, [this.I(key)]));
    }
  }

  abstract deleteKey(dict: number, key: number): void;

  // ---------------------------------------------------------------- contains

  /** `item in o`: takes both over. */
  contains(o: number, item: number): boolean {
    try {
      return this.hasItem(o, item);
    } finally {
      this.py.decref(o);
      this.py.decref(item);
    }
  }

  /** Compares an item of a container with what is looked for: in 3.8 the other way round. */
  private equalItem(each: number, item: number): boolean {
    return this.minor === 8
      ? this.holding([item], () => this.equal(item, each))
      : this.equal(each, item);
  }

  hasItem(o: number, item: number): boolean {
    const { py } = this;
    const type = py.typeOf(o);
    if (type === this.dictType) return PyDict_GetItem(py, o, item) !== 0;
    if (type === this.setType || type === this.frozensetType) return PySet_Contains(py, o, item);
    const own = this.userSpecial(o, '__contains__');
    if (own === py.none) this.typeError(`'${this.typeName(o)}' object is not a container`);
    if (own !== 0) return this.truthOf(this.callMethodWord(own, o, [this.I(item)]));
    if (this.isDict(o)) return PyDict_GetItem(py, o, item) !== 0;
    if (this.isSet(o)) return PySet_Contains(py, o, item);
    if (this.isStr(o)) {
      if (!this.isStr(item))
        this.typeError(`'in <string>' requires string as left operand, not ${this.typeName(item)}`);
      return this.text(o).includes(this.text(item));
    }
    if (this.isList(o) || this.isTuple(o))
      return this.itemsOf(o).some((each) => this.equalItem(each, item));
    const method = this.special(type, '__contains__');
    if (method !== 0) return this.truthOf(this.callMethodWord(method, o, [this.I(item)]));
    if (!this.isIterable(o)) {
      this.typeError(
        this.minor >= 14
          ? `argument of type '${this.typeName(o)}' is not a container or iterable`
          : `argument of type '${this.typeName(o)}' is not iterable`,
      );
    }
    const it = this.getIter(o);
    try {
      for (let each = this.next(it); each !== 0; each = this.next(it)) {
        const same = this.equalItem(each, item);
        py.decref(each);
        if (same) return true;
      }
      return false;
    } finally {
      py.decref(it);
    }
  }
}

function clamp(value: bigint): bigint {
  const limit = 2n ** 53n - 1n;
  if (value > limit) return limit;
  return value < -limit ? -limit : value;
}
