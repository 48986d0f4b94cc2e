import {
  Dict,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_SetItem,
  PyDict_Size,
  PyObject_Hash,
  popKnownHash,
  Str,
} from '../../objects';
import { Captures } from './captures';
import type { Frame } from './frame';
import { RuntimeClasses } from './runtime-classes';
import type { PyExc } from './runtime-errors';
import type { Site } from './runtime-lookup';

/** Names of modules and classes, `with` (Python/ceval.c). */
export abstract class RuntimeNames extends RuntimeClasses {
  /** Sources of the modules that are written in Python, by file name. */
  readonly librarySources = new Map<string, string>();

  // ---------------------------------------------------------------- names

  /** The global or built-in under a site's name: a new reference. */
  loadGlobal(frame: Frame, site: Site): number {
    const { py } = this;
    const dict = frame.globals;
    const table = py.load(dict + Dict.KEYS);
    if (site.keys === table) {
      if (site.entry !== 0) {
        if (py.load(site.entry) === site.name) {
          const value = py.load(site.entry + 2);
          if (value !== 0) return this.I(value);
        }
      } else if (site.epoch === py.keys.nentries(table) && site.descriptor !== 0)
        return this.I(site.descriptor);
    }
    return this.loadGlobalSlowly(dict, table, site);
  }

  private loadGlobalSlowly(dict: number, table: number, site: Site): number {
    const { py } = this;
    if (table !== py.statics.emptyKeys && py.load(dict + Dict.VALUES) === 0) {
      const low = PyObject_Hash(py, site.name);
      const index = py.keys.lookup(table, site.name, low, py.hashHigh);
      if (index >= 0) {
        site.keys = table;
        site.entry = py.keys.keyWord(table, index);
        return this.I(py.load(site.entry + 2));
      }
    } else {
      const value = PyDict_GetItem(py, dict, site.name);
      if (value !== 0) return this.I(value);
    }
    const builtin = this.builtins.get(site.name);
    if (builtin === undefined) return this.nameError(site.name);
    site.keys = table;
    site.entry = 0;
    site.descriptor = builtin;
    site.epoch = table === py.statics.emptyKeys ? -1 : py.keys.nentries(table);
    return this.I(builtin);
  }

  nameError(name: number): never {
    const { py } = this;
    const op = this.newException('NameError', [
      this.str(`name '${this.text(name)}' is not defined`),
    ]);
    if (py.structs.find('PyNameErrorObject', 'name') !== undefined) {
      py.store(op + this.exceptionField('name', 'PyNameErrorObject'), this.I(name));
    }
    this.throw_(op);
  }

  /** A name of a module or class body. */
  loadName(frame: Frame, site: Site): number {
    if (frame.locals !== frame.globals) {
      const value = this.isDict(frame.locals)
        ? PyDict_GetItem(this.py, frame.locals, site.name)
        : this.namespaceItem(frame.locals, site.name);
      if (value !== 0) return this.I(value);
    }
    return this.loadGlobal(frame, site);
  }

  private namespaceItem(namespace: number, name: number): number {
    try {
      const value = this.getItem(namespace, name);
      this.py.decref(value);
      return value;
    } catch (error) {
      if (this.swallow(error, 'KeyError')) return 0;
      throw error;
    }
  }

  /** A free variable of a class body, which its own names hide. */
  classDeref(frame: Frame, name: number, cell: number, text: string): number {
    const value = PyDict_GetItem(this.py, frame.locals, name);
    return value !== 0 ? this.I(value) : this.cellGet(cell, text, true);
  }

  storeGlobal(frame: Frame, site: Site, value: number): void {
    this.storeIn(frame.globals, site, value);
  }

  storeName(frame: Frame, site: Site, value: number): void {
    if (frame.locals !== frame.globals && this.py.typeOf(frame.locals) !== this.dictType) {
      this.setItem(frame.locals, site.name, value);
      this.py.decref(value);
    } else this.storeIn(frame.locals, site, value);
  }

  private storeIn(dict: number, site: Site, value: number): void {
    PyDict_SetItem(this.py, dict, site.name, value);
    this.py.decref(value);
  }

  deleteName(frame: Frame, name: number): void {
    this.deleteFrom(frame.locals, name);
  }

  deleteGlobal(frame: Frame, name: number): void {
    this.deleteFrom(frame.globals, name);
  }

  private deleteFrom(dict: number, name: number): void {
    if (PyDict_GetItem(this.py, dict, name) === 0) this.nameError(name);
    PyDict_DelItem(this.py, dict, name);
  }

  /** The end of `except … as name`. */
  forgetName(frame: Frame, name: number, global: boolean): void {
    const dict = global ? frame.globals : frame.locals;
    if (PyDict_GetItem(this.py, dict, name) !== 0) PyDict_DelItem(this.py, dict, name);
  }

  /** `name: annotation` of a module or class: takes the annotation over. */
  annotate(frame: Frame, name: number, annotation: number): void {
    const { py } = this;
    const key = this.name('__annotations__');
    let annotations = PyDict_GetItem(py, frame.locals, key);
    if (annotations === 0) {
      annotations = this.newDict();
      PyDict_SetItem(py, frame.locals, key, annotations);
      py.decref(annotations);
    }
    PyDict_SetItem(py, annotations, name, annotation);
    py.decref(annotation);
  }

