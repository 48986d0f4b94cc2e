export function newPools(
  freeBlocks: Record<number, number>,
  freePools: number,
  requests: number[],
): number {
  const blocks = new Map(Object.entries(freeBlocks).map(([size, count]) => [Number(size), count]));
  let pools = freePools;
  let fresh = 0;
  for (const nbytes of requests) {
    const size = Math.ceil(nbytes / 16) * 16;
    const free = blocks.get(size) ?? 0;
    if (free > 0) blocks.set(size, free - 1);
    else if (pools > 0) pools--;
    else fresh++;
  }
  return fresh;
}
