export function outsideReferences(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): Record<string, number> {
  const left = { ...counts };
  for (const name of Object.keys(counts))
    left[name]! -= (refers[name] ?? []).filter((target) => target in counts).length;
  return left;
}
