import type { Interpreter } from './interpreter';
import { Ob, TypeWord } from './structs';
import { PyObject_ClearWeakRefs } from './weakrefobject';

/*
 * `collections.deque` (Modules/_collectionsmodule.c): a doubly linked list of blocks of 64 pointers,
 * which come from the allocator, except for up to 16 that are kept.
 */

/** Words from the object. */
const enum Deque {
  SIZE = 4,
  LEFT = 6,
  RIGHT = 8,
  LEFT_INDEX = 10,
  RIGHT_INDEX = 12,
  STATE = 14,
  MAXLEN = 16,
  WEAKLIST = 18,
}

/** Words of a `dequeiterobject`. */
export const enum DequeIter {
  DEQUE = 6,
  STATE = 8,
  INDEX = 12,
}

const BLOCK = 64;
/** Words of a block: the link to the left, 64 items, the link to the right. */
const enum BlockWord {
  LEFT = 0,
  DATA = 2,
  RIGHT = 2 + 64 * 2,
  WORDS = 2 + 64 * 2 + 2,
}

/** The word that counts the free blocks, which stand behind it: the deque's own from 3.11 on. */
function freeBlocks(py: Interpreter, op: number): number {
  const own = py.structs.find('dequeobject', 'numfreeblocks');
  return own === undefined ? py.statics.dequeBlocks : op + (own >> 2);
}

const MAXFREEBLOCKS = 16;

function newBlock(py: Interpreter, op: number): number {
  const list = freeBlocks(py, op);
  const free = py.get(list);
  if (free > 0) {
    py.set(list, free - 1);
    return py.load(list + free * 2);
  }
  const block = py.malloc(BlockWord.WORDS * 4);
  py.memory.fill(block, BlockWord.WORDS);
  return block;
}

function freeBlock(py: Interpreter, op: number, block: number): void {
  const list = freeBlocks(py, op);
  const free = py.get(list);
  if (free === MAXFREEBLOCKS) {
    py.free(block);
    return;
  }
  py.set(list, free + 1);
  py.store(list + (free + 1) * 2, block);
}

/** `deque()`, with at most `maxlen` items (-1: any number); of class `type`. */
export function PyDeque_New(
  py: Interpreter,
  maxlen = -1,
  type = py.type('collections.deque'),
): number {
  const size = py.get(type + TypeWord.BASICSIZE);
  const op = py.newGcObject(type, size);
  py.i32.fill(0, op + Ob.HEAD_WORDS, op + (size >> 2));
  const block = newBlock(py, op);
  py.store(op + Deque.LEFT, block);
  py.store(op + Deque.RIGHT, block);
  center(py, op);
  py.set(op + Deque.MAXLEN, maxlen);
  py.gc.track(op);
  return op;
}

/** `len(deque)`. */
export function PyDeque_Size(py: Interpreter, op: number): number {
  return py.get(op + Deque.SIZE);
}

/** `deque.maxlen`, where it is given. */
export function setDequeMaxlen(py: Interpreter, op: number, maxlen: number): void {
  py.set(op + Deque.MAXLEN, Math.min(maxlen, Number.MAX_SAFE_INTEGER));
}

/** The most items there may be; -1 without a limit. */
export function dequeMaxlen(py: Interpreter, op: number): number {
  const high = py.i32[op + Deque.MAXLEN + 1]!;
  if (high < 0) return -1;
  const low = py.i32[op + Deque.MAXLEN]!;
  return high === 0 && low >= 0 ? low : high * 2 ** 32 + (low >>> 0);
}

/** Counts changes, so that an iterator notices them. */
export function dequeState(py: Interpreter, op: number): number {
  return py.get(op + Deque.STATE);
}

function changed(py: Interpreter, op: number, by: number): void {
  py.set(op + Deque.SIZE, py.get(op + Deque.SIZE) + by);
  py.set(op + Deque.STATE, py.get(op + Deque.STATE) + 1);
}

