import { hex, SegmentationFault } from '../memory/errors';
import { Page } from '../memory/flat-memory';
import * as bytes from './bytesobject';
import { PyObject_Hash } from './compare';
import { PyDict_Copy } from './dict-merge';
import * as dict from './dictobject';
import { PyError, StaleReference } from './errors';
import * as fields from './field-objects';
import * as float from './floatobject';
import * as instances from './instances';
import type { Interpreter } from './interpreter';
import * as list from './listobject';
import * as long from './longobject';
import * as set from './setobject';
import { TypeFlag } from './structs';
import * as tuple from './tupleobject';
import { Kind } from './type-spec';
import * as unicode from './unicodeobject';
import * as weakref from './weakrefobject';

/*
 * CPython's C API on addresses, for notebooks and tests: what goes in is checked, so that a stale or
 * mistyped reference is an error and not a corrupt heap. Inside the simulator the functions on words
 * are called directly.
 */

/**
 * Arguments: a host value (a text, a size from 0 up, a whole number, a number, or checked by the
 * function itself), any object, or one of the type named; `?` allows 0.
 */
type Arg =
  | 'value'
  | 'text'
  | 'size'
  | 'index'
  | 'number'
  | 'object'
  | 'object?'
  | 'list'
  | 'tuple'
  | 'dict'
  | 'set'
  | 'str'
  | 'int'
  | 'float'
  | 'bytes'
  | 'bytearray'
  | 'type'
  | 'weakref'
  | 'objects'
  | 'options';
type Result = 'object' | 'object?' | 'objects' | 'value';

