import { Page } from '../memory/flat-memory';
import type { Interpreter } from '../objects/interpreter';
import { Visitor } from '../objects/visit';

/** Pointers of an array that is so long that what it points to is remembered. */
const LONG = 50_000;

/** A long array of pointers, and the pages that they lead to. */
interface LongArray {
  readonly first: number;
  readonly last: number;
  readonly pages: Int32Array;
}

/** Objects begin at multiples of 16 bytes: so many can begin in a page. */
const PER_PAGE = Page.SIZE / 16;
/** In a count: the object refers to others that are looked at. */
const REFERS = 1 << 30;
/** More references than any object has: the count of an immortal one. */
const MANY = 1 << 29;

/**
 * The tracked objects that a full collection would find, as the collector works it out (`deduce_unreachable` in
 * Python/gc.c), but on the side, so that nothing changes in the process.
 */
export class Unreachable {
  private readonly visitor: Visitor;
  private readonly i32: Int32Array;
  /** For each page with tracked objects: where their counts begin in `counts`; 0 for other pages. */
  private readonly tables: Int32Array;
  private readonly pages: number[] = [];
  /** `gc_refs` and one more, with the flag `REFERS`; 0 for what is not looked at, or was found alive. */
  private counts = new Int32Array(64 * PER_PAGE);

  /** Long arrays that held nothing tracked, by their first and last word. */
  private readonly long = new Map<string, LongArray>();

  constructor(private readonly py: Interpreter) {
    this.visitor = new Visitor(py);
    this.i32 = py.i32;
    this.tables = new Int32Array(py.pages.length);
  }

  /** A page is not as it was. */
  invalidate(page: number): void {
    for (const [key, { first, last }] of this.long)
      if (page >= first >>> Page.SHIFT && page <= last >>> Page.SHIFT) this.long.delete(key);
  }

  /** @param tracked all tracked objects */
  find(tracked: readonly number[]): Set<number> {
    this.visitor.reset();
    for (const op of tracked) this.copyRefs(op);
    for (const op of tracked) this.subtractRefs(op);
    const waiting: number[] = [];
    for (const op of tracked) {
      if ((this.counts[this.placeOf(op)]! & ~REFERS) > 1) this.isAlive(op, waiting);
    }
    for (let op = waiting.pop(); op !== undefined; op = waiting.pop())
      this.markReferents(op, waiting);
    const found = new Set<number>();
    for (const op of tracked) if (this.counts[this.placeOf(op)] !== 0) found.add(op);
    this.counts.fill(0, 0, (this.pages.length + 1) * PER_PAGE);
    for (const page of this.pages) this.tables[page] = 0;
    this.pages.length = 0;
    return found;
  }

  /** Where the count of an object is; 0 when it is not looked at, where the count is 0. */
  private placeOf(op: number): number {
    const table = this.tables[op >>> Page.SHIFT]!;
    return table === 0 ? 0 : table + ((op >>> 2) & (PER_PAGE - 1));
  }

  private copyRefs(op: number): void {
    const page = op >>> Page.SHIFT;
    if (this.tables[page] === 0) {
      this.pages.push(page);
      this.tables[page] = this.pages.length * PER_PAGE;
      if ((this.pages.length + 1) * PER_PAGE > this.counts.length) {
        const longer = new Int32Array(this.counts.length * 2);
        longer.set(this.counts);
        this.counts = longer;
      }
    }
    const refs = this.i32[op]!;
    this.counts[this.placeOf(op)] = (refs < 0 || refs > MANY ? MANY : refs) + 1;
  }

  private subtractRefs(op: number): void {
    const { i32, tables, counts, visitor } = this;
    const base = this.py.wordBase | 0;
    const count = visitor.visit(op) * 4;
    const { spans } = visitor;
    let refers = false;
    for (let at = 0; at < count; at += 4) {
      const step = spans[at + 2]!;
      const pair = spans[at + 3]!;
      let word = spans[at]!;
      if (spans[at + 1]! >= LONG && this.holdsNothing(word, spans[at + 1]!, step, pair)) continue;
      for (let left = spans[at + 1]!; left > 0; left--, word += step) {
        for (let slot = word; ; slot = word + pair) {
          const [low, high] = [i32[slot]!, i32[slot + 1]!];
          const to = (low | high) === 0 ? 0 : ((low >>> 2) + (high << 30) - base) | 0;
          // Most of what a long list holds is not tracked, and lies on pages where nothing is.
          const table = tables[to >>> Page.SHIFT]!;
          if (table !== 0) {
            const place = table + ((to >>> 2) & (PER_PAGE - 1));
            if (counts[place] !== 0) {
              counts[place]!--;
              refers = true;
            }
          }
          if (pair === 0 || slot !== word) break;
        }
      }
    }
    if (refers) counts[this.placeOf(op)]! |= REFERS;
  }

  /** Whether no pointer of a long array leads to a page with tracked objects: most hold numbers and texts. */
  private holdsNothing(start: number, count: number, step: number, pair: number): boolean {
    if (pair !== 0) return false;
    const end = start + (count - 1) * step;
    const key = `${start} ${end}`;
    let array = this.long.get(key);
    if (!array) {
      const found = this.pagesFrom(start, count, step);
      if (!found) return false;
      array = { first: Math.min(start, end), last: Math.max(start, end) + 1, pages: found };
      this.long.set(key, array);
    }
    return array.pages.every((page) => this.tables[page] === 0);
  }

  /** The pages that an array leads to; undefined as soon as one has tracked objects. */
  private pagesFrom(start: number, count: number, step: number): Int32Array | undefined {
    const { i32, tables } = this;
    const base = this.py.wordBase | 0;
    const found = new Set<number>();
    let last = -1;
    for (let left = count, word = start; left > 0; left--, word += step) {
      const [low, high] = [i32[word]!, i32[word + 1]!];
      const page =
        ((low | high) === 0 ? 0 : ((low >>> 2) + (high << 30) - base) | 0) >>> Page.SHIFT;
      if (page === last) continue;
      last = page;
      if (tables[page] !== 0) return undefined;
      found.add(page);
    }
    return Int32Array.from(found);
  }

  private markReferents(op: number, waiting: number[]): void {
    const { py, visitor } = this;
    const count = visitor.visit(op) * 4;
    const { spans } = visitor;
    for (let at = 0; at < count; at += 4) {
      const [step, pair] = [spans[at + 2]!, spans[at + 3]!];
      let word = spans[at]!;
      for (let left = spans[at + 1]!; left > 0; left--, word += step) {
        this.isAlive(py.load(word), waiting);
        if (pair !== 0) this.isAlive(py.load(word + pair), waiting);
      }
    }
  }

  private isAlive(op: number, waiting: number[]): void {
    const place = this.placeOf(op);
    const count = this.counts[place]!;
    if (count === 0) return;
    this.counts[place] = 0;
    if ((count & REFERS) !== 0) waiting.push(op);
  }
}
