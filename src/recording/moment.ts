import { liveObject } from '../objects/capi';
import type { Interpreter } from '../objects/interpreter';
import { objectParts } from '../objects/parts';
import { getsizeof } from '../objects/sizeof';
import { Cell, Gc } from '../objects/structs';
import type { Process } from '../process/process';
import { type BlockPlace, placeOfBlock } from '../pymalloc/views';
import type { Birth } from './block-log';
import type { Marks, PoolMaps } from './pool-maps';
import { lengthOf, referencesOf, type SlotNames } from './references';
import { shortRepr } from './short-repr';
import type {
  ArenaMapState,
  FrameState,
  FreeListState,
  NameState,
  ObjectPart,
  ObjectState,
  PoolMap,
} from './types';
import type { Unreachable } from './unreachable';

/** A name, the call that it is in, and its object as a word. */
export interface NamedWord {
  readonly function: string;
  readonly name: string;
  readonly scope: NameState['scope'];
  readonly word: number;
}

/** Objects that are shown of a moment when nothing else is said. */
export const OBJECTS = 200;

/** What is shown of a moment at most. */
export interface MomentLimits {
  /** Objects; 200 when left out. */
  readonly objects?: number;
  /** References of one object; 12 when left out. */
  readonly references?: number;
  /** Pools that are partly in use and are given block by block; 2,000 when left out. */
  readonly pools?: number;
}

/** What works on the replica, and keeps what it knows from one moment to another. */
export interface MomentTools {
  readonly unreachable: Unreachable;
  readonly pools: PoolMaps;
  readonly slotNames: SlotNames;
}

/** One moment of a run, read from the bytes of a replica. */
export class Moment {
  readonly py: Interpreter;
  private garbage: Set<number> | undefined;
  private marked: Marks | undefined;
  private lists: FreeListState[] | undefined;
  private trackedOnes: number[] | undefined;

  constructor(
    readonly process: Process,
    readonly frames: readonly FrameState[],
    readonly names: readonly NamedWord[],
    /** Who allocated a block. */
    readonly birthOf: (block: number) => (Birth & { readonly step?: number }) | undefined,
    /** Where a block may begin that reaches over a word, the nearest first. */
    private readonly around: (word: number) => Iterable<number>,
    readonly tools: MomentTools,
  ) {
    this.py = process.interpreter;
  }

  /** Tracked objects; while a collection is under way also those that it has taken out of its lists. */
  get tracked(): readonly number[] {
    if (this.trackedOnes) return this.trackedOnes;
    const { collector } = this.process;
    const { gc } = this.py;
    const found = collector.getObjects();
    for (const list of gc.collecting ? [collector.unreachable, collector.still] : [])
      for (let head = gc.next(list); head !== list; head = gc.next(head))
        found.push(head + Gc.HEAD);
    this.trackedOnes = found;
    return found;
  }

  /** Tracked objects that wait for the collector. */
  get unreachable(): ReadonlySet<number> {
    this.garbage ??= this.tools.unreachable.find(this.tracked);
    return this.garbage;
  }

  /** Where the block around a word is, for an object to carry. */
  private placed(word: number): { place?: BlockPlace } {
    const place = placeOfBlock(this.process.pymalloc, word);
    return place ? { place } : {};
  }

  /** The first word of an object's block. */
  startOf(op: number): number {
    return op - this.py.preWords(this.py.typeOf(op));
  }

  partsOf(op: number): ObjectPart[] {
    return objectParts(this.py, op, 0).map(({ name, word, nbytes }) => ({
      name,
      address: this.py.memory.addressOf(word),
      nbytes,
      ...this.placed(word),
    }));
  }

  describe(op: number, references = 12): ObjectState {
    const { py } = this;
    const { memory } = py;
    const type = py.typeOf(op);
    const start = this.startOf(op);
    const length = lengthOf(py, op);
    const step = this.birthOf(start)?.step;
    const { found, more } = referencesOf(py, op, {
      limit: references,
      slotNames: this.tools.slotNames,
      isOwn: (module, value) => this.isLater(value, module),
    });
    return {
      address: memory.addressOf(op),
      type: py.typeName(type),
      refcount: py.i32[op]! < 0 ? null : py.refcnt(op),
      value: shortRepr(py, op),
      ...(length === undefined ? {} : { length }),
      size: getsizeof(py, op),
      start: memory.addressOf(start),
      ...this.placed(start),
      parts: this.partsOf(op),
      tracked: py.isGc(type) && py.gc.isTracked(op),
      unreachable: this.unreachable.has(op),
      ...(step === undefined ? {} : { step }),
      edges: found.map(({ kind, name, key, to }) => ({
        kind,
        label: key === 0 ? name : shortRepr(py, key, 1),
        to: memory.addressOf(to),
      })),
      more,
    };
  }

