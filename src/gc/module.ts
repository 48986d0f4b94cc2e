import { liveObject } from '../objects/capi';
import { PyError } from '../objects/errors';
import type { Interpreter } from '../objects/interpreter';
import { Gc } from '../objects/structs';
import type { CollectionInfo, Collector, Phase } from './collector';

/** One object as a collection sees it at the end of a phase. */
export interface CollectedObject {
  /** `id()`. */
  readonly address: number;
  /** The name of its type. */
  readonly type: string;
  /** Its reference count. */
  readonly refcount: number;
  /** The count that is being reduced to references from outside; -1 in the other phases. */
  readonly gc_refs: number;
  /** Whether it is among the reachable or with what may be garbage. */
  readonly list: 'young' | 'unreachable';
}

/** A collection's state at the end of a phase. */
export interface PhaseView {
  /** The phase that is over. */
  readonly phase: Phase;
  /** The objects of the generations that are collected. */
  readonly objects: readonly CollectedObject[];
}

/** Statistics of a generation since the start (`gc.get_stats()`). */
export interface GenerationStats {
  /** Collections of this generation. */
  readonly collections: number;
  /** Objects that they found and cleared. */
  readonly collected: number;
  /** Objects that they found and could not clear: always 0 since PEP 442. */
  readonly uncollectable: number;
  /** Objects that they looked at (3.15 on). */
  readonly candidates?: number;
}

/** Python's module `gc`, on addresses (Modules/gcmodule.c; Python/gc.c from 3.13 on). */
export class GcModule {
  /** @internal */
  constructor(
    private readonly py: Interpreter,
    private readonly collector: Collector,
  ) {}

  private addresses(words: readonly number[]): number[] {
    return words.map((word) => this.py.memory.addressOf(word));
  }

  /**
   * Collects a generation and those younger.
   * @param generation 0, 1 or 2; 2 is all of them
   * @returns how many unreachable objects were found
   * @throws PyError ValueError for a generation that is not 0, 1 or 2
   */
  collect(generation = 2): number {
    const found = this.collector.collect(checked(generation));
    this.py.raisePending();
    return found;
  }

  /**
   * The same phase by phase: iterate, and look at each phase's state before the next runs.
   * @param generation 0, 1 or 2; 2 is all of them
   * @returns how many unreachable objects were found, when it is over
   * @throws PyError ValueError for another generation, RuntimeError while a collection runs
   */
  *collectStepwise(generation = 2): Generator<PhaseView, number> {
    const { py, collector } = this;
    checked(generation);
    if (py.gc.collecting) throw new PyError('RuntimeError', 'a collection is running');
    py.gc.collecting = true;
    try {
      const steps = collector.steps(generation);
      let step = steps.next();
      for (; !step.done; step = steps.next()) yield this.view(step.value, generation);
      this.py.raisePending();
      return step.value;
    } finally {
      py.gc.collecting = false;
    }
  }

  private view(phase: Phase, generation: number): PhaseView {
    const { py, collector } = this;
    const objects: CollectedObject[] = [];
    const counted = phase === 'refs-copied' || phase === 'refs-subtracted';
    const add = (head: number, list: 'young' | 'unreachable'): void => {
      const op = head + Gc.HEAD;
      objects.push({
        address: py.memory.addressOf(op),
        type: py.typeName(py.typeOf(op)),
        refcount: py.refcnt(op),
        gc_refs: counted ? collector.reachability.refs(head) : -1,
        list,
      });
    };
    const walk = (list: number, name: 'young' | 'unreachable'): void => {
      for (let head = py.gc.next(list); head !== list; head = py.gc.next(head)) add(head, name);
    };
    const promoted = ['merged', 'refs-copied', 'refs-subtracted', 'unreachable-moved'];
    walk(py.gc.head(promoted.includes(phase) ? generation : Math.min(2, generation + 1)), 'young');
    walk(collector.unreachable, 'unreachable');
    return { phase, objects };
  }

