export type Lines = Record<string, number>;

export interface Diff {
  line: string;
  size: number;
  diff: number;
}

export function compare(before: Lines, after: Lines): Diff[] {
  const lines = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return lines
    .map((line) => ({
      line,
      size: after[line] ?? 0,
      diff: (after[line] ?? 0) - (before[line] ?? 0),
    }))
    .sort(
      (a, b) =>
        Math.abs(b.diff) - Math.abs(a.diff) || b.size - a.size || (a.line < b.line ? -1 : 1),
    );
}
