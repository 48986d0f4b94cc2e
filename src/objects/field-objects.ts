import { PyDict_New, PyDict_SetItem } from './dictobject';
import { PyError } from './errors';
import { freeListIndex } from './free-lists';
import { PyType_GenericAlloc } from './instances';
import type { Interpreter } from './interpreter';
import { PyLong_AsLong, PyLong_FromLong } from './longobject';
import { Cell, Dict, Ob, SetWord } from './structs';
import { TYPES } from './types';
import { internString, isCompactAscii } from './unicodeobject';

/*
 * Objects that are a struct of pointers: functions, methods, cells, slices, ranges, iterators, modules,
 * code. Their layouts and which fields own a reference are declared (versions/, types.ts).
 */

/** The owning fields of a type, in words from the object: as they are freed, and as they are visited. */
export interface OwnedFields {
  readonly dealloc: readonly number[];
  readonly visits: readonly number[];
  /** Pointers to arrays that are freed with the object. */
  readonly buffers: readonly number[];
}

const tables = new WeakMap<object, OwnedFields[]>();

/** The owning fields of type number `spec` in this version. */
export function ownedFields(py: Interpreter, spec: number): OwnedFields {
  let table = tables.get(py.structs);
  if (!table) {
    const words = (struct: string, names: readonly string[]): number[] =>
      names
        .map((name) => py.structs.find(struct, name))
        .filter((offset) => offset !== undefined)
        .map((offset) => offset >> 2);
    table = TYPES.map(({ struct, owned = [], visits = owned, buffers = [] }) => ({
      dealloc: words(struct, owned),
      visits: words(struct, visits),
      buffers: words(struct, buffers),
    }));
    tables.set(py.structs, table);
  }
  return table[spec]!;
}

/** An object of the built-in type `name` with the pointer fields given, all others zero; tracked. */
export function newFields(
  py: Interpreter,
  name: string,
  fields: Readonly<Record<string, number>>,
  extraBytes = 0,
): number {
  const type = py.type(name);
  const spec = TYPES[py.specOf(type)]!;
  const bytes = py.structs.get(spec.struct).size + extraBytes;
  let op = extraBytes === 0 ? py.freeLists.pop(freeListIndex(spec.freeList)) : 0;
  if (op !== 0) {
    py.memory.touch(op, bytes >> 2);
    py.renew(op, type);
  } else op = spec.gc ? py.newGcObject(type, bytes) : py.newObject(type, bytes);
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + (bytes >> 2));
  for (const field in fields) {
    const value = fields[field]!;
    const offset = py.structs.find(spec.struct, field);
    if (offset !== undefined && value !== 0) py.store(op + (offset >> 2), py.newRef(value));
  }
  if (spec.gc) py.gc.track(op);
  return op;
}

/** The same of a class that is built on the built-in type `name`, or of that type itself. */
export function newFieldsOf(
  py: Interpreter,
  cls: number,
  name: string,
  fields: Readonly<Record<string, number>>,
): number {
  const type = py.type(name);
  if (cls === type) return newFields(py, name, fields);
  const { struct } = TYPES[py.specOf(type)]!;
  const op = PyType_GenericAlloc(py, cls);
  for (const [field, value] of Object.entries(fields)) {
    const offset = py.structs.find(struct, field);
    if (offset !== undefined && value !== 0) py.store(op + (offset >> 2), py.newRef(value));
  }
  return op;
}

function setVectorcall(py: Interpreter, op: number, struct: string): number {
  py.setFunction(op + (py.structs.offset(struct, 'vectorcall') >> 2), `${struct}_vectorcall`);
  return op;
}

/** `PyCell_New`. */
export function PyCell_New(py: Interpreter, value = 0): number {
  return newFields(py, 'cell', { ob_ref: value });
}

/** `PyCell_Set`: takes a new reference. */
export function PyCell_Set(py: Interpreter, cell: number, value: number): void {
  const old = py.load(cell + Cell.REF);
  py.store(cell + Cell.REF, value === 0 ? 0 : py.newRef(value));
  py.xdecref(old);
}

