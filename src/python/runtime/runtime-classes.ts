import {
  newFields,
  PyDict_Copy,
  PyDict_DelItem,
  PyDict_Items,
  PyDict_SetItem,
  PyError,
  PyType_New,
  TypeWord,
  weakrefListWord,
} from '../../objects';
import type { Code } from '../compile/code';
import { mangle } from '../compile/scopes';
import { Frame } from './frame';
import type { Keywords } from './native';
import { RuntimeInstances } from './runtime-instances';

/** Classes: making them, and making instances (Objects/typeobject.c). */
export abstract class RuntimeClasses extends RuntimeInstances {
  // ---------------------------------------------------------------- class statements

  /** Runs a class body and makes the class; takes the words over. */
  buildClass(
    frame: Frame,
    code: Code,
    closure: number,
    name: number,
    bases: number[],
    names: number[],
    values: number[],
  ): number {
    const { py } = this;
    const func = this.makeFunction(frame, code, 0, 0, 0, closure);
    const keywords = names.map((each, i) => [this.text(each), values[i]!] as const);
    const resolved = this.resolveBases(bases);
    const basesTuple = this.tuple(resolved);
    const given = keywords.find(([key]) => key === 'metaclass')?.[1];
    const rest = keywords.filter(([key]) => key !== 'metaclass');
    let namespace = 0;
    let cell = 0;
    try {
      const meta = this.metaclass(given ?? this.typeType, resolved);
      namespace = this.prepare(meta, name, basesTuple, rest);
      const body = new Frame(code, func, frame.globals, namespace, this.frame);
      cell = this.runCode(body);
      const type = this.callBorrowed(
        meta,
        [name, basesTuple, namespace],
        rest.length ? rest : undefined,
      );
      if (cell !== py.none) this.cellSet(cell, this.I(type));
      return type;
    } finally {
      for (const word of [cell, namespace, basesTuple, ...values, func]) py.xdecref(word);
    }
  }

  abstract runCode(frame: Frame): number;

  private resolveBases(bases: number[]): number[] {
    return bases.map((base) => {
      if (this.isType(base)) return base;
      const method = this.getOptional(base, this.name('__mro_entries__'));
      if (method !== 0) {
        this.typeError('the simulator does not know __mro_entries__');
      }
      return this.typeError(`'${this.typeName(base)}' object is no class to derive from`);
    });
  }

  /** The most derived of the metaclass given and those of the bases. */
  private metaclass(given: number, bases: readonly number[]): number {
    let winner = given;
    if (!this.isType(given)) return given;
    for (const base of bases) {
      const meta = this.py.typeOf(base);
      if (this.isSubtype(winner, meta)) continue;
      if (this.isSubtype(meta, winner)) winner = meta;
      else {
        this.typeError(
          'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
        );
      }
    }
    return winner;
  }

  private prepare(meta: number, name: number, bases: number, keywords: Keywords): number {
    if (meta === this.typeType || !this.isType(meta)) return this.newDict();
    const method = this.lookup(meta, this.name('__prepare__'));
    if (method === 0) return this.newDict();
    const bound = this.bind(method, 0, meta);
    try {
      return this.callBorrowed(bound, [name, bases], keywords);
    } finally {
      this.py.decref(bound);
    }
  }

  /** `type.__new__(meta, name, bases, namespace, **keywords)`. */
  typeNew(meta: number, args: readonly number[], keywords?: Keywords): number {
    if (args.length !== 3) this.typeError('type() takes 1 or 3 arguments');
    // What is written in C gets its arguments as a tuple.
    const tuple = this.tuple(args.map(this.I));
    try {
      return this.newClass(meta, args, keywords);
    } finally {
      this.py.decref(tuple);
    }
  }

