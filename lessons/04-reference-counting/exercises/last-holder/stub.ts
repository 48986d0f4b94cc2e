export function keepers(
  holds: Record<string, string[]>,
  roots: string[],
  target: string,
): string[] {
  throw new Error('not written yet');
}
