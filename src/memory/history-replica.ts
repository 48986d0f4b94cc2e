import type { AddressSpace } from './address-space';
import { Page } from './flat-memory';
import type { IntList } from './int-list';

/** Of each changed word: which, and what it was XOR what it is. The same numbers lead forward and back. */
export const WORD_ENTRY = 2;
/** Of each page with another state or another content: which, and its states (`PageChange`). */
export const PAGE_ENTRY = 2;

/** The second number of a page's entry: its state before, that after it, and whether another segment begins. */
export const enum PageChange {
  STATE = 7,
  AFTER_SHIFT = 4,
  BOUNDARY = 256,
}

/**
 * A time in which a page was mapped and changed by single words only. Its bytes at any position in it are those of
 * one position and the words that changed between the two.
 */
export interface Segment {
  /** Positions: the first and the last. */
  readonly from: number;
  to: number;
  /**
   * The bytes of position `at`. While there are none the memory still has them: nothing else was stored to the page,
   * though it may not be mapped any more.
   */
  words: Int32Array | undefined;
  at: number;
  /** The one before on the same page. */
  readonly earlier: Segment | undefined;
}

/** All that changed, position by position. */
export interface Differences {
  /** Where each difference begins in `words` and in `pages`: two numbers for each, and two for the end. */
  readonly starts: IntList;
  readonly words: IntList;
  readonly pages: IntList;
  /** The newest segment of each page that has had more than one, or was not always mapped. */
  readonly segments: ReadonlyMap<number, Segment>;
}

/** Which bytes of a page the memory has: those of a segment, as they were at a position. */
interface Content {
  readonly segment: Segment;
  readonly at: number;
}

/** In `marks`: the page changes its segment on the way; its bytes are of another position. */
const CROSSED = 1;
const LATE = 2;

/**
 * A memory that shows one position of a history, and goes to any other. Going costs the words that changed on the
 * way, and for each page with another segment its bytes there: those that it had in between are not copied.
 */
export class HistoryReplica {
  private readonly marks: Uint8Array;
  /** Of pages that are not mapped now: what they still have. */
  private readonly left = new Map<number, Content>();

  /** @param shown the position that `memory` shows */
  constructor(
    readonly memory: AddressSpace,
    private readonly differences: Differences,
    private shown: number,
  ) {
    this.marks = new Uint8Array(memory.pages.length);
  }

  show(to: number): void {
    const from = this.shown;
    if (from === to) return;
    const crossed = this.crossed(from, to);
    this.changeWords(Math.min(from, to), Math.max(from, to));
    let [first, last] = [to, to];
    const late = new Map<number, number>();
    for (const page of crossed) {
      const now = this.contentOf(page, from);
      const wanted = this.segmentAt(page, to);
      this.marks[page] = 0;
      if (!wanted) {
        if (now) this.left.set(page, now);
        continue;
      }
      this.left.delete(page);
      const at = now?.segment === wanted ? now.at : this.load(page, wanted, now);
      if (at === to) continue;
      this.marks[page] = LATE;
      late.set(page, at);
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    if (late.size > 0) this.changeLate(late, first, to, last);
    this.shown = to;
  }

  /** Gives pages their states, and marks those that have another segment on the way. @returns them, each once */
  private crossed(from: number, to: number): number[] {
    const { memory, marks } = this;
    const { starts, pages } = this.differences;
    const found: number[] = [];
    const see = (at: number, forward: boolean): void => {
      const page = pages.at(at);
      const change = pages.at(at + 1);
      const state = forward ? change >> PageChange.AFTER_SHIFT : change;
      memory.showPage(page, state & PageChange.STATE);
      if ((change & PageChange.BOUNDARY) === 0 || marks[page] !== 0) return;
      marks[page] = CROSSED;
      found.push(page);
    };
    const [a, b] = [starts.at(from * 2 + 1), starts.at(to * 2 + 1)];
    for (let at = a; at < b; at += PAGE_ENTRY) see(at, true);
    for (let at = a - PAGE_ENTRY; at >= b; at -= PAGE_ENTRY) see(at, false);
    return found;
  }

  /** Changes the words of the differences from `low` to `high`, but not of marked pages. */
  private changeWords(low: number, high: number): void {
    const { marks } = this;
    const { i32 } = this.memory;
    const { starts, words } = this.differences;
    const { array } = words;
    const end = starts.at(high * 2);
    for (let at = starts.at(low * 2); at < end; at += WORD_ENTRY) {
      const word = array[at]!;
      if (marks[word >>> Page.SHIFT] === 0) i32[word]! ^= array[at + 1]!;
    }
  }

  /** Changes the words of late pages from where each is. */
  private changeLate(
    late: ReadonlyMap<number, number>,
    first: number,
    to: number,
    last: number,
  ): void {
    const { marks } = this;
    const { i32 } = this.memory;
    const { starts, words } = this.differences;
    const { array } = words;
    for (let position = first; position < last; position++) {
      const end = starts.at(position * 2 + 2);
      for (let at = starts.at(position * 2); at < end; at += WORD_ENTRY) {
        const word = array[at]!;
        const page = word >>> Page.SHIFT;
        if (marks[page] !== LATE) continue;
        const is = late.get(page)!;
        if (position < to ? is <= position : is > position) i32[word]! ^= array[at + 1]!;
      }
    }
    for (const page of late.keys()) marks[page] = 0;
  }

  /** Gives a page the bytes of another segment. @returns the position that they are of */
  private load(page: number, wanted: Segment, now: Content | undefined): number {
    const { i32 } = this.memory;
    const first = page << Page.SHIFT;
    if (now && !now.segment.words) {
      now.segment.words = i32.slice(first, first + (1 << Page.SHIFT));
      now.segment.at = now.at;
    }
    i32.set(wanted.words!, first);
    return wanted.at;
  }

  /** What the memory has of a page while it shows a position. */
  private contentOf(page: number, position: number): Content | undefined {
    const segment = this.segmentAt(page, position);
    if (segment) return { segment, at: position };
    const newest = this.differences.segments.get(page);
    const left = this.left.get(page);
    return left ?? (newest && !newest.words ? { segment: newest, at: newest.to } : undefined);
  }

  /** The segment that a page has at a position; undefined where it is not mapped. */
  private segmentAt(page: number, position: number): Segment | undefined {
    let segment = this.differences.segments.get(page);
    while (segment && segment.from > position) segment = segment.earlier;
    return segment && position <= segment.to ? segment : undefined;
  }
}
