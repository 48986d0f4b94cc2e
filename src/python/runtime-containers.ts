import {
  Dict,
  dequeSlot,
  KeysKind,
  Kind,
  newFields,
  Ob,
  PyDeque_Size,
  PyDict_Copy,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
  PyDict_Size,
  PyList_Extend,
  PyList_SetSlice,
  PySet_Add,
  PySet_Contains,
  PySet_Items,
  PySet_New,
  PySet_Size,
  Str,
} from '../objects';
import { RuntimeIteration } from './runtime-iteration';
import type { BinaryName } from './runtime-operators';

/** Sequences, dicts and sets as operators see them (Objects/abstract.c). */
export abstract class RuntimeContainers extends RuntimeIteration {
  abstract percentFormat(format: number, values: number): number;
  abstract percentBytes(format: number, values: number): number;

  /** `len(o)`. */
  override lengthOf(op: number): number {
    const { py } = this;
    const type = py.typeOf(op);
    const own = this.userSpecial(op, '__len__');
    if (own !== 0) {
      const result = this.callMethodWord(own, op, []);
      if (!this.isInt(result)) {
        const name = this.typeName(result);
        py.decref(result);
        this.typeError(`'${name}' object cannot be interpreted as an integer`);
      }
      const length = this.number(result);
      py.decref(result);
      if (length < 0) this.valueError('__len__() should return >= 0');
      return length;
    }
    const base = py.builtinBase(type);
    switch (py.kindOf(base)) {
      case Kind.STR:
      case Kind.TUPLE:
      case Kind.LIST:
      case Kind.DICT:
      case Kind.BYTEARRAY:
      case Kind.DEQUE:
      case Kind.ARRAY:
        return py.get(op + 4);
      case Kind.SET:
        return PySet_Size(py, op);
      default:
    }
    if (base === this.bytesType) return py.get(op + Ob.SIZE);
    const method = this.special(type, '__len__');
    if (method === 0) this.typeError(`object of type '${this.nameOfType(type)}' has no len()`);
    const result = this.callMethodWord(method, op, []);
    const length = this.number(result);
    py.decref(result);
    return length;
  }

  /** Borrowed words of what a list, tuple, set or deque holds. */
  override itemsOf(op: number): number[] {
    if (this.isList(op)) return this.listItems(op);
    if (this.isTuple(op)) return this.tupleItems(op);
    if (this.isSet(op)) return PySet_Items(this.py, op);
    return Array.from({ length: PyDeque_Size(this.py, op) }, (_, i) => this.py.load(dequeSlot(this.py, op, i)));
  }

  override anyBytes(op: number): Uint8Array {
    const { py } = this;
    if (this.isBytes(op)) return this.bytesOf(op);
    const start = py.load(op + (py.structs.offset('PyByteArrayObject', 'ob_start') >> 2));
    const size = py.get(op + Ob.SIZE);
    return size === 0 ? new Uint8Array(0) : py.memory.loadBytes(py.memory.addressOf(start), size);
  }

  // ---------------------------------------------------------------- building

  override dictSized(count: number): number {
    const { py } = this;
    const op = this.newDict();
    if (count > 5) {
      const log2 = Math.ceil(Math.log2(Math.max(8, Math.ceil((count * 3 + 1) / 2))));
      const keys = py.keys.create(1 << log2, py.version.objects.dictKeys.unicodeEntries ? KeysKind.UNICODE : KeysKind.GENERAL);
      py.store(op + Dict.KEYS, keys);
      if (py.load(op + Dict.VALUES) !== 0) py.store(op + Dict.VALUES, 0);
    }
    return op;
  }

  /** A set that takes the words over. */
  set(words: readonly number[]): number {
    const op = PySet_New(this.py);
    for (const word of words) this.setAdd(op, word);
    return op;
  }

  setAdd(set: number, item: number): void {
    PySet_Add(this.py, set, item);
    this.py.decref(item);
  }

  /** Lists and sets of constants: from a tuple or frozenset of the code. */
  listOf(constants: number): number {
    const op = this.list([]);
    PyList_Extend(this.py, op, constants);
    return op;
  }

  setOf(constants: number): number {
    const op = PySet_New(this.py);
    this.setUpdate(op, constants);
    return op;
  }

  /** Adds all of something iterable, borrowed. */
  setUpdate(set: number, o: number): void {
    const { py } = this;
    if (this.isSet(o)) {
      this.mergeSets(set, o);
      return;
    }
    for (const item of this.collect(o)) {
      PySet_Add(py, set, item);
      py.decref(item);
    }
  }

  abstract mergeSets(set: number, other: number): void;

