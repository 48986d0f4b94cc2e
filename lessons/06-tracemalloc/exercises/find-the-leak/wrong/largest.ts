export function leakingLine(snapshots: Record<string, number>[]): string {
  const last = snapshots.at(-1) ?? {};
  return Object.keys(last).sort((a, b) => last[b]! - last[a]!)[0] ?? '';
}
