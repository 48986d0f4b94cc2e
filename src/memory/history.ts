import type { AddressSpace } from './address-space';
import type { Checkpoint, SavedPage } from './checkpoints';
import { Page } from './flat-memory';
import {
  type Differences,
  HistoryReplica,
  PAGE_ENTRY,
  PageChange,
  type Segment,
  WORD_ENTRY,
} from './history-replica';
import { IntList } from './int-list';

const PAGE_WORDS = 1 << Page.SHIFT;
/** A page with more changed words than this is kept whole: two numbers for each word would be more to go through. */
const SPARSE_WORDS = (PAGE_WORDS * 3) / 8;
/** Words that are compared at once: most are as they were. */
const COMPARED = 8;
/** What a page reads as that was mapped and never written. */
const ZEROS = new Int32Array(PAGE_WORDS);
/** Host memory of a `Segment`, about. */
const SEGMENT_BYTES = 80;

/**
 * The moments of a run, each as its difference to the one before: the words that changed, not whole pages. A
 * replica of the memory shows any of them. A position is how many differences lead to a moment.
 *
 * There is one checkpoint at a time, at the last moment: it collects the pages that are written.
 */
export class MemoryHistory {
  /** What the kernel knew at each moment, and its position. */
  private readonly moments: { readonly kernel: unknown; readonly position: number }[] = [];
  /** Where each difference begins in the lists of words and of pages: two numbers for each, and two for the end. */
  private readonly starts = new IntList(1024);
  private readonly words = new IntList(16 * PAGE_WORDS);
  private readonly pages = new IntList(1024);
  /** The newest segment of each page that has had more than one, or was not always mapped. */
  private readonly segments = new Map<number, Segment>();
  private segmentBytes = 0;
  private readonly open: Checkpoint;
  private replica: HistoryReplica | undefined;
  private closed = false;

  /** The first moment, 0, is now. */
  constructor(private readonly memory: AddressSpace) {
    this.open = memory.checkpoint();
    this.moments.push({ kernel: this.open.kernel, position: 0 });
    this.starts.push(0, 0);
  }

  /** How many moments there are. */
  get length(): number {
    return this.moments.length;
  }

  /** Bytes of host memory that the moments took when they were made. */
  get bytes(): number {
    return (this.words.length + this.pages.length + this.starts.length) * 4 + this.segmentBytes;
  }

  /** Makes a moment of now. @returns its number */
  mark(): number {
    const { memory, open } = this;
    this.note(memory.changesSince(open));
    memory.renew(open);
    this.moments.push({ kernel: open.kernel, position: this.position });
    return this.moments.length - 1;
  }

  /** How many differences there are. */
  private get position(): number {
    return this.starts.length / 2 - 1;
  }

  /** Forgets the moments that are not to be kept; the others are numbered anew. */
  thin(keeps: (index: number) => boolean): void {
    const kept = this.moments.filter((_, index) => keeps(index));
    this.moments.length = 0;
    for (const moment of kept) this.moments.push(moment);
  }

  /** Calls `each` with every page that is not the same at two moments, perhaps more than once. */
  eachChangedPage(from: number, to: number, each: (page: number) => void): void {
    const [a, b] = [this.moment(from).position, this.moment(to).position];
    this.eachPageBetween(Math.min(a, b), Math.max(a, b), each);
  }

  private eachPageBetween(low: number, high: number, each: (page: number) => void): void {
    const { starts, words, pages } = this;
    let last = -1;
    const lastWord = starts.at(high * 2);
    for (let i = starts.at(low * 2); i < lastWord; i += WORD_ENTRY) {
      const page = words.at(i) >>> Page.SHIFT;
      if (page !== last) each(page);
      last = page;
    }
    const lastPage = starts.at(high * 2 + 1);
    for (let i = starts.at(low * 2 + 1); i < lastPage; i += PAGE_ENTRY) each(pages.at(i));
  }

  // ---------------------------------------------------------------- what changed

  private note(saved: ReadonlyMap<number, SavedPage>): void {
    const { memory } = this;
    for (const [page, { state, words }] of saved) {
      const before = state & Page.WRITABLE;
      const after = memory.pages[page]! & Page.WRITABLE;
      const was = (before & Page.MAPPED) !== 0;
      const is = (after & Page.MAPPED) !== 0;
      const old = (before & Page.RESIDENT) === 0 ? ZEROS : words;
      let boundary = was || is;
      if (was && is && this.compare(page, old!)) {
        boundary = false;
        if (words) memory.checkpoints.recycle(words);
      } else if (was) this.end(page, old);
      else if (words) this.keepStale(page, words);
      if (boundary && is) this.begin(page);
      if (!boundary && before === after) continue;
      const change = before | (after << PageChange.AFTER_SHIFT);
      this.pages.push(page, boundary ? change | PageChange.BOUNDARY : change);
    }
    this.starts.push(this.words.length, this.pages.length);
  }

