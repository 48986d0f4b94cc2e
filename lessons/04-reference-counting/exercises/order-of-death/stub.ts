export function deathOrder(objects: Record<string, string[]>, root: string): string[] {
  throw new Error('not written yet');
}
