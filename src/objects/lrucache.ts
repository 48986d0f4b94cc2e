import { newFields } from './field-objects';
import type { Interpreter } from './interpreter';

/*
 * `functools.lru_cache` (Modules/_functoolsmodule.c): a dict of results, and, where the number of them is
 * limited, a doubly linked list of entries, the oldest first, which owns keys and results and is itself
 * what the dict holds. The cached function is the root of the list.
 */

/** Words from the object: of an entry, and of the root. */
export const enum LruEntry {
  PREV = 4,
  NEXT = 6,
  HASH = 8,
  KEY = 10,
  RESULT = 12,
}

/** Words of a cached function, behind the root's. */
export const enum LruCache {
  CACHE = 18,
  HITS = 20,
  FUNC = 22,
  MAXSIZE = 24,
  MISSES = 26,
}

/** An empty list: the root is its own neighbour. */
export function unlinkAll(py: Interpreter, op: number): void {
  py.store(op + LruEntry.PREV, op);
  py.store(op + LruEntry.NEXT, op);
}

/** `_functools._lru_cache_wrapper`: `maxsize` -1 without a limit. */
export function newLruCache(
  py: Interpreter,
  fields: Readonly<Record<string, number>>,
  maxsize: number,
): number {
  const op = newFields(py, 'functools._lru_cache_wrapper', fields);
  unlinkAll(py, op);
  py.set(op + LruCache.MAXSIZE, Math.max(-1, maxsize));
  return op;
}

/** The entries, the oldest first. */
export function lruEntries(py: Interpreter, op: number): number[] {
  const entries: number[] = [];
  for (let at = py.load(op + LruEntry.NEXT); at !== op; at = py.load(at + LruEntry.NEXT)) {
    entries.push(at);
  }
  return entries;
}

/** Takes an entry out of the list. */
export function extractEntry(py: Interpreter, entry: number): void {
  const prev = py.load(entry + LruEntry.PREV);
  const next = py.load(entry + LruEntry.NEXT);
  py.store(prev + LruEntry.NEXT, next);
  py.store(next + LruEntry.PREV, prev);
}

/** Puts an entry at the end of the list, as the one used last. */
export function appendEntry(py: Interpreter, op: number, entry: number): void {
  const last = py.load(op + LruEntry.PREV);
  py.store(last + LruEntry.NEXT, entry);
  py.store(op + LruEntry.PREV, entry);
  py.store(entry + LruEntry.PREV, last);
  py.store(entry + LruEntry.NEXT, op);
}
