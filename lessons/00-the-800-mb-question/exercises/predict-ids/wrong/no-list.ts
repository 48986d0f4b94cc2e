export function bytesForIds(ids: number): number {
  return ids * (8 + 32);
}
