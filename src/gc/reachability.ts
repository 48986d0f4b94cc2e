import { Page } from '../memory/flat-memory';
import { PERMANENT } from '../objects/gc-state';
import type { Interpreter } from '../objects/interpreter';
import { Gc, Ob, TypeFlag, TypeWord } from '../objects/structs';
import { Visitor } from '../objects/visit';

/*
 * How the collector finds what nothing outside refers to (Python/gc.c, `deduce_unreachable`). It works
 * in the objects' own `PyGC_Head`: `gc_refs` is in `_gc_prev` above two flags, and `_gc_next` carries
 * a flag while its object may be unreachable. Lists are rings through a head that is not an object's.
 */

/** Steps of `deduce_unreachable`, in order. */
export class Reachability {
  readonly visitor: Visitor;
  private readonly i32: Int32Array;
  private readonly pages: Uint8Array;

  constructor(private readonly py: Interpreter) {
    this.visitor = new Visitor(py);
    this.i32 = py.i32;
    this.pages = py.pages;
  }

  private touch(word: number): void {
    if (this.pages[word >>> Page.SHIFT] !== Page.WRITABLE) this.py.memory.fault(word);
  }

  private setRefs(head: number, refs: number): void {
    this.touch(head);
    const { i32 } = this;
    i32[head + Gc.PREV] =
      (refs << Gc.SHIFT) | Gc.COLLECTING | (i32[head + Gc.PREV]! & Gc.FINALIZED);
    i32[head + Gc.PREV + 1] = 0;
  }

  /** `gc_refs` of a head during a collection. */
  refs(head: number): number {
    return this.i32[head + Gc.PREV]! >> Gc.SHIFT;
  }

  isCollecting(head: number): boolean {
    return (this.i32[head + Gc.PREV]! & Gc.COLLECTING) !== 0;
  }

  clearCollecting(head: number): void {
    this.touch(head);
    this.i32[head + Gc.PREV]! &= ~Gc.COLLECTING;
  }

  // ---------------------------------------------------------------- the steps

