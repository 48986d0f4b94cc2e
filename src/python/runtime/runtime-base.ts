import {
  digitCount,
  type Interpreter,
  internString,
  listAppendTake,
  Ob,
  PyBytes_AsString,
  PyBytes_FromStringAndSize,
  PyComplex_FromDoubles,
  PyDict_GetItem,
  PyDict_New,
  PyDict_SetItem,
  PyFloat_FromDouble,
  PyFrozenSet_New,
  PyList_New,
  PyLong_AsBigInt,
  PyLong_AsLong,
  PyLong_FromLong,
  PyTuple_New,
  PyTuple_Track,
  PyUnicode_AsUTF8,
  PyUnicode_FromString,
  PyUnicode_InternInPlace,
  Str,
  type TypeFlag,
  TypeWord,
} from '../../objects';
import type { Process } from '../../process';
import type { Code } from '../compile/code';
import type { Host } from '../os/host';
import type { Constant } from '../parser/ast';
import type { Frame } from './frame';
import type { GetSet, Native } from './native';

/** Words of a type's `tp_flags` that say whose subclass it is. */
const SUBCLASS = {
  int: 1 << 24,
  list: 1 << 25,
  tuple: 1 << 26,
  bytes: 1 << 27,
  str: 1 << 28,
  dict: 1 << 29,
  type: 1 << 31,
} as const;

/** Bytes of the objects that the interpreter itself has, outside of the heap. */
const STATIC_BYTES = 1 << 20;

/** Calls between two looks at whether the program should stop. */
const FUEL = 50_000;

/**
 * The state of one running Python: its objects are those of the simulated process.
 *
 * A `Runtime` is what compiled programs call as `R`. It is built in layers, each in a file: this is the
 * lowest.
 */
export abstract class RuntimeBase {
  readonly py: Interpreter;
  /** The current frame, and how many there are. */
  frame: Frame | null = null;
  depth = 0;
  recursionLimit = 1000;
  /** Set when the program must end at once: no handler runs any more. */
  dead = false;
  /** Rises with every change of a class: inline caches of older epochs are void. */
  epoch = 1;
  readonly codes: Code[] = [];
  readonly natives: Native[] = [];
  readonly getsets: GetSet[] = [];
  /** What built-in types define, by type and name. */
  readonly typeDicts = new Map<number, Map<number, number>>();
  readonly builtins = new Map<number, number>();
  protected fuel = FUEL;

  readonly intType: number;
  readonly strType: number;
  readonly floatType: number;
  readonly listType: number;
  readonly tupleType: number;
  readonly dictType: number;
  readonly boolType: number;
  readonly typeType: number;
  readonly objectType: number;
  readonly functionType: number;
  readonly methodType: number;
  readonly nativeType: number;
  readonly methodDescriptor: number;
  readonly getsetType: number;
  readonly memberType: number;
  readonly setType: number;
  readonly frozensetType: number;
  readonly bytesType: number;
  readonly cellType: number;
  readonly codeType: number;
  readonly moduleType: number;
  readonly generatorType: number;
  readonly coroutineType: number;
  readonly complexType: number;

  /** Offsets in words. */
  readonly funcCode: number;
  readonly funcGlobals: number;
  readonly funcClosure: number;
  readonly funcDefaults: number;
  readonly funcKwdefaults: number;
  readonly codeIndex: number;

  /** Whether frames are objects, and callers keep their arguments (to 3.10). */
  readonly legacy: boolean;
  readonly minor: number;
  protected readonly names = new Map<string, number>();

  /** Short forms that compiled code calls: a new reference, one less, None. */
  readonly I: (op: number) => number;
  readonly D: (op: number) => void;
  readonly N: () => number;

  protected staticEnd: number;
  protected readonly staticLimit: number;

  constructor(
    readonly process: Process,
    readonly host: Host,
  ) {
    this.staticEnd = process.memory.mmap(STATIC_BYTES, '[python]');
    this.staticLimit = this.staticEnd + STATIC_BYTES / 4;
    const py = process.interpreter;
    this.py = py;
    const type = (name: string): number => py.type(name);
    this.intType = type('int');
    this.strType = type('str');
    this.floatType = type('float');
    this.listType = type('list');
    this.tupleType = type('tuple');
    this.dictType = type('dict');
    this.boolType = type('bool');
    this.typeType = type('type');
    this.objectType = type('object');
    this.functionType = type('function');
    this.methodType = type('method');
    this.nativeType = type('builtin_function_or_method');
    this.methodDescriptor = type('method_descriptor');
    this.getsetType = type('getset_descriptor');
    this.memberType = type('member_descriptor');
    this.setType = type('set');
    this.frozensetType = type('frozenset');
    this.bytesType = type('bytes');
    this.cellType = type('cell');
    this.codeType = type('code');
    this.moduleType = type('module');
    this.generatorType = type('generator');
    this.coroutineType = type('coroutine');
    this.complexType = type('complex');
    const func = (field: string): number => py.structs.offset('PyFunctionObject', field) >> 2;
    this.funcCode = func('func_code');
    this.funcGlobals = func('func_globals');
    this.funcClosure = func('func_closure');
    this.funcDefaults = func('func_defaults');
    this.funcKwdefaults = func('func_kwdefaults');
    this.codeIndex = py.structs.offset('PyCodeObject', 'co_3') >> 2;
    this.minor = py.version.name === 'textbook' ? 12 : Number(py.version.name.split('.')[1]);
    this.legacy = this.minor <= 10;
    const { none } = py;
    this.I = (op) => {
      py.incref(op);
      return op;
    };
    this.D = (op) => py.decref(op);
    this.N = () => {
      py.incref(none);
      return none;
    };
  }

