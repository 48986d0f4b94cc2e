import { Process } from '../../process';
import { versionOf } from '../../versions';

/** How many ints a list is made of, and on which version. */
export interface LayersInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** Ints in the list. */
  readonly n: number;
}

/** What a list of ints takes in a fresh process, each byte counted once. Bytes. */
export interface LayersState {
  /** Ints in the list. */
  readonly n: number;
  /** Resident in all. */
  readonly rss: number;
  /** Resident before the list was made. */
  readonly start: number;
  /** The references: the list's array, from the C library. */
  readonly references: number;
  /** What the arenas have resident: blocks, headers and the ends of pools. */
  readonly arenas: number;
  /** The ints' blocks. */
  readonly blocks: number;
  /** What `getsizeof` says of the ints. */
  readonly ints: number;
}

/** More would not fit into a page. */
const MOST = 10_000_000;

/** The first int: none of those that Python has from the start. */
const FIRST = 10_000_000;

/** Makes `list(range(10_000_000, 10_000_000 + n))` in a fresh process, and looks at it. */
export function measureLayers({ python, n: wanted }: LayersInput): LayersState {
  const n = Math.min(Math.max(0, Math.round(wanted)), MOST);
  const process = new Process(versionOf(python));
  const start = process.status().VmRSS;
  const before = process.stats().allocatedBytes;
  if (n > 0) process.PyList_FromRange(FIRST, FIRST + n);
  const rss = process.status().VmRSS;
  const references = 8 * n;
  const each = n > 0 ? process.sys.getsizeof(process.PyLong_FromLong(FIRST)) : 0;
  return {
    n,
    rss,
    start,
    references,
    arenas: Math.max(0, rss - start - references),
    blocks: process.stats().allocatedBytes - before,
    ints: each * n,
  };
}
