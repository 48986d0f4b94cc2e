import { Page } from './flat-memory';

/** A page as it was when a checkpoint was made. */
export interface SavedPage {
  readonly state: number;
  /**
   * Its words; undefined when it was not resident, and also while a page that was unmapped still has them: they
   * are kept before it is mapped again.
   */
  words: Int32Array | undefined;
}

/** Saved pages whose words are kept for the next ones; and for how many there is room in one block. */
const SPARE_PAGES = 256;
const SPARE_BLOCK = 16;

const isResident = ({ state }: SavedPage): boolean => (state & Page.RESIDENT) !== 0;

/** A moment that can be gone back to. It costs the pages that were written since, and no more. */
export class Checkpoint {
  /** Pages that were written since, as they were before. @internal */
  readonly pages = new Map<number, SavedPage>();

  /** @param kernel what the kernel knew of the process: opaque here. @internal */
  constructor(public kernel: unknown) {}

  /** Bytes of host memory that the saved pages take. */
  get bytes(): number {
    let words = 0;
    for (const { words: saved } of this.pages.values()) words += saved?.length ?? 0;
    return words * 4;
  }
}

/** A checkpoint that was forgotten, or is one of another process. */
export class UnknownCheckpoint extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'UnknownCheckpoint';
}

/**
 * The checkpoints of one process, oldest first. Each holds the pages that were written between it and
 * the next, as they were before: going back undoes them from the newest on.
 */
export class Checkpoints {
  private readonly list: Checkpoint[] = [];
  /** Words of saved pages that can be used again. */
  private readonly spare: Int32Array[] = [];

  /** @param i32 the memory */
  constructor(private readonly i32: Int32Array) {}

  get any(): boolean {
    return this.list.length > 0;
  }

  add(kernel: unknown): Checkpoint {
    const checkpoint = new Checkpoint(kernel);
    this.list.push(checkpoint);
    return checkpoint;
  }

  /** The one that pages are kept for before they change. */
  get newest(): Checkpoint | undefined {
    return this.list.at(-1);
  }

  /** A page is about to be written, or mapped. */
  keep(page: number, state: number): void {
    const { pages } = this.list.at(-1)!;
    const known = pages.get(page);
    if (!known) {
      const used = (state & (Page.RESIDENT | Page.STALE)) !== 0;
      pages.set(page, { state: state & ~Page.KEPT, words: used ? this.copyOf(page) : undefined });
    } else if (state === Page.STALE && !known.words && isResident(known))
      known.words = this.copyOf(page);
  }

  /** A page is about to be unmapped: its bytes stay until it is mapped again. */
  keepState(page: number, state: number): void {
    const { pages } = this.list.at(-1)!;
    if (!pages.has(page)) pages.set(page, { state: state & ~Page.KEPT, words: undefined });
  }

  private copyOf(page: number): Int32Array {
    const { spare } = this;
    if (spare.length === 0) {
      const words = new Int32Array(SPARE_BLOCK << Page.SHIFT);
      for (let i = 0; i < SPARE_BLOCK; i++)
        spare.push(words.subarray(i << Page.SHIFT, (i + 1) << Page.SHIFT));
    }
    const copy = spare.pop()!;
    const word = page << Page.SHIFT;
    copy.set(this.i32.subarray(word, word + (1 << Page.SHIFT)));
    return copy;
  }

  /** Takes the words of a saved page that its checkpoint does not need any more, and no other has. */
  recycle(words: Int32Array): void {
    if (this.spare.length < SPARE_PAGES && this.list.length === 1) this.spare.push(words);
  }

  /**
   * Undoes everything since a checkpoint, which stays; those made after it are forgotten.
   * @throws UnknownCheckpoint
   */
  undo(checkpoint: Checkpoint, apply: (page: number, saved: SavedPage) => void): void {
    const index = this.indexOf(checkpoint);
    for (let i = this.list.length - 1; i >= index; i--) {
      for (const [page, saved] of this.list[i]!.pages) apply(page, saved);
    }
    this.list.length = index + 1;
    checkpoint.pages.clear();
  }

  /** The pages that changed since a checkpoint, as they were then. @throws UnknownCheckpoint */
  since(checkpoint: Checkpoint): ReadonlyMap<number, SavedPage> {
    const oldest = this.indexOf(checkpoint);
    if (oldest === this.list.length - 1) return checkpoint.pages;
    const pages = new Map<number, SavedPage>();
    for (let i = this.list.length - 1; i >= oldest; i--) {
      for (const [page, saved] of this.list[i]!.pages) {
        const later = isResident(saved) ? pages.get(page)?.words : undefined;
        pages.set(page, { state: saved.state, words: saved.words ?? later });
      }
    }
    return pages;
  }

  /** Forgets a checkpoint; the one before it takes over the pages that it lacks. */
  forget(checkpoint: Checkpoint): void {
    const index = this.indexOf(checkpoint);
    const before = this.list[index - 1];
    if (before) {
      for (const [page, saved] of checkpoint.pages) {
        const older = before.pages.get(page);
        if (!older) before.pages.set(page, saved);
        else if (isResident(older)) older.words ??= saved.words;
      }
    }
    this.list.splice(index, 1);
    checkpoint.pages.clear();
  }

  /** Makes a checkpoint the newest, one of now; the one before it takes over its pages. */
  renew(checkpoint: Checkpoint, kernel: unknown): void {
    this.forget(checkpoint);
    checkpoint.kernel = kernel;
    this.list.push(checkpoint);
  }

  private indexOf(checkpoint: Checkpoint): number {
    const index = this.list.indexOf(checkpoint);
    if (index < 0)
      throw new UnknownCheckpoint('the checkpoint was forgotten, or is not of this process');
    return index;
  }
}
