import {
  dictPointer,
  instanceAttribute,
  Kind,
  PyCell_New,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_SetItem,
  PyObject_DelAttr,
  PyObject_GenericGetDict,
  PyObject_SetAttr,
  TypeWord,
} from '../../objects';
import type { Frame } from './frame';
import { RuntimeLookup, type Site } from './runtime-lookup';

/** Attributes: of instances, classes and modules (Objects/object.c, typeobject.c). */
export abstract class RuntimeAttributes extends RuntimeLookup {
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
    if (this.isProxyType(type)) {
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
      else if (PyDict_GetItem(py, dict, name) === 0) this.nothingToDelete(o, name);
      else PyDict_DelItem(py, dict, name);
      return;
    }
    if (dictPointer(py, o) === 0) {
      if (descriptor !== 0) {
        this.raise_(
          'AttributeError',
          `'${this.typeName(o)}' object attribute '${this.text(name)}' is read-only`,
        );
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
    else if (instanceAttribute(py, o, type, name) === 0) this.nothingToDelete(o, name);
    else PyObject_DelAttr(py, o, name);
  }

  /** To 3.10 `del` of an attribute that is not there names it, and nothing else. */
  private nothingToDelete(o: number, name: number): never {
    if (this.minor >= 11) this.noAttribute(o, name);
    return this.raise_('AttributeError', this.text(name));
  }

  private setThroughDescriptor(descriptor: number, o: number, name: number, v: number): boolean {
    const { py } = this;
    const kind = py.typeOf(descriptor);
    if (kind === this.memberType) {
      const word = o + (py.get(descriptor + py.memberOffset) >> 2);
      const old = py.load(word);
      if (v === 0 && old === 0) this.nothingToDelete(o, name);
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
      py.decref(this.callBorrowed(setter, v === 0 ? [o] : [o, v]));
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
    py.decref(this.callSpecial(method, descriptor, args));
    return true;
  }

  /** `o.__dict__ = d`. */
  private replaceDict(o: number, dict: number): void {
    const { py } = this;
    if (!this.isDict(dict))
      this.typeError(`__dict__ must be set to a dictionary, not a '${this.typeName(dict)}'`);
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
    else if (PyDict_GetItem(py, dict, name) === 0) this.nothingToDelete(type, name);
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

  /** One of a call's cells, which are made before its frame counts: they belong to the caller's line. */
  frameCell(frame: Frame, value: number): number {
    const current = this.frame;
    this.frame = frame.back;
    try {
      return this.newCell(value);
    } finally {
      this.frame = current;
    }
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
}