  private newClass(meta: number, args: readonly number[], keywords?: Keywords): number {
    const { py } = this;
    const [name, basesTuple, namespace] = args;
    if (!this.isStr(name!))
      this.typeError(`type.__new__() argument 1 must be str, not ${this.typeName(name!)}`);
    const bases = this.tupleItems(basesTuple!);
    const slotsWord = this.dictGet(namespace!, '__slots__');
    const classname = this.text(name!);
    const slots =
      slotsWord === 0
        ? undefined
        : this.slotNames(slotsWord)
            .map((slot) => mangle(slot, classname))
            .sort();
    this.checkBases(bases, slots);
    const attributes = this.dictGet(namespace!, '__static_attributes__');
    let type: number;
    try {
      type = PyType_New(py, classname, {
        bases,
        basesTuple: basesTuple!,
        namespace: namespace!,
        ...(this.py.typeOf(name!) === this.strType ? { nameObject: name! } : {}),
        finalizer: this.dictGet(namespace!, '__del__') !== 0,
        ...(slots ? { slots } : {}),
        ...(attributes
          ? { staticAttributes: this.tupleItems(attributes).map((each) => this.text(each)) }
          : {}),
        ...(meta === this.typeType ? {} : { metatype: meta }),
      });
    } catch (error) {
      if (error instanceof PyError && /MRO/.test(error.message)) {
        const list = bases.map((base) => this.nameOfType(base)).join(', ');
        this.typeError(
          `Cannot create a consistent method resolution${this.minor >= 13 ? ' ' : '\n'}order (MRO) for bases ${list}`,
        );
      }
      throw error;
    }
    this.finishClass(type, namespace!);
    this.typeModified();
    this.setNames(type);
    this.initSubclass(type, keywords ?? []);
    return type;
  }

  private slotNames(word: number): string[] {
    if (this.isStr(word)) return [this.text(word)];
    const items = this.collect(word);
    return items.map((item) => {
      const text = this.text(item);
      this.py.decref(item);
      return text;
    });
  }

  private checkBases(bases: readonly number[], slots: readonly string[] | undefined): void {
    const { py } = this;
    for (const base of bases) {
      if (!this.isType(base)) this.typeError('bases must be types');
      const closed = [
        'bool',
        'NoneType',
        'function',
        'range',
        'slice',
        'generator',
        'ellipsis',
        'NotImplementedType',
        'method',
        'builtin_function_or_method',
        'dict_keys',
        'dict_values',
        'dict_items',
        'code',
        'frame',
        'traceback',
        'cell',
      ];
      if (!this.isHeapType(base) && closed.includes(py.typeName(base))) {
        this.typeError(`type '${this.nameOfType(base)}' is not an acceptable base type`);
      }
    }
    for (const base of bases) {
      if (slots?.some((slot) => !slot.startsWith('__')) && py.get(base + TypeWord.ITEMSIZE) !== 0) {
        this.typeError(
          `nonempty __slots__ not supported for subtype of '${this.nameOfType(base)}'`,
        );
      }
    }
  }

