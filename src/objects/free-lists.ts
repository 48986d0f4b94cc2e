import { Page } from '../memory/flat-memory';
import type { FreeListLink, FreeListName } from '../versions/types';
import { Ob } from './structs';
import type { Words } from './words';

/** Words of a list's state: the first object, how many there are; then the array, where it has one. */
const enum State {
  HEAD = 0,
  COUNT = 2,
  ITEMS = 4,
}

interface FreeList {
  readonly name: FreeListName;
  /** Of tuples. */
  readonly length: number;
  readonly capacity: number;
  /** Words from the object to the link; -1: the list is an array. */
  readonly link: number;
  readonly state: number;
}

/** A free list as `sys._debugmallocstats()` shows it, and the addresses on it, next to be used first. */
export interface FreeListView {
  /** The type whose dead objects it keeps. */
  readonly name: FreeListName;
  /** How many items they have, where each length has a list of its own: tuples. */
  readonly length?: number;
  /** How many objects it keeps at most. */
  readonly capacity: number;
  /** The objects on it: the first one is used next. */
  readonly addresses: readonly number[];
}

/**
 * The free lists of one version: dead objects kept for the next of their type, last in first out. Their
 * heads and arrays are in the data segment, their links in the objects.
 */
export class FreeLists {
  private readonly lists: readonly (FreeList | undefined)[];
  private readonly reusedTuples: number;

  constructor(
    private readonly py: Words,
    parent?: FreeLists,
  ) {
    this.lists = parent?.lists ?? this.layOut();
    const { tuple } = py.version.objects.freeLists;
    this.reusedTuples = tuple?.reused ?? tuple?.longest ?? 0;
  }

  /** Tuples of each length come first, at the index of their length; then the others, see `indexOf`. */
  private layOut(): (FreeList | undefined)[] {
    const { freeLists } = this.py.version.objects;
    const lists: (FreeList | undefined)[] = new Array(FIRST_OTHER + NAMES.length).fill(undefined);
    for (let length = 1; length <= (freeLists.tuple?.longest ?? 0); length++) {
      lists[length] = this.make('tuple', length);
    }
    for (const [index, name] of NAMES.entries()) {
      if (freeLists[name]) lists[FIRST_OTHER + index] = this.make(name, 0);
    }
    return lists;
  }

  private make(name: FreeListName, length: number): FreeList {
    const { capacity, link } = this.py.version.objects.freeLists[name]!;
    const words = State.ITEMS + (link === 'array' ? capacity * 2 : 0);
    const state = this.py.memory.dataSegment(words * 4);
    return { name, length, capacity, link: this.linkWord(link), state };
  }

  private linkWord(link: FreeListLink): number {
    if (link === 'array') return -1;
    if (link === 'head') return 0;
    if (link === 'ob_type') return Ob.TYPE;
    return link === 'ob_item[0]' ? this.py.tupleItem : Ob.HEAD_WORDS;
  }

  /** A tuple of a length off its list, or 0. */
  popTuple(length: number): number {
    return length <= this.reusedTuples ? this.pop(length) : 0;
  }

  /** An object off the list, or 0. */
  pop(index: number): number {
    const list = this.lists[index];
    if (list === undefined) return 0;
    const { py } = this;
    const count = py.i32[list.state + State.COUNT]!;
    if (count === 0) return 0;
    if (py.pages[list.state >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(list.state);
    py.i32[list.state + State.COUNT] = count - 1;
    if (list.link < 0) return py.load(list.state + State.ITEMS + (count - 1) * 2);
    const op = py.load(list.state);
    py.f64[list.state >> 1] = py.f64[(op + list.link) >> 1]!;
    return op;
  }

  /** Keeps a dead object; false when the list is full or there is none. */
  push(index: number, op: number): boolean {
    const list = this.lists[index];
    if (list === undefined) return false;
    const { py } = this;
    const count = py.i32[list.state + State.COUNT]!;
    if (count >= list.capacity) return false;
    if (py.pages[list.state >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(list.state);
    py.i32[list.state + State.COUNT] = count + 1;
    if (list.link < 0) py.store(list.state + State.ITEMS + count * 2, op);
    else {
      const word = op + list.link;
      if (py.pages[word >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(word);
      py.f64[word >> 1] = py.f64[list.state >> 1]!;
      py.memory.storePointer(list.state, op);
    }
    return true;
  }

  /** Takes everything off the lists, for `free` to give back (`_Py_ClearFreeLists`); to 3.13 the one slice stays. */
  clear(free: (op: number, name: FreeListName) => void): void {
    for (const [index, list] of this.lists.entries()) {
      if (list === undefined || (list.name === 'slice' && list.link < 0)) continue;
      for (let op = this.pop(index); op !== 0; op = this.pop(index)) free(op, list.name);
    }
  }

  /** How many objects wait, by kind; of tuples by their length, `tuple1` and so on. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const list of this.lists) {
      if (list !== undefined) counts.set(kindOf(list), this.py.i32[list.state + State.COUNT]!);
    }
    return counts;
  }

  /** Takes objects off the list of a kind, as `counts` names it, until `count` are left. */
  trim(kind: string, count: number, free: (op: number, name: FreeListName) => void): void {
    for (const [index, list] of this.lists.entries()) {
      if (list === undefined || kindOf(list) !== kind) continue;
      while (this.py.i32[list.state + State.COUNT]! > count) free(this.pop(index), list.name);
    }
  }

  views(): FreeListView[] {
    const { py } = this;
    return this.lists
      .filter((list) => list !== undefined)
      .map((list) => {
        const addresses: number[] = [];
        let op = py.load(list.state);
        for (let i = py.i32[list.state + State.COUNT]!; i > 0; i--) {
          if (list.link < 0) op = py.load(list.state + State.ITEMS + (i - 1) * 2);
          addresses.push(py.memory.addressOf(op));
          if (list.link >= 0) op = py.load(op + list.link);
        }
        const length = list.length > 0 ? { length: list.length } : {};
        return { name: list.name, ...length, capacity: list.capacity, addresses };
      });
  }
}

const kindOf = ({ name, length }: FreeList): string => (length > 0 ? `${name}${length}` : name);

const FIRST_OTHER = 24;
const NAMES: readonly FreeListName[] = [
  'int',
  'float',
  'complex',
  'list',
  'dict',
  'dictKeys',
  'slice',
  'range',
  'method',
  'cfunction',
  'listIterator',
  'tupleIterator',
  'rangeIterator',
];

/** Numbers of the lists for `pop` and `push`; a tuple's is its length. */
export const enum FreeListIndex {
  INT = 24,
  FLOAT = 25,
  COMPLEX = 26,
  LIST = 27,
  DICT = 28,
  DICT_KEYS = 29,
}

/** The number of a list by its name; -1 without one. */
export function freeListIndex(name: FreeListName | undefined): number {
  const at = name === undefined ? -1 : NAMES.indexOf(name);
  return at < 0 ? -1 : FIRST_OTHER + at;
}
