import type { Diff, Lines } from '../solution';

export function compare(before: Lines, after: Lines): Diff[] {
  return Object.keys(after)
    .map((line) => ({ line, size: after[line]!, diff: after[line]! - (before[line] ?? 0) }))
    .sort(
      (a, b) =>
        Math.abs(b.diff) - Math.abs(a.diff) || b.size - a.size || (a.line < b.line ? -1 : 1),
    );
}
