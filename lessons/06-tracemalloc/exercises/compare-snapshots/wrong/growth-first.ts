import type { Diff, Lines } from '../solution';

export function compare(before: Lines, after: Lines): Diff[] {
  const lines = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return lines
    .map((line) => ({
      line,
      size: after[line] ?? 0,
      diff: (after[line] ?? 0) - (before[line] ?? 0),
    }))
    .sort((a, b) => b.diff - a.diff || b.size - a.size || (a.line < b.line ? -1 : 1));
}