  /** Whether an object is in the place of the garbage that an import leaves in CPython: a cell that holds itself. */
  private isImports(op: number): boolean {
    const { py } = this;
    return py.typeName(py.typeOf(op)) === 'cell' && py.load(op + Cell.REF) === op;
  }

  /** Whether the program made an object after another. */
  private isLater(op: number, than: number): boolean {
    const step = this.birthOf(this.startOf(op))?.step;
    return step !== undefined && step > (this.birthOf(this.startOf(than))?.step ?? -1);
  }

  /**
   * The objects that the names reach, then those that wait for the collector and what they reach.
   * @param first objects that come before all others
   */
  objects(
    { objects: most = OBJECTS, references }: MomentLimits = {},
    first: readonly number[] = [],
  ): {
    readonly objects: ObjectState[];
    readonly more: number;
  } {
    const { py } = this;
    const shown = new Map<number, ObjectState>();
    let more = 0;
    const queue: number[] = [];
    const seen = new Set<number>();
    const add = (op: number): void => {
      if (seen.has(op)) return;
      seen.add(op);
      queue.push(op);
    };
    const drain = (): void => {
      for (let i = 0; i < queue.length; i++) {
        if (shown.size >= most) {
          more += queue.length - i;
          break;
        }
        const state = this.describe(queue[i]!, references);
        shown.set(queue[i]!, state);
        for (const { to } of state.edges) add(py.memory.wordAt(to));
      }
      queue.length = 0;
    };
    for (const word of first) add(word);
    for (const { word } of this.names) add(word);
    drain();
    // What the program made: the interpreter has cycles of its own.
    for (const op of this.unreachable)
      if (this.birthOf(this.startOf(op))?.step !== undefined && !this.isImports(op)) add(op);
    drain();
    return { objects: [...shown.values()], more };
  }

  /** The free lists that have something. */
  freeLists(): readonly FreeListState[] {
    this.lists ??= this.process
      .freeLists()
      .filter(({ addresses }) => addresses.length > 0)
      .map(({ name, length, capacity, addresses }) => ({
        name: length === undefined ? name : `${name}${length}`,
        capacity,
        addresses,
      }));
    return this.lists;
  }

  /** Every arena. @param most pools that are partly in use and are read block by block */
  arenas(most = 2000): ArenaMapState[] {
    return this.tools.pools.read(this.marks, most);
  }

  /** One pool block by block. */
  pool(arena: number, index: number): PoolMap | undefined {
    return this.tools.pools.pool(this.marks, arena, index);
  }

  private get marks(): Marks {
    const { py } = this;
    this.marked ??= {
      kept: this.freeLists().flatMap(({ addresses }) =>
        addresses.map((address) => py.memory.wordAt(address)),
      ),
      unreachable: Array.from(this.unreachable, (op) => [
        op,
        ...objectParts(py, op, 0).map(({ word }) => word),
      ]).flat(),
    };
    return this.marked;
  }

  /** Where a block of the C library may begin that reaches over an address. */
  blocksAround(address: number): Iterable<number> {
    return this.around(this.py.memory.wordAt(address));
  }

  /** The object that lies in a block; 0 when there is none. */
  objectIn(block: number): number {
    const { py } = this;
    for (const words of [0, 4, 4 + py.preHeader, py.preHeader]) {
      const op = this.live(block + words);
      if (op !== 0 && py.preWords(py.typeOf(op)) === words) return op;
    }
    return 0;
  }

  private live(word: number): number {
    return this.liveAt(this.py.memory.addressOf(word));
  }

  /** The object at an address; 0 when there is none. */
  liveAt(address: number): number {
    try {
      return liveObject(this.py, address);
    } catch {
      return 0;
    }
  }
}
