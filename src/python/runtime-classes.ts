import {
  Float,
  fillSubclassString,
  Kind,
  newFields,
  Ob,
  PyDict_DelItem,
  PyDict_Items,
  PyDict_SetItem,
  PyError,
  PyType_GenericAlloc,
  PyType_New,
  SetWord,
  Str,
  TypeWord,
  weakrefListWord,
} from '../objects';
import type { Code } from './code';
import { Frame } from './frame';
import type { Keywords } from './native';
import { RuntimeText } from './runtime-text';
import { mangle } from './symtable';

/** Makes an object of a type or of a class built on it: borrowed arguments, a new reference. */
export type New = (type: number, args: number[], keywords?: Keywords) => number;
/** Fills an object that was made. */
export type Init = (self: number, args: number[], keywords?: Keywords) => void;

/** Classes: making them, and making instances (Objects/typeobject.c). */
export abstract class RuntimeClasses extends RuntimeText {
  /** `tp_new` and `tp_init` of built-in types. */
  readonly news = new Map<number, New>();
  readonly inits = new Map<number, Init>();

  // ---------------------------------------------------------------- instances

  override callType(type: number, args: number[], keywords?: Keywords): number {
    const { py } = this;
    if (!this.isHeapType(type)) {
      if (type === this.typeType && args.length === 1 && !keywords)
        return this.I(py.typeOf(args[0]!));
      const make = this.newOf(type);
      const self = make(type, args, keywords);
      this.inits.get(type)?.(self, args, keywords);
      return self;
    }
    if (this.isSubtype(type, this.typeType)) return this.callMetaclass(type, args, keywords);
    // What is called through a type gets its arguments as a tuple.
    const packed = args.length > 0 ? this.tuple(args.map(this.I)) : 0;
    try {
      const self = this.newInstance(type, args, keywords);
      if (!this.isSubtype(py.typeOf(self), type)) return self;
      try {
        this.initInstance(self, py.typeOf(self), args, keywords);
      } catch (error) {
        py.decref(self);
        throw error;
      }
      return self;
    } finally {
      if (packed !== 0) py.decref(packed);
    }
  }

  private callMetaclass(meta: number, args: number[], keywords?: Keywords): number {
    const make = this.special(meta, '__new__');
    const type =
      make !== 0 && this.py.typeOf(make) === this.py.type('staticmethod')
        ? this.callBorrowed(this.py.load(make + 4), [meta, ...args], keywords)
        : this.typeNew(meta, args, keywords);
    const init = this.special(meta, '__init__');
    if (init !== 0 && this.py.typeOf(init) === this.functionType) {
      this.py.decref(this.callBorrowed(init, [type, ...args], keywords));
    }
    return type;
  }

  newOf(type: number): New {
    for (let base = type; base !== 0; base = this.py.baseOf(base)) {
      const make = this.news.get(base);
      if (make) return make;
    }
    return this.typeError(`cannot create '${this.nameOfType(type)}' instances`);
  }

  private newInstance(type: number, args: number[], keywords?: Keywords): number {
    const { py } = this;
    const make = this.special(type, '__new__');
    if (make !== 0 && py.typeOf(make) === py.type('staticmethod')) {
      return this.callBorrowed(py.load(make + 4), [type, ...args], keywords);
    }
    const base = py.builtinBase(type);
    if (base === this.objectType) {
      const init = this.special(type, '__init__');
      if (
        (args.length > 0 || keywords?.length) &&
        (init === 0 || py.typeOf(init) !== this.functionType)
      ) {
        this.typeError(`${this.nameOfType(type)}() takes no arguments`);
      }
      return this.newObject(type);
    }
    return this.newOf(base)(type, args, keywords);
  }

  /** `object.__new__`. */
  newObject(type: number): number {
    const abstract = this.isHeapType(type) ? this.abstractMethods(type) : '';
    if (abstract !== '') this.typeError(abstract);
    if (type === this.objectType) return this.py.newObject(type, 16);
    return PyType_GenericAlloc(this.py, type);
  }

  private abstractMethods(type: number): string {
    if (this.special(type, '__abstractmethods__') === 0) return '';
    const names = this.itemsOf(this.special(type, '__abstractmethods__')).map((name) =>
      this.text(name),
    );
    if (names.length === 0) return '';
    const plural = names.length > 1 ? 's' : '';
    const list = names
      .sort()
      .map((name) => (this.minor >= 12 ? `'${name}'` : name))
      .join(', ');
    return this.minor >= 12
      ? `Can't instantiate abstract class ${this.nameOfType(type)} without an implementation for abstract method${plural} ${list}`
      : `Can't instantiate abstract class ${this.nameOfType(type)} with abstract method${plural} ${list}`;
  }

