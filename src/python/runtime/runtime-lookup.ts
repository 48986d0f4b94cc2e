import {
  dictPointer,
  instanceAttribute,
  Kind,
  newFields,
  PyDict_GetItem,
  PyMethod_New,
  PyObject_GenericGetDict,
  Str,
  TypeWord,
} from '../../objects';
import type { Keywords } from './native';
import { RuntimeErrors } from './runtime-errors';
import { NATIVE_INDEX } from './runtime-types';

/** Where an attribute was found last: valid for one type and epoch. */
export interface Site {
  readonly name: number;
  type: number;
  epoch: number;
  /** What the type has under the name, or 0. */
  descriptor: number;
  /** For globals: the keys table and the entry's word. */
  keys: number;
  entry: number;
}

/** Entries of the cache of attributes by type, and the longest name in it. */
const CACHED_NAMES = 4096;
const LONGEST_CACHED = 100;

/** Reading attributes: of instances, classes and modules (Objects/object.c). */
export abstract class RuntimeLookup extends RuntimeErrors {
  /** `sys.modules`. */
  abstract readonly modules: number;

  private readonly lookups = new Map<number, Map<number, number>>();
  private lookupsEpoch = 0;

  site(name: number): Site {
    return { name, type: 0, epoch: 0, descriptor: 0, keys: 0, entry: 0 };
  }

  /** A class changed: what was looked up is forgotten. */
  typeModified(): void {
    this.epoch++;
  }

  /** `_PyType_Lookup`: borrowed, or 0. */
  lookup(type: number, name: number): number {
    if (this.lookupsEpoch !== this.epoch) {
      this.lookups.clear();
      this.lookupsEpoch = this.epoch;
    }
    let known = this.lookups.get(type);
    if (!known) {
      known = new Map();
      this.lookups.set(type, known);
    }
    let found = known.get(name);
    if (found === undefined) {
      found = this.lookupIn(this.mro(type), name);
      known.set(name, found);
      if (name === this.given) this.keepName(type, name);
    }
    return found;
  }

  /** A name that a program made, while something is done with it. */
  private given = 0;
  /** Such names in the cache of attributes by type (`type_cache` in Objects/typeobject.c), which holds them. */
  private readonly keptNames = new Int32Array(CACHED_NAMES);

  private keepName(type: number, name: number): void {
    const { py } = this;
    if (py.get(name + Str.LENGTH) > LONGEST_CACHED) return;
    const slot = (type ^ (name >> 1)) & (CACHED_NAMES - 1);
    const old = this.keptNames[slot]!;
    if (old === name) return;
    this.keptNames[slot] = this.I(name);
    py.xdecref(old);
  }

  /** Does something with a name that a program made: a str that may die, unlike those written in it. */
  withName<T>(op: number, body: (name: number) => T): T {
    const known = this.names.get(this.text(op));
    if (known !== undefined) return body(known);
    const before = this.given;
    this.given = op;
    try {
      return body(op);
    } finally {
      this.given = before;
      for (const found of this.lookups.values()) found.delete(op);
    }
  }

  lookupIn(mro: readonly number[], name: number): number {
    const { py } = this;
    for (const each of mro) {
      const found = this.isHeapType(each)
        ? PyDict_GetItem(py, py.load(each + TypeWord.DICT), name)
        : (this.typeDicts.get(each)?.get(name) ?? 0);
      if (found !== 0) return found;
    }
    return 0;
  }

  special(type: number, name: string): number {
    return this.lookup(type, this.name(name));
  }

  /** A special method that a program's class defines, borrowed, or 0. */
  userSpecial(op: number, name: string): number {
    const type = this.py.typeOf(op);
    if (!this.isHeapType(type)) return 0;
    const found = this.lookup(type, this.name(name));
    return found !== 0 && this.py.typeOf(found) !== this.methodDescriptor ? found : 0;
  }

