import { callFinalizer, clearObject } from '../objects/dealloc';
import { valueSlot } from '../objects/dict-values';
import { PERMANENT } from '../objects/gc-state';
import type { Interpreter } from '../objects/interpreter';
import { Dict, Gc, Ob, TypeWord, Weakref } from '../objects/structs';
import { objectMayBeTracked } from '../objects/tupleobject';
import { Kind } from '../objects/type-spec';
import { clearRef, handleCallback, weakrefsOf } from '../objects/weakrefobject';
import type { FreeListName } from '../versions/types';
import {
  DEBUG_COLLECTABLE,
  DEBUG_STATS,
  describeCollectable,
  describeEnd,
  describeGenerations,
} from './debug';
import { Reachability } from './reachability';

/** What a collection did, as `gc.callbacks` are told. */
export interface CollectionInfo {
  /** 0, 1 or 2: the oldest generation that was collected. */
  readonly generation: number;
  /** Objects that were found unreachable and cleared. */
  readonly collected: number;
  /** Objects that were found unreachable and could not be cleared: always 0 since PEP 442. */
  readonly uncollectable: number;
  /** Objects looked at (3.15 on). */
  readonly candidates?: number;
}

/** The steps of a collection, in order; each name says what has been done when it is reported. */
export type Phase =
  | 'merged'
  | 'refs-copied'
  | 'refs-subtracted'
  | 'unreachable-moved'
  | 'survivors-promoted'
  | 'weakrefs-handled'
  | 'finalized'
  | 'resurrected-handled'
  | 'cleared';

/** `gc.DEBUG_SAVEALL`: garbage is kept in `gc.garbage` instead of being cleared. */
export const DEBUG_SAVEALL = 32;

/**
 * The cyclic collector (Modules/gcmodule.c to 3.12, Python/gc.c after). Objects and lists are words:
 * a list is the head of a ring of `PyGC_Head`s.
 */
export class Collector {
  readonly reachability: Reachability;
  /** Where the text goes that `gc.set_debug` asks for. */
  report: ((text: string) => void) | undefined;
  /** Seconds, for that text. */
  clock: () => number = () => 0;
  /** Called with `start` and `stop`, as the functions in `gc.callbacks` are. */
  readonly callbacks: ((phase: 'start' | 'stop', info: CollectionInfo) => void)[] = [];
  /** Objects that DEBUG_SAVEALL kept; each holds a reference. */
  readonly garbage: number[] = [];
  /** Before a full collection of a process whose start-up objects are not frozen. */
  beforeFull: (() => void) | undefined;

  /** Frees what waits elsewhere for objects to come, as frames do (to 3.10). */
  onClearFreeLists: (() => void) | undefined;

  /** Called for each phase of each collection, once it is over. */
  onPhase: ((phase: Phase, generation: number) => void) | undefined;

  /** Heads of the lists that a collection works with. */
  readonly unreachable: number;
  readonly still: number;
  private readonly scratch: number;
  /** A list for objects that a collection shall not look at. */
  readonly aside: number;

  constructor(
    private readonly py: Interpreter,
    parent?: Collector,
  ) {
    this.reachability = new Reachability(py);
    const heads = parent?.unreachable ?? py.memory.dataSegment(64);
    this.unreachable = heads;
    this.still = heads + Gc.HEAD;
    this.scratch = heads + 2 * Gc.HEAD;
    this.aside = heads + 3 * Gc.HEAD;
    if (!parent)
      for (const head of [heads, this.still, this.scratch, this.aside]) py.gc.empty(head);
    py.gc.onThreshold = () => this.collectGenerations();
  }

  /** `gc.collect(generation)`: all of it. @returns the unreachable objects found */
  collect(generation = 2): number {
    const { py } = this;
    if (py.gc.collecting) return 0;
    py.gc.collecting = true;
    try {
      return this.collectWithCallbacks(generation);
    } finally {
      py.gc.collecting = false;
    }
  }

  /** What an allocation at the threshold starts: the oldest generation whose counter is over its threshold. */
  collectGenerations(): number {
    const { gc } = this.py;
    gc.scheduled = false;
    for (let generation = 2; generation >= 0; generation--) {
      if (gc.count(generation) <= gc.threshold(generation)) continue;
      // A full collection waits until the objects new to it are more than a quarter of those it kept.
      if (generation === 2 && gc.longLivedPending < Math.floor(gc.longLivedTotal / 4)) continue;
      return this.collect(generation);
    }
    return 0;
  }

