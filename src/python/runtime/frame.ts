import type { Code } from '../compile/code';
import type { RunningFrame } from '../compile/running-frame';
import type { PyExc } from './thrown';

/**
 * A call that is under way. The locals of functions are in JavaScript variables of the compiled
 * code; those of modules and classes in the dict `locals`.
 */
export class Frame implements RunningFrame {
  /** Where it is: an index of `code.places`. */
  at = 0;
  /** The simulated frame object, once somebody asked for it (always to 3.10). */
  object = 0;
  /** To 3.10: the block that its locals would be in. */
  block = 0;
  /** Of a generator: the first word of the slots that show the collector its locals. */
  slots = 0;
  /** Of a generator expression that has not begun: its iterator (3.15 on). */
  iterated = 0;
  /** Of a generator: whether it waits inside a `try` or `with`, or for another one. */
  protected = false;
  /** Of a generator that waits for another iterator: that one, borrowed. */
  delegate = 0;
  /** Of a generator: what its caller handles while it runs; null for nothing. */
  outer: PyExc | null | undefined;
  /** The traceback that the tracer has for this frame, with the line and the epoch of the tracer that it is from. */
  tracedEpoch = 0;
  tracedAt = -1;
  traceback = 0;
  /** Arguments that the caller keeps a reference to, as bits: they are not dropped (3.14 on). */
  mask = 0;
  /** What natives around it owned when it began (`Runtime.owned`). */
  owned = 0;
  /** The locals by name, in functions that ask for them. */
  snapshot: (() => number[]) | undefined;
  /** The dict that `locals()` gave, which each call brings up to date (to 3.12). */
  localsDict = 0;

  constructor(
    readonly code: Code,
    readonly func: number,
    readonly globals: number,
    readonly locals: number,
    public back: Frame | null,
  ) {}

  get line(): number {
    return this.code.lines[this.at]!;
  }
}
