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

/** Drops the operands of an operator, in the version's order. */
export function drop2(rt: Runtime, a: number, b: number): void {
  const last = rt.behaviour.dropsRightFirst;
  rt.py.decref(last ? b : a);
  rt.py.decref(last ? a : b);
}

/*
 * The references that a native function owns while something may raise. One rule: it hands each that it makes
 * or takes over to `own` at once, and says when it drops it (`release`) or passes it on (`give`). What is
 * still owned when the native is left, returning or raising, `leave` drops, the last first. Whoever calls a
 * native opens the scope: `callNative`, `iterNext`, the making of objects.
 */

/** The running native holds a word from here on. @returns it */
export function own(rt: Runtime, word: number): number {
  rt.owned.push(word);
  return word;
}

/** The word that the running native owned belongs to somebody else now. @returns it */
export function give(rt: Runtime, word: number): number {
  const { owned } = rt;
  const at = owned.lastIndexOf(word);
  if (at < 0) throw new Error(`the native does not own ${word}`);
  if (at === owned.length - 1) owned.pop();
  else owned.splice(at, 1);
  return word;
}

/** Drops a word that the running native owned. */
export function release(rt: Runtime, word: number): void {
  rt.py.decref(give(rt, word));
}

/** A scope ends: drops what was owned since `mark`, the last first. */
export function leave(rt: Runtime, mark: number): void {
  const { owned } = rt;
  while (owned.length > mark) rt.py.decref(owned.pop()!);
}

/** What `body` gives, in a scope of its own. */
export function scoped<T>(rt: Runtime, body: () => T): T {
  const mark = rt.owned.length;
  try {
    return body();
  } finally {
    if (rt.owned.length > mark) leave(rt, mark);
  }
}

/** A new reference made of each; those made are dropped when one raises. */
export function makeEach<T>(rt: Runtime, from: readonly T[], make: (each: T) => number): number[] {
  const made: number[] = [];
  try {
    for (const each of from) made.push(make(each));
  } catch (error) {
    for (const word of made) rt.py.decref(word);
    throw error;
  }
  return made;
}

/** Gives each of the words to `take`, which takes it over; the rest is dropped when that raises. */
export function giveEach(
  rt: Runtime,
  words: readonly number[],
  take: (word: number) => void,
): void {
  let next = 0;
  try {
    while (next < words.length) take(words[next++]!);
  } finally {
    while (next < words.length) rt.py.decref(words[next++]!);
  }
}