  private begin(page: number): void {
    const from = this.position + 1;
    const earlier = this.segments.get(page);
    const segment = { from, to: Number.POSITIVE_INFINITY, words: undefined, at: 0, earlier };
    this.segments.set(page, segment);
    this.segmentBytes += SEGMENT_BYTES;
  }

  /** @param words what the page was at its end; undefined while the memory still has it */
  private end(page: number, words: Int32Array | undefined): void {
    const { position } = this;
    const segment = this.segments.get(page);
    if (segment) Object.assign(segment, { to: position, words, at: position });
    else {
      const first = { from: 0, to: position, words, at: position, earlier: undefined };
      this.segments.set(page, first);
      this.segmentBytes += SEGMENT_BYTES;
    }
    if (words && words !== ZEROS) this.segmentBytes += Page.SIZE;
  }

  /** The bytes that an unmapped page had are about to be overwritten. */
  private keepStale(page: number, words: Int32Array): void {
    const segment = this.segments.get(page);
    if (!segment || segment.words) {
      this.memory.checkpoints.recycle(words);
      return;
    }
    segment.words = words;
    this.segmentBytes += Page.SIZE;
  }

  /** Notes the changed words of a page. @returns false, and nothing is noted, when there are too many of them */
  private compare(page: number, old: Int32Array): boolean {
    const list = this.words;
    list.reserve(WORD_ENTRY * PAGE_WORDS);
    const words = list.array;
    const { i32 } = this.memory;
    const first = page << Page.SHIFT;
    const most = list.length + WORD_ENTRY * SPARSE_WORDS;
    let at = list.length;
    for (let i = 0; i < PAGE_WORDS; i += COMPARED) {
      const word = first + i;
      const differs =
        (i32[word]! ^ old[i]!) |
        (i32[word + 1]! ^ old[i + 1]!) |
        (i32[word + 2]! ^ old[i + 2]!) |
        (i32[word + 3]! ^ old[i + 3]!) |
        (i32[word + 4]! ^ old[i + 4]!) |
        (i32[word + 5]! ^ old[i + 5]!) |
        (i32[word + 6]! ^ old[i + 6]!) |
        (i32[word + 7]! ^ old[i + 7]!);
      if (differs === 0) continue;
      for (let j = 0; j < COMPARED; j++) {
        const change = i32[word + j]! ^ old[i + j]!;
        if (change === 0) continue;
        words[at] = word + j;
        words[at + 1] = change;
        at += WORD_ENTRY;
      }
      if (at > most) return false;
    }
    list.length = at;
    return true;
  }

  // ---------------------------------------------------------------- showing

  private moment(index: number) {
    const moment = this.moments[index];
    if (!moment || this.closed)
      throw new RangeError(`no moment ${index}: there are 0 to ${this.moments.length - 1}`);
    return moment;
  }

  /**
   * A replica of the memory as it was at a moment: the same one each time.
   * @throws RangeError when there is no such moment
   */
  show(index: number): AddressSpace {
    const { kernel, position } = this.moment(index);
    this.replica ??= this.replicaOfNow();
    const { memory } = this.replica;
    this.replica.show(position);
    memory.takeKernel(kernel);
    return memory;
  }

  /** The replica, made when it is first needed: of the last moment, whatever was written since. */
  private replicaOfNow(): HistoryReplica {
    const { memory, open, position } = this;
    const { starts, words, pages, segments } = this;
    const differences: Differences = { starts, words, pages, segments };
    const replica = memory.replica();
    for (const [page, segment] of segments) {
      if (segment.words || segment.to === Number.POSITIVE_INFINITY) continue;
      const first = page << Page.SHIFT;
      replica.i32.set(memory.i32.subarray(first, first + PAGE_WORDS), first);
    }
    for (const [page, { state, words: saved }] of memory.changesSince(open)) {
      const first = page << Page.SHIFT;
      if (saved) replica.i32.set(saved, first);
      else if ((state & (Page.MAPPED | Page.RESIDENT)) === Page.MAPPED)
        replica.i32.fill(0, first, first + PAGE_WORDS);
      replica.showPage(page, state);
    }
    memory.forget(open);
    return new HistoryReplica(replica, differences, position);
  }

  /** Gives up the moments, and the memory that they take. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (!this.replica) this.memory.forget(this.open);
    for (const list of [this.starts, this.words, this.pages]) list.clear();
    this.segments.clear();
    this.segmentBytes = 0;
    this.replica = undefined;
  }
}