/** `PySlice_New`; an argument of 0 is None. */
export function PySlice_New(py: Interpreter, start = 0, stop = 0, step = 0): number {
  const { none } = py;
  return newFields(py, 'slice', { start: start || none, stop: stop || none, step: step || none });
}

/** `range(start, stop, step)`, of numbers. @throws PyError ValueError */
export function PyRange_New(py: Interpreter, start: number, stop: number, step = 1): number {
  if (step === 0) throw new PyError('ValueError', 'range() arg 3 must not be zero');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const values = [start, stop, step, length].map((value) => PyLong_FromLong(py, value));
  const op = newFields(py, 'range', {
    start: values[0]!,
    stop: values[1]!,
    step: values[2]!,
    length: values[3]!,
  });
  for (const value of values) py.decref(value);
  return op;
}

/** `PyMethod_New`: a function bound to an object. */
export function PyMethod_New(py: Interpreter, func: number, self: number): number {
  const op = newFields(py, 'method', { im_func: func, im_self: self });
  return setVectorcall(py, op, 'PyMethodObject');
}

/** What a function is made of, besides code and globals: objects, for its fields `func_…`. */
export interface FunctionOptions {
  /** `__defaults__`: a tuple. */
  readonly defaults?: number;
  /** `__kwdefaults__`: a dict. */
  readonly kwdefaults?: number;
  /** `__closure__`: a tuple of cells. */
  readonly closure?: number;
  /** `__annotations__`: a dict. */
  readonly annotations?: number;
  /** `__annotate__`: a function (3.14 on). */
  readonly annotate?: number;
  /** `__qualname__`: a str; the name without it. */
  readonly qualname?: number;
  /** `__module__`: a str. */
  readonly module?: number;
  /** `__builtins__`: a dict. */
  readonly builtins?: number;
  /** `__doc__`: a str. */
  readonly doc?: number;
}

/** `PyFunction_New`: `name`, `code` and `globals` are objects. */
export function PyFunction_New(
  py: Interpreter,
  name: number,
  code: number,
  globals: number,
  options: FunctionOptions = {},
): number {
  const op = newFields(py, 'function', {
    func_code: code,
    func_globals: globals,
    func_builtins: options.builtins ?? 0,
    func_name: name,
    func_qualname: options.qualname ?? name,
    func_defaults: options.defaults ?? 0,
    func_kwdefaults: options.kwdefaults ?? 0,
    func_closure: options.closure ?? 0,
    func_doc: options.doc ?? py.none,
    func_module: options.module ?? 0,
    func_annotations: options.annotations ?? 0,
    func_annotate: options.annotate ?? 0,
  });
  return setVectorcall(py, op, 'PyFunctionObject');
}

/**
 * A code object. Only its size, its name and the `slots` of its frames (local variables and stack) are
 * real.
 */
export function PyCode_New(py: Interpreter, name: number, slots = 0): number {
  const op = newFields(py, 'code', { co_name: name });
  py.set(op + CODE_SLOTS, slots);
  return op;
}

const CODE_SLOTS = 6;

/** `PyModule_New`: its dict holds `__name__`, `__doc__`, `__package__`, `__loader__` and `__spec__`. */
export function PyModule_New(py: Interpreter, name: string, cls = py.type('module')): number {
  const op = PyModule_Alloc(py, cls);
  PyModule_Init(py, op, name);
  return op;
}

/** `module.__new__`: a module without any names. */
export function PyModule_Alloc(py: Interpreter, cls: number): number {
  const dict = PyDict_New(py);
  const op = newFieldsOf(py, cls, 'module', { md_dict: dict });
  py.decref(dict);
  return op;
}

/** `module_init_dict`: puts its first names into a module. */
export function PyModule_Init(py: Interpreter, op: number, name: string): void {
  const dict = py.load(op + (py.structs.offset('PyModuleObject', 'md_dict') >> 2));
  const text = internString(py, name);
  for (const key of ['__name__', '__doc__', '__package__', '__loader__', '__spec__']) {
    const interned = internString(py, key);
    PyDict_SetItem(py, dict, interned, key === '__name__' ? text : py.none);
    py.decref(interned);
  }
  const word = op + (py.structs.offset('PyModuleObject', 'md_name') >> 2);
  const old = py.load(word);
  py.store(word, text);
  py.xdecref(old);
}