  // ---------------------------------------------------------------- errors

  /** Raises a built-in exception. */
  abstract raise_(type: string, message: string): never;

  typeError(message: string): never {
    return this.raise_('TypeError', message);
  }

  valueError(message: string): never {
    return this.raise_('ValueError', message);
  }

  unbound(name: string): never {
    return this.raise_(
      'UnboundLocalError',
      this.minor >= 11
        ? `cannot access local variable '${name}' where it is not associated with a value`
        : `local variable '${name}' referenced before assignment`,
    );
  }

  // ---------------------------------------------------------------- objects from host values

  /** A name that the interpreter itself knows: interned, outside of the heap. */
  name(text: string): number {
    let word = this.names.get(text);
    if (word === undefined) {
      word = this.staticName(text);
      this.names.set(text, word);
    }
    return word;
  }

  /** A name of a program: interned, on the heap, and kept. */
  programName(text: string): number {
    let word = this.names.get(text);
    if (word === undefined) {
      word = internString(this.py, text);
      this.names.set(text, word);
    }
    return word;
  }

  /** An object of the interpreter's own, outside of the heap. */
  abstract staticObject(type: number, bytes: number): number;

  private staticName(text: string): number {
    const { py } = this;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
    if (text.length < 2 || !/^[\x00-\x7f]*$/.test(text)) return internString(py, text);
    const head = py.asciiData * 4;
    const op = this.staticObject(this.strType, head + text.length + 1);
    py.i32[op + Str.LENGTH] = text.length;
    py.i32.fill(-1, op + Str.HASH, op + Str.HASH + 2);
    const ready = py.structs.find('PyASCIIObject', 'wstr') === undefined ? 0 : 0x80;
    py.i32[op + Str.STATE] = 0x64 | ready;
    for (let i = 0; i < text.length; i++) {
      py.i32[op + py.asciiData + (i >> 2)]! |= text.charCodeAt(i) << ((i & 3) * 8);
    }
    return PyUnicode_InternInPlace(py, op);
  }

  str(text: string): number {
    return PyUnicode_FromString(this.py, text);
  }

  int(value: number | bigint): number {
    return PyLong_FromLong(this.py, value);
  }

  float(value: number): number {
    return PyFloat_FromDouble(this.py, value);
  }

  bool(value: boolean): number {
    const { statics } = this.py;
    return this.I(value ? statics.true : statics.false);
  }

  bytes(values: ArrayLike<number>): number {
    return PyBytes_FromStringAndSize(this.py, values);
  }

  /** A tuple that takes the words over. */
  tuple(words: readonly number[]): number {
    const { py } = this;
    const op = PyTuple_New(py, words.length);
    if (words.length === 0) return op;
    for (let i = 0; i < words.length; i++) py.store(op + py.tupleItem + i * 2, words[i]!);
    PyTuple_Track(py, op);
    return op;
  }

  /** A list that takes the words over. */
  list(words: readonly number[]): number {
    const { py } = this;
    const op = PyList_New(py, words.length);
    if (words.length === 0) return op;
    const items = py.load(op + 6);
    for (let i = 0; i < words.length; i++) py.store(items + i * 2, words[i]!);
    return op;
  }

  listAdd(list: number, item: number): void {
    listAppendTake(this.py, list, item);
  }

  /** A dict of keys and values in turn, all of which it takes over. */
  dict(words: readonly number[]): number {
    const { py } = this;
    const op = this.dictSized(words.length / 2);
    for (let i = 0; i < words.length; i += 2) {
      PyDict_SetItem(py, op, words[i]!, words[i + 1]!);
      py.decref(words[i]!);
      py.decref(words[i + 1]!);
    }
    return op;
  }

  /** `_PyDict_NewPresized`. */
  abstract dictSized(count: number): number;

  /** The object of a constant: a new reference. */
  newConstant(value: Constant): number {
    const { py } = this;
    switch (value.t) {
      case 'None':
        return this.N();
      case 'True':
      case 'False':
        return this.bool(value.t === 'True');
      case 'Ellipsis':
        return this.I(py.statics.ellipsis);
      case 'int':
        return this.int(value.v);
      case 'float':
        return this.float(value.v);
      case 'imag':
        return PyComplex_FromDoubles(py, 0, value.v);
      case 'complex':
        return PyComplex_FromDoubles(py, ...(value.v as [number, number]));
      case 'str': {
        const word = this.str(value.v);
        if ((value.folded || value.joined) && this.minor >= 13) return word;
        return /^[A-Za-z0-9_]*$/.test(value.v) ? PyUnicode_InternInPlace(py, word) : word;
      }
      case 'bytes':
        return this.bytes(value.v);
      case 'tuple':
        return this.tuple(value.v.map((item) => this.newConstant(item)));
      case 'frozenset': {
        const items = value.v.map((item) => this.newConstant(item));
        const op = PyFrozenSet_New(py, ...items);
        for (const item of items) py.decref(item);
        return op;
      }
    }
  }