const FUNCTIONS = {
  /**
   * An int, from a whole number or a bigint; a new reference.
   * @throws RangeError when the number is not whole, or not exact (Objects/longobject.c).
   */
  PyLong_FromLong: [long.PyLong_FromLong, ['value'], 'object'],
  /** The value of an int as a number: exact to 2**53. */
  PyLong_AsLong: [long.PyLong_AsLong, ['int'], 'value'],
  /** The value of an int, exact. */
  PyLong_AsBigInt: [long.PyLong_AsBigInt, ['int'], 'value'],
  /** `True` or `False`; a new reference (Objects/boolobject.c). */
  PyBool_FromLong: [long.PyBool_FromLong, ['value'], 'object'],
  /** A float; a new reference (Objects/floatobject.c). */
  PyFloat_FromDouble: [float.PyFloat_FromDouble, ['number'], 'object'],
  /** The value of a float. */
  PyFloat_AsDouble: [float.PyFloat_AsDouble, ['float'], 'value'],
  /** A complex number; a new reference (Objects/complexobject.c). */
  PyComplex_FromDoubles: [float.PyComplex_FromDoubles, ['number', 'number'], 'object'],
  /**
   * A str; a new reference. The empty one and those of one Latin-1 character are shared
   * (Objects/unicodeobject.c).
   */
  PyUnicode_FromString: [unicode.PyUnicode_FromString, ['text'], 'object'],
  /** The interned str that equals this one, whose reference is stolen; a new reference. */
  PyUnicode_InternInPlace: [unicode.PyUnicode_InternInPlace, ['str'], 'object'],
  /** The text of a str, as a JavaScript string. */
  PyUnicode_AsUTF8: [unicode.PyUnicode_AsUTF8, ['str'], 'value'],
  /**
   * A bytes object of the bytes given, or of as many zeros; a new reference
   * (Objects/bytesobject.c).
   */
  PyBytes_FromStringAndSize: [bytes.PyBytes_FromStringAndSize, ['value'], 'object'],
  /** The contents of a bytes object: a copy. */
  PyBytes_AsString: [bytes.PyBytes_AsString, ['bytes'], 'value'],
  /**
   * A bytearray of the bytes given, or of as many zeros; a new reference
   * (Objects/bytearrayobject.c).
   */
  PyByteArray_FromStringAndSize: [bytes.PyByteArray_FromStringAndSize, ['value'], 'object'],
  /**
   * Gives a bytearray another length, in bytes; it takes room in reserve as it grows.
   * @throws PyError BufferError while a buffer is open on it.
   */
  PyByteArray_Resize: [bytes.PyByteArray_Resize, ['bytearray', 'size'], 'value'],
  /** A tuple of the objects; a new reference, which takes one to each (Objects/tupleobject.c). */
  PyTuple_Pack: [tuple.PyTuple_Pack, ['objects'], 'object'],
  /**
   * An item, from 0; borrowed.
   * @throws PyError IndexError.
   */
  PyTuple_GetItem: [tuple.PyTuple_GetItem, ['tuple', 'index'], 'object'],
  /** How many items a tuple has. */
  PyTuple_Size: [tuple.PyTuple_Size, ['tuple'], 'value'],
  /**
   * A list of this number of items, each NULL until `PyList_SetItem` sets it; a new reference
   * (Objects/listobject.c).
   */
  PyList_New: [list.PyList_New, ['size'], 'object'],
  /** `list(range(start, stop))`: new ints in a list of exactly that many items; a new reference. */
  PyList_FromRange: [list.PyList_FromRange, ['index', 'index'], 'object'],
  /** Appends an object; the list takes a new reference. */
  PyList_Append: [list.PyList_Append, ['list', 'object'], 'value'],
  /** How many items a list has. */
  PyList_Size: [list.PyList_Size, ['list'], 'value'],
  /**
   * An item, from 0; borrowed, 0 where none is set.
   * @throws PyError IndexError.
   */
  PyList_GetItem: [list.PyList_GetItem, ['list', 'index'], 'object?'],
  /**
   * Sets an item, from 0: steals the reference to the new one, drops the old one.
   * @throws PyError IndexError.
   */
  PyList_SetItem: [list.PyList_SetItem, ['list', 'index', 'object'], 'value'],
  /** Inserts an object before an index; the list takes a new reference. */
  PyList_Insert: [list.PyList_Insert, ['list', 'index', 'object'], 'value'],
  /**
   * `list.pop(index)`: the item, whose reference is the caller's; the last one without an index.
   * @throws PyError IndexError.
   */
  PyList_Pop: [list.PyList_Pop, ['list', 'value'], 'object'],
  /**
   * Replaces the items from `low` to `high` by those of a list or tuple, or by nothing when it is
   * 0.
   */
  PyList_SetSlice: [list.PyList_SetSlice, ['list', 'index', 'index', 'object?'], 'value'],
  /** `list.extend` with a list or tuple; new references to its items. */
  PyList_Extend: [list.PyList_Extend, ['list', 'object'], 'value'],
  /** `list.clear()`: drops the items, from the last to the first. */
  PyList_Clear: [list.PyList_Clear, ['list'], 'value'],
  /** An empty dict; a new reference (Objects/dictobject.c). */
  PyDict_New: [dict.PyDict_New, [], 'object'],
  /**
   * `dict[key] = value`; new references to both.
   * @throws PyError TypeError for a key without a hash.
   */
  PyDict_SetItem: [dict.PyDict_SetItem, ['dict', 'object', 'object'], 'value'],
  /**
   * `dict[key]`: borrowed, 0 when the key is missing.
   * @throws PyError TypeError for a key without a hash.
   */
  PyDict_GetItem: [dict.PyDict_GetItem, ['dict', 'object'], 'object?'],
  /**
   * `del dict[key]`.
   * @throws PyError KeyError.
   */
  PyDict_DelItem: [dict.PyDict_DelItem, ['dict', 'object'], 'value'],
  /**
   * `dict.pop(key)`: the value, whose reference is the caller's.
   * @throws PyError KeyError.
   */
  PyDict_Pop: [dict.PyDict_Pop, ['dict', 'object'], 'object'],
  /** How many keys a dict has. */
  PyDict_Size: [dict.PyDict_Size, ['dict'], 'value'],
  /** Keys and values in order of insertion: key, value, key, value …; borrowed. */
  PyDict_Items: [dict.PyDict_Items, ['dict'], 'objects'],
  /** `dict.clear()`: the dict is empty before the first value dies. */
  PyDict_Clear: [dict.PyDict_Clear, ['dict'], 'value'],
  /** `dict.copy()`; a new reference. */
  PyDict_Copy: [PyDict_Copy, ['dict'], 'object'],
  /** An empty set; a new reference (Objects/setobject.c). */
  PySet_New: [set.PySet_New, [], 'object'],
  /** A frozenset of the objects; a new reference. */
  PyFrozenSet_New: [set.PyFrozenSet_New, ['objects'], 'object'],
  /**
   * Adds an object, unless an equal one is there; a new reference.
   * @throws PyError TypeError for one without a hash.
   */
  PySet_Add: [set.PySet_Add, ['set', 'object'], 'value'],
  /**
   * Whether an equal object is in the set.
   * @throws PyError TypeError for one without a hash.
   */
  PySet_Contains: [set.PySet_Contains, ['set', 'object'], 'value'],
  /** Removes an object, and says whether it was there; its place keeps a dummy. */
  PySet_Discard: [set.PySet_Discard, ['set', 'object'], 'value'],
  /** How many objects a set has. */
  PySet_Size: [set.PySet_Size, ['set'], 'value'],
  /** The objects of a set, in the order of its table; borrowed. */
  PySet_Items: [set.PySet_Items, ['set'], 'objects'],
  /** `set.clear()`: the set is empty before the first object dies. */
  PySet_Clear: [set.PySet_Clear, ['set'], 'value'],
  /**
   * A cell, what a closure keeps a variable in, with an object or empty; a new reference
   * (Objects/cellobject.c).
   */
  PyCell_New: [fields.PyCell_New, ['object?'], 'object'],
  /** Puts an object into a cell; a new reference to it, and the old one is dropped. */
  PyCell_Set: [fields.PyCell_Set, ['object', 'object?'], 'value'],
  /**
   * `slice(start, stop, step)`, with None for what is left out; a new reference
   * (Objects/sliceobject.c).
   */
  PySlice_New: [fields.PySlice_New, ['object?', 'object?', 'object?'], 'object'],
  /**
   * `range(start, stop, step)` of numbers; a new reference (Objects/rangeobject.c).
   * @throws PyError ValueError for a step of 0.
   */
  PyRange_New: [fields.PyRange_New, ['index', 'index', 'value'], 'object'],
  /** A method: a function bound to an object; a new reference (Objects/classobject.c). */
  PyMethod_New: [fields.PyMethod_New, ['object', 'object'], 'object'],
  /**
   * A code object with a name, and with as many slots as its frames have for variables and stack; a
   * new reference. Its bytecode is not simulated (Objects/codeobject.c).
   */
  PyCode_New: [fields.PyCode_New, ['str', 'value'], 'object'],
  /**
   * A function with a name, code and globals; a new reference. Options name its defaults, closure
   * and so on (Objects/funcobject.c).
   */
  PyFunction_New: [fields.PyFunction_New, ['str', 'object', 'dict', 'options'], 'object'],
  /** A generator of code, with a name; a new reference (Objects/genobject.c). */
  PyGen_New: [fields.PyGen_New, ['object', 'str'], 'object'],
  /**
   * A module whose dict has the five names that each module has; a new reference
   * (Objects/moduleobject.c).
   */
  PyModule_New: [fields.PyModule_New, ['text'], 'object'],
  /**
   * `iter(object)` of a built-in container; a new reference.
   * @throws PyError TypeError when it is not iterable.
   */
  PyObject_GetIter: [fields.PyObject_GetIter, ['object'], 'object'],
  /** An instance of a class, without attributes; a new reference (Objects/typeobject.c). */
  PyType_GenericAlloc: [instances.PyType_GenericAlloc, ['type'], 'object'],
  /** `object.name = value` of an instance; a new reference to the value. */
  PyObject_SetAttr: [instances.PyObject_SetAttr, ['object', 'str', 'object'], 'value'],
  /**
   * `object.name`; a new reference.
   * @throws PyError AttributeError.
   */
  PyObject_GetAttr: [instances.PyObject_GetAttr, ['object', 'str'], 'object'],
  /**
   * `del object.name`.
   * @throws PyError AttributeError.
   */
  PyObject_DelAttr: [instances.PyObject_DelAttr, ['object', 'str'], 'value'],
  /**
   * The `__dict__` of an instance, made when it is first asked for; a new reference.
   * @throws PyError AttributeError when the class has none.
   */
  PyObject_GenericGetDict: [instances.PyObject_GenericGetDict, ['object'], 'object'],
  /**
   * `hash(object)`: 64 bits, signed.
   * @throws PyError TypeError when it has none.
   */
  PyObject_Hash: [hash, ['object'], 'value'],
  /**
   * A weak reference to an object, with a callback (`PyCFunction_New`) or without; a new reference
   * (Objects/weakrefobject.c).
   * @throws PyError TypeError when the type has none.
   */
  PyWeakref_NewRef: [newRef, ['object', 'object?'], 'object'],
  /** What a weak reference refers to; borrowed, None once it is dead. */
  PyWeakref_GetObject: [weakref.PyWeakref_GetObject, ['weakref'], 'object'],
  /** Takes one more reference to an object. */
  Py_INCREF: [(py: Interpreter, op: number): void => py.incref(op), ['object'], 'value'],
  /** Drops a reference. The object dies with its last one, and so may others (Objects/object.c). */
  Py_DECREF: [(py: Interpreter, op: number): void => py.decref(op), ['object'], 'value'],
  /** The reference count. That of an immortal object (3.12 on) is a constant. */
  Py_REFCNT: [(py: Interpreter, op: number): number => py.refcnt(op), ['object'], 'value'],
  /** The type of an object; borrowed. */
  Py_TYPE: [(py: Interpreter, op: number): number => py.typeOf(op), ['object'], 'object'],
} as const satisfies Record<string, readonly [unknown, readonly Arg[], Result]>;

