import type { AddressSpace } from './address-space';
import type { Checkpoint, SavedPage } from './checkpoints';
import { Page } from './flat-memory';

const PAGE_WORDS = 1 << Page.SHIFT;
/** A page with more changed words than this is kept whole: three numbers for each word would be more. */
const SPARSE_WORDS = PAGE_WORDS / 4;

/** A page that changed between two moments. */
interface ChangedPage {
  readonly page: number;
  readonly before: number;
  readonly after: number;
  /**
   * The words that the shown memory does not have: before the change while the memory shows a later moment, after
   * it while an earlier one. Undefined where words are kept one by one, or nobody can read the page.
   */
  words: Int32Array | undefined;
  /** Whether the page was mapped and never written before: it reads as zeros. */
  readonly zeros: boolean;
}

/** What changed between two moments. */
interface Difference {
  /** Pages that got another state, or that are kept whole. */
  readonly pages: readonly ChangedPage[];
  /** Where its changed words begin and end in the list of all. */
  readonly from: number;
  readonly to: number;
}

/** Of each changed word: which, what it was, what it is. */
const ENTRY = 3;

/**
 * The moments of a run, each as its difference to the one before: the words that changed, not whole pages. A
 * replica of the memory shows any of them, and goes from one to the next by those words alone.
 *
 * There is one checkpoint at a time, at the last moment: it collects the pages that are written.
 */
export class MemoryHistory {
  /** What the kernel knew at each moment, and how many differences lead to it. */
  private readonly moments: { readonly kernel: unknown; readonly differences: number }[] = [];
  private readonly differences: Difference[] = [];
  private wholePages = 0;
  private open: Checkpoint;
  private replica: AddressSpace | undefined;
  /** How many differences lead to the moment that the replica shows. */
  private shown = 0;
  /** The changed words of all differences, and how many numbers they take. */
  private words = new Int32Array(16 * PAGE_WORDS);
  private used = 0;
  private closed = false;

  /** The first moment, 0, is now. */
  constructor(private readonly memory: AddressSpace) {
    this.open = memory.checkpoint();
    this.moments.push({ kernel: this.open.kernel, differences: 0 });
  }

  /** How many moments there are. */
  get length(): number {
    return this.moments.length;
  }

  /** Bytes of host memory that the moments took when they were made. */
  get bytes(): number {
    return this.used * 4 + this.wholePages * Page.SIZE;
  }

  /** Makes a moment of now. @returns its number */
  mark(): number {
    const { memory, open } = this;
    const next = memory.checkpoint();
    this.differences.push(this.difference(memory.changesSince(open)));
    memory.forget(open);
    this.open = next;
    this.moments.push({ kernel: next.kernel, differences: this.differences.length });
    return this.moments.length - 1;
  }

  /** Forgets the moments that are not to be kept; the others are numbered anew. */
  thin(keeps: (index: number) => boolean): void {
    const kept = this.moments.filter((_, index) => keeps(index));
    this.moments.length = 0;
    for (const moment of kept) this.moments.push(moment);
  }

  /** The pages that changed from the moment before to moment `index`. */
  changedPages(index: number): Set<number> {
    const found = new Set<number>();
    const from = this.moments[index - 1]?.differences ?? 0;
    for (const difference of this.differences.slice(from, this.moments[index]?.differences)) {
      for (const { page } of difference.pages) found.add(page);
      for (let i = difference.from; i < difference.to; i += ENTRY)
        found.add(this.words[i]! >>> Page.SHIFT);
    }
    return found;
  }

  private difference(saved: ReadonlyMap<number, SavedPage>): Difference {
    const { memory, used: from } = this;
    const pages: ChangedPage[] = [];
    for (const [page, { state, words }] of saved) {
      const after = memory.pages[page]! & Page.WRITABLE;
      const isResident = (after & Page.RESIDENT) !== 0;
      const before = state & Page.WRITABLE;
      const isSparse = words !== undefined && isResident && this.compare(page, words);
      if (isSparse) memory.recycle(words);
      if (isSparse && before === after) continue;
      const zeros = words === undefined && isResident && (before & Page.MAPPED) !== 0;
      if (words && !isSparse) this.wholePages++;
      pages.push({ page, before, after, words: isSparse ? undefined : words, zeros });
    }
    return { pages, from, to: this.used };
  }

