export function garbage(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): string[] {
  const left = { ...counts };
  for (const name of Object.keys(counts))
    for (const target of refers[name] ?? []) if (target in left) left[target]!--;
  const held = Object.keys(left).filter((name) => left[name]! > 0);
  const reachable = new Set([...held, ...held.flatMap((name) => refers[name] ?? [])]);
  return Object.keys(counts)
    .filter((name) => !reachable.has(name))
    .sort();
}
