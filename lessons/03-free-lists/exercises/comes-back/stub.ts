export function sameId(version: string, type: string, alive: number): boolean {
  throw new Error('not written yet');
}
