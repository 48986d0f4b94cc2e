import { boot } from '../../dist/src';
import { PyDict_New, PyDict_SetItem } from '../../dist/src/objects/dictobject';
import { PyObject_SetAttr, PyType_GenericAlloc } from '../../dist/src/objects/instances';
import { PyList_Append, PyList_New, PyList_SetItem } from '../../dist/src/objects/listobject';
import { PyLong_FromLong } from '../../dist/src/objects/longobject';
import { internString, PyUnicode_FromString } from '../../dist/src/objects/unicodeobject';

/*
 * The tasks of objects.ts, each in a process of its own: prints seconds, and host memory to simulated
 * RSS at its height.
 */

type Result = [seconds: number, memoryRatio: number];
type Process = ReturnType<typeof boot>;

function timed(p: Process, body: () => void, after: () => void = () => {}): Result {
  const hostBefore = process.memoryUsage.rss();
  const before = p.status().VmRSS;
  const start = performance.now();
  body();
  const middle = performance.now();
  const ratio = (process.memoryUsage.rss() - hostBefore) / (p.status().VmRSS - before);
  const again = performance.now();
  after();
  return [(middle - start + performance.now() - again) / 1000, ratio];
}

export function intList(version: string, traced = false): Result {
  const p = boot(version);
  p.gc.disable();
  if (traced) p.tracemalloc.start();
  let list = 0;
  return timed(
    p,
    () => {
      list = p.PyList_FromRange(10_000_000, 20_000_000);
    },
    () => p.Py_DECREF(list),
  );
}

export function tracedIntList(version: string): Result {
  return intList(version, true);
}

export function collection(version: string): Result {
  const p = boot(version);
  p.gc.disable();
  const py = p.interpreter;
  const type = p.memory.wordAt(p.PyType_New('N', { staticAttributes: ['i', 'l'] }));
  const [i, l] = [internString(py, 'i'), internString(py, 'l')];
  const objs = PyList_New(py, 0);
  for (let k = 0; k < 1_000_000; k++) {
    const number = PyLong_FromLong(py, k);
    const op = PyType_GenericAlloc(py, type);
    PyObject_SetAttr(py, op, i, number);
    const list = PyList_New(py, 1);
    PyList_SetItem(py, list, 0, number);
    PyObject_SetAttr(py, op, l, list);
    py.decref(list);
    PyList_Append(py, objs, op);
    py.decref(op);
  }
  return timed(p, () => p.gc.collect());
}

function dict(version: string, key: (py: Process['interpreter'], i: number) => number): Result {
  const p = boot(version);
  p.gc.disable();
  const py = p.interpreter;
  return timed(p, () => {
    const op = PyDict_New(py);
    for (let i = 0; i < 1_000_000; i++) {
      const name = key(py, i);
      const value = PyLong_FromLong(py, i);
      PyDict_SetItem(py, op, name, value);
      py.decref(name);
      py.decref(value);
    }
  });
}

export function intDict(version: string): Result {
  return dict(version, PyLong_FromLong);
}

export function strDict(version: string): Result {
  return dict(version, (py, i) => PyUnicode_FromString(py, String(i)));
}

if (require.main === module) {
  const tasks: Record<string, (version: string) => Result> = {
    intList,
    tracedIntList,
    collection,
    intDict,
    strDict,
  };
  process.stdout.write(JSON.stringify(tasks[process.argv[2]!]!(process.argv[3]!)));
}