  /** `update_refs`: copies each object's reference count into its `gc_refs`. @returns how many */
  updateRefs(young: number): number {
    const { py, i32 } = this;
    const { pages } = this;
    const base = py.wordBase | 0;
    const aside = py.version.gc.setsImmortalsAside;
    let count = 0;
    for (let head = py.gc.next(young); head !== young; ) {
      const next = ((i32[head]! >>> 2) + (i32[head + 1]! << 30) - base) | 0;
      const refcnt = i32[head + Gc.HEAD]!;
      if (refcnt < 0 && aside) py.gc.move(head, py.gc.head(PERMANENT));
      else {
        if (pages[head >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(head);
        const prev = head + Gc.PREV;
        i32[prev] = (refcnt << Gc.SHIFT) | Gc.COLLECTING | (i32[prev]! & Gc.FINALIZED);
        i32[prev + 1] = 0;
        count++;
      }
      head = next;
    }
    this.visitor.reset();
    return count;
  }

  /** `subtract_refs`: takes off the references that come from inside the list. */
  subtractRefs(young: number): void {
    const { py, i32, pages, visitor } = this;
    const base = py.wordBase | 0;
    for (
      let head = py.gc.next(young);
      head !== young;
      head = ((i32[head]! >>> 2) + (i32[head + 1]! << 30) - base) | 0
    ) {
      const count = visitor.visit(head + Gc.HEAD) * 4;
      const { spans } = visitor;
      for (let s = 0; s < count; s += 4) {
        const step = spans[s + 2]!;
        const pair = spans[s + 3]!;
        let word = spans[s]!;
        for (let n = spans[s + 1]!; n > 0; n--, word += step) {
          for (let at = word; ; at = word + pair) {
            const low = i32[at]!;
            const high = i32[at + 1]!;
            if ((low | high) !== 0) {
              const op = ((low >>> 2) + (high << 30) - base) | 0;
              const type = ((i32[op + Ob.TYPE]! >>> 2) + (i32[op + Ob.TYPE + 1]! << 30) - base) | 0;
              if ((i32[type + TypeWord.FLAGS]! & TypeFlag.HAVE_GC) !== 0) {
                const prev = op - Gc.HEAD + Gc.PREV;
                const value = i32[prev]!;
                if ((value & Gc.COLLECTING) !== 0) {
                  if (pages[prev >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(prev);
                  i32[prev] = value - (1 << Gc.SHIFT);
                }
              }
            }
            if (pair === 0 || at !== word) break;
          }
        }
      }
    }
  }

  /**
   * `move_unreachable`: objects with `gc_refs` left are reachable, and so is what they refer to; the
   * rest moves to `unreachable`, some of it only for a while.
   */
  moveUnreachable(young: number, unreachable: number): void {
    const { py, i32 } = this;
    const { pages } = this;
    const base = py.wordBase | 0;
    let prev = young;
    let head = py.gc.next(young);
    while (head !== young) {
      const refs = i32[head + Gc.PREV]!;
      if (refs >> Gc.SHIFT !== 0) {
        this.markReferents(head + Gc.HEAD, young);
        if (pages[head >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(head);
        py.memory.storePointer(head + Gc.PREV, prev);
        if ((refs & Gc.FINALIZED) !== 0) i32[head + Gc.PREV]! |= Gc.FINALIZED;
        prev = head;
      } else {
        // The list of young objects continues without it.
        py.store(prev + Gc.NEXT, py.gc.next(head));
        const last = py.gc.prev(unreachable);
        this.storeFlagged(last + Gc.NEXT, head);
        py.gc.setPrev(head, last);
        this.storeFlagged(head + Gc.NEXT, unreachable);
        py.store(unreachable + Gc.PREV, head);
      }
      head = ((i32[prev]! >>> 2) + (i32[prev + 1]! << 30) - base) | 0;
    }
    py.store(young + Gc.PREV, prev);
    i32[unreachable]! &= ~Gc.UNREACHABLE;
  }

  private storeFlagged(word: number, target: number): void {
    this.py.store(word, target);
    this.i32[word]! |= Gc.UNREACHABLE;
  }

  /**
   * `visit_reachable` for each referent of an object that is reachable. The loop is that of `subtractRefs`,
   * written out: a call for each reference made collections a tenth slower.
   */
  private markReferents(holder: number, reachable: number): void {
    const { py, i32, visitor } = this;
    const base = py.wordBase | 0;
    const count = visitor.visit(holder) * 4;
    const { spans } = visitor;
    for (let s = 0; s < count; s += 4) {
      const step = spans[s + 2]!;
      const pair = spans[s + 3]!;
      let word = spans[s]!;
      for (let n = spans[s + 1]!; n > 0; n--, word += step) {
        for (let at = word; ; at = word + pair) {
          const low = i32[at]!;
          const high = i32[at + 1]!;
          if ((low | high) !== 0) {
            const op = ((low >>> 2) + (high << 30) - base) | 0;
            const type = ((i32[op + Ob.TYPE]! >>> 2) + (i32[op + Ob.TYPE + 1]! << 30) - base) | 0;
            if ((i32[type + TypeWord.FLAGS]! & TypeFlag.HAVE_GC) !== 0) {
              // In the list and found reachable before: nothing to do.
              const refs = i32[op - Gc.HEAD + Gc.PREV]!;
              if (
                (refs & Gc.COLLECTING) !== 0 &&
                (refs >> Gc.SHIFT === 0 || (i32[op - Gc.HEAD]! & Gc.UNREACHABLE) !== 0)
              ) {
                this.markReachable(op - Gc.HEAD, reachable);
              }
            }
          }
          if (pair === 0 || at !== word) break;
        }
      }
    }
  }

  private markReachable(head: number, reachable: number): void {
    const { py, i32 } = this;
    if (!this.isCollecting(head)) return;
    if ((i32[head]! & Gc.UNREACHABLE) !== 0) {
      // It was thought unreachable: back to the end of the list that is still to be looked at.
      const prev = py.gc.prev(head);
      const next = py.gc.next(head);
      const flag = i32[prev + Gc.NEXT]! & Gc.UNREACHABLE;
      py.store(prev + Gc.NEXT, next);
      i32[prev + Gc.NEXT]! |= flag;
      py.gc.setPrev(next, prev);
      this.appendTo(head, reachable);
      this.setRefs(head, 1);
    } else if (this.refs(head) === 0) this.setRefs(head, 1);
  }

  /** To the end of the list; `_gc_prev` of the head itself holds `gc_refs` and is not a link now. */
  private appendTo(head: number, list: number): void {
    const { py } = this;
    const last = py.gc.prev(list);
    py.store(last + Gc.NEXT, head);
    py.store(head + Gc.NEXT, list);
    py.store(list + Gc.PREV, head);
  }

  /** All three steps. */
  deduce(young: number, unreachable: number): number {
    const candidates = this.updateRefs(young);
    this.subtractRefs(young);
    this.py.gc.empty(unreachable);
    this.moveUnreachable(young, unreachable);
    return candidates;
  }

  /** `check_garbage` (3.8): whether something outside of a list refers to an object in it. Changes nothing. */
  isHeldFromOutside(list: number): boolean {
    const { py } = this;
    this.updateRefs(list);
    this.subtractRefs(list);
    let held = false;
    for (let last = list, head = py.gc.next(list); head !== list; head = py.gc.next(head)) {
      if (this.refs(head) > 0) held = true;
      py.gc.setPrev(head, last);
      this.clearCollecting(head);
      last = head;
    }
    return held;
  }

  /** `clear_unreachable_mask`. */
  clearMask(list: number): void {
    const { py, i32 } = this;
    i32[list]! &= ~Gc.UNREACHABLE;
    for (let head = py.gc.next(list); head !== list; head = py.gc.next(head)) {
      this.touch(head);
      i32[head]! &= ~Gc.UNREACHABLE;
    }
  }

  /** `gc_list_clear_collecting`. */
  clearCollectingFlags(list: number): void {
    const { py } = this;
    for (let head = py.gc.next(list); head !== list; head = py.gc.next(head)) {
      this.clearCollecting(head);
    }
  }
}
