import { Process } from '../../process';
import { versionOf } from '../../versions';

/*
 * Objects of one type and their free list: the reader makes and frees them, and sees which block waits where.
 */

/** Types that have a free list in some version. */
export type FreeListKind = 'list' | 'float' | 'dict' | 'int' | 'tuple';

/** What is done. */
export type FreeListMove =
  /** Objects are made. */
  | {
      /** How many. */
      readonly make: number;
    }
  /** Objects are freed. */
  | {
      /** The number of a block, or all of them: the one made last goes first. */
      readonly free: number | 'all';
    }
  /** A full collection runs. */
  | {
      /** `gc.collect()`. */
      readonly collect: true;
    };

/** The type of the objects, and what is done to them. */
export interface FreeListInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** The type. */
  readonly kind: FreeListKind;
  /** Of tuples: how many items each one has. */
  readonly length: number;
  /** In order. */
  readonly moves: readonly FreeListMove[];
}

/** What the last move did, in objects. */
export interface FreeListAnswer {
  /** How many were made. */
  readonly made: number;
  /** How many of those came off the free list. */
  readonly reused: number;
  /** How many were freed. */
  readonly freed: number;
  /** How many of those the free list kept. */
  readonly kept: number;
  /** Taken off the free list by a collection; undefined when none ran. */
  readonly cleared: number | undefined;
}

/** Objects of a type, and their free list. A block is known by a number, in the order in which they were first seen. */
export interface ShownFreeList {
  /** How many objects the list keeps at most; 0 when there is none. */
  readonly capacity: number;
  /** The blocks of objects that are alive, in the order in which these were made. */
  readonly alive: readonly number[];
  /** The blocks on the free list: the first one is used next. */
  readonly listed: readonly number[];
  /** What the last move did; undefined before the first one. */
  readonly answer: FreeListAnswer | undefined;
}

/** More objects than this are not alive at once. */
export const MOST_ALIVE = 4000;
/** Tuples of more items than this a reader cannot make. */
export const LONGEST = 24;

/** Ints from here on are never shared. */
const FIRST_INT = 100_000;

/** Does the moves in an empty process. @throws RangeError when there are too many objects, or a block has none */
export function playFreeList({ python, kind, length, moves }: FreeListInput): ShownFreeList {
  const process = new Process(versionOf(python));
  const makeOne = maker(process, kind, length);
  const numbers = new Map<number, number>();
  const alive: number[] = [];
  const list = () =>
    process.freeLists().find((view) => view.name === kind && (view.length ?? length) === length);
  const waiting = (): number => list()?.addresses.length ?? 0;
  const free = (address: number): void => {
    alive.splice(alive.lastIndexOf(address), 1);
    process.Py_DECREF(address);
  };
  let answer: FreeListAnswer | undefined;
  for (const move of moves) {
    const before = waiting();
    let [made, freed] = [0, 0];
    let cleared: number | undefined;
    if ('make' in move) {
      made = move.make;
      if (alive.length + made > MOST_ALIVE)
        throw new RangeError(`more than ${MOST_ALIVE} objects at once`);
      for (let i = 0; i < made; i++) {
        const address = makeOne();
        if (!numbers.has(address)) numbers.set(address, numbers.size + 1);
        alive.push(address);
      }
    } else if ('collect' in move) {
      process.gc.collect();
      cleared = before - waiting();
    } else if (move.free === 'all') {
      freed = alive.length;
      for (const address of [...alive].reverse()) free(address);
    } else {
      const address = alive.find((each) => numbers.get(each) === move.free);
      if (address === undefined) throw new RangeError(`no object is in block ${move.free}`);
      freed = 1;
      free(address);
    }
    const change = waiting() - before;
    answer = {
      made,
      reused: made > 0 ? -change : 0,
      freed,
      kept: freed > 0 ? change : 0,
      cleared,
    };
  }
  const view = list();
  const numbered = (addresses: readonly number[]): number[] =>
    addresses.map((address) => numbers.get(address)!);
  return {
    capacity: view?.capacity ?? 0,
    alive: numbered(alive),
    listed: numbered(view?.addresses ?? []),
    answer,
  };
}

/** Makes an object; tuples are of one and the same float. */
function maker(process: Process, kind: FreeListKind, length: number): () => number {
  switch (kind) {
    case 'list':
      return () => process.PyList_New(0);
    case 'float':
      return () => process.PyFloat_FromDouble(1.5);
    case 'dict':
      return () => process.PyDict_New();
    case 'int':
      return () => process.PyLong_FromLong(FIRST_INT);
    case 'tuple': {
      const items = Array<number>(length).fill(process.PyFloat_FromDouble(1.5));
      return () => process.PyTuple_Pack(...items);
    }
  }
}