const ITERATORS: Readonly<Record<string, readonly [iterator: string, field: string]>> = {
  list: ['list_iterator', 'it_seq'],
  tuple: ['tuple_iterator', 'it_seq'],
  str: ['str_iterator', 'it_seq'],
  dict: ['dict_keyiterator', 'di_dict'],
  set: ['set_iterator', 'si_set'],
  frozenset: ['set_iterator', 'si_set'],
};

/** The iterator of a str: from 3.11 on an ASCII str has its own kind. */
function stringIterator(py: Interpreter, op: number): string {
  return isCompactAscii(py, op) && py.version.objects.asciiIterators
    ? 'str_ascii_iterator'
    : 'str_iterator';
}

/** `PyObject_GetIter` of a built-in container, or of one of a class built on it. @throws PyError TypeError */
export function PyObject_GetIter(py: Interpreter, op: number): number {
  const name = py.typeName(py.builtinBase(py.typeOf(op)));
  if (name === 'range') return rangeIterator(py, op);
  const known = ITERATORS[name];
  if (!known) throw new PyError('TypeError', `'${name}' object is not iterable`);
  const [usual, field] = known;
  const iterator = name === 'str' ? stringIterator(py, op) : usual;
  const it = newFields(py, iterator, { [field]: op });
  const number = (struct: string, name: string, value: number): void => {
    py.set(it + (py.structs.offset(struct, name) >> 2), value);
  };
  if (field === 'di_dict') {
    number('dictiterobject', 'di_used', py.get(op + Dict.USED));
    number('dictiterobject', 'len', py.get(op + Dict.USED));
  } else if (field === 'si_set') {
    number('setiterobject', 'si_used', py.get(op + SetWord.USED));
    number('setiterobject', 'len', py.get(op + SetWord.USED));
  }
  return it;
}

function rangeIterator(py: Interpreter, range: number): number {
  const it = newFields(py, 'range_iterator', {});
  const source = (field: string): number =>
    PyLong_AsLong(py, py.load(range + (py.structs.offset('rangeobject', field) >> 2)));
  for (const [field, from] of [
    ['start', 'start'],
    ['step', 'step'],
    ['len', 'length'],
  ] as const) {
    py.set(it + (py.structs.offset('rangeiterobject', field) >> 2), source(from));
  }
  return it;
}

/** The frame of a generator in its block, from 3.11 on: bytes beyond `PyGenObject`. */
export function inlineFrameBytes(py: Interpreter, code: number): number {
  const inline = py.structs.find('PyGenObject', 'gi_iframe');
  if (inline === undefined) return 0;
  const frame = py.structs.offset('_PyInterpreterFrame', 'localsplus');
  return inline + frame + py.get(code + CODE_SLOTS) * 8 - py.structs.get('PyGenObject').size;
}

/**
 * `PyGen_New`: a generator of code whose frame has as many slots as it says. To 3.10 the frame is an
 * object of its own, which may be given and is stolen; from 3.11 on it is in the generator, and
 * refers to the function.
 */
export function PyGen_New(
  py: Interpreter,
  code: number,
  name: number,
  qualname = name,
  type = 'generator',
  func = 0,
  frame = 0,
): number {
  const fields = { gi_code: code, gi_name: name, gi_qualname: qualname };
  if (py.structs.find('PyGenObject', 'gi_iframe') !== undefined) {
    const op = newFields(py, type, fields, inlineFrameBytes(py, code));
    py.store(generatorCodeWord(py, op), py.newRef(code));
    if (func !== 0) py.store(generatorFunctionWord(py, op), py.newRef(func));
    return op;
  }
  const own = frame || PyFrame_New(py, code);
  const op = newFields(py, type, { ...fields, gi_frame: own });
  py.decref(own);
  return op;
}

