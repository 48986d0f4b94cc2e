import {
  Ob,
  PyByteArray_FromStringAndSize,
  PyByteArray_Resize,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_SetItem,
  PySet_Add,
  PySet_Contains,
  PySet_Discard,
  PySet_Items,
  PySet_Merge,
  PySet_New,
  PySet_Size,
  PySet_Subtract,
  PyTuple_New,
  PyType_GenericAlloc,
  PyType_New,
  PyUnicode_InternInPlace,
  swapSets,
  TypeWord,
  weakrefListWord,
} from '../../objects';
import type { Code } from '../compile/code';
import type { Displays } from '../compile/compiler';
import type { Clock } from '../os/clock';
import type { System } from '../os/system-calls';
import type { PythonSyntaxError } from '../parser/ast';
import { Frame } from './frame';
import { RuntimeImports } from './runtime-imports';
import { sourceLine } from './traceback';

/** `io.DEFAULT_BUFFER_SIZE` */
const OUTPUT_BUFFER = 8192;

/** What native modules need of the interpreter: output, sets, named tuples, pipes. */
export abstract class RuntimeModules extends RuntimeImports {
  /** Compiles a program; see Runtime. */
  abstract compileSource(
    source: string,
    filename: string,
    displays?: Displays,
    cached?: boolean,
    keeps?: boolean,
  ): Code;
  abstract write(text: string): void;

  // ---------------------------------------------------------------- sets and bytearrays

  override mergeSets(set: number, other: number): void {
    PySet_Merge(this.py, set, other);
  }

  copySet(set: number, type = this.py.typeOf(set)): number {
    const base = this.py.builtinBase(type);
    const copy = base === this.frozensetType ? this.newFrozenset() : PySet_New(this.py);
    PySet_Merge(this.py, copy, set);
    return copy;
  }

  newFrozenset(): number {
    const { py } = this;
    const op = PySet_New(py);
    py.store(op + Ob.TYPE, this.frozensetType);
    return op;
  }

  override combineSets(
    name: 'or' | 'and' | 'sub' | 'xor',
    a: number,
    b: number,
    target: number,
  ): number {
    const { py } = this;
    if (name === 'or') {
      const result = target !== 0 ? this.I(target) : this.copySet(a);
      PySet_Merge(py, result, b);
      return result;
    }
    if (name === 'xor') return this.symmetricDifference(a, b, target);
    if (name === 'sub') {
      // What stays most of a set is a copy of it, and keeps its places.
      const copies = PySet_Size(py, a) >> 2 > PySet_Size(py, b);
      if (target !== 0 || copies) {
        const result = target !== 0 ? this.I(target) : this.copySet(a);
        PySet_Subtract(py, result, b);
        return result;
      }
    }
    const result = this.newSetLike(a);
    if (name === 'sub') {
      for (const key of PySet_Items(py, a)) {
        if (!PySet_Contains(py, b, key)) PySet_Add(py, result, key);
      }
      return result;
    }
    const [small, large] = PySet_Size(py, b) > PySet_Size(py, a) ? [a, b] : [b, a];
    for (const key of PySet_Items(py, small)) {
      if (PySet_Contains(py, large, key)) PySet_Add(py, result, key);
    }
    if (target === 0) return result;
    swapSets(py, target, result);
    py.decref(result);
    return this.I(target);
  }

  private newSetLike(a: number): number {
    const frozen = this.py.builtinBase(this.py.typeOf(a)) === this.frozensetType;
    return frozen ? this.newFrozenset() : PySet_New(this.py);
  }

  /** `set_symmetric_difference`: a copy of the other set, or the set itself, in which keys are switched. */
  private symmetricDifference(a: number, b: number, target: number): number {
    const { py } = this;
    let result = target;
    if (target !== 0) py.incref(target);
    else {
      result = this.newSetLike(a);
      PySet_Merge(py, result, b);
    }
    for (const key of PySet_Items(py, target !== 0 ? b : a)) {
      if (!PySet_Discard(py, result, key)) PySet_Add(py, result, key);
    }
    return result;
  }

