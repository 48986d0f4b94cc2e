import type { Frame, Statistic } from '../tracemalloc';

/** A line that ran, and what was allocated by it and by all that it called. */
export interface Call {
  /** Its place in the tree's list; the root is 0. */
  readonly id: number;
  /** The line that called; null for the root. */
  readonly parent: number | null;
  /** How many lines are between it and the root. */
  readonly depth: number;
  /** The line; undefined for the root. */
  readonly frame: Frame | undefined;
  /** Bytes, of all below it too. */
  readonly bytes: number;
  /** Where it begins when all are drawn side by side, in bytes from the left. */
  readonly from: number;
}

/** Tracebacks as one tree: callers first, and at each place the largest first. */
export function callTree(statistics: readonly Statistic[]): Call[] {
  interface Growing {
    readonly frame: Frame | undefined;
    readonly below: Map<string, Growing>;
    bytes: number;
  }
  const grow = (frame?: Frame): Growing => ({ frame, below: new Map(), bytes: 0 });
  const root = grow();
  for (const { traceback, size } of statistics) {
    root.bytes += size;
    let top = root;
    for (const frame of traceback.frames) {
      const name = `${frame.filename}:${frame.lineno}`;
      const next = top.below.get(name) ?? grow(frame);
      top.below.set(name, next);
      next.bytes += size;
      top = next;
    }
  }
  const calls: Call[] = [];
  const place = (
    { frame, bytes, below }: Growing,
    parent: Call | undefined,
    start: number,
  ): void => {
    const call: Call = {
      id: calls.length,
      parent: parent?.id ?? null,
      depth: parent ? parent.depth + 1 : 0,
      frame,
      bytes,
      from: start,
    };
    calls.push(call);
    let from = start;
    for (const each of [...below.values()].sort((a, b) => b.bytes - a.bytes)) {
      place(each, call, from);
      from += each.bytes;
    }
  };
  place(root, undefined, 0);
  return calls;
}