  private initInstance(self: number, type: number, args: number[], keywords?: Keywords): void {
    const { py } = this;
    const init = this.special(type, '__init__');
    if (init !== 0 && py.typeOf(init) !== this.methodDescriptor) {
      const bound = py.typeOf(init) === this.functionType ? 0 : this.bind(init, self, type);
      let result: number;
      try {
        result =
          bound === 0
            ? this.callBorrowed(init, [self, ...args], keywords)
            : this.callBorrowed(bound, args, keywords);
      } finally {
        py.xdecref(bound);
      }
      py.decref(result);
      if (result !== py.none) {
        this.typeError(`__init__() should return None, not '${this.typeName(result)}'`);
      }
      return;
    }
    this.inits.get(py.builtinBase(type))?.(self, args, keywords);
  }

  /** An instance of a class built on a built-in type, empty as that type's `tp_new` leaves it. */
  allocate(type: number, like = 0): number {
    const { py } = this;
    const base = py.builtinBase(type);
    switch (py.kindOf(base)) {
      case Kind.DICT: {
        const op = PyType_GenericAlloc(py, type);
        py.store(op + 8, py.statics.emptyKeys);
        if (py.version.objects.instanceDict === 'dict-slot')
          py.store(op + 10, py.statics.emptyValues);
        return op;
      }
      case Kind.SET: {
        const op = PyType_GenericAlloc(py, type);
        py.store(op + SetWord.TABLE, op + SetWord.SMALLTABLE);
        py.set(op + SetWord.MASK, 7);
        py.i32.fill(-1, op + SetWord.HASH, op + SetWord.HASH + 2);
        return op;
      }
      case Kind.TUPLE: {
        const items = this.tupleItems(like);
        const op = PyType_GenericAlloc(py, type, items.length);
        if (py.tupleItem > 6) py.i32.fill(-1, op + 6, op + 8);
        for (const [i, item] of items.entries()) py.store(op + py.tupleItem + i * 2, this.I(item));
        return op;
      }
      case Kind.INT: {
        const digits = Math.max(
          1,
          Math.abs(py.longTagged ? py.i32[like + 4]! >>> 3 : py.i32[like + 4]!),
        );
        const op = PyType_GenericAlloc(py, type, digits);
        py.i32.copyWithin(op + 4, like + 4, like + 6 + digits);
        return op;
      }
      case Kind.FLOAT: {
        const op = PyType_GenericAlloc(py, type);
        py.f64[(op + Float.FVAL) >> 1] = this.double(like);
        return op;
      }
      case Kind.STR: {
        const op = PyType_GenericAlloc(py, type);
        fillSubclassString(py, op, like);
        return op;
      }
      default: {
        if (base !== this.bytesType) return PyType_GenericAlloc(py, type);
        const size = py.get(like + Ob.SIZE);
        const op = PyType_GenericAlloc(py, type, size);
        py.i32.copyWithin(op + Str.HASH, like + Str.HASH, like + 8 + ((size + 4) >> 2));
        return op;
      }
    }
  }

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
    const { py } = this;
    const [name, basesTuple, namespace] = args;
    if (args.length !== 3) this.typeError('type() takes 1 or 3 arguments');
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
        namespace: namespace!,
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
          `Cannot create a consistent method resolution order (MRO) for bases ${list}`,
        );
      }
      throw error;
    }
    this.finishClass(type, namespace!);
    this.typeModified();
    this.setNames(type);
    this.initSubclass(type, bases, keywords ?? []);
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
    const solid = new Set<number>();
    for (const base of bases) {
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
      const builtin = py.builtinBase(base);
      if (builtin !== this.objectType) solid.add(builtin);
    }
    const kinds = [...solid].filter(
      (each) => ![...solid].some((other) => other !== each && this.isSubtype(other, each)),
    );
    const layouts = new Set(
      kinds.map((each) =>
        this.isSubtype(each, py.type('BaseException')) ? py.get(each + TypeWord.BASICSIZE) : each,
      ),
    );
    if (layouts.size > 1) this.typeError('multiple bases have instance lay-out conflict');
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
    const items = PyDict_Items(py, py.load(type + TypeWord.DICT));
    for (let i = 0; i < items.length; i += 2) {
      const value = items[i + 1]!;
      if (!this.isHeapType(py.typeOf(value))) continue;
      const method = this.special(py.typeOf(value), '__set_name__');
      if (method !== 0)
        py.decref(this.callMethodWord(method, value, [this.I(type), this.I(items[i]!)]));
    }
  }

  private initSubclass(type: number, bases: readonly number[], keywords: Keywords): void {
    const { py } = this;
    const hook = this.lookupIn(this.mro(type).slice(1), this.name('__init_subclass__'));
    if (hook === 0) {
      if (keywords.length > 0)
        this.typeError(`${this.nameOfType(type)}.__init_subclass__() takes no keyword arguments`);
      return;
    }
    void bases;
    const bound = this.bind(hook, 0, type);
    py.decref(this.callBorrowed(bound, [], keywords));
    py.decref(bound);
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
