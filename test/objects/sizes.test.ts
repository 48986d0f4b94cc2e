import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getsizeof } from '../../src/objects';
import { PyByteArray_FromStringAndSize, PyByteArray_Resize } from '../../src/objects/bytesobject';
import { PyDict_New, PyDict_SetItem } from '../../src/objects/dictobject';
import { PyCode_New, PyGen_New } from '../../src/objects/field-objects';
import {
  PyObject_GenericGetDict,
  PyObject_SetAttr,
  PyType_GenericAlloc,
} from '../../src/objects/instances';
import type { Interpreter } from '../../src/objects/interpreter';
import * as list from '../../src/objects/listobject';
import { PyLong_FromLong } from '../../src/objects/longobject';
import { PySet_Add, PySet_New } from '../../src/objects/setobject';
import { PyType_New } from '../../src/objects/typeobject';
import { internString, PyUnicode_FromString } from '../../src/objects/unicodeobject';
import { ROOT } from '../support/dist';
import { RELEASES } from '../support/golden';
import { interpreter } from '../support/interpreter';
import { MAKERS } from '../support/makers';

/** A line that `sizes.py` printed, from Python's literals to JSON. */
function recorded(version: string, label: string): string {
  const text = readFileSync(join(ROOT, 'test', 'golden', 'sizes', `${version}.txt`), 'utf8');
  const line = text.split('\n').find((candidate) => candidate.includes(label));
  if (line === undefined) throw new Error(`no line '${label}' for ${version}`);
  return line.slice(line.indexOf(label) + label.length).trim();
}

function json<T>(text: string): T {
  return JSON.parse(text.replace(/\(/g, '[').replace(/\)/g, ']').replace(/'/g, '"')) as T;
}

/** Sizes as they change while `add` is called for 0, 1, 2 …: pairs of calls before it and size. */
function growth(py: Interpreter, op: number, calls: number, add: (i: number) => void): number[][] {
  const steps: number[][] = [];
  for (let i = 0; i < calls; i++) {
    const size = getsizeof(py, op);
    if (size !== steps.at(-1)?.[1]) steps.push([i, size]);
    add(i);
  }
  return steps;
}

const SIZES: Record<string, string> = {
  int0: 'int 0',
  int1: 'int 1',
  int30: 'int 2**30',
  int60: 'int 2**60',
  true: 'bool True',
  float: 'float 1.5',
  cplx: 'complex 1+2j',
  s0: "str ''",
  s1: "str 'a'",
  ucs2: 'str ucs2',
  b0: "bytes b''",
  t0: 'tuple ()',
  t1: 'tuple 1',
  l0: 'list []',
  d0: 'dict {}',
  d1: "dict {'a': 1}",
  s: 'set empty',
  fs: 'frozenset 3',
  obj: 'object',
  slice: 'slice',
  rng: 'range 9',
  none: 'None',
  fn: 'function',
  mod: 'module',
  ba: 'bytearray 0',
};
/** The recorder's string has one wide character, the one made here three. */
const ONE_CHARACTER_MORE: Record<string, number> = { ucs2: 4 };

describe.each(RELEASES)('sys.getsizeof of %s', (version) => {
  const py = interpreter(version);
  const int = (value: number): number => PyLong_FromLong(py, value);

  test('one of each', () => {
    const sizes = json<Record<string, number>>(
      recorded(version, ' sizes ').replace(/True/g, 'true'),
    );
    for (const [name, maker] of Object.entries(SIZES)) {
      const size = getsizeof(py, MAKERS[maker]!(py)) - (ONE_CHARACTER_MORE[name] ?? 0);
      expect([name, size]).toEqual([name, sizes[name]]);
    }
    expect(getsizeof(py, py.type('int'))).toBe(sizes.typ);
    const slots = version === '3.15' ? 6 : 4;
    const name = internString(py, '<genexpr>');
    const generator = PyGen_New(py, PyCode_New(py, name, slots), name);
    expect(getsizeof(py, generator)).toBe(sizes.gen);
  });

  test('growth of list, dict, set', () => {
    const steps = (label: string): number[][] => json(recorded(version, label));
    const grown = list.PyList_New(py, 0);
    expect(growth(py, grown, 200, (i) => list.PyList_Append(py, grown, int(i)))).toEqual(
      steps(' list growth '),
    );
    const ints = PyDict_New(py);
    expect(growth(py, ints, 2000, (i) => PyDict_SetItem(py, ints, int(i), int(i)))).toEqual(
      steps(' dict growth '),
    );
    const strings = PyDict_New(py);
    expect(
      growth(py, strings, 2000, (i) =>
        PyDict_SetItem(py, strings, PyUnicode_FromString(py, String(i)), int(i)),
      ),
    ).toEqual(steps(' dict strkey growth '));
    const set = PySet_New(py);
    expect(growth(py, set, 2000, (i) => PySet_Add(py, set, int(i)))).toEqual(steps(' set growth '));
  });

  test('classes and instances', () => {
    const [inst, dict] = recorded(version, ' inst ').split(' dict ').map(Number);
    const type = PyType_New(py, 'A');
    const first = PyType_GenericAlloc(py, type);
    expect(getsizeof(py, first)).toBe(inst);
    expect(getsizeof(py, PyObject_GenericGetDict(py, first))).toBe(dict);
    const [, dict1, slots, cls] = /^(\d+) slots (\d+) cls (\d+)/.exec(
      recorded(version, ' dict1 '),
    )!;
    const second = PyType_GenericAlloc(py, type);
    py.decref(first);
    PyObject_SetAttr(py, second, internString(py, 'x'), int(1));
    expect(getsizeof(py, PyObject_GenericGetDict(py, second))).toBe(Number(dict1));
    const S = PyType_New(py, 'S', { slots: ['a', 'b'] });
    expect(getsizeof(py, PyType_GenericAlloc(py, S))).toBe(Number(slots));
    expect(getsizeof(py, type)).toBe(Number(cls));
  });
});

test('a bytearray grows and shrinks as recorded', () => {
  for (const [version, growth, steps] of [
    [
      '3.14',
      [0, 56, 1, 58, 2, 61, 5, 64, 8, 68, 12, 75, 19, 83, 27, 92, 36, 102, 46, 113, 57, 126],
      [10, 67, 60, 117, 100, 157, 3, 60, 400, 457, 200, 457, 150, 207, 0, 57, 5, 62],
    ],
    [
      '3.15',
      [
        0, 64, 1, 98, 2, 99, 3, 100, 4, 101, 5, 102, 6, 103, 7, 104, 8, 105, 9, 113, 17, 122, 26,
        132,
      ],
      [10, 107, 60, 157, 100, 197, 3, 100, 400, 497, 200, 497, 150, 247, 0, 64, 5, 102],
    ],
  ] as const) {
    const py = interpreter(version);
    const grown = PyByteArray_FromStringAndSize(py, 0);
    const sizes = growthOf(py, grown, 60);
    expect(sizes.slice(0, growth.length)).toEqual(growth);
    const other = PyByteArray_FromStringAndSize(py, 100);
    const resized = steps.flatMap((size, i) => {
      if (i % 2 !== 0) return [];
      PyByteArray_Resize(py, other, size);
      return [size, getsizeof(py, other)];
    });
    expect(resized).toEqual(steps);
    py.decref(other);
    py.decref(grown);
  }
});

/** Lengths at which the size changes, and the sizes, while one byte after another is appended. */
function growthOf(py: Interpreter, op: number, length: number): number[] {
  return growth(py, op, length, (i) => PyByteArray_Resize(py, op, i + 1)).flat();
}