  /** What a site's name is in a type. */
  protected descriptorAt(type: number, site: Site): number {
    if (site.type !== type || site.epoch !== this.epoch) {
      site.descriptor = this.lookup(type, site.name);
      site.type = type;
      site.epoch = this.epoch;
    }
    return site.descriptor;
  }

  // ---------------------------------------------------------------- reading

  /** `o.name` of compiled code: takes `o` over. */
  getattr(o: number, site: Site): number {
    const { py } = this;
    const type = py.typeOf(o);
    const descriptor = this.descriptorAt(type, site);
    let value: number;
    try {
      value =
        descriptor === 0 && py.kindOf(type) === Kind.SUBTYPE
          ? this.plainAttribute(o, type, site.name)
          : this.attribute(o, type, site.name, descriptor);
    } finally {
      py.decref(o);
    }
    return value;
  }

  /** An attribute that is in the instance, if anywhere. */
  private plainAttribute(o: number, type: number, name: number): number {
    // A class with a metaclass of its own has its attributes in its own dict, and binds them.
    const value = this.isType(o) ? 0 : instanceAttribute(this.py, o, type, name);
    if (value !== 0 && !this.hasGetattribute(type)) return this.I(value);
    return this.attribute(o, type, name, 0);
  }

  private hasGetattribute(type: number): boolean {
    const found = this.special(type, '__getattribute__');
    return found !== 0 && this.py.typeOf(found) !== this.methodDescriptor;
  }

  /** `PyObject_GetAttr`: a new reference. */
  getAttribute(o: number, name: number): number {
    const type = this.py.typeOf(o);
    return this.attribute(o, type, name, this.lookup(type, name));
  }

  getAttr(o: number, name: string): number {
    return this.getAttribute(o, this.name(name));
  }

  private attribute(o: number, type: number, name: number, descriptor: number): number {
    if (this.isProxyType(type)) return this.getAttribute(this.proxied(o), name);
    if (this.isHeapType(type) && this.hasGetattribute(type)) {
      const method = this.special(type, '__getattribute__');
      try {
        return this.callMethodWord(method, o, [this.I(name)]);
      } catch (error) {
        return this.orGetattr(o, type, name, error);
      }
    }
    const found = this.findAttribute(o, type, name, descriptor);
    if (found !== 0) return found;
    return this.orGetattr(o, type, name, null);
  }

  private orGetattr(o: number, type: number, name: number, error: unknown): number {
    const hook = this.isHeapType(type) ? this.special(type, '__getattr__') : 0;
    if (hook === 0 || (error !== null && !this.swallow(error, 'AttributeError'))) {
      if (error !== null) throw error;
      return this.noAttribute(o, name);
    }
    // To 3.11 through a bound method (`call_attribute`).
    return this.minor <= 11
      ? this.callSpecial(hook, o, [this.I(name)])
      : this.callMethodWord(hook, o, [this.I(name)]);
  }

  noAttribute(o: number, name: number): never {
    const text = this.text(name);
    let message = `'${this.typeName(o)}' object has no attribute '${text}'`;
    if (this.isType(o)) message = `type object '${this.nameOfType(o)}' has no attribute '${text}'`;
    else if (this.py.typeOf(o) === this.moduleType) {
      message = `module '${this.moduleName(o)}' has no attribute '${text}'`;
    }
    const op = this.newException('AttributeError', [this.str(message)]);
    const { py } = this;
    if (py.structs.find('PyAttributeErrorObject', 'obj') !== undefined) {
      py.store(op + this.exceptionField('obj', 'PyAttributeErrorObject'), this.I(o));
      py.store(op + this.exceptionField('name', 'PyAttributeErrorObject'), this.I(name));
    }
    this.throw_(op);
  }

  /** Whether `sys.modules` holds a module; programs make others. */
  isImported(module: number): boolean {
    return this.dictGet(this.modules, this.moduleName(module)) === module;
  }

  moduleName(module: number): string {
    const name = this.dictGet(this.moduleDict(module), '__name__');
    return name === 0 ? '?' : this.text(name);
  }

