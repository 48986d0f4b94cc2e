import { compareHeld, hashKey } from './compare';
import { SetEntry, SetWord } from './structs';
import { objectMayBeTracked } from './tupleobject';
import { equalStrings } from './unicodeobject';
import type { Words } from './words';

/*
 * Sets (Objects/setobject.c): an open-addressed table of key and hash, the first eight slots in the
 * object itself; nine neighbours are probed before the sequence jumps.
 */

const MINSIZE = 8;
const LINEAR_PROBES = 9;

/** `PySet_New` without an iterable: empty; tracked. */
export function PySet_New(py: Words): number {
  return newSet(py, py.type('set'));
}

/** `PyFrozenSet_New` of the items given. */
export function PyFrozenSet_New(py: Words, ...items: number[]): number {
  const op = newSet(py, py.type('frozenset'));
  for (const item of items) PySet_Add(py, op, item);
  PyFrozenSet_MaybeUntrack(py, op);
  return op;
}

/** `_PyFrozenSet_MaybeUntrack`: a new frozenset without tracked items is not tracked either (3.15 on). */
export function PyFrozenSet_MaybeUntrack(py: Words, op: number): void {
  if (py.version.objects.frozensetTracking === 'always') return;
  if (!PySet_Items(py, op).some((item) => objectMayBeTracked(py, item))) py.gc.untrack(op);
}

function newSet(py: Words, type: number): number {
  const op = py.newGcObject(type, 200);
  py.i32.fill(0, op + SetWord.FILL, op + SetWord.WORDS);
  py.set(op + SetWord.MASK, MINSIZE - 1);
  py.store(op + SetWord.TABLE, op + SetWord.SMALLTABLE);
  py.set(op + SetWord.HASH, -1);
  py.gc.track(op);
  return op;
}

/** `PySet_Size`. */
export function PySet_Size(py: Words, op: number): number {
  return py.get(op + SetWord.USED);
}

/** The set changed while keys were compared: the search has to begin again. */
const CHANGED = -1;

/** The entry that holds `key`, or 0; `free` is called with where it would go. */
function find(
  py: Words,
  op: number,
  key: number,
  low: number,
  high: number,
  free?: (entry: number, dummy: boolean) => void,
): number {
  let entry: number;
  do entry = findOnce(py, op, key, low, high, free);
  while (entry === CHANGED);
  return entry;
}

function findOnce(
  py: Words,
  op: number,
  key: number,
  low: number,
  high: number,
  free?: (entry: number, dummy: boolean) => void,
): number {
  const { i32 } = py;
  const isString = py.typeOf(key) === py.strType;
  const mask = i32[op + SetWord.MASK]!;
  const table = py.load(op + SetWord.TABLE);
  let perturb = low;
  let perturbHigh = high;
  let dummy = 0;
  for (let i = low & mask; ; ) {
    const probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let j = 0; j <= probes; j++) {
      const entry = table + (i + j) * 4;
      const hash = i32[entry + SetEntry.HASH]!;
      const hashHigh = i32[entry + SetEntry.HASH + 1]!;
      const other = py.load(entry);
      if (other === 0) {
        if ((hash | hashHigh) === 0) {
          if (free) free(dummy !== 0 ? dummy : entry, dummy !== 0);
          return 0;
        }
      } else if (hash === low && hashHigh === high) {
        if (other === key) return entry;
        if (isString && py.typeOf(other) === py.strType) {
          if (equalStrings(py, other, key)) return entry;
        } else {
          const same = compareHeld(py, other, key);
          if (py.load(op + SetWord.TABLE) !== table || py.load(entry) !== other) return CHANGED;
          if (same) return entry;
        }
      } else if ((hash & hashHigh) === -1 && py.version.objects.setReusesDummies) dummy = entry;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    i = (Math.imul(i, 5) + 1 + perturb) & mask;
  }
}

