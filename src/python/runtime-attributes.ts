import {
  Dict,
  dictPointer,
  instanceAttribute,
  Kind,
  newFields,
  PyCell_New,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_SetItem,
  PyMethod_New,
  PyObject_DelAttr,
  PyObject_GenericGetDict,
  PyObject_SetAttr,
  TypeWord,
} from '../objects';
import { NATIVE_INDEX } from './runtime-base';
import { RuntimeErrors } from './runtime-errors';

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

/** Attributes: of instances, classes and modules (Objects/object.c, typeobject.c). */
export abstract class RuntimeAttributes extends RuntimeErrors {
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
    }
    return found;
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
    const value = instanceAttribute(this.py, o, type, name);
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
    if (type === this.proxyType) return this.getAttribute(this.proxied(o), name);
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
    return this.callMethodWord(hook, o, [this.I(name)]);
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
    if (descriptor !== 0 && this.isDataDescriptor(descriptor)) return this.bind(descriptor, o, type);
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
    if (descriptor !== 0 && this.isDataDescriptor(descriptor)) return this.bind(descriptor, o, meta);
    const own = this.lookup(o, name);
    if (own !== 0) return this.bind(own, 0, o);
    return descriptor === 0 ? 0 : this.bind(descriptor, o, meta);
  }

  protected isDataDescriptor(descriptor: number): boolean {
    const type = this.py.typeOf(descriptor);
    if (type === this.getsetType || type === this.memberType || type === this.propertyType) return true;
    if (!this.isHeapType(type)) return false;
    return this.special(type, '__set__') !== 0 || this.special(type, '__delete__') !== 0;
  }

  /** What a weak proxy stands for: borrowed. @throws ReferenceError */
  proxied: (o: number) => number = (o) => o;
  private proxyWord = 0;
  private get proxyType(): number {
    this.proxyWord ||= this.py.type('weakproxy');
    return this.proxyWord;
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
          return this.raise_('AttributeError', `property of '${this.typeName(o)}' object has no getter`);
        }
        return this.callWords(getter, [this.I(o)]);
      }
      case py.type('classmethod'): {
        const callable = py.load(descriptor + 4);
        return PyMethod_New(py, callable, type);
      }
      case py.type('staticmethod'):
        return this.I(py.load(descriptor + 4));
      default: {
        if (!this.isHeapType(kind)) return this.I(descriptor);
        const get = this.special(kind, '__get__');
        if (get === 0) return this.I(descriptor);
        return this.callMethodWord(get, descriptor, [this.I(o === 0 ? py.none : o), this.I(type)]);
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
  abstract callWords(f: number, args: number[]): number;

  /** Calls a borrowed method found in a class with an object; takes the arguments over. */
  callMethodWord(method: number, self: number, args: number[]): number {
    const { py } = this;
    const type = py.typeOf(method);
    if (type === this.functionType || type === this.methodDescriptor) {
      return this.callWords(method, [this.I(self), ...args]);
    }
    const bound = this.bind(method, self, py.typeOf(self));
    try {
      return this.callWords(bound, args);
    } finally {
      py.decref(bound);
    }
  }

  /** `getattr(o, name)` or 0 when there is none. */
  getOptional(o: number, name: number): number {
    const type = this.py.typeOf(o);
    const special =
      this.isHeapType(type) && (this.hasGetattribute(type) || this.special(type, '__getattr__') !== 0);
    if (!special && this.py.typeOf(this.lookup(type, name) || this.objectType) !== this.propertyType) {
      return this.findAttribute(o, type, name, this.lookup(type, name));
    }
    try {
      return this.getAttribute(o, name);
    } catch (error) {
      if (this.swallow(error, 'AttributeError')) return 0;
      throw error;
    }
  }

  // ---------------------------------------------------------------- writing

  /** `o.name = v` of compiled code: takes both over. */
  setattr(o: number, site: Site, v: number): void {
    const { py } = this;
    try {
      const type = py.typeOf(o);
      if (
        py.kindOf(type) === Kind.SUBTYPE &&
        this.descriptorAt(type, site) === 0 &&
        dictPointer(py, o) !== 0 &&
        !this.isType(o) &&
        !this.hasSetattr(type)
      ) {
        PyObject_SetAttr(py, o, site.name, v);
      } else this.setAttribute(o, site.name, v);
    } finally {
      py.decref(v);
      py.decref(o);
    }
  }

  private hasSetattr(type: number): boolean {
    const found = this.special(type, '__setattr__');
    return found !== 0 && this.py.typeOf(found) !== this.methodDescriptor;
  }

  /** `PyObject_SetAttr`: `v` 0 deletes. */
  setAttribute(o: number, name: number, v: number): void {
    const type = this.py.typeOf(o);
    if (type === this.proxyType) {
      this.setAttribute(this.proxied(o), name, v);
      return;
    }
    const hook = v === 0 ? '__delattr__' : '__setattr__';
    if (this.isHeapType(type)) {
      const found = this.special(type, hook);
      if (found !== 0 && this.py.typeOf(found) !== this.methodDescriptor) {
        const args = v === 0 ? [this.I(name)] : [this.I(name), this.I(v)];
        this.py.decref(this.callMethodWord(found, o, args));
        return;
      }
    }
    this.genericSetAttribute(o, type, name, v);
  }

  genericSetAttribute(o: number, type: number, name: number, v: number): void {
    const { py } = this;
    const descriptor = this.lookup(type, name);
    if (descriptor !== 0 && this.setThroughDescriptor(descriptor, o, name, v)) return;
    if (this.isType(o)) {
      this.setTypeAttribute(o, name, v);
      return;
    }
    if (type === this.moduleType) {
      const dict = this.moduleDict(o);
      if (v !== 0) PyDict_SetItem(py, dict, name, v);
      else if (PyDict_GetItem(py, dict, name) === 0) this.noAttribute(o, name);
      else PyDict_DelItem(py, dict, name);
      return;
    }
    if (dictPointer(py, o) === 0) {
      if (descriptor !== 0) {
        this.raise_('AttributeError', `'${this.typeName(o)}' object attribute '${this.text(name)}' is read-only`);
      }
      if (this.minor >= 13 && v !== 0) {
        this.raise_(
          'AttributeError',
          `'${this.typeName(o)}' object has no attribute '${this.text(name)}' and no __dict__ for setting new attributes`,
        );
      }
      this.noAttribute(o, name);
    }
    if (v !== 0) PyObject_SetAttr(py, o, name, v);
    else if (instanceAttribute(py, o, type, name) === 0) this.noAttribute(o, name);
    else PyObject_DelAttr(py, o, name);
  }

  private setThroughDescriptor(descriptor: number, o: number, name: number, v: number): boolean {
    const { py } = this;
    const kind = py.typeOf(descriptor);
    if (kind === this.memberType) {
      const word = o + (py.get(descriptor + py.memberOffset) >> 2);
      const old = py.load(word);
      if (v === 0 && old === 0) this.noAttribute(o, name);
      py.store(word, v === 0 ? 0 : this.I(v));
      py.xdecref(old);
      return true;
    }
    if (kind === this.propertyType) {
      const setter = py.load(descriptor + (v === 0 ? 8 : 6));
      if (setter === 0 || setter === py.none) {
        const what = v === 0 ? 'deleter' : 'setter';
        this.raise_(
          'AttributeError',
          this.minor >= 11
            ? `property '${this.text(name)}' of '${this.typeName(o)}' object has no ${what}`
            : `can't ${v === 0 ? 'delete' : 'set'} attribute${this.minor === 10 ? ` '${this.text(name)}'` : ''}`,
        );
      }
      py.decref(this.callWords(setter, v === 0 ? [this.I(o)] : [this.I(o), this.I(v)]));
      return true;
    }
    if (kind === this.getsetType) {
      const index = py.get(descriptor + py.memberOffset);
      const set = index > 0 ? this.getsets[index - 1]!.set : undefined;
      if (index === 0 && v !== 0 && this.text(name) === '__dict__') {
        this.replaceDict(o, v);
        return true;
      }
      if (!set) {
        this.raise_(
          'AttributeError',
          `attribute '${this.text(name)}' of '${this.nameOfType(py.load(descriptor + 4))}' objects is not writable`,
        );
      }
      set(o, v);
      return true;
    }
    if (!this.isHeapType(kind)) return false;
    const method = this.special(kind, v === 0 ? '__delete__' : '__set__');
    if (method === 0) return false;
    const args = v === 0 ? [this.I(o)] : [this.I(o), this.I(v)];
    py.decref(this.callMethodWord(method, descriptor, args));
    return true;
  }

  /** `o.__dict__ = d`. */
  private replaceDict(o: number, dict: number): void {
    const { py } = this;
    if (!this.isDict(dict)) this.typeError(`__dict__ must be set to a dictionary, not a '${this.typeName(dict)}'`);
    py.decref(PyObject_GenericGetDict(py, o));
    const word = dictPointer(py, o);
    const old = py.load(word);
    py.store(word, this.I(dict));
    py.decref(old);
  }

  private setTypeAttribute(type: number, name: number, v: number): void {
    const { py } = this;
    if (!this.isHeapType(type)) {
      const of = this.nameOfType(type);
      this.typeError(
        this.minor >= 10
          ? `cannot set '${this.text(name)}' attribute of immutable type '${of}'`
          : `can't set attributes of built-in/extension type '${of}'`,
      );
    }
    const dict = py.load(type + TypeWord.DICT);
    if (v !== 0) PyDict_SetItem(py, dict, name, v);
    else if (PyDict_GetItem(py, dict, name) === 0) this.noAttribute(type, name);
    else PyDict_DelItem(py, dict, name);
    this.typeModified();
    if (this.text(name) === '__del__') this.setFinalizer(type);
  }

  /** A class got a `__del__`. */
  protected setFinalizer(type: number): void {
    this.py.setFunction(type + TypeWord.FINALIZE, 'slot_tp_finalize');
  }

  delattr(o: number, site: Site): void {
    try {
      this.setAttribute(o, site.name, 0);
    } finally {
      this.py.decref(o);
    }
  }

  // ---------------------------------------------------------------- cells

  /** A cell that takes the word over. */
  newCell(value: number): number {
    const cell = PyCell_New(this.py);
    if (value !== 0) this.py.store(cell + 4, value);
    return cell;
  }

  cellPeek(cell: number): number {
    return this.py.load(cell + 4);
  }

  cellGet(cell: number, name: string, free: boolean): number {
    const value = this.py.load(cell + 4);
    if (value !== 0) return this.I(value);
    if (!free) return this.unbound(name);
    return this.raise_(
      'NameError',
      this.minor >= 11
        ? `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
        : `free variable '${name}' referenced before assignment in enclosing scope`,
    );
  }

  cellSet(cell: number, value: number): void {
    const old = this.py.load(cell + 4);
    this.py.store(cell + 4, value);
    this.py.xdecref(old);
  }

  cellDelete(cell: number, name: string): void {
    if (this.py.load(cell + 4) === 0) this.unbound(name);
    this.cellSet(cell, 0);
  }

  /** The keys table of a dict, for the caches of globals. */
  protected keysOf(dict: number): number {
    return this.py.load(dict + Dict.KEYS);
  }
}
