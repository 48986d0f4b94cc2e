export function keptTuples(lengths: number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths)
    if (length <= 20) counts.set(length, Math.min(2000, (counts.get(length) ?? 0) + 1));
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
