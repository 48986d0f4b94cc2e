export function bytesForIds(ids: number): number {
  throw new Error('not written yet');
}