  private collectWithCallbacks(generation: number): number {
    const { gc, version } = this.py;
    const before = gc.stat(generation, 3);
    const looked = (): { candidates?: number } =>
      version.gc.candidates ? { candidates: gc.stat(generation, 3) - before } : {};
    this.invoke('start', { generation, collected: 0, uncollectable: 0, ...looked() });
    const steps = this.steps(generation);
    let step = steps.next();
    for (; !step.done; step = steps.next()) this.onPhase?.(step.value, generation);
    this.invoke('stop', { generation, collected: step.value, uncollectable: 0, ...looked() });
    return step.value;
  }

  private invoke(phase: 'start' | 'stop', info: CollectionInfo): void {
    for (const callback of [...this.callbacks]) callback(phase, info);
  }

  /**
   * A collection phase by phase: each `next()` does one more. Between them the lists, `gc_refs` and
   * flags are in memory as the collector left them, and nothing else may run.
   */
  *steps(generation: number): Generator<Phase, number> {
    const { py, reachability, unreachable } = this;
    const { gc } = py;
    const began = this.began(generation);
    if (generation === 2) this.beforeFull?.();
    if (generation < 2) gc.setCount(generation + 1, gc.count(generation + 1) + 1);
    for (let i = 0; i <= generation; i++) gc.setCount(i, 0);
    const young = gc.head(generation);
    for (let i = 0; i < generation; i++) gc.merge(gc.head(i), young);
    const old = generation < 2 ? gc.head(generation + 1) : young;
    yield 'merged';

    const candidates = reachability.updateRefs(young);
    yield 'refs-copied';
    reachability.subtractRefs(young);
    yield 'refs-subtracted';
    gc.empty(unreachable);
    reachability.moveUnreachable(young, unreachable);
    yield 'unreachable-moved';

    this.untrackTuples(young);
    if (generation < 2) {
      if (generation === 1) gc.longLivedPending += gc.size(young);
      gc.merge(young, old);
    } else {
      if (py.version.gc.untracksDicts) this.untrackDicts(young);
      gc.longLivedPending = 0;
      gc.longLivedTotal =
        gc.size(young) + (gc.startUpGeneration === PERMANENT ? 0 : gc.startUpTracked);
    }
    yield 'survivors-promoted';

    reachability.clearMask(unreachable);
    if ((gc.debug & DEBUG_COLLECTABLE) !== 0)
      for (const line of describeCollectable(py, unreachable)) this.report?.(line);
    const late = py.version.gc.weakrefs === 'after-finalizers';
    const freed = this.handleWeakrefs(unreachable, old, late);
    yield 'weakrefs-handled';
    this.finalizeGarbage(unreachable);
    yield 'finalized';
    this.handleResurrected(unreachable, old);
    const collected = freed + gc.size(this.still);
    if (late) this.clearWeakrefs(this.still);
    yield 'resurrected-handled';
    this.deleteGarbage(this.still, old);
    yield 'cleared';

    if ((gc.debug & DEBUG_STATS) !== 0) this.report?.(describeEnd(collected, this.clock() - began));
    if (generation === 2) this.clearFreeLists();
    gc.addStat(generation, 0, 1);
    gc.addStat(generation, 1, collected);
    gc.addStat(generation, 3, candidates);
    return collected;
  }

  /** A collection begins. @returns when, in seconds */
  private began(generation: number): number {
    const { py } = this;
    if ((py.gc.debug & DEBUG_STATS) === 0) return 0;
    this.report?.(describeGenerations(py, generation, this.getFreezeCount()));
    return this.clock();
  }

  // ---------------------------------------------------------------- untracking

  /** `untrack_tuples`: a tuple is no longer tracked when nothing in it can be. */
  private untrackTuples(list: number): void {
    const { py } = this;
    this.eachOf(py.tupleType, list, (op) => this.canUntrackTuple(op) && py.gc.untrack(op));
  }

