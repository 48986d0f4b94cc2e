export function outsideReferences(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): Record<string, number> {
  const left = { ...counts };
  for (const name of Object.keys(counts))
    for (const target of new Set(refers[name] ?? [])) if (target in left) left[target]!--;
  return left;
}
