import { Dict, PyDict_Items } from '../../objects';
import type { Runtime } from '../runtime/runtime';

/*
 * The entries of a dict, in order (Objects/dictobject.c).
 */

/** An entry of a dict, borrowed, and where it is. */
export interface Entry {
  readonly index: number;
  readonly key: number;
  readonly value: number;
}

export function entryFrom(rt: Runtime, dict: number, at: number): Entry | null {
  const { py } = rt;
  const table = py.load(dict + Dict.KEYS);
  if (table === py.statics.emptyKeys) return null;
  const values = py.load(dict + Dict.VALUES);
  if (values !== 0) {
    const items = PyDict_Items(py, dict);
    return at * 2 < items.length
      ? { index: at, key: items[at * 2]!, value: items[at * 2 + 1]! }
      : null;
  }
  const count = py.keys.nentries(table);
  for (let i = at; i < count; i++) {
    const word = py.keys.keyWord(table, i);
    const value = py.load(word + 2);
    if (value !== 0) return { index: i, key: py.load(word), value };
  }
  return null;
}
