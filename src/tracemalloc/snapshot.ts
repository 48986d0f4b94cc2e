import type { DomainFilter, Filter } from './filters';
import type { Frame } from './tracer';

/** How statistics are grouped. */
export type KeyType = 'traceback' | 'filename' | 'lineno';

/** A sequence of frames, oldest first, as Python prints and compares them. */
export class Traceback {
  constructor(
    /** The frames, oldest first. */
    readonly frames: readonly Frame[],
    /** Frames that there were, with those beyond the limit; undefined where a group has none. */
    readonly totalNframe?: number,
  ) {}

  /** A text that is the same for the same frames. @internal */
  get key(): string {
    return this.frames.map((frame) => `${frame.filename}\0${frame.lineno}`).join('\0');
  }

  /** File and line of the first frame: `app.py:3`. */
  toString(): string {
    const last = this.frames[0]!;
    return `${last.filename}:${last.lineno}`;
  }

  /** Lines as in a Python traceback: `limit` frames, the most recent ones, oldest first. */
  format(limit?: number, mostRecentFirst = false): string[] {
    let frames = [...this.frames];
    if (limit !== undefined) {
      frames = limit > 0 ? frames.slice(-limit) : frames.slice(0, Math.abs(limit));
    }
    if (mostRecentFirst) frames.reverse();
    return frames.map(({ filename, lineno }) => `  File "${filename}", line ${lineno}`);
  }
}

/** `_format_size`: three digits and a unit. */
export function formatSize(bytes: number, sign: boolean): string {
  let size = bytes;
  const plus = (value: number): string => (sign && value >= 0 ? '+' : '');
  for (const unit of ['B', 'KiB', 'MiB', 'GiB', 'TiB']) {
    if (Math.abs(size) < 100 && unit !== 'B') return `${plus(size)}${size.toFixed(1)} ${unit}`;
    if (Math.abs(size) < 10 * 1024 || unit === 'TiB')
      return `${plus(size)}${roundEven(size)} ${unit}`;
    size /= 1024;
  }
  throw new RangeError(`${bytes} bytes`);
}

/** `%.0f`: halves go to the even neighbour. */
function roundEven(value: number): string {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return value.toFixed(0);
  return String(floor % 2 === 0 ? floor : floor + 1);
}

/** Blocks of one group: `size` bytes in `count` blocks. */
export class Statistic {
  constructor(
    /** Where they were allocated. */
    readonly traceback: Traceback,
    /** Bytes. */
    readonly size: number,
    /** Blocks. */
    readonly count: number,
  ) {}

  /** As Python prints it: `app.py:3: size=1024 B, count=2, average=512 B`. */
  toString(): string {
    const text = `${this.traceback}: size=${formatSize(this.size, false)}, count=${this.count}`;
    if (this.count === 0) return text;
    return `${text}, average=${formatSize(this.size / this.count, false)}`;
  }
}

/** The difference of a group between two snapshots. */
export class StatisticDiff {
  constructor(
    /** Where they were allocated. */
    readonly traceback: Traceback,
    /** Bytes in the newer snapshot. */
    readonly size: number,
    /** Bytes more than in the older one; negative for less. */
    readonly size_diff: number,
    /** Blocks in the newer snapshot. */
    readonly count: number,
    /** Blocks more than in the older one; negative for less. */
    readonly count_diff: number,
  ) {}

  /** As Python prints it: `app.py:3: size=1024 B (+512 B), count=2 (+1), average=512 B`. */
  toString(): string {
    const sign = this.count_diff >= 0 ? '+' : '';
    const text =
      `${this.traceback}: size=${formatSize(this.size, false)} (${formatSize(this.size_diff, true)}), ` +
      `count=${this.count} (${sign}${this.count_diff})`;
    if (this.count === 0) return text;
    return `${text}, average=${formatSize(this.size / this.count, false)}`;
  }
}

/** Traces by the thousand: parallel arrays, one entry a block. */
export interface Traces {
  /** Bytes of each block, and the number of its traceback in `tracebacks`. */
  readonly sizes: Float64Array;
  readonly tracebackOf: Int32Array;
  readonly tracebacks: readonly Traceback[];
}

function compareFrames(a: Traceback, b: Traceback): number {
  for (let i = 0; i < Math.min(a.frames.length, b.frames.length); i++) {
    const [x, y] = [a.frames[i]!, b.frames[i]!];
    if (x.filename !== y.filename) return x.filename < y.filename ? -1 : 1;
    if (x.lineno !== y.lineno) return x.lineno - y.lineno;
  }
  return a.frames.length - b.frames.length;
}

