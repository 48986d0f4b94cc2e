import { smapsRollup } from '../../src';
import { PyObject_SetAttr, PyType_GenericAlloc } from '../../src/objects/instances';
import { PyList_Append, PyList_New, PyList_SetItem } from '../../src/objects/listobject';
import { PyLong_FromLong } from '../../src/objects/longobject';
import { internString } from '../../src/objects/unicodeobject';
import type { Process } from '../../src/process';

/** What tools/oracle/figures.py measures, done on a simulated process. Bytes. */

export function rss(p: Process): number {
  return p.status().VmRSS;
}

/** Collections that are due run between instructions, as the evaluation loop would have them. */
function checkEvalBreaker(p: Process): void {
  if (p.interpreter.gc.scheduled) p.collector.collectGenerations();
}

export function ints(p: Process, count: number) {
  const before = rss(p);
  const list = p.PyList_FromRange(10_000_000, 10_000_000 + count);
  const after = rss(p);
  p.Py_DECREF(list);
  return { before, after, deleted: rss(p) };
}

export function traced(p: Process, count: number) {
  p.tracemalloc.start();
  const base = p.tracemalloc.get_traced_memory()[0];
  const list = p.PyList_FromRange(10_000_000, 10_000_000 + count);
  const after = rss(p);
  const [now] = p.tracemalloc.get_traced_memory();
  const own = p.tracemalloc.get_tracemalloc_memory();
  p.Py_DECREF(list);
  return { after, traced: now - base, own, deleted: rss(p) };
}

export function fragmented(p: Process, count: number) {
  const py = p.interpreter;
  const before = rss(p);
  const objs = PyList_New(py, 0);
  const object = py.type('object');
  for (let i = 0; i < 2 * count; i++) {
    const op = PyType_GenericAlloc(py, object);
    PyList_Append(py, objs, op);
    py.decref(op);
  }
  const full = rss(p);
  const keep = PyList_New(py, (2 * count) / 100);
  const items = py.load(objs + 6);
  for (let i = 0; i < (2 * count) / 100; i++) {
    PyList_SetItem(py, keep, i, py.newRef(py.load(items + i * 200)));
  }
  py.decref(objs);
  return { before, full, kept: rss(p) };
}

/** A list of `count` instances with an int and a list of one item each. */
export function instances(p: Process, count: number): number {
  const py = p.interpreter;
  const type = p.memory.wordAt(p.PyType_New('N', { staticAttributes: ['i', 'l'] }));
  const [i, l] = [internString(py, 'i'), internString(py, 'l')];
  const objs = PyList_New(py, 0);
  for (let k = 0; k < count; k++) {
    const number = PyLong_FromLong(py, k);
    const op = PyType_GenericAlloc(py, type);
    PyObject_SetAttr(py, op, i, number);
    const list = PyList_New(py, 1);
    PyList_SetItem(py, list, 0, number);
    PyObject_SetAttr(py, op, l, list);
    py.decref(list);
    PyList_Append(py, objs, op);
    py.decref(op);
    checkEvalBreaker(p);
  }
  return objs;
}

export function forked(p: Process, count: number, frozen: boolean) {
  instances(p, count);
  if (frozen) {
    p.gc.disable();
    p.gc.freeze();
  }
  const child = p.fork();
  const before = smapsRollup(child.memory).privateDirty;
  child.gc.collect();
  return { before, after: smapsRollup(child.memory).privateDirty, rss: rss(child) };
}