  listExtend(list: number, o: number): void {
    try {
      if (!this.isIterable(o)) this.typeError(`Value after * must be an iterable, not ${this.typeName(o)}`);
      this.extendList(list, o);
    } finally {
      this.py.decref(o);
    }
  }

  /** `list.extend(o)`, borrowed. */
  extendList(list: number, o: number): void {
    const type = this.py.typeOf(o);
    if (type === this.listType || type === this.tupleType) {
      PyList_Extend(this.py, list, o);
      return;
    }
    const it = this.getIter(o);
    try {
      for (let item = this.next(it); item !== 0; item = this.next(it)) this.listAdd(list, item);
    } finally {
      this.py.decref(it);
    }
  }

  setExtend(set: number, o: number): void {
    try {
      this.setUpdate(set, o);
    } finally {
      this.py.decref(o);
    }
  }

  listToTuple(list: number): number {
    const result = this.tuple(this.listItems(list).map(this.I));
    this.py.decref(list);
    return result;
  }

  dictSet(dict: number, key: number, value: number): void {
    try {
      PyDict_SetItem(this.py, dict, key, value);
    } finally {
      this.py.decref(key);
      this.py.decref(value);
    }
  }

  /** `{**o}`: takes `o` over. */
  dictUpdate(dict: number, o: number): void {
    try {
      if (!this.isDict(o) && this.special(this.py.typeOf(o), 'keys') === 0) {
        this.typeError(`'${this.typeName(o)}' object is not a mapping`);
      }
      this.updateDict(dict, o);
    } finally {
      this.py.decref(o);
    }
  }

