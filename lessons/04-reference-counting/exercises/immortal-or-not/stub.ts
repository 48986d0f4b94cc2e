export function moves(version: string, value: string): boolean {
  throw new Error('not written yet');
}