  override bytearray(bytes: ArrayLike<number>): number {
    return PyByteArray_FromStringAndSize(this.py, bytes);
  }

  override setByteArray(op: number, bytes: ArrayLike<number>): void {
    const { py } = this;
    PyByteArray_Resize(py, op, bytes.length);
    const start = py.load(op + (py.structs.offset('PyByteArrayObject', 'ob_start') >> 2));
    if (bytes.length > 0) py.memory.storeBytes(py.memory.addressOf(start), Array.from(bytes));
  }

  // ---------------------------------------------------------------- what modules need

  get clock(): Clock {
    return this.system.clock;
  }

  /** Run when the program ends. */
  readonly atExit: (() => void)[] = [];
  /** The process among those that it forked, once there is one that runs it. */
  abstract readonly system: System;
  private buffered = '';

  writeStdout(text: string): void {
    const stdout = this.dictGet(this.modules, 'sys') === 0 ? 0 : this.stdoutObject();
    if (stdout !== 0) this.py.decref(this.callMethod(stdout, 'write', [this.str(text)]));
    else this.write(text);
  }

  /** What a program put in the place of `sys.stdout`, or 0. */
  private stdoutObject(): number {
    const dict = this.moduleDict(this.dictGet(this.modules, 'sys'));
    const stdout = this.dictGet(dict, 'stdout');
    return stdout !== 0 && this.isHeapType(this.py.typeOf(stdout)) ? stdout : 0;
  }

  /** Standard output: in lines to a terminal, in blocks to a pipe, as Python writes it. */
  protected buffer(text: string): void {
    this.buffered += text;
    const { buffering = 'none' } = this.host;
    const due = buffering === 'line' ? text.includes('\n') : this.buffered.length > OUTPUT_BUFFER;
    if (due || buffering === 'none') this.flush();
  }

  flush(): void {
    const text = this.buffered;
    this.buffered = '';
    if (text !== '') this.host.write('stdout', text);
  }

  /** What was not written yet is lost: `os._exit`. */
  protected discardOutput(): void {
    this.buffered = '';
  }

  /** `locals()` of a function: to 3.12 one dict for each call of it, then a new one each time. */
  frameLocals(frame: Frame): number {
    const { varnames, cellvars, freevars } = frame.code;
    const values = frame.snapshot?.() ?? [];
    const dict = frame.localsDict === 0 ? this.newDict() : this.I(frame.localsDict);
    const names = [...varnames, ...cellvars, ...freevars];
    for (const [i, name] of names.entries()) {
      // From 3.11 on a cell of a parameter stands in the parameter's own slot.
      const at = i < varnames.length && this.minor >= 11 ? names.lastIndexOf(name) : i;
      const value = values[at] ?? 0;
      if (i < varnames.length && cellvars.includes(name) && at === i) continue;
      const word = value !== 0 && at >= varnames.length ? this.cellPeek(value) : value;
      const key = this.name(name);
      if (word !== 0) PyDict_SetItem(this.py, dict, key, word);
      else if (PyDict_GetItem(this.py, dict, key) !== 0) PyDict_DelItem(this.py, dict, key);
    }
    if (this.minor <= 12 && frame.localsDict === 0) frame.localsDict = this.I(dict);
    return dict;
  }

  /** The frame is done, and what `locals()` gave is nobody's but the program's. */
  forgetLocals(frame: Frame): void {
    if (frame.localsDict !== 0) this.py.decref(frame.localsDict);
    frame.localsDict = 0;
  }

  override raiseSyntaxError({
    type,
    message,
    filename,
    lineno,
    offset,
    text,
  }: PythonSyntaxError): never {
    const place = this.tuple([
      this.str(filename),
      this.int(lineno),
      this.int(offset),
      this.str(`${text}\n`),
    ]);
    return this.throw_(this.newException(type, [this.str(message), place]));
  }

