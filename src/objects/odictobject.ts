import { DKIX_CHANGED, DKIX_EMPTY } from './dict-keys';
import type { Interpreter } from './interpreter';
import { Dict } from './structs';

/*
 * `collections.OrderedDict` (Objects/odictobject.c): a dict, a doubly linked list of nodes that own the
 * keys, and an array from the dict's entries to the nodes, as long as the dict's table.
 */

/** Words from the object, behind the dict's. */
export const enum ODict {
  FAST_NODES = 12,
  FAST_NODES_SIZE = 14,
  RESIZE_SENTINEL = 16,
  STATE = 18,
  FIRST = 20,
  LAST = 22,
  INST_DICT = 24,
}

/** Words of a node. */
const enum Node {
  KEY = 0,
  HASH = 2,
  NEXT = 4,
  PREV = 6,
  BYTES = 32,
}

/** Whether a dict is an ordered one, or of a class built on it. */
export function isODict(py: Interpreter, op: number): boolean {
  const type = py.typeOf(op);
  return type !== py.dictType && py.specOf(type) === py.odictSpec;
}

/** Counts changes of the order, so that an iterator notices them. */
export function odictState(py: Interpreter, op: number): number {
  return py.get(op + ODict.STATE);
}

function changed(py: Interpreter, op: number): void {
  py.set(op + ODict.STATE, py.get(op + ODict.STATE) + 1);
}

/** The nodes, whose first word is their key, from the first to the last. */
export function odictNodes(py: Interpreter, op: number): number[] {
  const nodes: number[] = [];
  for (let node = py.load(op + ODict.FIRST); node !== 0; node = py.load(node + Node.NEXT)) {
    nodes.push(node);
  }
  return nodes;
}

/** The keys in order, borrowed. */
export function odictKeys(py: Interpreter, op: number): number[] {
  return odictNodes(py, op).map((node) => py.load(node + Node.KEY));
}

/** `_odict_get_index`: the entry of a key, with the fast nodes in step with the dict's table. */
function indexOf(py: Interpreter, op: number, key: number, low: number, high: number): number {
  const table = py.load(op + Dict.KEYS);
  if (table === py.statics.emptyKeys) return DKIX_EMPTY;
  const size = py.keys.size(table);
  if (
    py.load(op + ODict.RESIZE_SENTINEL) !== table ||
    py.get(op + ODict.FAST_NODES_SIZE) !== size
  ) {
    resize(py, op, table, size);
  }
  const index = py.keys.lookup(table, key, low, high, op + Dict.KEYS);
  return index === DKIX_CHANGED ? indexOf(py, op, key, low, high) : index;
}

function resize(py: Interpreter, op: number, table: number, size: number): void {
  const fast = py.malloc(size * 8);
  py.memory.fill(fast, size * 2);
  for (const node of odictNodes(py, op)) {
    const [low, high] = [py.i32[node + Node.HASH]!, py.i32[node + Node.HASH + 1]!];
    // The key is the very one that the table holds: nothing is compared.
    const index = py.keys.indexOfKey(table, py.load(node + Node.KEY), low, high);
    if (index >= 0) py.store(fast + index * 2, node);
  }
  py.free(py.load(op + ODict.FAST_NODES));
  py.store(op + ODict.FAST_NODES, fast);
  py.set(op + ODict.FAST_NODES_SIZE, size);
  py.store(op + ODict.RESIZE_SENTINEL, table);
}

/** The word of a key's node among the fast nodes, or 0. */
function findSlot(py: Interpreter, op: number, key: number, low: number, high: number): number {
  if (py.load(op + ODict.FIRST) === 0) return 0;
  const index = indexOf(py, op, key, low, high);
  return index < 0 ? 0 : py.load(op + ODict.FAST_NODES) + index * 2;
}

function find(py: Interpreter, op: number, key: number, low: number, high: number): number {
  const slot = findSlot(py, op, key, low, high);
  return slot === 0 ? 0 : py.load(slot);
}