  // ---------------------------------------------------------------- host values from objects

  /** The text of a str. @throws TypeError for anything else */
  text(op: number): string {
    if (!this.isStr(op)) this.typeError(`argument must be str, not ${this.typeName(op)}`);
    return PyUnicode_AsUTF8(this.py, op);
  }

  /** The value of an int, or of what has an `__index__`. @throws TypeError for anything else */
  bigint(op: number): bigint {
    return this.isInt(op) ? PyLong_AsBigInt(this.py, op) : this.asIndex(op);
  }

  /** The same as a number: exact to 2**53. */
  number(op: number): number {
    return this.isInt(op) ? PyLong_AsLong(this.py, op) : Number(this.asIndex(op));
  }

  /** `PyNumber_Index` of what is no int. */
  abstract asIndex(op: number): bigint;

  /** Whether an int has at most one digit: its value fits a small number. */
  isCompact(op: number): boolean {
    return digitCount(this.py, op) <= 1;
  }

  double(op: number): number {
    return this.py.f64[(op + 4) >> 1]!;
  }

  bytesOf(op: number): Uint8Array {
    return PyBytes_AsString(this.py, op);
  }

  /** Borrowed words of a tuple's items. */
  tupleItems(op: number): number[] {
    const { py } = this;
    const size = py.get(op + Ob.SIZE);
    return Array.from({ length: size }, (_, i) => py.load(op + py.tupleItem + i * 2));
  }

  /** Borrowed words of a list's items. */
  listItems(op: number): number[] {
    const { py } = this;
    const size = py.get(op + 4);
    const items = size === 0 ? 0 : py.load(op + 6);
    return Array.from({ length: size }, (_, i) => py.load(items + i * 2));
  }

  // ---------------------------------------------------------------- types

  typeOf(op: number): number {
    return this.py.typeOf(op);
  }

  typeName(op: number): string {
    return this.nameOfType(this.py.typeOf(op));
  }

  /** `tp_name` without the module. */
  nameOfType(type: number): string {
    const name = this.py.typeName(type);
    return name.slice(name.lastIndexOf('.') + 1);
  }

  private hasSubclassFlag(op: number, flag: number): boolean {
    return this.py.hasFlag(this.py.typeOf(op), flag as TypeFlag);
  }

  isInt(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.int);
  }

  isStr(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.str);
  }

  isBytes(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.bytes);
  }

  isList(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.list);
  }

  isTuple(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.tuple);
  }

  isComplex(op: number): boolean {
    return this.py.builtinBase(this.py.typeOf(op)) === this.complexType;
  }

  isDict(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.dict);
  }

  isType(op: number): boolean {
    return this.hasSubclassFlag(op, SUBCLASS.type);
  }

  isFloat(op: number): boolean {
    const type = this.py.typeOf(op);
    return type === this.floatType || this.py.builtinBase(type) === this.floatType;
  }

  isSet(op: number): boolean {
    const base = this.py.builtinBase(this.py.typeOf(op));
    return base === this.setType || base === this.frozensetType;
  }

  isHeapType(type: number): boolean {
    return (this.py.i32[type + TypeWord.FLAGS]! & (1 << 9)) !== 0;
  }

  /** The method resolution order of a type: borrowed words. */
  mro(type: number): number[] {
    const { py } = this;
    const mro = py.load(type + TypeWord.MRO);
    if (mro !== 0) return this.tupleItems(mro);
    const chain: number[] = [];
    for (let each = type; each !== 0; each = py.baseOf(each)) chain.push(each);
    return chain;
  }

  isSubtype(type: number, of: number): boolean {
    if (type === of) return true;
    const { py } = this;
    const mro = py.load(type + TypeWord.MRO);
    if (mro === 0) {
      for (let each = type; each !== 0; each = py.baseOf(each)) if (each === of) return true;
      return false;
    }
    const size = py.get(mro + Ob.SIZE);
    for (let i = 0; i < size; i++) if (py.load(mro + py.tupleItem + i * 2) === of) return true;
    return false;
  }

  /** What a dict holds under a text, borrowed, or 0. */
  dictGet(dict: number, key: string): number {
    return PyDict_GetItem(this.py, dict, this.name(key));
  }

  /** Stores a word, which the dict takes over. */
  dictPut(dict: number, key: string, value: number): void {
    PyDict_SetItem(this.py, dict, this.name(key), value);
    this.py.decref(value);
  }

  newDict(): number {
    return PyDict_New(this.py);
  }

  /** What compiled loops call: now and then, looks whether to stop. */
  tick(): void {
    this.fuel = FUEL;
    if (this.host.interrupted()) this.raise_('KeyboardInterrupt', '');
  }
}
