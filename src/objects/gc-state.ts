import { Page } from '../memory/flat-memory';
import { Gc } from './structs';
import type { Words } from './words';

/** Words of `struct gc_generation`: its list's head, then threshold and count. */
const enum Generation {
  NEXT = 0,
  PREV = 2,
  THRESHOLD = 4,
  COUNT = 5,
  WORDS = 6,
}

/** Words of the collector's state after the three generations and the permanent one. */
const enum State {
  ENABLED = 24,
  COLLECTING = 25,
  DEBUG = 26,
  SCHEDULED = 27,
  LONG_LIVED_TOTAL = 28,
  LONG_LIVED_PENDING = 29,
  /** Start-up objects that only the baseline counts, and the generation they are in. */
  STARTUP_TRACKED = 30,
  STARTUP_GENERATION = 31,
  /** Three times: collections, collected, uncollectable, candidates. */
  STATS = 32,
  WORDS = 44,
}

export const PERMANENT = 3;

/**
 * What CPython's `_gc_runtime_state` holds: the lists of tracked objects per generation, their
 * thresholds and counters. It is in the data segment; the collector (src/gc) works on it.
 *
 * A generation is a doubly linked ring through the `PyGC_Head` of its objects.
 */
export class GcState {
  readonly state: number;
  /** Runs the collection that an allocation asks for. */
  onThreshold: (() => void) | undefined;

  constructor(
    private readonly py: Words,
    parent?: GcState,
  ) {
    this.state = parent?.state ?? py.memory.dataSegment(State.WORDS * 4);
    if (parent) return;
    py.memory.touch(this.state, State.WORDS);
    for (let generation = 0; generation <= PERMANENT; generation++)
      this.empty(this.head(generation));
    for (const [generation, threshold] of py.version.gc.thresholds.entries()) {
      py.i32[this.state + generation * Generation.WORDS + Generation.THRESHOLD] = threshold;
    }
    this.enabled = true;
  }

  /** The head of a generation's list, as a `PyGC_Head`. */
  head(generation: number): number {
    return this.state + generation * Generation.WORDS;
  }

  // ---------------------------------------------------------------- settings and counters

  private read(word: number): number {
    return this.py.i32[this.state + word]!;
  }

