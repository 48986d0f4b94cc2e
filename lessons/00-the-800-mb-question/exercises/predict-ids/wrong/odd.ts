export function bytesForIds(ids: number): number {
  return 56 + ids * (8 + 32);
}
