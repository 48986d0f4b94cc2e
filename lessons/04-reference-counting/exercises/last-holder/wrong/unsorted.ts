export function keepers(
  holds: Record<string, string[]>,
  roots: string[],
  target: string,
): string[] {
  const reaches = (root: string): boolean => {
    const seen = new Set([root]);
    for (const name of seen) for (const item of holds[name] ?? []) seen.add(item);
    return seen.has(target);
  };
  return roots.filter(reaches);
}