  moduleDict(module: number): number {
    return this.py.load(module + (this.py.structs.offset('PyModuleObject', 'md_dict') >> 2));
  }

  /** A new reference, or 0. */
  findAttribute(o: number, type: number, name: number, descriptor: number): number {
    const { py } = this;
    const kind = py.kindOf(type);
    if (kind === Kind.TYPE || (kind === Kind.SUBTYPE && this.isType(o))) {
      return this.typeAttributeOf(o, type, name, descriptor);
    }
    if (descriptor !== 0 && this.isDataDescriptor(descriptor))
      return this.bind(descriptor, o, type);
    if (type === this.moduleType) {
      const value = PyDict_GetItem(py, this.moduleDict(o), name);
      if (value !== 0) return this.I(value);
    } else if (dictPointer(py, o) !== 0) {
      const value = instanceAttribute(py, o, type, name);
      if (value !== 0) return this.I(value);
    }
    return descriptor === 0 ? 0 : this.bind(descriptor, o, type);
  }

  private typeAttributeOf(o: number, meta: number, name: number, descriptor: number): number {
    if (descriptor !== 0 && this.isDataDescriptor(descriptor))
      return this.bind(descriptor, o, meta);
    const own = this.lookup(o, name);
    if (own !== 0) return this.bind(own, 0, o);
    return descriptor === 0 ? 0 : this.bind(descriptor, o, meta);
  }

  protected isDataDescriptor(descriptor: number): boolean {
    const type = this.py.typeOf(descriptor);
    if (type === this.getsetType || type === this.memberType || type === this.propertyType)
      return true;
    if (!this.isHeapType(type)) return false;
    return this.special(type, '__set__') !== 0 || this.special(type, '__delete__') !== 0;
  }

  /** What a weak proxy stands for: borrowed. @throws ReferenceError */
  proxied: (o: number) => number = (o) => o;
  private proxyTypes: readonly number[] = [];
  protected isProxyType(type: number): boolean {
    if (this.proxyTypes.length === 0) {
      this.proxyTypes = [this.py.type('weakproxy'), this.py.type('weakcallableproxy')];
    }
    return type === this.proxyTypes[0] || type === this.proxyTypes[1];
  }

  /** An object, or what it stands for if it is a proxy: the operators of a proxy are its object's. */
  behind(o: number): number {
    return this.isProxyType(this.py.typeOf(o)) ? this.proxied(o) : o;
  }

  private propertyWord = 0;
  get propertyType(): number {
    this.propertyWord ||= this.py.type('property');
    return this.propertyWord;
  }

  /** `tp_descr_get`: what a class's attribute is for an object, or for the class itself (`o` 0). */
  bind(descriptor: number, o: number, type: number): number {
    const { py } = this;
    const kind = py.typeOf(descriptor);
    switch (kind) {
      case this.functionType:
        return o === 0 ? this.I(descriptor) : PyMethod_New(py, descriptor, o);
      case this.methodDescriptor:
        return o === 0 ? this.I(descriptor) : this.boundNative(descriptor, o);
      case this.getsetType:
        return o === 0 ? this.I(descriptor) : this.readGetset(descriptor, o);
      case this.memberType: {
        if (o === 0) return this.I(descriptor);
        const value = py.load(o + (py.get(descriptor + py.memberOffset) >> 2));
        if (value === 0) this.emptySlot(o, py.load(descriptor + 6));
        return this.I(value);
      }
      case this.propertyType: {
        if (o === 0) return this.I(descriptor);
        const getter = py.load(descriptor + 4);
        if (getter === 0 || getter === py.none) {
          return this.raise_(
            'AttributeError',
            `property of '${this.typeName(o)}' object has no getter`,
          );
        }
        return this.callBorrowed(getter, [o]);
      }
      case py.type('classmethod'): {
        const callable = py.load(descriptor + 4);
        return PyMethod_New(py, callable, type);
      }
      case py.type('staticmethod'):
        return this.I(py.load(descriptor + 4));
      case py.type('functools._lru_cache_wrapper'):
        return o === 0 ? this.I(descriptor) : PyMethod_New(py, descriptor, o);
      default: {
        if (!this.isHeapType(kind)) return this.I(descriptor);
        const get = this.special(kind, '__get__');
        if (get === 0) return this.I(descriptor);
        return this.callSpecial(get, descriptor, [this.I(o === 0 ? py.none : o), this.I(type)]);
      }
    }
  }