  /** Turns automatic collection on. */
  enable(): void {
    this.py.gc.enabled = true;
  }

  /** Turns automatic collection off; `collect` still works. */
  disable(): void {
    this.py.gc.enabled = false;
  }

  /** Whether automatic collection is on. */
  isenabled(): boolean {
    return this.py.gc.enabled;
  }

  /** Allocations minus deallocations since generation 0 was collected; collections of the younger. */
  get_count(): [number, number, number] {
    const { gc } = this.py;
    return [gc.count(0), gc.count(1), gc.count(2)];
  }

  /** What each of the three counters has to pass for an automatic collection. */
  get_threshold(): [number, number, number] {
    const { gc } = this.py;
    return [gc.threshold(0), gc.threshold(1), gc.threshold(2)];
  }

  /** Thresholds left out stay; a first one of 0 turns automatic collection off. */
  set_threshold(first: number, second?: number, third?: number): void {
    for (const [generation, value] of [first, second, third].entries()) {
      if (value !== undefined) this.py.gc.setThreshold(generation, value);
    }
  }

  /** The flags that `set_debug` was given. */
  get_debug(): number {
    return this.py.gc.debug;
  }

  /** Sets flags such as {@link DEBUG_SAVEALL}. */
  set_debug(flags: number): void {
    this.py.gc.debug = flags;
  }

  /** What was collected since the start, for each of the three generations. */
  get_stats(): GenerationStats[] {
    const { gc, version } = this.py;
    return [0, 1, 2].map((generation) => ({
      collections: gc.stat(generation, 0),
      collected: gc.stat(generation, 1),
      uncollectable: gc.stat(generation, 2),
      ...(version.gc.candidates ? { candidates: gc.stat(generation, 3) } : {}),
    }));
  }

  /** Addresses of the tracked objects of a generation, or of all three. */
  get_objects(generation?: number): number[] {
    if (generation !== undefined) checked(generation);
    return this.addresses(this.collector.getObjects(generation));
  }

  /** What each of the objects refers to directly. */
  get_referents(...objects: number[]): number[] {
    return objects.flatMap((address) =>
      this.addresses(this.collector.getReferents(liveObject(this.py, address))),
    );
  }

  /** The tracked objects that refer to any of the objects. */
  get_referrers(...objects: number[]): number[] {
    const words = objects.map((address) => liveObject(this.py, address));
    return this.addresses(this.collector.getReferrers(words));
  }

  /** Moves everything tracked to the permanent generation, which no collection looks at. */
  freeze(): void {
    this.collector.freeze();
  }

  /** Moves the permanent generation back into the oldest one. */
  unfreeze(): void {
    this.collector.unfreeze();
  }

  /** How many objects the permanent generation has. */
  get_freeze_count(): number {
    return this.collector.getFreezeCount();
  }

  /** Whether the collector looks at an object. @throws StaleReference */
  is_tracked(address: number): boolean {
    const op = liveObject(this.py, address);
    return this.py.isGc(this.py.typeOf(op)) && this.py.gc.isTracked(op);
  }

  /** Whether the object's finalizer has run. */
  is_finalized(address: number): boolean {
    const op = liveObject(this.py, address);
    return this.py.isGc(this.py.typeOf(op)) && this.py.gc.isFinalized(op);
  }

  /** Functions that are called at each collection's start and stop. */
  get callbacks(): ((phase: 'start' | 'stop', info: CollectionInfo) => void)[] {
    return this.collector.callbacks;
  }

  /** Addresses of the objects that DEBUG_SAVEALL kept. */
  get garbage(): number[] {
    return this.addresses(this.collector.garbage);
  }
}

function checked(generation: number): number {
  if (generation === 0 || generation === 1 || generation === 2) return generation;
  throw new PyError('ValueError', `invalid generation ${generation}: there are 0, 1 and 2`);
}
