import type { Runtime } from './runtime';

/*
 * References that the interpreter takes for a while (Include/object.h).
 */

/** `Py_NewRef`: one more reference to an object. */
export function newRef(rt: Runtime, op: number): number {
  rt.py.incref(op);
  return op;
}

/** A new reference to None. */
export function newNone(rt: Runtime): number {
  return newRef(rt, rt.py.none);
}

/** What `body` gives, while somebody holds these words. */
export function holding<T>(rt: Runtime, words: readonly number[], body: () => T): T {
  for (const word of words) rt.py.incref(word);
  try {
    return body();
  } finally {
    for (const word of words) rt.py.decref(word);
  }
}

export function drop2(rt: Runtime, a: number, b: number): void {
  rt.py.decref(a);
  rt.py.decref(b);
}