  /** Notes the changed words of a page. @returns false, and nothing is noted, when there are too many of them */
  private compare(page: number, old: Int32Array): boolean {
    if (this.used + ENTRY * PAGE_WORDS > this.words.length) {
      const longer = new Int32Array(this.words.length * 2);
      longer.set(this.words);
      this.words = longer;
    }
    const { words } = this;
    const { i32 } = this.memory;
    const first = page << Page.SHIFT;
    const most = this.used + ENTRY * SPARSE_WORDS;
    let at = this.used;
    for (let i = 0; i < PAGE_WORDS; i += 2) {
      const word = first + i;
      if (((i32[word]! ^ old[i]!) | (i32[word + 1]! ^ old[i + 1]!)) === 0) continue;
      for (let half = 0; half < 2; half++) {
        if (i32[word + half] === old[i + half]) continue;
        words[at] = word + half;
        words[at + 1] = old[i + half]!;
        words[at + 2] = i32[word + half]!;
        at += ENTRY;
      }
      if (at > most) return false;
    }
    this.used = at;
    return true;
  }

  /**
   * A replica of the memory as it was at a moment: the same one each time.
   * @throws RangeError when there is no such moment
   */
  show(index: number): AddressSpace {
    const moment = this.moments[index];
    if (!moment || this.closed)
      throw new RangeError(`no moment ${index}: there are 0 to ${this.moments.length - 1}`);
    const replica = this.replicaOfNow();
    const { i32 } = replica;
    const { words } = this;
    while (this.shown > moment.differences) {
      const { pages, from, to } = this.differences[--this.shown]!;
      for (let i = from; i < to; i += ENTRY) i32[words[i]!] = words[i + 1]!;
      for (const page of pages) swap(replica, page, page.before);
    }
    while (this.shown < moment.differences) {
      const { pages, from, to } = this.differences[this.shown++]!;
      for (const page of pages) swap(replica, page, page.after);
      for (let i = from; i < to; i += ENTRY) i32[words[i]!] = words[i + 2]!;
    }
    replica.takeKernel(moment.kernel);
    return replica;
  }

  /** The replica, made when it is first needed: of the last moment, whatever was written since. */
  private replicaOfNow(): AddressSpace {
    if (this.replica) return this.replica;
    const { memory, open } = this;
    const replica = memory.replica();
    for (const [page, { state, words }] of memory.changesSince(open)) {
      const first = page << Page.SHIFT;
      if (words) replica.i32.set(words, first);
      else if ((state & Page.MAPPED) !== 0) replica.i32.fill(0, first, first + PAGE_WORDS);
      replica.showPage(page, state);
    }
    memory.forget(open);
    this.replica = replica;
    this.shown = this.differences.length;
    return replica;
  }

  /** Gives up the moments, and the memory that they take. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (!this.replica) this.memory.forget(this.open);
    this.differences.length = 0;
    this.words = new Int32Array();
    this.used = 0;
    this.replica = undefined;
  }
}

/** Takes a page to the other side of a change, and keeps what it leaves. */
function swap(replica: AddressSpace, change: ChangedPage, state: number): void {
  const { page, words, zeros } = change;
  const { i32 } = replica;
  const first = page << Page.SHIFT;
  if (words) {
    change.words = i32.slice(first, first + PAGE_WORDS);
    i32.set(words, first);
  } else if (zeros) {
    change.words = i32.slice(first, first + PAGE_WORDS);
    i32.fill(0, first, first + PAGE_WORDS);
  }
  replica.showPage(page, state);
}
