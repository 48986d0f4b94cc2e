export function leakingLine(snapshots: Record<string, number>[]): string {
  const [first = {}, last = {}] = [snapshots[0], snapshots.at(-1)];
  const lines = Object.keys(last).filter((line) => last[line]! > (first[line] ?? 0));
  return lines.sort((a, b) => last[b]! - (first[b] ?? 0) - (last[a]! - (first[a] ?? 0)))[0] ?? '';
}
