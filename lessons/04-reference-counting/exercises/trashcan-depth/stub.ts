export function survivors(
  counts: Record<string, number>,
  holds: Record<string, string[]>,
  released: string[],
): string[] {
  throw new Error('not written yet');
}
