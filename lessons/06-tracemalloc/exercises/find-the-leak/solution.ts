export function leakingLine(snapshots: Record<string, number>[]): string {
  const lines = new Set(snapshots.flatMap((snapshot) => Object.keys(snapshot)));
  let worst = '';
  let most = 0;
  for (const line of lines) {
    const sizes = snapshots.map((snapshot) => snapshot[line] ?? 0);
    const rises = sizes.every((size, i) => i === 0 || size > sizes[i - 1]!);
    const growth = sizes.at(-1)! - sizes[0]!;
    if (rises && growth > most) {
      worst = line;
      most = growth;
    }
  }
  return worst;
}