/** `PySet_Add`: takes a new reference; nothing when an equal key is there. @throws PyError TypeError */
export function PySet_Add(py: Words, op: number, key: number): void {
  const low = hashKey(py, key, 'set element');
  addHashed(py, op, key, low, py.hashHigh);
}

/** `set_add_entry`: the key is held from the start, since comparing may drop it elsewhere. */
export function addHashed(py: Words, op: number, key: number, low: number, high: number): void {
  let resize = false;
  let added = false;
  py.incref(key);
  const add = (entry: number, dummy: boolean): void => {
    added = true;
    py.memory.touch(op, 16);
    if (!dummy) py.i32[op + SetWord.FILL]!++;
    py.i32[op + SetWord.USED]!++;
    py.store(entry, key);
    py.i32[entry + SetEntry.HASH] = low;
    py.i32[entry + SetEntry.HASH + 1] = high;
    resize = !dummy && py.i32[op + SetWord.FILL]! * 5 >= py.i32[op + SetWord.MASK]! * 3;
  };
  try {
    find(py, op, key, low, high, add);
  } finally {
    if (!added) py.decref(key);
  }
  if (!resize) return;
  const used = PySet_Size(py, op);
  resizeSet(py, op, used > 50000 ? used * 2 : used * 4);
}

/** Makes room at once for `count` keys of another set or a dict. */
export function presizeSet(py: Words, op: number, count: number): void {
  if ((py.get(op + SetWord.FILL) + count) * 5 >= py.get(op + SetWord.MASK) * 3) {
    resizeSet(py, op, (PySet_Size(py, op) + count) * 2);
  }
}

/** `set_merge`: adds the keys of another set. */
export function PySet_Merge(py: Words, op: number, other: number): void {
  const used = PySet_Size(py, other);
  if (other === op || used === 0) return;
  presizeSet(py, op, used);
  const mask = py.get(op + SetWord.MASK);
  const from = py.load(other + SetWord.TABLE);
  const to = py.load(op + SetWord.TABLE);
  const fresh = py.get(op + SetWord.FILL) === 0;
  if (!fresh) {
    eachKey(py, other, (key, low, high) => addHashed(py, op, key, low, high));
    return;
  }
  const otherMask = py.get(other + SetWord.MASK);
  const same = mask === otherMask && py.get(other + SetWord.FILL) === used;
  py.memory.touch(op, 16);
  for (let i = 0; i <= otherMask; i++) {
    const key = py.load(from + i * 4);
    if (key === 0 || key === py.statics.setDummy) continue;
    py.incref(key);
    const low = py.i32[from + i * 4 + SetEntry.HASH]!;
    const high = py.i32[from + i * 4 + SetEntry.HASH + 1]!;
    if (same) {
      py.store(to + i * 4, key);
      py.i32[to + i * 4 + SetEntry.HASH] = low;
      py.i32[to + i * 4 + SetEntry.HASH + 1] = high;
    } else insertClean(py, to, mask, key, low, high);
  }
  py.i32[op + SetWord.FILL] = used;
  py.i32[op + SetWord.USED] = used;
}

/** `set_table_resize`: the smallest table larger than `minimum`, without deleted entries. */
function resizeSet(py: Words, op: number, minimum: number): void {
  let size = MINSIZE;
  while (size <= minimum) size *= 2;
  const small = op + SetWord.SMALLTABLE;
  const old = py.load(op + SetWord.TABLE);
  const oldMask = py.get(op + SetWord.MASK);
  const entries: number[] = [];
  for (let i = 0, entry = old; i <= oldMask; i++, entry += 4) {
    const key = py.load(entry);
    if (key !== 0 && key !== py.statics.setDummy) {
      entries.push(key, py.i32[entry + SetEntry.HASH]!, py.i32[entry + SetEntry.HASH + 1]!);
    }
  }
  const table = size === MINSIZE ? small : py.malloc(size * 16);
  py.memory.fill(table, size * 4);
  py.set(op + SetWord.MASK, size - 1);
  py.store(op + SetWord.TABLE, table);
  py.set(op + SetWord.FILL, PySet_Size(py, op));
  for (let i = 0; i < entries.length; i += 3) {
    insertClean(py, table, size - 1, entries[i]!, entries[i + 1]!, entries[i + 2]!);
  }
  if (old !== small) py.free(old);
}