type Bound<F> = F extends (py: Interpreter, ...args: infer A) => infer R
  ? (...args: A) => R
  : never;

/**
 * CPython's C API on addresses, as methods of a process (Include/). An object is given and returned by its
 * address. Operands are borrowed and results are new references, unless a function says otherwise.
 * A wrong or dead operand is an error, and not a corrupt heap: StaleReference for an address at which no
 * object lives, PyError TypeError for an object of another type.
 */
export type CApi = { [K in keyof typeof FUNCTIONS]: Bound<(typeof FUNCTIONS)[K][0]> };

/** The whole hash, signed. */
function hash(py: Interpreter, op: number): bigint {
  const low = PyObject_Hash(py, op);
  return (BigInt(py.hashHigh) << 32n) | BigInt(low >>> 0);
}

function newRef(py: Interpreter, op: number, callback = 0): number {
  const ref = weakref.PyWeakref_NewRef(py, op, callback);
  if (ref !== 0) return ref;
  throw new PyError(
    'TypeError',
    `cannot create weak reference to '${py.typeName(py.typeOf(op))}' object`,
  );
}

/**
 * The word of the live object at an address.
 * @throws StaleReference when there is none: it was freed, or never was one.
 */
export function liveObject(py: Interpreter, address: number): number {
  const fail = (why: string): never => {
    const at = typeof address === 'number' && address >= 0 ? hex(address) : String(address);
    throw new StaleReference(`${at} is not a live object: ${why}`);
  };
  if (address === 0) fail('it is NULL');
  if (!Number.isInteger(address) || address % 8 !== 0) fail('no object lies at such an address');
  let op: number;
  try {
    op = py.memory.wordAt(address);
  } catch (error) {
    if (error instanceof SegmentationFault) return fail('no memory is mapped there');
    throw error;
  }
  if ((py.pages[op >>> Page.SHIFT]! & Page.MAPPED) === 0) fail('no memory is mapped there');
  const type = py.typeOf(op);
  if (!isType(py, type)) fail('no type stands there: it was freed, or never was an object');
  const count = py.i32[op]!;
  const high = py.i32[op + 1]!;
  if (count === 0) fail(`its reference count is 0: this ${py.typeName(type)} was freed`);
  if (high !== 0 && high !== py.version.objects.refcounts.staticHigh) {
    fail(`its reference count is overwritten: this ${py.typeName(type)} was freed`);
  }
  return op;
}

