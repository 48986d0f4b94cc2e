/** Whose values are shown: of all expressions, as at a prompt, or of the last one, as in a notebook. */
export type Displays = 'all' | 'last' | 'none' | 'value';

/** How a program is run. */
export interface ExecOptions {
  /** What tracebacks and the tracer call the source; `<string>` when left out. */
  readonly filename?: string;
  /** Where the modules of the program are, `sys.path[0]`; the folder of the file when left out. */
  readonly folder?: string;
  /** `sys.argv`. */
  readonly argv?: readonly string[];
  /** Whose values are shown; none without it. */
  readonly displays?: Displays;
  /**
   * The module that it runs in: `__main__` when left out. Others are made when they are first named, and no program
   * can import them. @internal
   */
  readonly module?: string;
  /** Variables of `__main__` that this module gets first. @internal */
  readonly takes?: readonly string[];
  /** Does not print an uncaught exception: the result has its text. */
  readonly quiet?: boolean;
}

/** A program, or part of one, that a process ran. */
export interface Run {
  readonly source: string;
  readonly options: ExecOptions;
}
