export function garbage(
  counts: Record<string, number>,
  _refers: Record<string, string[]>,
): string[] {
  return Object.keys(counts)
    .filter((name) => counts[name] === 0)
    .sort();
}
