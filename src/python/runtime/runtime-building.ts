import {
  Dict,
  dequeSlot,
  KeysKind,
  Kind,
  Ob,
  PyDeque_Size,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_Merge,
  PyDict_SetItem,
  PyDict_Size,
  PyList_Extend,
  PySet_Add,
  PySet_Items,
  PySet_New,
  PySet_Size,
  presizeSet,
  setItemTake2,
} from '../../objects';
import { RuntimeIteration } from './runtime-iteration';
import type { Entry } from './runtime-iterators';

/** Making lists, sets and dicts, and going over them. */
export abstract class RuntimeBuilding extends RuntimeIteration {
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
    return Array.from({ length: PyDeque_Size(this.py, op) }, (_, i) =>
      this.py.load(dequeSlot(this.py, op, i)),
    );
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
      const keys = py.keys.create(
        1 << log2,
        py.version.objects.dictKeys.unicodeEntries ? KeysKind.UNICODE : KeysKind.GENERAL,
      );
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

  /** Takes the item over. */
  setAdd(set: number, item: number): void {
    try {
      PySet_Add(this.py, set, item);
    } finally {
      this.py.decref(item);
    }
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
    if (py.typeOf(o) === this.dictType) presizeSet(py, set, PyDict_Size(py, o));
    const it = this.getIter(o);
    try {
      for (let item = this.next(it); item !== 0; item = this.next(it)) this.setAdd(set, item);
    } finally {
      py.decref(it);
    }
  }

  abstract mergeSets(set: number, other: number): void;

  listExtend(list: number, o: number): void {
    try {
      if (!this.isIterable(o))
        this.typeError(
          this.minor === 8
            ? `'${this.typeName(o)}' object is not iterable`
            : `Value after * must be an iterable, not ${this.typeName(o)}`,
        );
      this.extendList(list, o);
    } finally {
      this.py.decref(o);
    }
  }

  /** `PySequence_Tuple`: a new reference. */
  abstract tupleOf(o: number): number;

  /** `PySequence_Fast`: the list or tuple itself, or a list of the items; a new reference. */
  abstract sequenceFast(o: number): number;

  /** What a built-in that runs in its caller begins with, if `func` is that one; 0 otherwise. */
  inlined(func: number, name: string): number {
    if (func !== this.builtins.get(this.name(name))) return 0;
    if (name === 'list' || name === 'tuple') return this.list([]);
    return name === 'set' ? this.set([]) : this.N();
  }

  /** Goes over a generator, both taken over, and gives what `name(generator)` would. */
  drain(name: string, built: number, it: number): number {
    const { py } = this;
    let result = built;
    try {
      for (let item = this.next(it); item !== 0; item = this.next(it)) {
        if (name === 'set') this.setAdd(built, item);
        else if (name !== 'all' && name !== 'any') this.listAdd(built, item);
        else if (this.truthOf(item) === (name === 'any')) return this.bool(name === 'any');
      }
      if (name === 'all' || name === 'any') return this.bool(name === 'all');
      result = 0;
    } finally {
      py.decref(it);
      py.xdecref(result);
    }
    return name === 'tuple' ? this.listToTuple(built) : built;
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

  /** A pair of a dict display made by a loop (`MAP_ADD`): takes both over. */
  dictGive(dict: number, key: number, value: number): void {
    setItemTake2(this.py, dict, key, value);
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
      if (!this.isMapping(o)) {
        this.typeError(`'${this.typeName(o)}' object is not a mapping`);
      }
      this.updateDict(dict, o);
    } finally {
      this.py.decref(o);
    }
  }

  /** Whether it has `keys()`, as what fills a dict may have. */
  isMapping(o: number): boolean {
    return this.isDict(o) || this.special(this.py.typeOf(o), 'keys') !== 0;
  }

  /** Whether no class of its own goes through the keys of a dict in another way. */
  private iteratesAsDict(o: number): boolean {
    const type = this.py.typeOf(o);
    if (type === this.dictType) return true;
    return this.special(type, '__iter__') === this.special(this.dictType, '__iter__');
  }

  /** `dict.update(o)`, borrowed. */
  updateDict(dict: number, o: number): void {
    const { py } = this;
    if (this.isDict(o) && this.iteratesAsDict(o)) {
      PyDict_Merge(py, dict, o);
      return;
    }
    if (this.isMapping(o)) {
      const keys = this.callMethod(o, 'keys', []);
      for (const key of this.collect(keys)) this.dictSet(dict, key, this.getItem(o, key));
      py.decref(keys);
      return;
    }
    const it = this.getIter(o);
    try {
      for (let i = 0, pair = this.next(it); pair !== 0; i++, pair = this.next(it))
        this.updatePair(dict, pair, i);
    } finally {
      py.decref(it);
    }
  }

  /** One of the pairs of `PyDict_MergeFromSeq2`, which it takes over. */
  private updatePair(dict: number, pair: number, index: number): void {
    const { py } = this;
    let fast = 0;
    try {
      if (!this.isIterable(pair)) {
        this.typeError(
          this.minor >= 14
            ? 'object is not iterable'
            : `cannot convert dictionary update sequence element #${index} to a sequence`,
        );
      }
      fast = this.sequenceFast(pair);
      const items = this.itemsOf(fast);
      if (items.length !== 2) {
        this.valueError(
          `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
        );
      }
      this.dictSet(dict, this.I(items[0]!), this.I(items[1]!));
    } finally {
      py.xdecref(fast);
      py.decref(pair);
    }
  }

  /** What stands for `**o` alone in a call: in 3.8 a dict as it is, later a dict made of it. */
  kwargsOnly(o: number, func: number): number {
    if (this.minor === 8 && this.py.typeOf(o) === this.dictType) return o;
    const dict = this.dictSized(0);
    this.kwargsUpdate(dict, o, func);
    return dict;
  }

  kwargsUpdate(dict: number, o: number, func: number): void {
    try {
      if (!this.isMapping(o)) {
        this.typeError(`${this.unpacked(func)} ** must be a mapping, not ${this.typeName(o)}`);
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

  /** What stood before `*` or `**`, as messages name it. */
  private unpacked(func: number): string {
    return this.minor >= 15 ? 'Value after' : `${this.callableName(func)} argument after`;
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
        this.typeError(`${this.unpacked(func)} * must be an iterable, not ${this.typeName(o)}`);
      }
      return this.tupleOf(o);
    } finally {
      this.py.decref(o);
    }
  }

  annotations(words: readonly number[]): number {
    return this.minor >= 10 ? this.tuple(words) : this.dict(words);
  }

  // ---------------------------------------------------------------- dict entries

  override entryFrom(dict: number, at: number): Entry | null {
    const { py } = this;
    const table = py.load(dict + Dict.KEYS);
    if (table === py.statics.emptyKeys) return null;
    const values = py.load(dict + Dict.VALUES);
    if (values !== 0) {
      const items = PyDict_Items(py, dict);
      return at * 2 < items.length
        ? { index: at, key: items[at * 2]!, value: items[at * 2 + 1]! }
        : null;
    }
    const count = py.keys.nentries(table);
    for (let i = at; i < count; i++) {
      const word = py.keys.keyWord(table, i);
      const value = py.load(word + 2);
      if (value !== 0) return { index: i, key: py.load(word), value };
    }
    return null;
  }
}