function insertClean(
  py: Words,
  table: number,
  mask: number,
  key: number,
  low: number,
  high: number,
): void {
  let perturb = low;
  let perturbHigh = high;
  for (let i = low & mask; ; ) {
    const probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let j = 0; j <= probes; j++) {
      const entry = table + (i + j) * 4;
      if (py.load(entry) !== 0) continue;
      py.store(entry, key);
      py.i32[entry + SetEntry.HASH] = low;
      py.i32[entry + SetEntry.HASH + 1] = high;
      return;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    i = (Math.imul(i, 5) + 1 + perturb) & mask;
  }
}

/** `PySet_Contains`. @throws PyError TypeError */
export function PySet_Contains(py: Words, op: number, key: number): boolean {
  const low = hashKey(py, key, 'set element');
  return containsHashed(py, op, key, low, py.hashHigh);
}

/** `set_contains_entry`. */
export function containsHashed(
  py: Words,
  op: number,
  key: number,
  low: number,
  high: number,
): boolean {
  return find(py, op, key, low, high) !== 0;
}

/**
 * Gives `visit` each key of a set with its hash, held meanwhile, as the set is at that time
 * (`set_next`), until it says false. @returns whether it never did
 */
export function eachKey(
  py: Words,
  op: number,
  visit: (key: number, low: number, high: number) => unknown,
): boolean {
  for (let i = 0; i <= py.get(op + SetWord.MASK); i++) {
    const entry = py.load(op + SetWord.TABLE) + i * 4;
    const key = py.load(entry);
    if (key === 0 || key === py.statics.setDummy) continue;
    py.incref(key);
    try {
      if (visit(key, py.i32[entry + SetEntry.HASH]!, py.i32[entry + SetEntry.HASH + 1]!) === false)
        return false;
    } finally {
      py.decref(key);
    }
  }
  return true;
}

/** `PySet_Discard`: leaves a dummy in its place. @returns whether it was there */
export function PySet_Discard(py: Words, op: number, key: number): boolean {
  const low = hashKey(py, key, 'set element');
  return discardHashed(py, op, key, low, py.hashHigh);
}

/** `set_discard_entry`. */
export function discardHashed(
  py: Words,
  op: number,
  key: number,
  low: number,
  high: number,
): boolean {
  const entry = find(py, op, key, low, high);
  if (entry === 0) return false;
  const old = py.load(entry);
  py.store(entry, py.statics.setDummy);
  py.set(entry + SetEntry.HASH, -1);
  py.set(op + SetWord.USED, PySet_Size(py, op) - 1);
  py.decref(old);
  return true;
}

/**
 * `PySet_Pop`: the first key from where the last one was found, whose reference the caller gets; it leaves
 * a dummy in its place. 0 when the set is empty.
 */
export function PySet_Pop(py: Words, op: number): number {
  const used = PySet_Size(py, op);
  if (used === 0) return 0;
  const mask = py.get(op + SetWord.MASK);
  const table = py.load(op + SetWord.TABLE);
  let at = py.get(op + SetWord.FINGER) & mask;
  let key = py.load(table + at * 4);
  while (key === 0 || key === py.statics.setDummy) {
    at = (at + 1) & mask;
    key = py.load(table + at * 4);
  }
  const entry = table + at * 4;
  py.store(entry, py.statics.setDummy);
  py.set(entry + SetEntry.HASH, -1);
  py.set(op + SetWord.USED, used - 1);
  py.set(op + SetWord.FINGER, at + 1);
  return key;
}

