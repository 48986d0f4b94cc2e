import { Page } from '../../memory/flat-memory';
import { Process } from '../../process';
import { versionOf } from '../../versions';

/*
 * A parent with many lists and its forked child: the reader says what the child does, and sees which pages it gets for
 * itself.
 */

/** What the child does. */
export type ForkMove =
  /** It reads the first list of a page. */
  | {
      /** The page's place. */
      readonly read: number;
    }
  /** It goes to all lists. */
  | {
      /** To read them, or in a full collection. */
      readonly all: 'read' | 'collect';
    };

/** What happens before the fork, and after it. */
export interface ForkInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** Whether the parent calls `gc.freeze()` before it forks. */
  readonly frozen: boolean;
  /** In order. */
  readonly moves: readonly ForkMove[];
}

/** The pages of the child. */
export interface ForkState {
  /** Lists that the parent has made. */
  readonly lists: number;
  /** For each page that has lists: whether the child has a copy of its own. */
  readonly copied: readonly boolean[];
  /** The places of pages that the last move copied. */
  readonly now: readonly number[];
  /** Pages without such lists that the child has copied: the interpreter's own. */
  readonly elsewhere: number;
}

const LISTS = 6000;

/** Makes the lists, forks, and lets the child do the moves. */
export function forkAndTouch({ python, frozen, moves }: ForkInput): ForkState {
  const parent = new Process(versionOf(python));
  const lists = Array.from({ length: LISTS }, () => parent.PyList_New(0));
  const firsts = new Map<number, number>();
  for (const address of lists) {
    const page = parent.memory.wordAt(address) >>> Page.SHIFT;
    if (!firsts.has(page)) firsts.set(page, address);
  }
  const pages = [...firsts.keys()].sort((a, b) => a - b);
  parent.gc.collect();
  if (frozen) parent.gc.freeze();
  const child = parent.fork();
  const own = (page: number): boolean =>
    (child.memory.pages[page]! & Page.RESIDENT) !== 0 && child.memory.sharers(page) === 1;
  const privatePages = (): number =>
    child.smaps().reduce((sum, { privateDirty }) => sum + privateDirty, 0) / Page.SIZE;
  const before = privatePages();
  const read = (address: number): void => {
    child.Py_INCREF(address);
    child.Py_DECREF(address);
  };
  let copied = pages.map(own);
  let now: number[] = [];
  for (const move of moves) {
    if ('read' in move) {
      const page = pages[move.read];
      if (page === undefined) throw new RangeError(`there is no page ${move.read}`);
      read(firsts.get(page)!);
    } else if (move.all === 'collect') child.gc.collect();
    else for (const address of lists) read(address);
    const last = copied;
    copied = pages.map(own);
    now = copied.flatMap((is, i) => (is && !last[i] ? [i] : []));
  }
  const elsewhere = privatePages() - before - copied.filter(Boolean).length;
  return { lists: LISTS, copied, now, elsewhere };
}
