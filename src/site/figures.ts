import { Process } from '../process';
import { versionOf } from '../versions';

/** What a list of n ints takes in a fresh process, each byte counted once; MiB. */
export interface IntsFigure {
  readonly n: number;
  /** Resident in all, and before the first line. */
  readonly rss: number;
  readonly start: number;
  /** The list's array; the blocks of the ints; what `getsizeof` says of the ints. */
  readonly list: number;
  readonly blocks: number;
  readonly ints: number;
}

export interface HomeFigures {
  readonly figures: Readonly<Record<string, readonly IntsFigure[]>>;
  /** Resident with tracemalloc on, at the largest size, on the version shown first. */
  readonly traced: number;
  readonly version: string;
}

const VERSIONS = ['3.8', '3.12', '3.14'];
const FIRST = '3.12';
const SIZES = [0, 1e3, 1e4, 1e5, 5e5, 1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 7e6, 8e6, 9e6, 10e6];
const MIB = 2 ** 20;

const rounded = (bytes: number): number => Math.round((bytes / MIB) * 1000) / 1000;

/** Makes `list(range(10_000_000, 10_000_000 + n))` and looks at the process. */
export function measureInts(version: string, n: number): IntsFigure {
  const p = new Process(versionOf(version));
  const start = p.status().VmRSS;
  if (n > 0) p.PyList_FromRange(10_000_000, 10_000_000 + n);
  return {
    n,
    rss: rounded(p.status().VmRSS),
    start: rounded(start),
    list: rounded(8 * n),
    blocks: rounded(p.stats().allocatedBytes),
    ints: rounded(28 * n),
  };
}

/** The figures of the home page. */
export function measureHome(): HomeFigures {
  const figures = Object.fromEntries(
    VERSIONS.map((version) => [version, SIZES.map((n) => measureInts(version, n))]),
  );
  const p = new Process(versionOf(FIRST));
  p.tracemalloc.start();
  p.PyList_FromRange(10_000_000, 10_000_000 + SIZES.at(-1)!);
  return { figures, traced: rounded(p.status().VmRSS), version: FIRST };
}
