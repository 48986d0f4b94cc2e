import { getsizeof, type Interpreter, liveObject, objectParts } from '../objects';
import type { Process } from '../process';
import { type BlockPlace, placeOfBlock } from '../pymalloc';
import type { Birth } from './block-log';
import { arenaMaps } from './pool-maps';
import { leftOut, lengthOf, referencesOf } from './references';
import { shortRepr } from './short-repr';
import type {
  ArenaMapState,
  FrameState,
  FreeListState,
  NameState,
  ObjectPart,
  ObjectState,
} from './types';
import { unreachableObjects } from './unreachable';

/** A name, the call that it is in, and its object as a word. */
export interface NamedWord {
  readonly function: string;
  readonly name: string;
  readonly scope: NameState['scope'];
  readonly word: number;
}

/** What is shown of a moment at most. */
export interface MomentLimits {
  /** Objects; 200 when left out. */
  readonly objects?: number;
  /** References of one object; 12 when left out. */
  readonly references?: number;
}

/** One moment of a run, read from the bytes of a replica. */
export class Moment {
  readonly py: Interpreter;
  private garbage: Set<number> | undefined;

  constructor(
    readonly process: Process,
    readonly frames: readonly FrameState[],
    readonly names: readonly NamedWord[],
    /** Who allocated a block. */
    readonly birthOf: (block: number) => (Birth & { readonly step?: number }) | undefined,
  ) {
    this.py = process.interpreter;
  }

  /** Tracked objects that wait for the collector. */
  get unreachable(): ReadonlySet<number> {
    this.garbage ??= unreachableObjects(this.py, this.process.collector.getObjects());
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
      edges: referencesOf(py, op, references).map(({ kind, name, key, to }) => ({
        kind,
        label: key === 0 ? name : shortRepr(py, key, 1),
        to: memory.addressOf(to),
      })),
      more: leftOut(py, op, references),
    };
  }

  /** The objects that the names reach, then those that wait for the collector and what they reach. */
  objects({ objects: most = 200, references }: MomentLimits = {}): {
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
    for (const { word } of this.names) add(word);
    drain();
    // What the program made: the interpreter has cycles of its own.
    for (const op of this.unreachable)
      if (this.birthOf(this.startOf(op))?.step !== undefined) add(op);
    drain();
    return { objects: [...shown.values()], more };
  }

  /** The free lists that have something. */
  freeLists(): FreeListState[] {
    return this.process
      .freeLists()
      .filter(({ addresses }) => addresses.length > 0)
      .map(({ name, length, capacity, addresses }) => ({
        name: length === undefined ? name : `${name}${length}`,
        capacity,
        addresses,
      }));
  }

  arenas(): ArenaMapState[] {
    const { py } = this;
    const { memory } = py;
    const lists = this.process.freeLists().flatMap(({ addresses }) => addresses);
    const unreachable = [...this.unreachable];
    return arenaMaps(this.process.pymalloc, {
      kept: lists.map((address) => memory.wordAt(address)),
      unreachable: [
        ...unreachable,
        ...unreachable.flatMap((op) => objectParts(py, op, 0).map(({ word }) => word)),
      ],
    });
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
    try {
      return liveObject(this.py, this.py.memory.addressOf(word));
    } catch {
      return 0;
    }
  }
}