/** `append`: takes the reference over; an item over the limit leaves at the other end. */
export function dequeAppend(py: Interpreter, op: number, item: number): void {
  let right = py.load(op + Deque.RIGHT);
  let index = py.get(op + Deque.RIGHT_INDEX);
  if (index === BLOCK - 1) {
    const block = newBlock(py, op);
    py.store(block + BlockWord.LEFT, right);
    py.store(right + BlockWord.RIGHT, block);
    py.store(op + Deque.RIGHT, block);
    right = block;
    index = -1;
  }
  py.set(op + Deque.RIGHT_INDEX, index + 1);
  py.store(right + BlockWord.DATA + (index + 1) * 2, item);
  changed(py, op, 1);
  const maxlen = dequeMaxlen(py, op);
  if (maxlen >= 0 && PyDeque_Size(py, op) > maxlen) py.decref(dequePopLeft(py, op));
}

/** `appendleft`: takes the reference over. */
export function dequeAppendLeft(py: Interpreter, op: number, item: number): void {
  let left = py.load(op + Deque.LEFT);
  let index = py.get(op + Deque.LEFT_INDEX);
  if (index === 0) {
    const block = newBlock(py, op);
    py.store(block + BlockWord.RIGHT, left);
    py.store(left + BlockWord.LEFT, block);
    py.store(op + Deque.LEFT, block);
    left = block;
    index = BLOCK;
  }
  py.set(op + Deque.LEFT_INDEX, index - 1);
  py.store(left + BlockWord.DATA + (index - 1) * 2, item);
  changed(py, op, 1);
  const maxlen = dequeMaxlen(py, op);
  if (maxlen >= 0 && PyDeque_Size(py, op) > maxlen) py.decref(dequePop(py, op));
}

/** `pop`: the last item, whose reference the caller gets; 0 when there is none. */
export function dequePop(py: Interpreter, op: number): number {
  if (PyDeque_Size(py, op) === 0) return 0;
  const right = py.load(op + Deque.RIGHT);
  const index = py.get(op + Deque.RIGHT_INDEX);
  const at = right + BlockWord.DATA + index * 2;
  const item = py.load(at);
  py.store(at, 0);
  changed(py, op, -1);
  py.set(op + Deque.RIGHT_INDEX, index - 1);
  if (index > 0) return item;
  if (PyDeque_Size(py, op) === 0) center(py, op);
  else {
    const previous = py.load(right + BlockWord.LEFT);
    freeBlock(py, op, right);
    py.store(op + Deque.RIGHT, previous);
    py.set(op + Deque.RIGHT_INDEX, BLOCK - 1);
  }
  return item;
}

/** `popleft`: the first item, whose reference the caller gets; 0 when there is none. */
export function dequePopLeft(py: Interpreter, op: number): number {
  if (PyDeque_Size(py, op) === 0) return 0;
  const left = py.load(op + Deque.LEFT);
  const index = py.get(op + Deque.LEFT_INDEX);
  const at = left + BlockWord.DATA + index * 2;
  const item = py.load(at);
  py.store(at, 0);
  changed(py, op, -1);
  py.set(op + Deque.LEFT_INDEX, index + 1);
  if (index < BLOCK - 1) return item;
  if (PyDeque_Size(py, op) === 0) center(py, op);
  else {
    const next = py.load(left + BlockWord.RIGHT);
    freeBlock(py, op, left);
    py.store(op + Deque.LEFT, next);
    py.set(op + Deque.LEFT_INDEX, 0);
  }
  return item;
}

/** Room on both sides of what will be put in. */
function center(py: Interpreter, op: number): void {
  py.set(op + Deque.LEFT_INDEX, BLOCK / 2);
  py.set(op + Deque.RIGHT_INDEX, BLOCK / 2 - 1);
}