  /** Calls `each` with the objects of one type in a list, which it may take out of it. */
  private eachOf(type: number, list: number, each: (op: number) => void): void {
    const { py } = this;
    const { i32 } = py;
    const base = py.wordBase | 0;
    for (let head = py.gc.next(list); head !== list; ) {
      const next = ((i32[head]! >>> 2) + (i32[head + 1]! << 30) - base) | 0;
      const op = head + Gc.HEAD;
      const own = ((i32[op + Ob.TYPE]! >>> 2) + (i32[op + Ob.TYPE + 1]! << 30) - base) | 0;
      if (own === type) each(op);
      head = next;
    }
  }

  private canUntrackTuple(op: number): boolean {
    const { py } = this;
    const size = py.get(op + Ob.SIZE);
    for (let i = 0; i < size; i++) {
      const item = py.load(op + py.tupleItem + i * 2);
      if (item === 0 || objectMayBeTracked(py, item)) return false;
    }
    return true;
  }

  /** `untrack_dicts`: the same for the values, and keys that are not strings. */
  private untrackDicts(list: number): void {
    const { py } = this;
    this.eachOf(py.dictType, list, (op) => this.holdsNothingTracked(op) && py.gc.untrack(op));
  }

  private holdsNothingTracked(op: number): boolean {
    const { py } = this;
    const values = py.load(op + Dict.VALUES);
    if (values !== 0 && py.load(op + Dict.KEYS) !== py.statics.emptyKeys) {
      // Also those that the instance shows to the collector, not its dict.
      const entries = py.keys.nentries(py.load(op + Dict.KEYS));
      for (let i = 0; i < entries; i++) {
        const value = py.load(valueSlot(py, values, i));
        if (value !== 0 && objectMayBeTracked(py, value)) return false;
      }
      return true;
    }
    const { visitor } = this.reachability;
    const count = visitor.visit(op) * 4;
    for (let s = 0; s < count; s += 4) {
      const [pair, step] = [visitor.spans[s + 3]!, visitor.spans[s + 2]!];
      let word = visitor.spans[s]!;
      for (let n = visitor.spans[s + 1]!; n > 0; n--, word += step) {
        const value = py.load(word);
        if (value !== 0 && objectMayBeTracked(py, value)) return false;
        const key = pair === 0 ? 0 : py.load(word + pair);
        if (key !== 0 && objectMayBeTracked(py, key)) return false;
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- the end of the unreachable

  /**
   * `handle_weakrefs`: references to garbage die before anything else can use them; the callbacks of
   * those that are not garbage themselves run. @param late whether those without a callback wait
   */
  private handleWeakrefs(unreachable: number, old: number, late: boolean): number {
    const { py } = this;
    const calls: number[] = [];
    let freed = 0;
    for (let head = py.gc.next(unreachable); head !== unreachable; head = py.gc.next(head)) {
      const op = head + Gc.HEAD;
      if (!late && py.kindOf(py.typeOf(op)) === Kind.WEAKREF) clearRef(py, op);
      for (const ref of weakrefsOf(py, op)) {
        const callback = py.load(ref + Weakref.CALLBACK);
        if (late && callback === 0) continue;
        clearRef(py, ref);
        if (callback === 0 || this.reachability.isCollecting(ref - Gc.HEAD)) continue;
        py.incref(ref);
        py.gc.move(ref - Gc.HEAD, this.scratch);
        calls.push(ref);
      }
    }
    for (const ref of calls) {
      handleCallback(py, ref, py.load(ref + Weakref.CALLBACK));
      const listed = py.gc.next(this.scratch) === ref - Gc.HEAD;
      py.decref(ref);
      if (listed && py.gc.next(this.scratch) === ref - Gc.HEAD) py.gc.move(ref - Gc.HEAD, old);
      else freed++;
    }
    return freed;
  }

  /** `clear_weakrefs`: what `handleWeakrefs` left. */
  private clearWeakrefs(list: number): void {
    const { py } = this;
    for (let head = py.gc.next(list); head !== list; head = py.gc.next(head)) {
      const op = head + Gc.HEAD;
      if (py.kindOf(py.typeOf(op)) === Kind.WEAKREF) clearRef(py, op);
      for (const ref of weakrefsOf(py, op)) clearRef(py, ref);
    }
  }

  /** `finalize_garbage`: every finalizer runs while all of the garbage is still whole. */
  private finalizeGarbage(list: number): void {
    const { py, scratch } = this;
    while (py.gc.next(list) !== list) {
      const head = py.gc.next(list);
      const op = head + Gc.HEAD;
      py.gc.move(head, scratch);
      if (py.gc.isFinalized(op) || !hasFinalizer(py, op)) continue;
      py.incref(op);
      callFinalizer(py, op);
      py.decref(op);
    }
    py.gc.merge(scratch, list);
  }

  /**
   * `handle_resurrected_objects`: an object that is reachable again lives on, with all that it reaches; in 3.8
   * with everything that was found.
   */
  private handleResurrected(unreachable: number, old: number): void {
    const { py, reachability, still } = this;
    reachability.clearCollectingFlags(unreachable);
    if (py.version.gc.resurrectsAll) {
      py.gc.merge(unreachable, reachability.isHeldFromOutside(unreachable) ? old : still);
      return;
    }
    reachability.deduce(unreachable, still);
    reachability.clearMask(still);
    py.gc.merge(unreachable, old);
  }

  /** `delete_garbage`: clears one object after another; what dies takes others with it. */
  private deleteGarbage(list: number, old: number): void {
    const { py } = this;
    while (py.gc.next(list) !== list) {
      const head = py.gc.next(list);
      const op = head + Gc.HEAD;
      if ((py.gc.debug & DEBUG_SAVEALL) !== 0) this.garbage.push(py.newRef(op));
      else {
        py.incref(op);
        clearObject(py, op);
        py.decref(op);
      }
      if (py.gc.next(list) !== head) continue;
      // Still alive: it may die later.
      this.reachability.clearCollecting(head);
      py.gc.move(head, old);
    }
  }

  /** `clear_freelists`: a full collection empties them. */
  private clearFreeLists(): void {
    this.onClearFreeLists?.();
    this.py.freeLists.clear((op, name) => this.freeKept(op, name));
  }

  /** Frees the memory of an object that was on a free list. */
  freeKept(op: number, name: FreeListName): void {
    const { py } = this;
    if (ATOMS.has(name)) py.free(op);
    else {
      py.gc.deleted();
      py.free(op - Gc.HEAD);
    }
  }

  // ---------------------------------------------------------------- the gc module's questions

  /** Tracked objects of a generation, or of all but the permanent one. */
  getObjects(generation?: number): number[] {
    const { gc } = this.py;
    const found: number[] = [];
    const wanted = generation === undefined ? [0, 1, 2] : [generation];
    for (const each of wanted) {
      const list = gc.head(each);
      for (let head = gc.next(list); head !== list; head = gc.next(head)) {
        found.push(head + Gc.HEAD);
      }
    }
    return found;
  }

  /** What an object refers to directly, in the order of its `tp_traverse`. */
  getReferents(op: number): number[] {
    const found: number[] = [];
    const { py } = this;
    const type = py.typeOf(op);
    if (!py.isGc(type)) return found;
    if (py.version.gc.heapTypes.includes(py.typeName(type))) found.push(type);
    this.reachability.visitor.forEach(op, (each) => found.push(each));
    return found;
  }

  /** The tracked objects that refer to one of those given. */
  getReferrers(ops: readonly number[]): number[] {
    const wanted = new Set(ops);
    return this.getObjects().filter((op) => this.getReferents(op).some((each) => wanted.has(each)));
  }

  /** `gc.freeze`: everything tracked moves to the permanent generation. */
  freeze(): void {
    const { gc } = this.py;
    for (let generation = 0; generation < 3; generation++) {
      gc.merge(gc.head(generation), gc.head(PERMANENT));
      gc.setCount(generation, 0);
    }
    gc.startUpGeneration = PERMANENT;
  }

  /** `gc.unfreeze`: back into the oldest generation. */
  unfreeze(): void {
    const { gc } = this.py;
    gc.merge(gc.head(PERMANENT), gc.head(2));
    gc.startUpGeneration = 2;
  }

  getFreezeCount(): number {
    const { gc } = this.py;
    const startUp = gc.startUpGeneration === PERMANENT ? gc.startUpTracked : 0;
    return gc.size(gc.head(PERMANENT)) + startUp;
  }
}

/** Free lists of objects without a `PyGC_Head`. */
const ATOMS: ReadonlySet<FreeListName> = new Set<FreeListName>([
  'int',
  'float',
  'complex',
  'dictKeys',
  'range',
  'rangeIterator',
]);

function hasFinalizer(py: Interpreter, op: number): boolean {
  return py.get(py.typeOf(op) + TypeWord.FINALIZE) !== 0;
}
