/** What the outside gives a program: output, input, a clock, files. */
export interface Host {
  /** Takes what the program prints. */
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** A line with its end, or '' at the end of the input. */
  readLine(): string;
  /** Seconds of the wall clock, since 1970. */
  time(): number;
  /** Seconds of a clock that only goes forward. */
  perfCounter(): number;
  /** A number from 0 to 1 that no seed gives. */
  random(): number;
  /** The text of a file; undefined when there is none. */
  readFile(path: string): string | undefined;
  /** Whether the program should stop: asked for now and then. */
  interrupted(): boolean;
  /** When standard output is written: at once (the default), line by line, or in blocks of 8 KiB. */
  readonly buffering?: 'none' | 'line' | 'block' | undefined;
}

/** A host without output, input or a clock that moves: programs always do the same. */
export function silentHost(): Host {
  return {
    write: () => {},
    readLine: () => '',
    time: () => 0,
    perfCounter: () => 0,
    random: () => 0.5,
    readFile: () => undefined,
    interrupted: () => false,
  };
}

/**
 * The machine's clock, in seconds. Finer than `Date.now()`'s milliseconds, in which a short
 * `timeit` would take no time at all.
 */
export function hostClock(): Pick<Host, 'time' | 'perfCounter'> {
  return {
    time: () => (performance.timeOrigin + performance.now()) / 1000,
    perfCounter: () => performance.now() / 1000,
  };
}

/** Without anything else, output is collected nowhere and there is no input; time passes. */
export function defaultHost(): Host {
  return { ...silentHost(), ...hostClock(), random: Math.random };
}
