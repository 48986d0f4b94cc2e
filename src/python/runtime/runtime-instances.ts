import {
  Float,
  fillSubclassString,
  KeysKind,
  Kind,
  Ob,
  PyType_GenericAlloc,
  SetWord,
  Str,
} from '../../objects';
import type { Keywords } from './native';
import { RuntimeText } from './runtime-text';

/** The minor version from which on a built-in type has a `tp_vectorcall`. */
const VECTORCALL_SINCE: Readonly<Record<number, readonly string[]>> = {
  8: ['type', 'object', 'property', 'super'],
  9: ['list', 'tuple', 'set', 'frozenset', 'dict', 'range'],
  10: ['bool', 'float', 'map', 'filter', 'reversed'],
  11: ['enumerate'],
  13: ['int', 'str'],
};

/** Makes an object of a type or of a class built on it: borrowed arguments, a new reference. */
export type New = (type: number, args: number[], keywords?: Keywords) => number;
/** Fills an object that was made. */
export type Init = (self: number, args: number[], keywords?: Keywords) => void;

/** Making instances: `tp_new`, `tp_init`, allocation (Objects/typeobject.c). */
export abstract class RuntimeInstances extends RuntimeText {
  abstract typeNew(meta: number, args: readonly number[], keywords?: Keywords): number;

  /** `tp_new` and `tp_init` of built-in types. */
  readonly news = new Map<number, New>();
  readonly inits = new Map<number, Init>();

  // ---------------------------------------------------------------- instances

  override callType(type: number, args: number[], keywords?: Keywords, packed = 0): number {
    const { py } = this;
    if (!this.isHeapType(type)) {
      if (type === this.typeType && args.length === 1 && !keywords)
        return this.I(py.typeOf(args[0]!));
      return packed || this.typeVectorcall(type)
        ? this.makeBuiltin(type, args, keywords)
        : this.packing(args, keywords, () => this.makeBuiltin(type, args, keywords));
    }
    if (this.isSubtype(type, this.typeType)) return this.callMetaclass(type, args, keywords);
    const held = packed ? 0 : this.packTuple(args);
    const named = packed ? 0 : this.packDict(keywords);
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
      py.xdecref(held);
      py.xdecref(named);
    }
  }

  private makeBuiltin(type: number, args: number[], keywords?: Keywords): number {
    const self = this.newOf(type)(type, args, keywords);
    this.inits.get(type)?.(self, args, keywords);
    return self;
  }

  private vectorcallTypes: ReadonlySet<number> | undefined;

  /** Whether a built-in type gets its arguments as an array. */
  private typeVectorcall(type: number): boolean {
    this.vectorcallTypes ??= new Set(
      Object.entries(VECTORCALL_SINCE).flatMap(([minor, names]) =>
        this.minor >= Number(minor) ? names.map((name) => this.py.type(name)) : [],
      ),
    );
    return this.vectorcallTypes.has(type);
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
      if (make && (base !== this.objectType || type === base)) return make;
    }
    return this.typeError(`cannot create '${this.nameOfType(type)}' instances`);
  }

  private newInstance(type: number, args: number[], keywords?: Keywords): number {
    const { py } = this;
    const make = this.special(type, '__new__');
    if (make !== 0 && py.typeOf(make) === py.type('staticmethod')) {
      return this.callUnpacked(py.load(make + 4), [type, ...args], keywords);
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
    const plural = names.length > 1 || this.minor === 8 ? 's' : '';
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
            ? this.callUnpacked(init, [self, ...args], keywords)
            : this.callUnpacked(bound, args, keywords);
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
        const { dictNewKeys, instanceDict } = py.version.objects;
        if (dictNewKeys) py.store(op + 8, py.keys.create(8, KeysKind.UNICODE));
        else {
          py.store(op + 8, py.statics.emptyKeys);
          if (instanceDict === 'dict-slot') py.store(op + 10, py.statics.emptyValues);
        }
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
        py.i32.copyWithin(
          op + Float.FVAL,
          like + Float.FVAL,
          like + (this.isComplex(like) ? 8 : 6),
        );
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
}
