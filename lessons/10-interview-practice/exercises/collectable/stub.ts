export function freedBy(
  refers: Record<string, string[]>,
  _variables: string[],
  name: string,
): string {
  throw new Error('not written yet');
}
