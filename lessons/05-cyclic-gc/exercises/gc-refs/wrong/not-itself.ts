export function outsideReferences(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): Record<string, number> {
  const left = { ...counts };
  for (const name of Object.keys(counts))
    for (const target of refers[name] ?? []) if (target in left && target !== name) left[target]!--;
  return left;
}
