import { PyDict_Items } from '../objects/dictobject';
import { plainValue } from './globals';
import { newNone } from './runtime/refs';
import type { Runtime } from './runtime/runtime';
import { isBytes, isDict, isList, isTuple, typeName } from './runtime/type-checks';
import {
  asBytes,
  listItems,
  newBool,
  newBytes,
  newDictOf,
  newFloat,
  newInt,
  newList,
  newStr,
  newTuple,
  tupleItems,
} from './runtime/values';

/*
 * Values of the host as objects of a program, and back. What is read comes from the bytes of the objects: no
 * method of the program's runs for it, and nothing is allocated.
 */

/** A value of the host that a program can be given. */
export type Data =
  | null
  | boolean
  | number
  | bigint
  | string
  | { readonly bytes: readonly number[] }
  /** A float, also where it has no fraction. */
  | { readonly float: number }
  | { readonly tuple: readonly Data[] }
  | readonly Data[]
  | ReadonlyMap<Data, Data>;

/** A new reference to an object with this value. Whole numbers become ints. */
export function objectOf(rt: Runtime, data: Data): number {
  if (data === null) return newNone(rt);
  switch (typeof data) {
    case 'boolean':
      return newBool(rt, data);
    case 'number':
      return Number.isInteger(data) ? newInt(rt, data) : newFloat(rt, data);
    case 'bigint':
      return newInt(rt, data);
    case 'string':
      return newStr(rt, data);
  }
  const each = (items: readonly Data[]): number[] => items.map((item) => objectOf(rt, item));
  if (data instanceof Map) return newDictOf(rt, each([...data].flat()));
  if ('bytes' in data) return newBytes(rt, data.bytes);
  if ('float' in data) return newFloat(rt, data.float);
  if ('tuple' in data) return newTuple(rt, each(data.tuple));
  return newList(rt, each(data as readonly Data[]));
}

/** What is read of an object that is none of a number, text, bytes, list, tuple or dict. */
export interface Other {
  readonly type: string;
}

/** Parts of a value that are read, and how deep. */
const MOST_PARTS = 200_000;
const DEEPEST = 50;

/**
 * The value of an object: lists and tuples as arrays, dicts as maps, bytes as arrays of numbers, those of subclasses
 * too. Of anything else, and beyond some size, the name of the type.
 */
export function dataOf(rt: Runtime, op: number): unknown {
  let parts = 0;
  const read = (word: number, depth: number): unknown => {
    const other = (): Other => ({ type: typeName(rt, word) });
    if (++parts > MOST_PARTS || depth > DEEPEST) return other();
    const plain = plainValue(rt, word);
    if (plain !== undefined) return plain;
    const each = (words: readonly number[]): unknown[] =>
      words.map((item) => read(item, depth + 1));
    if (isList(rt, word)) return each(listItems(rt, word));
    if (isTuple(rt, word)) return each(tupleItems(rt, word));
    if (isBytes(rt, word)) return [...asBytes(rt, word)];
    if (!isDict(rt, word)) return other();
    const items = each(PyDict_Items(rt.py, word));
    return new Map(items.flatMap((key, i) => (i % 2 === 0 ? [[key, items[i + 1]] as const] : [])));
  };
  return read(op, 0);
}
