export function garbage(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): string[] {
  throw new Error('not written yet');
}
