export function keepers(
  holds: Record<string, string[]>,
  roots: string[],
  target: string,
): string[] {
  return roots.filter((root) => (holds[root] ?? []).includes(target)).sort();
}