/** @param depth how many metaclasses are below it: their own type is `type` soon */
function isType(py: Interpreter, type: number, depth = 0): boolean {
  if (type <= 0 || (py.pages[type >>> Page.SHIFT] ?? 0) === 0) return false;
  if (py.statics.isType(type)) return true;
  const meta = py.typeOf(type);
  const isMeta =
    meta === py.statics.type(0) ||
    (depth < 2 && isType(py, meta, depth + 1) && py.hasFlag(meta, TypeFlag.TYPE_SUBCLASS));
  return isMeta && py.hasFlag(type, TypeFlag.HEAPTYPE);
}

const KINDS: Partial<Record<Arg, Kind>> = {
  list: Kind.LIST,
  tuple: Kind.TUPLE,
  dict: Kind.DICT,
  set: Kind.SET,
  str: Kind.STR,
  int: Kind.INT,
  float: Kind.FLOAT,
  bytearray: Kind.BYTEARRAY,
  type: Kind.TYPE,
  weakref: Kind.WEAKREF,
};

/** What a host value has to be. */
const HOST_VALUES: Partial<Record<Arg, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  index: (value) => Number.isSafeInteger(value),
  size: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Binds the functions to an interpreter. `after` runs when a call has returned. */
export function bindCApi(py: Interpreter, after: () => void): CApi {
  const toAddress = (word: number): number => py.memory.addressOf(word);
  const convert = (name: string, kind: Arg, value: unknown): unknown => {
    if (kind === 'value') return value;
    const expected = HOST_VALUES[kind];
    if (expected) {
      if (expected(value)) return value;
      throw new PyError('TypeError', `${name} expects a ${kind}, not ${shown(value)}`);
    }
    if (kind === 'options') return convertOptions(py, value);
    if (kind === 'object?' && (value === 0 || value === undefined)) return 0;
    const op = liveObject(py, value as number);
    const wanted = KINDS[kind];
    const type = py.typeOf(op);
    const built = py.kindOf(py.builtinBase(type));
    const wrong =
      kind === 'bytes' ? type !== py.type('bytes') : wanted !== undefined && built !== wanted;
    if (wrong) {
      throw new PyError(
        'TypeError',
        `${name} expects a ${kind}, and ${hex(value as number)} is a ${py.typeName(type)}`,
      );
    }
    return op;
  };
  const api: Record<string, unknown> = {};
  for (const [name, [call, args, result]] of Object.entries(FUNCTIONS)) {
    const target = call as (py: Interpreter, ...args: unknown[]) => unknown;
    api[name] = (...given: unknown[]): unknown => {
      const rest = (args as readonly Arg[])[0] === 'objects';
      const words = rest
        ? given.map((value) => convert(name, 'object', value))
        : (args as readonly Arg[]).map((kind, i) => convert(name, kind, given[i]));
      const value = target(py, ...words);
      after();
      if (result === 'object' || result === 'object?') return toAddress(value as number);
      if (result === 'objects') return (value as number[]).map(toAddress);
      return value;
    };
  }
  return api as CApi;
}

/** Options name objects by address. */
function convertOptions(py: Interpreter, options: unknown): unknown {
  if (!options) return {};
  const convert = (value: unknown): unknown => {
    if (typeof value === 'number') return liveObject(py, value);
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item)]));
    }
    return value;
  };
  return convert(options);
}
