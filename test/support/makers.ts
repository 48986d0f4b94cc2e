import {
  PyByteArray_FromStringAndSize,
  PyBytes_FromStringAndSize,
} from '../../src/objects/bytesobject';
import { PyDict_DelItem, PyDict_New, PyDict_SetItem } from '../../src/objects/dictobject';
import * as fields from '../../src/objects/field-objects';
import { PyComplex_FromDoubles, PyFloat_FromDouble } from '../../src/objects/floatobject';
import { PyObject_SetAttr, PyType_GenericAlloc } from '../../src/objects/instances';
import type { Interpreter } from '../../src/objects/interpreter';
import * as list from '../../src/objects/listobject';
import { PyBool_FromLong, PyLong_FromLong } from '../../src/objects/longobject';
import { PyFrozenSet_New, PySet_Add, PySet_Discard, PySet_New } from '../../src/objects/setobject';
import { PyTuple_Pack } from '../../src/objects/tupleobject';
import { PyType_New } from '../../src/objects/typeobject';
import { internString, PyUnicode_FromString } from '../../src/objects/unicodeobject';
import { PyWeakref_NewRef } from '../../src/objects/weakrefobject';

/** How each object that tools/oracle/objects.py records is made here: by the same calls. */
export const MAKERS: Record<string, (py: Interpreter) => number> = {
  ...Object.fromEntries(
    [0, 1, -5, 256, 12345, -12345, 2 ** 30, 2 ** 60].map((value) => [
      `int ${value === 2 ** 30 ? '2**30' : value === 2 ** 60 ? '2**60' : value}`,
      (py: Interpreter): number => PyLong_FromLong(py, BigInt(value)),
    ]),
  ),
  'int 2**30-1': (py) => PyLong_FromLong(py, 2 ** 30 - 1),
  'int -2**90': (py) => PyLong_FromLong(py, -(2n ** 90n)),
  'int 10**50': (py) => PyLong_FromLong(py, 10n ** 50n),
  'bool True': (py) => PyBool_FromLong(py, true),
  'bool False': (py) => PyBool_FromLong(py, false),
  None: (py) => py.newRef(py.none),
  'float 1.5': (py) => PyFloat_FromDouble(py, 1.5),
  'float -0.0': (py) => PyFloat_FromDouble(py, -0),
  'complex 1+2j': (py) => PyComplex_FromDoubles(py, 1, 2),
  "str ''": (py) => PyUnicode_FromString(py, ''),
  "str 'a'": (py) => PyUnicode_FromString(py, 'a'),
  "str 'abc'": (py) => PyUnicode_FromString(py, 'abc'),
  "str 'hello world'": (py) => PyUnicode_FromString(py, 'hello world'),
  'str latin1': (py) => PyUnicode_FromString(py, 'caf\xe9'),
  'str latin1 char': (py) => PyUnicode_FromString(py, '\xe9'),
  'str ucs2': (py) => PyUnicode_FromString(py, '\u0101bc'),
  'str ucs4': (py) => PyUnicode_FromString(py, '\u{1f600}bc'),
  "bytes b''": (py) => PyBytes_FromStringAndSize(py, 0),
  "bytes b'a'": (py) => PyBytes_FromStringAndSize(py, [0x61]),
  "bytes b'abcdefghij'": (py) => PyBytes_FromStringAndSize(py, Buffer.from('abcdefghij')),
  'bytearray 0': (py) => PyByteArray_FromStringAndSize(py, 0),
  'bytearray 10': (py) => PyByteArray_FromStringAndSize(py, 10),
  'tuple ()': (py) => PyTuple_Pack(py),
  'tuple 1': (py) => PyTuple_Pack(py, int(py, 3)),
  'tuple 3': (py) => PyTuple_Pack(py, int(py, 3), py.none, int(py, 3)),
  'tuple 25': (py) => PyTuple_Pack(py, ...new Array<number>(25).fill(int(py, 3))),
  'list []': (py) => list.PyList_New(py, 0),
  'list [1, 2, 3]': (py) => {
    const op = list.PyList_New(py, 3);
    for (let i = 0; i < 3; i++) list.PyList_SetItem(py, op, i, int(py, 3));
    return op;
  },
  'list grown 10': (py) => grown(py, 10),
  'list grown 1000': (py) => grown(py, 1000),
  'list shrunk 30': (py) => {
    const op = grown(py, 100);
    for (let i = 0; i < 70; i++) py.decref(list.PyList_Pop(py, op));
    return op;
  },
  'list of range 10': (py) => list.PyList_FromRange(py, 0, 10),
  'dict {}': PyDict_New,
  "dict {'a': 1}": (py) => dict(py, [['a', 3]]),
  'dict {1: 2}': (py) => dict(py, [[3, 3]]),
  'dict mixed': (py) =>
    dict(py, [
      ['a', 1],
      ['b', 2],
      [3, 4],
    ]),
  'dict deleted': (py) => {
    const op = dict(
      py,
      Array.from({ length: 10 }, (_, i) => [i, i]),
    );
    PyDict_DelItem(py, op, int(py, 3));
    PyDict_DelItem(py, op, int(py, 5));
    return op;
  },
  'dict filled 6': (py) => filled(py, 6),
  'dict filled 200': (py) => filled(py, 200),
  'set empty': PySet_New,
  'set 3': (py) => intSet(py, [0, 7, 14]),
  'set 20': (py) =>
    intSet(
      py,
      Array.from({ length: 20 }, (_, i) => i * 7),
    ),
  'set discarded': (py) => {
    const op = intSet(py, [1, 2, 3, 9]);
    PySet_Discard(py, op, int(py, 2));
    return op;
  },
  'frozenset 3': (py) => PyFrozenSet_New(py, int(py, 1), int(py, 2), int(py, 300)),
  'range 9': (py) => fields.PyRange_New(py, 3, 12, 2),
  slice: (py) => fields.PySlice_New(py, int(py, 3), int(py, 4)),
  object: (py) => PyType_GenericAlloc(py, py.type('object')),
  function: (py) => {
    const name = internString(py, 'f');
    return fields.PyFunction_New(py, name, fields.PyCode_New(py, name), PyDict_New(py), {
      builtins: PyDict_New(py),
      defaults: PyTuple_Pack(py, int(py, 1)),
      kwdefaults: PyDict_New(py),
      doc: internString(py, 'doc'),
      module: internString(py, '__main__'),
    });
  },
  cell: (py) => fields.PyCell_New(py, int(py, 12345)),
  method: (py) => fields.PyMethod_New(py, py.none, int(py, 3)),
  plain: (py) => PyType_GenericAlloc(py, PyType_New(py, 'Plain')),
  slots: (py) => PyType_GenericAlloc(py, PyType_New(py, 'Slots', { slots: ['a', 'b', 'c'] })),
  pair: (py) => {
    const type = PyType_New(py, 'Pair', { staticAttributes: ['first', 'second'] });
    let op = 0;
    for (let i = 0; i <= 40; i++) {
      if (op !== 0) py.decref(op);
      op = PyType_GenericAlloc(py, type);
      PyObject_SetAttr(py, op, internString(py, 'first'), int(py, 1));
      PyObject_SetAttr(py, op, internString(py, 'second'), int(py, 2));
    }
    return op;
  },
  'list iterator': (py) => fields.PyObject_GetIter(py, list.PyList_New(py, 0)),
  'tuple iterator': (py) => fields.PyObject_GetIter(py, PyTuple_Pack(py, int(py, 3))),
  'range iterator': (py) => fields.PyObject_GetIter(py, fields.PyRange_New(py, 0, 3)),
  'str iterator': (py) => fields.PyObject_GetIter(py, PyUnicode_FromString(py, 'abc')),
  'dict key iterator': (py) => fields.PyObject_GetIter(py, PyDict_New(py)),
  'set iterator': (py) => fields.PyObject_GetIter(py, intSet(py, [1])),
  weakref: (py) => PyWeakref_NewRef(py, PyType_New(py, 'Plain')),
  module: (py) => fields.PyModule_New(py, 'm'),
};

function int(py: Interpreter, value: number): number {
  return PyLong_FromLong(py, value);
}

function key(py: Interpreter, value: string | number): number {
  return typeof value === 'string' ? PyUnicode_FromString(py, value) : int(py, value);
}

function dict(py: Interpreter, items: readonly (readonly [string | number, number])[]): number {
  const op = PyDict_New(py);
  for (const [name, value] of items) PyDict_SetItem(py, op, key(py, name), int(py, value));
  return op;
}

function filled(py: Interpreter, count: number): number {
  return dict(
    py,
    Array.from({ length: count }, (_, i) => [`k${i}`, i] as const),
  );
}

function grown(py: Interpreter, count: number): number {
  const op = list.PyList_New(py, 0);
  for (let i = 0; i < count; i++) list.PyList_Append(py, op, int(py, i));
  return op;
}

function intSet(py: Interpreter, values: readonly number[]): number {
  const op = PySet_New(py);
  for (const value of values) PySet_Add(py, op, int(py, value));
  return op;
}
