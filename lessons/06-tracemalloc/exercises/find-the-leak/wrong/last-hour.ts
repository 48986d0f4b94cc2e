export function leakingLine(snapshots: Record<string, number>[]): string {
  const [before = {}, last = {}] = snapshots.slice(-2);
  const lines = Object.keys(last).filter((line) => last[line]! > (before[line] ?? 0));
  return lines.sort((a, b) => last[b]! - (before[b] ?? 0) - (last[a]! - (before[a] ?? 0)))[0] ?? '';
}