/** `tracemalloc.Snapshot`: the traces at one moment. */
export class Snapshot {
  /** `take_snapshot` makes one. @internal */
  constructor(
    private readonly data: Traces,
    /** The limit of frames that tracing had. */
    readonly traceback_limit: number,
  ) {}

  /** How many blocks were traced. */
  get count(): number {
    return this.data.sizes.length;
  }

  /**
   * Bytes and blocks per group, largest first. With `cumulative` a block counts for every frame of its
   * traceback.
   * @throws RangeError for `cumulative` with whole tracebacks, as in Python
   */
  statistics(keyType: KeyType, cumulative = false): Statistic[] {
    if (cumulative && keyType === 'traceback') {
      throw new RangeError("cumulative mode cannot by used with key type 'traceback'");
    }
    return [...this.group(keyType, cumulative).values()].sort(
      (a, b) => b.size - a.size || b.count - a.count || compareFrames(b.traceback, a.traceback),
    );
  }

  private group(keyType: KeyType, cumulative: boolean): Map<string, Statistic> {
    const { sizes, tracebackOf, tracebacks } = this.data;
    const bytes = new Float64Array(tracebacks.length);
    const blocks = new Float64Array(tracebacks.length);
    for (let i = 0; i < sizes.length; i++) {
      bytes[tracebackOf[i]!]! += sizes[i]!;
      blocks[tracebackOf[i]!]! += 1;
    }
    const groups = new Map<string, Statistic>();
    for (const [i, traceback] of tracebacks.entries()) {
      if (blocks[i] === 0) continue;
      for (const group of groupsOf(traceback, keyType, cumulative)) {
        const known = groups.get(group.key);
        groups.set(
          group.key,
          new Statistic(group, (known?.size ?? 0) + bytes[i]!, (known?.count ?? 0) + blocks[i]!),
        );
      }
    }
    return groups;
  }

  /** The differences to an older snapshot, largest first. */
  compare_to(old: Snapshot, keyType: KeyType, cumulative = false): StatisticDiff[] {
    const now = this.group(keyType, cumulative);
    const before = old.group(keyType, cumulative);
    const diffs = [...now].map(([key, { traceback, size, count }]) => {
      const past = before.get(key);
      return new StatisticDiff(
        traceback,
        size,
        size - (past?.size ?? 0),
        count,
        count - (past?.count ?? 0),
      );
    });
    for (const [key, { traceback, size, count }] of before) {
      if (!now.has(key)) diffs.push(new StatisticDiff(traceback, 0, -size, 0, -count));
    }
    return diffs.sort(
      (a, b) =>
        Math.abs(b.size_diff) - Math.abs(a.size_diff) ||
        b.size - a.size ||
        Math.abs(b.count_diff) - Math.abs(a.count_diff) ||
        b.count - a.count ||
        compareFrames(b.traceback, a.traceback),
    );
  }

  /** The traces that pass: one of the inclusive filters, if there are any, and all exclusive ones. */
  filter_traces(filters: readonly (Filter | DomainFilter)[]): Snapshot {
    if (filters.length === 0) return this;
    const including = filters.filter((filter) => filter.inclusive);
    const excluding = filters.filter((filter) => !filter.inclusive);
    const { sizes, tracebackOf, tracebacks } = this.data;
    const passes = tracebacks.map(
      (traceback) =>
        (including.length === 0 || including.some((filter) => filter.match(0, traceback.frames))) &&
        excluding.every((filter) => filter.match(0, traceback.frames)),
    );
    const kept: number[] = [];
    for (let i = 0; i < sizes.length; i++) if (passes[tracebackOf[i]!]) kept.push(i);
    return new Snapshot(
      {
        sizes: Float64Array.from(kept, (i) => sizes[i]!),
        tracebackOf: Int32Array.from(kept, (i) => tracebackOf[i]!),
        tracebacks,
      },
      this.traceback_limit,
    );
  }
}

function groupsOf(traceback: Traceback, keyType: KeyType, cumulative: boolean): Traceback[] {
  if (keyType === 'traceback') return [traceback];
  const wanted = cumulative ? traceback.frames : traceback.frames.slice(-1);
  const seen = new Map<string, Traceback>();
  for (const { filename, lineno } of wanted) {
    const group = new Traceback([{ filename, lineno: keyType === 'filename' ? 0 : lineno }]);
    seen.set(group.key, group);
  }
  return [...seen.values()];
}