  /** What `type.__new__` does to a class's dict. */
  private finishClass(type: number, namespace: number): void {
    const { py } = this;
    const dict = py.load(type + TypeWord.DICT);
    const qualname = this.dictGet(namespace, '__qualname__');
    if (qualname !== 0) {
      const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2);
      const old = py.load(word);
      py.store(word, this.I(qualname));
      py.decref(old);
      if (this.dictGet(dict, '__qualname__') !== 0)
        PyDict_DelItem(py, dict, this.name('__qualname__'));
    }
    const wrap = (key: string, kind: string): void => {
      const value = this.dictGet(dict, key);
      if (value === 0 || py.typeOf(value) !== this.functionType) return;
      const wrapped = newFields(py, kind, { cm_callable: value });
      PyDict_SetItem(py, dict, this.name(key), wrapped);
      py.decref(wrapped);
    };
    wrap('__new__', 'staticmethod');
    wrap('__init_subclass__', 'classmethod');
    wrap('__class_getitem__', 'classmethod');
    if (this.dictGet(dict, '__eq__') !== 0 && this.dictGet(dict, '__hash__') === 0) {
      PyDict_SetItem(py, dict, this.name('__hash__'), py.none);
    }
  }

  private setNames(type: number): void {
    const { py } = this;
    const copy = PyDict_Copy(py, py.load(type + TypeWord.DICT));
    try {
      const items = PyDict_Items(py, copy);
      for (let i = 0; i < items.length; i += 2) {
        const value = items[i + 1]!;
        if (!this.isHeapType(py.typeOf(value))) continue;
        const method = this.special(py.typeOf(value), '__set_name__');
        if (method !== 0)
          py.decref(this.callSpecial(method, value, [this.I(type), this.I(items[i]!)]));
      }
    } finally {
      py.decref(copy);
    }
  }

  /** `super(type, type).__init_subclass__(**keywords)`. */
  private initSubclass(type: number, keywords: Keywords): void {
    const { py } = this;
    const name = this.name('__init_subclass__');
    const hook = this.lookupIn(this.mro(type).slice(1), name);
    const args = this.minor <= 10 ? this.tuple([this.I(type), this.I(type)]) : 0;
    const parent = this.superOf(type, type);
    py.xdecref(args);
    const ofObject = hook === this.lookupIn([this.objectType], name);
    const bound = ofObject
      ? newFields(py, 'builtin_function_or_method', { m_self: type })
      : this.bind(hook, 0, type);
    py.decref(parent);
    try {
      if (!ofObject) py.decref(this.callBorrowed(bound, [], keywords));
      else if (keywords.length > 0)
        this.typeError(`${this.nameOfType(type)}.__init_subclass__() takes no keyword arguments`);
    } finally {
      py.decref(bound);
    }
  }

  override weakrefOf(o: number): number {
    const word = weakrefListWord(this.py, o);
    const ref = word === 0 ? 0 : this.py.load(word);
    return ref === 0 ? this.N() : this.I(ref);
  }

  // ---------------------------------------------------------------- super

  /** `super(type, o)`, both borrowed. */
  superOf(type: number, o: number): number {
    const { py } = this;
    if (type === 0) this.raise_('RuntimeError', 'super(): empty __class__ cell');
    const objType = this.isType(o) && this.isSubtype(o, type) ? o : py.typeOf(o);
    if (!this.isSubtype(objType, type)) {
      this.typeError(
        this.minor >= 14
          ? `super(type, obj): obj (instance of ${this.nameOfType(objType)}) is not an instance or subtype of type (${this.nameOfType(type)}).`
          : 'super(type, obj): obj must be an instance or subtype of type',
      );
    }
    return newFields(py, 'super', { type, obj: o, obj_type: objType });
  }

  override findAttribute(o: number, type: number, name: number, descriptor: number): number {
    if (type !== this.superType) return super.findAttribute(o, type, name, descriptor);
    const { py } = this;
    const of = py.load(o + 4);
    const self = py.load(o + 6);
    const start = py.load(o + 8);
    const mro = this.mro(start);
    const found = this.lookupIn(mro.slice(mro.indexOf(of) + 1), name);
    if (found === 0) return super.findAttribute(o, type, name, descriptor);
    return this.bind(found, self === start ? 0 : self, start);
  }

  override noAttribute(o: number, name: number): never {
    if (this.py.typeOf(o) === this.superType) {
      return this.raise_('AttributeError', `'super' object has no attribute '${this.text(name)}'`);
    }
    return super.noAttribute(o, name);
  }

  /** `isinstance(o, types)`, borrowed. */
  isInstance(o: number, types: number): boolean {
    const { py } = this;
    if (this.isTuple(types)) return this.tupleItems(types).some((each) => this.isInstance(o, each));
    if (!this.isType(types)) {
      const wanted =
        this.minor >= 10 ? 'type, a tuple of types, or a union' : 'type or tuple of types';
      this.typeError(`isinstance() arg 2 must be a ${wanted}`);
    }
    if (this.isSubtype(py.typeOf(o), types)) return true;
    const hook =
      py.typeOf(types) === this.typeType ? 0 : this.special(py.typeOf(types), '__instancecheck__');
    if (hook !== 0) return this.truthOf(this.callMethodWord(hook, types, [this.I(o)]));
    if (!this.isHeapType(py.typeOf(o))) return false;
    const claimed = this.getOptional(o, this.name('__class__'));
    const result = claimed !== 0 && this.isType(claimed) && this.isSubtype(claimed, types);
    py.xdecref(claimed);
    return result;
  }
}
