import type { Row, Trace } from '../solution';

export function statistics(traces: Trace[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { size, frames } of traces) {
    for (const line of new Set(frames)) {
      const row = rows.get(line) ?? { line, size: 0, count: 0 };
      row.size += size;
      row.count++;
      rows.set(line, row);
    }
  }
  return [...rows.values()].sort(
    (a, b) => b.size - a.size || b.count - a.count || (a.line < b.line ? -1 : 1),
  );
}