  /** `dict.update(o)`, borrowed. */
  updateDict(dict: number, o: number): void {
    const { py } = this;
    if (this.isDict(o)) {
      const items = PyDict_Items(py, o);
      for (let i = 0; i < items.length; i += 2) PyDict_SetItem(py, dict, items[i]!, items[i + 1]!);
      return;
    }
    if (this.special(py.typeOf(o), 'keys') !== 0) {
      const keys = this.callMethod(o, 'keys', []);
      for (const key of this.collect(keys)) this.dictSet(dict, key, this.getItem(o, key));
      py.decref(keys);
      return;
    }
    for (const [i, pair] of this.collect(o).entries()) {
      const items = this.collect(pair);
      if (items.length !== 2) {
        this.valueError(
          `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
        );
      }
      this.dictSet(dict, items[0]!, items[1]!);
      py.decref(pair);
    }
  }

  kwargsUpdate(dict: number, o: number, func: number): void {
    try {
      if (!this.isDict(o) && this.special(this.py.typeOf(o), 'keys') === 0) {
        this.typeError(`${this.callableName(func)} argument after ** must be a mapping, not ${this.typeName(o)}`);
      }
      const probe = this.isDict(o) ? PyDict_Items(this.py, o).filter((_, i) => i % 2 === 0) : [];
      for (const key of probe) this.refuseRepeated(dict, key, func);
      this.updateDict(dict, o);
    } finally {
      this.py.decref(o);
    }
  }

  kwargsSet(dict: number, key: number, value: number, func: number): void {
    this.refuseRepeated(dict, key, func);
    this.dictSet(dict, key, value);
  }

  private refuseRepeated(dict: number, key: number, func: number): void {
    if (PyDict_GetItem(this.py, dict, key) === 0) return;
    this.typeError(
      `${this.callableName(func)} got multiple values for keyword argument '${this.text(key)}'`,
    );
  }

  private callableName(func: number): string {
    if (this.py.typeOf(func) === this.functionType) {
      const code = this.codeOf(func);
      return `${this.minor >= 9 ? `__main__.${code.qualname}` : code.name}()`;
    }
    return `${this.typeName(func)} object`;
  }

  /** The arguments of `f(*o)` as a tuple: takes `o` over. */
  argsTuple(o: number, func: number): number {
    if (this.py.typeOf(o) === this.tupleType) return o;
    try {
      if (!this.isIterable(o)) {
        this.typeError(`${this.callableName(func)} argument after * must be an iterable, not ${this.typeName(o)}`);
      }
      return this.tuple(this.collect(o));
    } finally {
      this.py.decref(o);
    }
  }

  annotations(words: readonly number[]): number {
    return this.minor >= 10 ? this.tuple(words) : this.dict(words);
  }

  // ---------------------------------------------------------------- dict entries

  override entryFrom(dict: number, at: number): { index: number; key: number; value: number } | null {
    const { py } = this;
    const table = py.load(dict + Dict.KEYS);
    if (table === py.statics.emptyKeys) return null;
    const values = py.load(dict + Dict.VALUES);
    if (values !== 0) {
      const items = PyDict_Items(py, dict);
      return at * 2 < items.length ? { index: at, key: items[at * 2]!, value: items[at * 2 + 1]! } : null;
    }
    const count = py.keys.nentries(table);
    for (let i = at; i < count; i++) {
      const word = py.keys.keyWord(table, i);
      const value = py.load(word + 2);
      if (value !== 0) return { index: i, key: py.load(word), value };
    }
    return null;
  }

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
      if (method !== 0 && py.typeOf(method) !== this.methodDescriptor) return this.callMethodWord(method, o, [this.I(key)]);
    }
    if (this.isList(o) || this.isTuple(o)) return this.sequenceItem(o, key);
    if (this.isStr(o)) return this.stringItem(o, key);
    if (this.isDict(o)) return this.dictSubclassItem(o, key);
    const method = this.special(type, '__getitem__');
    if (method !== 0) return this.callMethodWord(method, o, [this.I(key)]);
    if (this.isType(o)) return this.classItem(o, key);
    return this.typeError(`'${this.nameOfType(type)}' object is not subscriptable`);
  }

  private classItem(o: number, key: number): number {
    const method = this.lookup(o, this.name('__class_getitem__'));
    if (method !== 0) {
      const bound = this.bind(method, 0, o);
      try {
        return this.callWords(bound, [this.I(key)]);
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
    if (missing !== 0) return this.callMethodWord(missing, o, [this.I(key)]);
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
    const result = this.callMethodWord(method, key, []);
    const index = this.number(result);
    this.py.decref(result);
    return index;
  }

  isSlice(op: number): boolean {
    return this.py.typeOf(op) === this.py.type('slice');
  }

  /** Start, stop and step of a slice over `length` items, and how many there are. */
  sliceBounds(slice: number, length: number): { start: number; step: number; count: number; stop: number } {
    const { py } = this;
    const [startWord, stopWord, stepWord] = ['start', 'stop', 'step'].map((field) =>
      py.load(slice + (py.structs.offset('PySliceObject', field) >> 2)),
    ) as [number, number, number];
    const value = (word: number): number | null => {
      if (word === py.none) return null;
      if (!this.isInt(word) && this.special(py.typeOf(word), '__index__') === 0) {
        this.typeError('slice indices must be integers or None or have an __index__ method');
      }
      return this.isInt(word) ? Number(BigInt.asIntN(64, clamp(this.bigint(word)))) : this.indexOf(word, 'slice');
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
      if (!list && py.typeOf(o) === this.tupleType && step === 1 && count === length) return this.I(o);
      const items = list ? py.load(o + 6) : o + py.tupleItem;
      const words = Array.from({ length: count }, (_, i) => this.I(py.load(items + (start + i * step) * 2)));
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
      return this.str(Array.from({ length: count }, (_, i) => characters[start + i * step]).join(''));
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
      if (method === 0) this.typeError(`'${this.nameOfType(type)}' object does not support item assignment`);
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
      const what = step === 1 ? 'can only assign an iterable' : 'must assign iterable to extended slice';
      this.typeError(what);
    }
    const from = v === 0 ? 0 : this.list(this.collect(v));
    try {
      if (step === 1) {
        PyList_SetSlice(py, o, start, Math.max(start, stop), from);
        return;
      }
      const items = from === 0 ? [] : this.listItems(from);
      if (from !== 0 && items.length !== count) {
        this.valueError(`attempt to assign sequence of size ${items.length} to extended slice of size ${count}`);
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
      const dropped = places.map((at, i) => {
        const word = py.load(o + 6) + at * 2;
        const old = py.load(word);
        py.store(word, this.I(items[i]!));
        return old;
      });
      for (const old of dropped) py.decref(old);
      return;
    }
    for (const at of places.sort((a, b) => b - a)) PyList_SetSlice(py, o, at, at + 1, 0);
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

  deleteItem(o: number, key: number): void {
    const { py } = this;
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
      if (method === 0) this.typeError(`'${this.typeName(o)}' object doesn't support item deletion`);
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
      if (!this.isStr(item)) this.typeError(`'in <string>' requires string as left operand, not ${this.typeName(item)}`);
      return this.text(o).includes(this.text(item));
    }
    if (this.isList(o) || this.isTuple(o)) return this.itemsOf(o).some((each) => this.equal(each, item));
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
        const same = this.equal(each, item);
        py.decref(each);
        if (same) return true;
      }
      return false;
    } finally {
      py.decref(it);
    }
  }

  // ---------------------------------------------------------------- operators