  override deleteKey(dict: number, key: number): void {
    if (PyDict_GetItem(this.py, dict, key) === 0) this.keyError(key);
    PyDict_DelItem(this.py, dict, key);
  }

  /** `dict.pop(key)`: the value, whose reference the caller gets, or 0. */
  popKey(dict: number, key: number): number {
    // An empty dict does not even hash it.
    if (PyDict_Size(this.py, dict) === 0) return 0;
    const low = PyObject_Hash(this.py, key);
    return popKnownHash(this.py, dict, key, low, this.py.hashHigh);
  }

  // ---------------------------------------------------------------- with

  /** The bound `__exit__` of a borrowed manager. */
  lookupExit(manager: number, isAsync: boolean): number {
    const type = this.py.typeOf(manager);
    const a = isAsync ? 'a' : '';
    const exit = this.special(type, `__${a}exit__`);
    const enter = this.special(type, `__${a}enter__`);
    const exitFirst = this.minor >= 14 || (isAsync && this.minor <= 8);
    if (enter === 0 && !(exitFirst && exit === 0)) this.noManager(manager, isAsync, 'enter');
    if (exit === 0) this.noManager(manager, isAsync, 'exit');
    return this.bind(exit, manager, type);
  }

  private noManager(manager: number, isAsync: boolean, missed: 'enter' | 'exit'): never {
    const method = `__${isAsync ? 'a' : ''}${missed}__`;
    if (this.minor <= 10) this.raise_('AttributeError', method);
    const protocol = `${isAsync ? 'asynchronous ' : ''}context manager protocol`;
    const detail = missed === 'exit' || this.minor >= 14 ? ` (missed ${method} method)` : '';
    return this.typeError(
      `'${this.typeName(manager)}' object does not support the ${protocol}${detail}`,
    );
  }

  /** Enters a manager, which it takes over. */
  enter(manager: number, isAsync: boolean): number {
    const method = this.special(this.py.typeOf(manager), isAsync ? '__aenter__' : '__enter__');
    return this.callGiven(method, manager);
  }

  exitNormally(exit: number): number {
    return this.callWords(exit, [this.N(), this.N(), this.N()]);
  }

  /** Leaves with an exception: gives what `__exit__` returned, or a coroutine that will. */
  exitWith(exit: number, exc: PyExc): number {
    const { py } = this;
    const traceback = py.load(exc.op + this.exceptionField('traceback')) || py.none;
    return this.callWords(exit, [this.I(py.typeOf(exc.op)), this.I(exc.op), this.I(traceback)]);
  }

  /** `__exit__` is done with an exception, which ends there or goes on. */
  leaveExit(before: PyExc | null, exc: PyExc, swallowed: boolean): void {
    this.handled = before;
    if (swallowed) this.py.decref(exc.op);
  }

  // ---------------------------------------------------------------- match

  captures(): Captures {
    return new Captures(this);
  }

  // ---------------------------------------------------------------- str +=

  /** Whether a local str grows in place when another is added: nobody else holds it. */
  override appends(local: number, value: number): boolean {
    if (local === 0) return false;
    const { py } = this;
    return (
      py.typeOf(local) === this.strType &&
      py.typeOf(value) === this.strType &&
      py.i32[local] === 1 &&
      (py.i32[local + Str.STATE]! & 3) === 0 &&
      py.get(value + Str.LENGTH) > 0 &&
      (py.i32[local + Str.STATE]! & 0x7c) >= (py.i32[value + Str.STATE]! & 0x1c)
    );
  }

  /** `unicode_concatenate` in place: takes both over. */
  override append(local: number, value: number): number {
    const { py } = this;
    const kind = (py.i32[local + Str.STATE]! >> 2) & 7;
    const valueKind = (py.i32[value + Str.STATE]! >> 2) & 7;
    const ascii = (py.i32[local + Str.STATE]! & 0x40) !== 0;
    const valueAscii = (py.i32[value + Str.STATE]! & 0x40) !== 0;
    if (valueKind > kind || (ascii && !valueAscii)) {
      const made = this.str(this.text(local) + this.text(value));
      py.decref(local);
      py.decref(value);
      return made;
    }
    const length = py.get(local + Str.LENGTH);
    const total = length + py.get(value + Str.LENGTH);
    const head = (ascii ? py.asciiData : py.compactData) * 4;
    const bytes = head + (total + 1) * kind;
    const op = py.realloc(local, bytes);
    py.memory.touch(op, (bytes + 3) >> 2);
    const text = this.text(value);
    let at = length;
    for (const character of text) {
      this.putCharacter(op + (head >> 2), at++, kind, character.codePointAt(0)!);
    }
    this.putCharacter(op + (head >> 2), at, kind, 0);
    py.set(op + Str.LENGTH, total);
    py.i32.fill(-1, op + Str.HASH, op + Str.HASH + 2);
    py.decref(value);
    return op;
  }

  private putCharacter(data: number, index: number, kind: number, code: number): void {
    const { i32 } = this.py;
    const shift = kind === 1 ? 2 : kind === 2 ? 1 : 0;
    const bit = (index & ((1 << shift) - 1)) * 8 * kind;
    const word = data + (index >> shift);
    if (kind === 4) i32[word] = code;
    else {
      const ones = (1 << (8 * kind)) - 1;
      i32[word] = (i32[word]! & ~(ones << bit)) | (code << bit);
    }
  }
}
