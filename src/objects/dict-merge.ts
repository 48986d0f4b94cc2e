import { keysSizeFor, usableFraction } from './dict-keys';
import { PyDict_Next } from './dict-next';
import { copyValues, valueSlot } from './dict-values';
import {
  cloneCombinedKeys,
  hasSplitTable,
  newDict,
  PyDict_New,
  PyDict_Size,
  replaceKeys,
  resizeDict,
  setItemKnownHash,
} from './dictobject';
import { PyError } from './errors';
import type { Interpreter } from './interpreter';
import { Dict } from './structs';

/** `ESTIMATE_SIZE`, `estimate_keysize`: the table size for `count` items. */
function estimatedSize(py: Interpreter, count: number): number {
  return keysSizeFor(py, Math.floor((count * 3 + 1) / 2));
}

function usableSlots(py: Interpreter, op: number): number {
  const table = py.load(op + Dict.KEYS);
  return table === py.statics.emptyKeys ? 0 : usableFraction(py.keys.size(table));
}

/** Whether a table has no gaps and is no larger than its items ask for. */
function isCleanAndSmall(py: Interpreter, op: number): boolean {
  if (hasSplitTable(py, op)) return false;
  const table = py.load(op + Dict.KEYS);
  const size = py.keys.size(table);
  const used = PyDict_Size(py, op);
  return used === py.keys.nentries(table) && (size === 8 || usableFraction(size / 2) < used);
}

/**
 * `dict_merge` of another dict (Objects/dictobject.c): an empty dict gets a copy of a clean table (3.10
 * on); else one resize makes room for all, then each item is set.
 */
export function PyDict_Merge(py: Interpreter, op: number, other: number): void {
  const count = PyDict_Size(py, other);
  if (op === other || count === 0) return;
  const clones = py.version.objects.dictMergeClones;
  if (clones && PyDict_Size(py, op) === 0 && isCleanAndSmall(py, other)) {
    replaceKeys(py, op, cloneCombinedKeys(py, other), count);
    if (py.gc.isTracked(other) && !py.gc.isTracked(op)) py.gc.track(op);
    return;
  }
  if (usableSlots(py, op) < count) {
    const unicode = py.keys.isUnicode(py.load(other + Dict.KEYS));
    resizeDict(py, op, estimatedSize(py, PyDict_Size(py, op) + count), unicode);
  }
  const entries = (): number => {
    const table = py.load(other + Dict.KEYS);
    return table === py.statics.emptyKeys ? 0 : py.keys.nentries(table);
  };
  const before = entries();
  for (let at = PyDict_Next(py, other, 0); at; at = PyDict_Next(py, other, at.index + 1)) {
    const { key, value, low, high } = at;
    py.incref(key);
    py.incref(value);
    try {
      setItemKnownHash(py, op, key, value, low, high);
    } finally {
      py.decref(key);
      py.decref(value);
    }
    if (entries() !== before) throw new PyError('RuntimeError', 'dict mutated during update');
  }
}

/** The one resize of `dict.fromkeys` for a dict or set of `count` keys. */
export function presizeForKeys(py: Interpreter, op: number, count: number, unicode: boolean): void {
  resizeDict(py, op, estimatedSize(py, count), unicode);
}

/** `PyDict_Copy`: a dense table is copied as it is, another one merged into an empty dict. */
export function PyDict_Copy(py: Interpreter, op: number): number {
  const used = PyDict_Size(py, op);
  if (used === 0) return PyDict_New(py);
  const { keys } = py;
  const table = py.load(op + Dict.KEYS);
  const n = keys.nentries(table);
  if (hasSplitTable(py, op)) return copySplit(py, op, table);
  if (used >= Math.floor((n * 2) / 3)) {
    const copy = newDict(py, cloneCombinedKeys(py, op), 0, used);
    if (py.gc.isTracked(op) && !py.gc.isTracked(copy)) py.gc.track(copy);
    return copy;
  }
  const copy = PyDict_New(py);
  PyDict_Merge(py, copy, op);
  return copy;
}

/** A split table's copy shares the keys, and has values of its own. */
function copySplit(py: Interpreter, op: number, table: number): number {
  const from = py.load(op + Dict.VALUES);
  const values = copyValues(py, from, table);
  const count = py.keys.nentries(table);
  for (let i = 0; i < count; i++) py.xincref(py.load(valueSlot(py, values, i)));
  py.keys.incref(table);
  const copy = newDict(py, table, values, PyDict_Size(py, op));
  if (py.gc.isTracked(op) && !py.gc.isTracked(copy)) py.gc.track(copy);
  return copy;
}