  private write(word: number, value: number): void {
    const at = this.state + word;
    if (this.py.pages[at >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(at);
    this.py.i32[at] = value;
  }

  threshold(generation: number): number {
    return this.read(generation * Generation.WORDS + Generation.THRESHOLD);
  }

  setThreshold(generation: number, value: number): void {
    this.write(generation * Generation.WORDS + Generation.THRESHOLD, value);
  }

  count(generation: number): number {
    return this.read(generation * Generation.WORDS + Generation.COUNT);
  }

  setCount(generation: number, value: number): void {
    this.write(generation * Generation.WORDS + Generation.COUNT, value);
  }

  get enabled(): boolean {
    return this.read(State.ENABLED) === 1;
  }

  set enabled(on: boolean) {
    this.write(State.ENABLED, on ? 1 : 0);
  }

  get collecting(): boolean {
    return this.read(State.COLLECTING) === 1;
  }

  set collecting(on: boolean) {
    this.write(State.COLLECTING, on ? 1 : 0);
  }

  get debug(): number {
    return this.read(State.DEBUG);
  }

  set debug(flags: number) {
    this.write(State.DEBUG, flags);
  }

  /** A threshold was reached, and the interpreter collects before its next instruction (3.12 on). */
  get scheduled(): boolean {
    return this.read(State.SCHEDULED) === 1;
  }

  set scheduled(on: boolean) {
    this.write(State.SCHEDULED, on ? 1 : 0);
  }

  /** Objects that survived the last full collection, and those that wait for their first. */
  get longLivedTotal(): number {
    return this.read(State.LONG_LIVED_TOTAL);
  }

  set longLivedTotal(value: number) {
    this.write(State.LONG_LIVED_TOTAL, value);
  }

  get longLivedPending(): number {
    return this.read(State.LONG_LIVED_PENDING);
  }

  set longLivedPending(value: number) {
    this.write(State.LONG_LIVED_PENDING, value);
  }

  /** Tracked objects of the interpreter's start-up, which are not simulated one by one. */
  get startUpTracked(): number {
    return this.read(State.STARTUP_TRACKED);
  }

  set startUpTracked(value: number) {
    this.write(State.STARTUP_TRACKED, value);
    if (value > 0) this.startUpGeneration = 2;
  }

  /** Where they are: in generation 2 or, once frozen, in the permanent one. */
  get startUpGeneration(): number {
    return this.read(State.STARTUP_GENERATION);
  }

  set startUpGeneration(value: number) {
    this.write(State.STARTUP_GENERATION, value);
  }

  stat(generation: number, which: 0 | 1 | 2 | 3): number {
    return this.read(State.STATS + generation * 4 + which);
  }

  addStat(generation: number, which: 0 | 1 | 2 | 3, value: number): void {
    this.write(State.STATS + generation * 4 + which, this.stat(generation, which) + value);
  }

  // ---------------------------------------------------------------- allocation

  /** A container was allocated: counts for generation 0, and may start a collection. */
  allocated(): void {
    const at = this.state + Generation.COUNT;
    const { i32 } = this.py;
    if (this.py.pages[at >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(at);
    const count = i32[at]! + 1;
    i32[at] = count;
    const threshold = i32[at - 1]!;
    if (count <= threshold || threshold === 0) return;
    if (i32[this.state + State.ENABLED] === 0 || i32[this.state + State.COLLECTING] === 1) return;
    if (this.py.version.gc.runs === 'in-allocation') this.onThreshold?.();
    else this.scheduled = true;
  }

  /** A container was freed. */
  deleted(): void {
    const at = this.state + Generation.COUNT;
    const count = this.py.i32[at]!;
    if (count === 0) return;
    if (this.py.pages[at >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(at);
    this.py.i32[at] = count - 1;
  }

  // ---------------------------------------------------------------- tracking

  isTracked(op: number): boolean {
    const head = op - Gc.HEAD;
    return (this.py.i32[head]! | this.py.i32[head + 1]!) !== 0;
  }

  isFinalized(op: number): boolean {
    return (this.py.i32[op - Gc.HEAD + Gc.PREV]! & Gc.FINALIZED) !== 0;
  }

  setFinalized(op: number): void {
    const word = op - Gc.HEAD + Gc.PREV;
    if (this.py.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(word);
    this.py.i32[word] = this.py.i32[word]! | Gc.FINALIZED;
  }

  /** `_PyObject_GC_TRACK`: to the end of generation 0. */
  track(op: number): void {
    this.append(op - Gc.HEAD, this.state);
  }

  /** `_PyObject_GC_UNTRACK`: the flag of a finalizer that ran stays. */
  untrack(op: number): void {
    const { py } = this;
    const head = op - Gc.HEAD;
    this.unlink(head);
    const flag = py.i32[head + Gc.PREV]! & Gc.FINALIZED;
    py.f64[head >> 1] = 0;
    py.i32[head + Gc.PREV] = flag;
    py.i32[head + Gc.PREV + 1] = 0;
  }

  // ---------------------------------------------------------------- lists of PyGC_Heads

  /** Makes a head an empty ring. */
  empty(head: number): void {
    this.py.store(head + Gc.NEXT, head);
    this.py.store(head + Gc.PREV, head);
  }

  next(head: number): number {
    return this.py.load(head + Gc.NEXT);
  }

  prev(head: number): number {
    return this.py.load(head + Gc.PREV);
  }

  /** Stores the previous head and keeps the flags. */
  setPrev(head: number, target: number): void {
    const word = head + Gc.PREV;
    const { i32 } = this.py;
    const flags = i32[word]! & 3;
    this.py.store(word, target);
    i32[word] = i32[word]! | flags;
  }

  /** Takes a head out of its ring; its own links stay. */
  unlink(head: number): void {
    const next = this.next(head);
    const prev = this.prev(head);
    this.py.store(prev + Gc.NEXT, next);
    this.setPrev(next, prev);
    const word = head;
    if (this.py.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(word);
  }

  /** To the end of a ring. */
  append(head: number, list: number): void {
    const last = this.prev(list);
    this.py.store(last + Gc.NEXT, head);
    this.setPrev(head, last);
    this.py.store(head + Gc.NEXT, list);
    this.py.store(list + Gc.PREV, head);
  }

  /** `gc_list_move`: from its ring to the end of another. */
  move(head: number, list: number): void {
    this.unlink(head);
    this.append(head, list);
  }

  /** `gc_list_merge`: all of `from` to the end of `to`. */
  merge(from: number, to: number): void {
    if (this.next(from) !== from) {
      const [last, first, tail] = [this.prev(to), this.next(from), this.prev(from)];
      this.py.store(last + Gc.NEXT, first);
      this.setPrev(first, last);
      this.py.store(tail + Gc.NEXT, to);
      this.py.store(to + Gc.PREV, tail);
    }
    this.empty(from);
  }

  size(list: number): number {
    const { i32 } = this.py;
    const base = this.py.wordBase | 0;
    let count = 0;
    let head = this.next(list);
    for (; head !== list; count++) {
      head = ((i32[head]! >>> 2) + (i32[head + 1]! << 30) - base) | 0;
    }
    return count;
  }
}
