export function outsideReferences(
  counts: Record<string, number>,
  refers: Record<string, string[]>,
): Record<string, number> {
  throw new Error('not written yet');
}
