/** One known difference from CPython, with a case that shows it. */
export interface Difference {
  readonly title: string;
  /** What is different, why, and what to do about it: sentences of Markdown. */
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  /** The case: what it gives here, and what an interpreter gives. */
  run(): unknown;
  readonly here: unknown;
  readonly cpython: unknown;
}