  intern(word: number): number {
    return PyUnicode_InternInPlace(this.py, word);
  }

  /** Whether an object stands outside of the heap. */
  isStatic(op: number): boolean {
    return this.py.statics.isType(op);
  }

  /** Runs without tracing, as the tracer's own code does. */
  override untraced<T>(body: () => T): T {
    const { tracer } = this.process;
    if (!tracer.tracing) return body();
    this.py.setHook(tracer, false);
    try {
      return body();
    } finally {
      this.py.setHook(tracer, true);
    }
  }

  private markerWord = 0;
  /** A callable that does nothing: the callback of what must not be an object's basic reference. */
  get nativeMarker(): number {
    this.markerWord ||= this.nativeFunction('marker', () => this.N(), 0, -1);
    return this.markerWord;
  }

  /** A weak reference of a class built on `weakref.ref`. */
  subclassedRef(cls: number, o: number, callback: number): number {
    const { py } = this;
    const op = PyType_GenericAlloc(py, cls);
    const list = weakrefListWord(py, o);
    const next = py.load(list);
    const basic =
      next !== 0 && py.load(next + 6) === 0 && py.typeOf(next) === py.type('weakref') ? next : 0;
    py.store(op + 4, o);
    py.store(op + 6, callback === 0 ? 0 : this.I(callback));
    py.i32.fill(-1, op + 8, op + 10);
    const after = basic === 0 ? next : py.load(basic + 12);
    py.store(op + 10, basic);
    py.store(op + 12, after);
    if (after !== 0) py.store(after + 10, op);
    py.store(basic === 0 ? list : basic + 12, op);
    return op;
  }

  /** A tuple with named fields, as C code makes them. */
  structSequence(name: string, fields: readonly string[], words: number[]): number {
    const { py } = this;
    let type = this.sequences.get(name);
    if (type === undefined) {
      type = PyType_New(py, name, { bases: [this.tupleType], slots: [] });
      this.sequences.set(name, type);
      const dict = py.load(type + TypeWord.DICT);
      for (const [i, field] of fields.entries()) {
        const getter = this.getsetObject(type, field, (o) =>
          this.I(py.load(o + py.tupleItem + i * 2)),
        );
        PyDict_SetItem(py, dict, this.name(field), getter);
      }
      const show = this.methodObject(type, '__repr__', ([o]) => {
        const parts = this.tupleItems(o!).map((item, i) => `${fields[i]}=${this.repr(item)}`);
        return this.str(`${name}(${parts.join(', ')})`);
      });
      PyDict_SetItem(py, dict, this.name('__repr__'), show);
      this.typeModified();
    }
    const like = this.tuple(words);
    const op = this.allocate(type, like);
    py.decref(like);
    return op;
  }

  private readonly sequences = new Map<string, number>();

  /** The line of a source that is known, or of a file. */
  sourceLine(filename: string, lineno: number): string {
    const known = sourceLine(filename, lineno);
    if (known !== undefined) return `${known}\n`;
    const source = this.librarySources.get(filename) ?? this.host.readFile(filename);
    const text = source?.split('\n')[lineno - 1];
    return text === undefined ? '' : `${text}\n`;
  }

  /** Runs a module's source in its dict; one of the library is compiled already. */
  override runIn(dict: number, filename: string, source: string, library: boolean): void {
    const { frame, depth } = this;
    const code = this.compileSource(source, filename, 'none', library, library);
    if (library) this.importedFrames();
    const globals = dict;
    const builtins = this.name('__builtins__');
    if (PyDict_GetItem(this.py, globals, builtins) === 0)
      PyDict_SetItem(this.py, globals, builtins, this.importModule('builtins'));
    this.py.decref(this.runCode(new Frame(code, 0, globals, globals, frame)));
    this.frame = frame;
    this.depth = depth;
    this.py.decref(code.word);
  }

  /** An empty tuple, shared. */
  emptyTuple(): number {
    return PyTuple_New(this.py, 0);
  }
}
