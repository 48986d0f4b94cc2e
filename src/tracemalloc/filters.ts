import type { Frame } from './tracer';

/** `fnmatch`: `*`, `?`, `[seq]` and `[!seq]`, over the whole name. */
function fnmatch(name: string, pattern: string): boolean {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    const close = character === '[' ? pattern.indexOf(']', i + 2) : -1;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (close > 0) {
      const set = pattern.slice(i + 1, close).replace(/[\\\]]/g, '\\$&');
      source += `[${set.replace(/^!/, '^')}]`;
      i = close;
    } else source += character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 's').test(name);
}

/** What else a filter looks at. */
export interface FilterOptions {
  /** The line, from 1; any without it. */
  readonly lineno?: number;
  /** Look at every frame of a traceback, not only at the most recent one. */
  readonly all_frames?: boolean;
  /** The domain of the allocation; any without it. */
  readonly domain?: number;
}

/** `tracemalloc.Filter`: keeps (`inclusive`) or drops the traces of files whose name matches. */
export class Filter {
  /** The pattern, with `*`, `?` and `[…]` as in a shell. */
  readonly filename_pattern: string;

  /** @param filename_pattern `*`, `?` and `[…]` as in a shell (`fnmatch`) */
  constructor(
    /** Whether what matches is kept; otherwise it is dropped. */
    readonly inclusive: boolean,
    filename_pattern: string,
    /** What else it looks at. */
    readonly options: FilterOptions = {},
  ) {
    // A compiled file counts as its source.
    this.filename_pattern = filename_pattern.replace(/\.pyc$/, '.py');
  }

  /** Whether a trace passes. Frames are oldest first. */
  match(domain: number, frames: readonly Frame[]): boolean {
    const { lineno, all_frames, domain: wanted } = this.options;
    const matches = ({ filename, lineno: line }: Frame): boolean =>
      fnmatch(filename.replace(/\.pyc$/, '.py'), this.filename_pattern) &&
      (lineno === undefined || line === lineno);
    const found = all_frames ? frames.some(matches) : matches(frames.at(-1)!);
    const passes = found === this.inclusive;
    if (wanted === undefined) return passes;
    return this.inclusive ? passes && domain === wanted : passes || domain !== wanted;
  }
}

/** `tracemalloc.DomainFilter`: by the domain of an allocation; blocks of the interpreter are in 0. */
export class DomainFilter {
  constructor(
    /** Whether what matches is kept; otherwise it is dropped. */
    readonly inclusive: boolean,
    /** The domain. */
    readonly domain: number,
  ) {}

  /** Whether an allocation of a domain passes. */
  match(domain: number): boolean {
    return (domain === this.domain) === this.inclusive;
  }
}
