export function bytesForIds(ids: number): number {
  return 56 + 8 * (ids + (ids % 2)) + 32 * ids;
}