/** `deque_extend` fills an empty deque from one end of its block, to save space. */
export function dequeStartAt(py: Interpreter, op: number, end: 'left' | 'right'): void {
  if (PyDeque_Size(py, op) > 0) return;
  const index = end === 'left' ? 1 : BLOCK - 1;
  py.set(op + Deque.LEFT_INDEX, index);
  py.set(op + Deque.RIGHT_INDEX, index - 1);
}

/** `deque.rotate(n)`: the shorter way round. */
export function rotateDeque(py: Interpreter, op: number, n: number): void {
  const size = PyDeque_Size(py, op);
  if (size <= 1) return;
  let steps = n;
  if (Math.abs(n) > size >> 1) {
    steps = n % size;
    if (steps > size >> 1) steps -= size;
    else if (steps < -(size >> 1)) steps += size;
  }
  for (; steps > 0; steps--) dequeAppendLeft(py, op, dequePop(py, op));
  for (; steps < 0; steps++) dequeAppend(py, op, dequePopLeft(py, op));
}

/** Runs of items as [first word, count], from the left. */
export function dequeSpans(py: Interpreter, op: number): [word: number, count: number][] {
  const spans: [number, number][] = [];
  let left = PyDeque_Size(py, op);
  let index = py.get(op + Deque.LEFT_INDEX);
  for (let block = py.load(op + Deque.LEFT); left > 0; block = py.load(block + BlockWord.RIGHT)) {
    const count = Math.min(left, BLOCK - index);
    spans.push([block + BlockWord.DATA + index * 2, count]);
    left -= count;
    index = 0;
  }
  return spans;
}

/** The blocks that hold its items, from the left. */
export function dequeBlocks(py: Interpreter, op: number): { word: number; nbytes: number }[] {
  const last = py.load(op + Deque.RIGHT);
  const found: { word: number; nbytes: number }[] = [];
  for (let word = py.load(op + Deque.LEFT); word !== 0; word = py.load(word + BlockWord.RIGHT)) {
    found.push({ word, nbytes: BlockWord.WORDS * 4 });
    if (word === last) break;
  }
  return found;
}

/** The word of item `index`, which must exist. */
export function dequeSlot(py: Interpreter, op: number, index: number): number {
  let rest = index;
  for (const [word, count] of dequeSpans(py, op)) {
    if (rest < count) return word + rest * 2;
    rest -= count;
  }
  return 0;
}

/** `clear`: the deque is empty, with a block of its own, before the first item dies; from the left. */
export function clearDeque(py: Interpreter, op: number): void {
  if (PyDeque_Size(py, op) === 0) return;
  const fresh = newBlock(py, op);
  let block = py.load(op + Deque.LEFT);
  const spans = dequeSpans(py, op);
  changed(py, op, -PyDeque_Size(py, op));
  py.store(op + Deque.LEFT, fresh);
  py.store(op + Deque.RIGHT, fresh);
  center(py, op);
  for (const [word, count] of spans) {
    for (let i = 0; i < count; i++) py.decref(py.load(word + i * 2));
    const next = py.load(block + BlockWord.RIGHT);
    freeBlock(py, op, block);
    block = next;
  }
}

export function deallocDeque(py: Interpreter, op: number, type: number): void {
  PyObject_ClearWeakRefs(py, op);
  clearDeque(py, op);
  freeBlock(py, op, py.load(op + Deque.LEFT));
  const list = freeBlocks(py, op);
  if (list !== py.statics.dequeBlocks) {
    const count = py.get(list);
    for (let i = 1; i <= count; i++) py.free(py.load(list + i * 2));
  }
  py.deleteGcObject(op, type);
}

/** `deque.__sizeof__`: with its blocks. */
export function sizeofDeque(py: Interpreter, op: number): number {
  const last = py.get(op + Deque.LEFT_INDEX) + PyDeque_Size(py, op) - 1;
  const blocks = Math.max(1, Math.floor(last / BLOCK) + 1);
  return py.structs.get('dequeobject').size + blocks * BlockWord.WORDS * 4;
}