  /** A `__slots__` member that was never set. */
  private emptySlot(o: number, name: number): never {
    if (this.minor <= 9) this.raise_('AttributeError', this.text(name));
    return this.noAttribute(o, name);
  }

  /** A built-in method bound to its object. */
  boundNative(descriptor: number, o: number): number {
    const { py } = this;
    const op = newFields(py, 'builtin_function_or_method', { m_self: o });
    py.set(op + NATIVE_INDEX, py.get(descriptor + py.memberOffset));
    return op;
  }

  private readGetset(descriptor: number, o: number): number {
    const index = this.py.get(descriptor + this.py.memberOffset);
    if (index > 0) return this.getsets[index - 1]!.get(o);
    // Those that a class statement makes.
    return this.text(this.py.load(descriptor + 6)) === '__dict__'
      ? PyObject_GenericGetDict(this.py, o)
      : this.weakrefOf(o);
  }

  abstract weakrefOf(o: number): number;
  abstract callBorrowed(f: number, args: readonly number[]): number;
  abstract callWords(f: number, args: number[]): number;
  abstract callFunction(
    func: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    give?: boolean,
  ): number;

  /** Calls a borrowed method found in a class with an object; takes the arguments over. */
  callMethodWord(method: number, self: number, args: number[]): number {
    const { py } = this;
    const type = py.typeOf(method);
    // To 3.10 the caller's reference to the object is enough (`vectorcall_unbound`).
    if (this.legacy && type === this.functionType)
      return this.callFunction(method, [self, ...args], undefined, 1, true);
    if (type === this.functionType) return this.callWords(method, [this.I(self), ...args]);
    if (type === this.methodDescriptor) {
      try {
        return this.callBorrowed(method, [self, ...args]);
      } finally {
        for (const arg of args) py.decref(arg);
      }
    }
    const bound = this.bind(method, self, py.typeOf(self));
    try {
      return this.callWords(bound, args);
    } finally {
      py.decref(bound);
    }
  }

  /** The same with everything borrowed. */
  callMethodBorrowed(method: number, self: number, args: readonly number[]): number {
    return this.py.typeOf(method) === this.methodDescriptor
      ? this.callBorrowed(method, [self, ...args])
      : this.callMethodWord(method, self, args.map(this.I));
  }

  /** `_PyObject_LookupSpecial` and a call: a bound method holds the object; takes the arguments over. */
  callSpecial(method: number, self: number, args: number[]): number {
    return this.holding([self], () => this.callMethodWord(method, self, args));
  }

  /** Calls a method of an object, which it takes over. */
  callGiven(method: number, self: number): number {
    try {
      return this.callMethodWord(method, self, []);
    } finally {
      this.py.decref(self);
    }
  }

  /** What `body` gives, while somebody holds these words. */
  holding<T>(words: readonly number[], body: () => T): T {
    for (const word of words) this.py.incref(word);
    try {
      return body();
    } finally {
      for (const word of words) this.py.decref(word);
    }
  }

  /** `getattr(o, name)` or 0 when there is none. */
  getOptional(o: number, name: number): number {
    const type = this.py.typeOf(o);
    const special =
      this.isHeapType(type) &&
      (this.hasGetattribute(type) || this.special(type, '__getattr__') !== 0);
    if (
      !special &&
      this.py.typeOf(this.lookup(type, name) || this.objectType) !== this.propertyType
    ) {
      return this.findAttribute(o, type, name, this.lookup(type, name));
    }
    try {
      return this.getAttribute(o, name);
    } catch (error) {
      if (this.swallow(error, 'AttributeError')) return 0;
      throw error;
    }
  }
}
