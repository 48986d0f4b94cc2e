/** A frame, as emitted code sees it: where it is, what its arguments are, what it shows of its locals. */
export interface RunningFrame {
  /** An index of `code.places`: where it is. */
  at: number;
  /** The simulated frame object, or 0. */
  object: number;
  /** Arguments that the caller keeps a reference to, as bits. */
  mask: number;
  /** Of a generator: the first word of the slots that show the collector its locals. */
  slots: number;
  /** Of a generator: whether it waits inside a `try` or `with`, or for another one. */
  protected: boolean;
  /** Of a generator expression that has not begun: its iterator (3.15 on). */
  iterated: number;
  /** The locals by name, in functions that ask for them. */
  snapshot: (() => number[]) | undefined;
}
