export function newPools(
  freeBlocks: Record<number, number>,
  freePools: number,
  requests: number[],
): number {
  throw new Error('not written yet');
}
