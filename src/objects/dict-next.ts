import { valueSlot, valuesOrder } from './dict-values';
import type { Interpreter } from './interpreter';
import { Dict, KeyEntry } from './structs';

/** An entry of a dict, borrowed: its place, its key with the two halves of the hash, its value. */
export interface DictEntry {
  readonly index: number;
  readonly key: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * `_PyDict_Next` (Objects/dictobject.c): the entry at place `at`, or the next one there is; null at the
 * end. It reads the dict as it is now, so that the program may change it between two calls.
 */
export function PyDict_Next(py: Interpreter, op: number, at: number): DictEntry | null {
  const { keys } = py;
  const table = py.load(op + Dict.KEYS);
  if (table === py.statics.emptyKeys) return null;
  const values = py.load(op + Dict.VALUES);
  const entry = (index: number, place: number, value: number): DictEntry => {
    const low = keys.entryHash(table, place);
    return { index, key: py.load(keys.keyWord(table, place)), value, low, high: py.hashHigh };
  };
  if (values !== 0) {
    const order = valuesOrder(py, values, py.get(op + Dict.USED));
    for (let i = at; i < order.length; i++) {
      const value = py.load(valueSlot(py, values, order[i]!));
      if (value !== 0) return entry(i, order[i]!, value);
    }
    return null;
  }
  const count = keys.nentries(table);
  for (let i = at; i < count; i++) {
    const value = py.load(keys.keyWord(table, i) + KeyEntry.VALUE);
    if (value !== 0) return entry(i, i, value);
  }
  return null;
}