  override builtinBinary(name: BinaryName, a: number, b: number, inPlace: boolean): number {
    switch (name) {
      case 'add':
        return this.concatenate(a, b, inPlace);
      case 'mul':
        if (this.isInt(b)) return this.repeat(a, b, inPlace);
        return this.isInt(a) ? this.repeat(b, a, false) : 0;
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

  private concatenate(a: number, b: number, inPlace: boolean): number {
    const { py } = this;
    if (this.isStr(a) && this.isStr(b)) {
      if (py.get(a + Str.LENGTH) === 0 && py.typeOf(b) === this.strType) return this.I(b);
      if (py.get(b + Str.LENGTH) === 0 && py.typeOf(a) === this.strType) return this.I(a);
      return this.str(this.text(a) + this.text(b));
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
    return method === 0 ? 0 : this.notImplementedIsZero(this.callMethodWord(method, a, [this.I(b)]));
  }

  /** An operator's method of a built-in type that is none of the basic ones, whose methods end here. */
  private operatorOf(op: number, name: string): number {
    const { py } = this;
    const base = py.builtinBase(py.typeOf(op));
    const basic = [Kind.INT, Kind.FLOAT, Kind.STR, Kind.LIST, Kind.TUPLE, Kind.DICT, Kind.SET, Kind.BYTEARRAY];
    if (basic.includes(py.kindOf(base)) || base === this.bytesType) return 0;
    return this.special(py.typeOf(op), name);
  }

  private notImplementedIsZero(result: number): number {
    if (result !== this.py.statics.notImplemented) return result;
    this.py.decref(result);
    return 0;
  }

  isByteLike(op: number): boolean {
    return this.isBytes(op) || this.py.builtinBase(this.py.typeOf(op)) === this.py.type('bytearray');
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
      const words = Array.from({ length: items.length * n }, (_, i) => this.I(items[i % items.length]!));
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
      const result = inPlace ? this.I(a) : PyDict_Copy(py, a);
      this.updateDict(result, b);
      return result;
    }
    const method = this.operatorOf(a, `__${name}__`);
    return method === 0 ? 0 : this.notImplementedIsZero(this.callMethodWord(method, a, [this.I(b)]));
  }

  /** `a op b` of sets; into `target` where it is one. */
  abstract combineSets(name: 'or' | 'and' | 'sub' | 'xor', a: number, b: number, target: number): number;

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
        return (py.load(a + 4) === py.load(b + 4) && py.load(a + 6) === py.load(b + 6)) === (op === 2);
      }
      if (left === py.type('weakref')) return this.equalRefs(a, b) === (op === 2);
    }
    const views = ['dict_keys', 'dict_items'].map((name) => py.type(name));
    if (views.includes(left)) {
      const x = this.set(this.collect(a));
      const y = this.isSet(b) ? this.I(b) : views.includes(py.typeOf(b)) ? this.set(this.collect(b)) : 0;
      if (y === 0) {
        py.decref(x);
        return null;
      }
      return this.truthOf(this.compare(op, x, y));
    }
    if (py.builtinBase(left) === py.type('collections.deque') && py.builtinBase(py.typeOf(b)) === py.builtinBase(left)) {
      return this.compareSequences(op, this.itemsOf(a), this.itemsOf(b));
    }
    if (left === this.complexType || py.typeOf(b) === this.complexType) {
      const number = (o: number): boolean => this.isInt(o) || this.isFloat(o) || py.typeOf(o) === this.complexType;
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
    const items = PyDict_Items(py, a);
    for (let i = 0; i < items.length; i += 2) {
      const other = PyDict_GetItem(py, b, items[i]!);
      if (other === 0 || !this.equal(items[i + 1]!, other)) return false;
    }
    return true;
  }

  /** Start, step and length of a range. */
  rangeOf(op: number): { start: bigint; stop: bigint; step: bigint; length: bigint } {
    const { py } = this;
    const field = (name: string): bigint =>
      this.bigint(py.load(op + (py.structs.offset('rangeobject', name) >> 2)));
    return { start: field('start'), stop: field('stop'), step: field('step'), length: field('length') };
  }

  private equalRanges(a: number, b: number): boolean {
    const x = this.rangeOf(a);
    const y = this.rangeOf(b);
    if (x.length !== y.length) return false;
    return x.length === 0n || (x.start === y.start && (x.length === 1n || x.step === y.step));
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function clamp(value: bigint): bigint {
  const limit = 2n ** 53n - 1n;
  if (value > limit) return limit;
  return value < -limit ? -limit : value;
}

function compareBy(op: number, order: number): boolean {
  return [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op]!;
}