/** The keys, in the order of the table; borrowed. */
export function PySet_Items(py: Words, op: number): number[] {
  const mask = py.get(op + SetWord.MASK);
  const table = py.load(op + SetWord.TABLE);
  const items: number[] = [];
  for (let i = 0; i <= mask; i++) {
    const key = py.load(table + i * 4);
    if (key !== 0 && key !== py.statics.setDummy) items.push(key);
  }
  return items;
}

/** Whether two sets hold equal keys. */
export function equalSets(py: Words, a: number, b: number): boolean {
  return (
    PySet_Size(py, a) === PySet_Size(py, b) &&
    eachKey(py, a, (key, low, high) => containsHashed(py, b, key, low, high))
  );
}

/** `PySet_Clear`: the set is empty before the first key dies. */
export function PySet_Clear(py: Words, op: number): void {
  const keys = PySet_Items(py, op);
  const table = py.load(op + SetWord.TABLE);
  const small = op + SetWord.SMALLTABLE;
  py.memory.touch(op, 50);
  py.i32.fill(0, op + SetWord.FILL, op + SetWord.MASK);
  py.i32.fill(0, small, op + SetWord.WEAKREFLIST);
  py.set(op + SetWord.MASK, MINSIZE - 1);
  py.store(op + SetWord.TABLE, small);
  py.set(op + SetWord.HASH, -1);
  for (const key of keys) py.decref(key);
  if (table !== small) py.free(table);
}

/** `set_difference_update_internal`: without the other set's keys; a table of many gaps is made anew. */
export function PySet_Subtract(py: Words, op: number, other: number): void {
  if (op === other) {
    PySet_Clear(py, op);
    return;
  }
  eachKey(py, other, (key, low, high) => {
    discardHashed(py, op, key, low, high);
  });
  setDropGaps(py, op);
}

/** Makes the table of a set anew where more than a quarter of it are gaps. */
export function setDropGaps(py: Words, op: number): void {
  const used = PySet_Size(py, op);
  if (py.get(op + SetWord.FILL) - used <= py.get(op + SetWord.MASK) >> 2) return;
  resizeSet(py, op, used > 50000 ? used * 2 : used * 4);
}

/** `set_swap_bodies`: two sets change their contents. */
export function swapSets(py: Words, a: number, b: number): void {
  const own = (op: number): boolean => py.load(op + SetWord.TABLE) === op + SetWord.SMALLTABLE;
  const [smallA, smallB] = [own(a), own(b)];
  const words = SetWord.WEAKREFLIST - SetWord.FILL;
  const bodyA = py.i32.slice(a + SetWord.FILL, a + SetWord.FILL + words);
  py.i32.copyWithin(a + SetWord.FILL, b + SetWord.FILL, b + SetWord.FILL + words);
  py.i32.set(bodyA, b + SetWord.FILL);
  if (smallB) py.store(a + SetWord.TABLE, a + SetWord.SMALLTABLE);
  if (smallA) py.store(b + SetWord.TABLE, b + SetWord.SMALLTABLE);
}

/** The keys in the order of the table, the table, the set. */
export function deallocSet(py: Words, op: number, type: number): void {
  const { i32 } = py;
  const table = py.load(op + SetWord.TABLE);
  const mask = i32[op + SetWord.MASK]!;
  for (let i = 0; i <= mask; i++) {
    const key = py.load(table + i * 4);
    if (key !== 0 && key !== py.statics.setDummy) py.decref(key);
  }
  if (table !== op + SetWord.SMALLTABLE) py.free(table);
  py.deleteGcObject(op, type);
}

/** `set.__sizeof__`: with the table, once it is not in the object. */
export function sizeofSet(py: Words, op: number): number {
  const own = py.load(op + SetWord.TABLE) === op + SetWord.SMALLTABLE;
  return 200 + (own ? 0 : (py.get(op + SetWord.MASK) + 1) * 16);
}