function addTail(py: Interpreter, op: number, node: number): void {
  const last = py.load(op + ODict.LAST);
  py.store(node + Node.PREV, last);
  py.store(node + Node.NEXT, 0);
  py.store(last === 0 ? op + ODict.FIRST : last + Node.NEXT, node);
  py.store(op + ODict.LAST, node);
  changed(py, op);
}

function addHead(py: Interpreter, op: number, node: number): void {
  const first = py.load(op + ODict.FIRST);
  py.store(node + Node.PREV, 0);
  py.store(node + Node.NEXT, first);
  py.store(first === 0 ? op + ODict.LAST : first + Node.PREV, node);
  py.store(op + ODict.FIRST, node);
  changed(py, op);
}

function remove(py: Interpreter, op: number, node: number): void {
  const [prev, next] = [py.load(node + Node.PREV), py.load(node + Node.NEXT)];
  py.store(prev === 0 ? op + ODict.FIRST : prev + Node.NEXT, next);
  py.store(next === 0 ? op + ODict.LAST : next + Node.PREV, prev);
  changed(py, op);
}

/** `_odict_add_new_node`, after the dict has the key; nothing for one that has its node. */
export function odictAdded(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
): void {
  const index = indexOf(py, op, key, low, high);
  if (index < 0) return;
  const slot = py.load(op + ODict.FAST_NODES) + index * 2;
  if (py.load(slot) !== 0) return;
  const node = py.malloc(Node.BYTES);
  py.store(node + Node.KEY, py.newRef(key));
  py.i32[node + Node.HASH] = low;
  py.i32[node + Node.HASH + 1] = high;
  addTail(py, op, node);
  py.store(slot, node);
}

/** `_odict_clear_node`, before the dict loses the key. */
export function odictRemoves(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
): void {
  const slot = findSlot(py, op, key, low, high);
  const node = slot === 0 ? 0 : py.load(slot);
  if (node === 0) return;
  py.store(slot, 0);
  remove(py, op, node);
  const own = py.load(node + Node.KEY);
  py.free(node);
  py.decref(own);
}

/** `_odict_clear_nodes`. */
export function odictCleared(py: Interpreter, op: number): void {
  const nodes = odictNodes(py, op);
  py.free(py.load(op + ODict.FAST_NODES));
  for (const word of [ODict.FAST_NODES, ODict.RESIZE_SENTINEL, ODict.FIRST, ODict.LAST]) {
    py.store(op + word, 0);
  }
  py.set(op + ODict.FAST_NODES_SIZE, 0);
  changed(py, op);
  for (const node of nodes) {
    const key = py.load(node + Node.KEY);
    py.free(node);
    py.decref(key);
  }
}

/** The key after another one, or before it; borrowed, 0 at the end. The hash is the key's. */
export function odictNeighbour(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
  backwards: boolean,
): number {
  const node = find(py, op, key, low, high);
  const next = node === 0 ? 0 : py.load(node + (backwards ? Node.PREV : Node.NEXT));
  return next === 0 ? 0 : py.load(next + Node.KEY);
}

/** `move_to_end`. @returns whether the key is there */
export function odictMove(
  py: Interpreter,
  op: number,
  key: number,
  low: number,
  high: number,
  last: boolean,
): boolean {
  const node = find(py, op, key, low, high);
  if (node === 0) return false;
  if (py.load(op + (last ? ODict.LAST : ODict.FIRST)) === node) return true;
  remove(py, op, node);
  (last ? addTail : addHead)(py, op, node);
  return true;
}

/** What `__sizeof__` adds to the dict's: the array and the nodes. */
export function sizeofNodes(py: Interpreter, op: number): number {
  return py.get(op + ODict.FAST_NODES_SIZE) * 8 + py.get(op + Dict.USED) * Node.BYTES;
}