/** Where a frame object keeps its code and its locals, in words from its start. */
export interface FramePlaces {
  readonly code: number;
  /** Its function; 0 to 3.10, where frames do not know it. */
  readonly func: number;
  /** Its builtins and globals; from 3.11 on they are only borrowed from the function. */
  readonly names: readonly number[];
  readonly slots: number;
}

/** Of frame objects: to 3.10 the frame itself, from 3.11 on what is left of one behind the object. */
export function framePlaces(py: Interpreter): FramePlaces {
  const { structs } = py;
  const own = structs.find('PyFrameObject', 'f_localsplus');
  if (own !== undefined) {
    const word = (name: string): number => structs.offset('PyFrameObject', name) >> 2;
    const names = [word('f_builtins'), word('f_globals')];
    return { code: word('f_code'), func: 0, names, slots: own >> 2 };
  }
  const base = structs.get('PyFrameObject').size;
  const { code, func, slots } = innerFrame(py);
  const word = (offset: number): number => (base + offset) >> 2;
  return { code: word(code), func: word(func), names: [], slots: word(slots) };
}

/** The slots that frames of a code object have: local variables, cells and stack. */
export function codeSlots(py: Interpreter, code: number): number {
  return py.get(code + CODE_SLOTS);
}

/**
 * A frame object of a code: zeros, but for the code, to which it takes a reference. Tracked, as the
 * ones that outlive their call are.
 */
export function PyFrame_New(py: Interpreter, code: number, track = true): number {
  const { code: codeWord, slots } = framePlaces(py);
  const words = slots + codeSlots(py, code) * 2;
  // To 3.10 the struct has a first slot of its own, which the count has again.
  const isStruct = py.structs.find('PyFrameObject', 'f_localsplus') !== undefined;
  const op = py.newGcObject(py.type('frame'), words * 4 + (isStruct ? 8 : 0));
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + words);
  if (isStruct) {
    py.set(op + Ob.SIZE, codeSlots(py, code));
  }
  py.store(op + codeWord, py.newRef(code));
  if (track) py.gc.track(op);
  return op;
}

/** The word of a frame object's reference to the frame that called it. */
export function frameBackWord(py: Interpreter, op: number): number {
  return op + (py.structs.offset('PyFrameObject', 'f_back') >> 2);
}

/** The first word of a generator's slots: in its frame object, or in the generator itself. */
export function generatorSlots(py: Interpreter, op: number): number {
  const inline = py.structs.find('PyGenObject', 'gi_iframe');
  if (inline === undefined) {
    const frame = py.load(op + (py.structs.offset('PyGenObject', 'gi_frame') >> 2));
    return frame === 0 ? 0 : frame + framePlaces(py).slots;
  }
  return op + ((inline + py.structs.offset('_PyInterpreterFrame', 'localsplus')) >> 2);
}

/** The word of a generator's reference to its code: in its frame from 3.11 on. */
export function generatorCodeWord(py: Interpreter, op: number): number {
  const inline = py.structs.find('PyGenObject', 'gi_iframe');
  if (inline === undefined) return op + (py.structs.offset('PyGenObject', 'gi_code') >> 2);
  return op + ((inline + innerFrame(py).code) >> 2);
}

/** A generator's code, also once it is done. */
export function generatorCode(py: Interpreter, op: number): number {
  const own = py.structs.find('PyGenObject', 'gi_code');
  return py.load(own === undefined ? generatorCodeWord(py, op) : op + (own >> 2));
}

/** The word of a generator's reference to its function; from 3.11 on. */
export function generatorFunctionWord(py: Interpreter, op: number): number {
  return op + ((py.structs.offset('PyGenObject', 'gi_iframe') + innerFrame(py).func) >> 2);
}

/** Places in `_PyInterpreterFrame`, bytes. */
function innerFrame(py: Interpreter): Omit<FramePlaces, 'names'> {
  const place = (name: string): number | undefined => py.structs.find('_PyInterpreterFrame', name);
  return {
    code: (place('f_code') ?? place('f_executable'))!,
    func: (place('f_func') ?? place('f_funcobj'))!,
    slots: place('localsplus')!,
  };
}
