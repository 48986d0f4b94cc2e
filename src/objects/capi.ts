import { hex, Page, SegmentationFault } from '../memory';
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
  PyLong_FromLong: [long.PyLong_FromLong, ['value'], 'object'],
  PyLong_AsLong: [long.PyLong_AsLong, ['int'], 'value'],
  PyLong_AsBigInt: [long.PyLong_AsBigInt, ['int'], 'value'],
  PyBool_FromLong: [long.PyBool_FromLong, ['value'], 'object'],
  PyFloat_FromDouble: [float.PyFloat_FromDouble, ['number'], 'object'],
  PyFloat_AsDouble: [float.PyFloat_AsDouble, ['float'], 'value'],
  PyComplex_FromDoubles: [float.PyComplex_FromDoubles, ['number', 'number'], 'object'],
  PyUnicode_FromString: [unicode.PyUnicode_FromString, ['text'], 'object'],
  PyUnicode_InternInPlace: [unicode.PyUnicode_InternInPlace, ['str'], 'object'],
  PyUnicode_AsUTF8: [unicode.PyUnicode_AsUTF8, ['str'], 'value'],
  PyBytes_FromStringAndSize: [bytes.PyBytes_FromStringAndSize, ['value'], 'object'],
  PyBytes_AsString: [bytes.PyBytes_AsString, ['bytes'], 'value'],
  PyByteArray_FromStringAndSize: [bytes.PyByteArray_FromStringAndSize, ['value'], 'object'],
  PyByteArray_Resize: [bytes.PyByteArray_Resize, ['bytearray', 'size'], 'value'],
  PyTuple_Pack: [tuple.PyTuple_Pack, ['objects'], 'object'],
  PyTuple_GetItem: [tuple.PyTuple_GetItem, ['tuple', 'index'], 'object'],
  PyTuple_Size: [tuple.PyTuple_Size, ['tuple'], 'value'],
  PyList_New: [list.PyList_New, ['size'], 'object'],
  PyList_FromRange: [list.PyList_FromRange, ['index', 'index'], 'object'],
  PyList_Append: [list.PyList_Append, ['list', 'object'], 'value'],
  PyList_Size: [list.PyList_Size, ['list'], 'value'],
  PyList_GetItem: [list.PyList_GetItem, ['list', 'index'], 'object?'],
  PyList_SetItem: [list.PyList_SetItem, ['list', 'index', 'object'], 'value'],
  PyList_Insert: [list.PyList_Insert, ['list', 'index', 'object'], 'value'],
  PyList_Pop: [list.PyList_Pop, ['list', 'value'], 'object'],
  PyList_SetSlice: [list.PyList_SetSlice, ['list', 'index', 'index', 'object?'], 'value'],
  PyList_Extend: [list.PyList_Extend, ['list', 'object'], 'value'],
  PyList_Clear: [list.PyList_Clear, ['list'], 'value'],
  PyDict_New: [dict.PyDict_New, [], 'object'],
  PyDict_SetItem: [dict.PyDict_SetItem, ['dict', 'object', 'object'], 'value'],
  PyDict_GetItem: [dict.PyDict_GetItem, ['dict', 'object'], 'object?'],
  PyDict_DelItem: [dict.PyDict_DelItem, ['dict', 'object'], 'value'],
  PyDict_Pop: [dict.PyDict_Pop, ['dict', 'object'], 'object'],
  PyDict_Size: [dict.PyDict_Size, ['dict'], 'value'],
  PyDict_Items: [dict.PyDict_Items, ['dict'], 'objects'],
  PyDict_Clear: [dict.PyDict_Clear, ['dict'], 'value'],
  PyDict_Copy: [PyDict_Copy, ['dict'], 'object'],
  PySet_New: [set.PySet_New, [], 'object'],
  PyFrozenSet_New: [set.PyFrozenSet_New, ['objects'], 'object'],
  PySet_Add: [set.PySet_Add, ['set', 'object'], 'value'],
  PySet_Contains: [set.PySet_Contains, ['set', 'object'], 'value'],
  PySet_Discard: [set.PySet_Discard, ['set', 'object'], 'value'],
  PySet_Size: [set.PySet_Size, ['set'], 'value'],
  PySet_Items: [set.PySet_Items, ['set'], 'objects'],
  PySet_Clear: [set.PySet_Clear, ['set'], 'value'],
  PyCell_New: [fields.PyCell_New, ['object?'], 'object'],
  PyCell_Set: [fields.PyCell_Set, ['object', 'object?'], 'value'],
  PySlice_New: [fields.PySlice_New, ['object?', 'object?', 'object?'], 'object'],
  PyRange_New: [fields.PyRange_New, ['index', 'index', 'value'], 'object'],
  PyMethod_New: [fields.PyMethod_New, ['object', 'object'], 'object'],
  PyCode_New: [fields.PyCode_New, ['str', 'value'], 'object'],
  PyFunction_New: [fields.PyFunction_New, ['str', 'object', 'dict', 'options'], 'object'],
  PyGen_New: [fields.PyGen_New, ['object', 'str'], 'object'],
  PyModule_New: [fields.PyModule_New, ['text'], 'object'],
  PyObject_GetIter: [fields.PyObject_GetIter, ['object'], 'object'],
  PyType_GenericAlloc: [instances.PyType_GenericAlloc, ['type'], 'object'],
  PyObject_SetAttr: [instances.PyObject_SetAttr, ['object', 'str', 'object'], 'value'],
  PyObject_GetAttr: [instances.PyObject_GetAttr, ['object', 'str'], 'object'],
  PyObject_DelAttr: [instances.PyObject_DelAttr, ['object', 'str'], 'value'],
  PyObject_GenericGetDict: [instances.PyObject_GenericGetDict, ['object'], 'object'],
  PyObject_Hash: [hash, ['object'], 'value'],
  PyWeakref_NewRef: [newRef, ['object', 'object?'], 'object'],
  PyWeakref_GetObject: [weakref.PyWeakref_GetObject, ['weakref'], 'object'],
  Py_INCREF: [(py: Interpreter, op: number): void => py.incref(op), ['object'], 'value'],
  Py_DECREF: [(py: Interpreter, op: number): void => py.decref(op), ['object'], 'value'],
  Py_REFCNT: [(py: Interpreter, op: number): number => py.refcnt(op), ['object'], 'value'],
  Py_TYPE: [(py: Interpreter, op: number): number => py.typeOf(op), ['object'], 'object'],
} as const satisfies Record<string, readonly [unknown, readonly Arg[], Result]>;

type Bound<F> = F extends (py: Interpreter, ...args: infer A) => infer R
  ? (...args: A) => R
  : never;

/** The functions, on addresses; objects that are returned are new references unless CPython borrows. */
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

function isType(py: Interpreter, type: number): boolean {
  if (type <= 0 || (py.pages[type >>> Page.SHIFT] ?? 0) === 0) return false;
  if (py.statics.isType(type)) return true;
  return py.typeOf(type) === py.statics.type(0) && py.hasFlag(type, TypeFlag.HEAPTYPE);
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
