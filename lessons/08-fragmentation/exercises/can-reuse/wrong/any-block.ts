export function newPools(
  freeBlocks: Record<number, number>,
  freePools: number,
  requests: number[],
): number {
  let free = Object.entries(freeBlocks).reduce(
    (sum, [size, count]) => sum + Number(size) * count,
    freePools * 16384,
  );
  let fresh = 0;
  for (const nbytes of requests) {
    const size = Math.ceil(nbytes / 16) * 16;
    if (free < size) {
      fresh++;
      free += 16384 - 48;
    }
    free -= size;
  }
  return fresh;
}
