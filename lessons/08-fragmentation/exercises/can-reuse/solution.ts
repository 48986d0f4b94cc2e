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
    let free = blocks.get(size) ?? 0;
    if (free === 0) {
      if (pools > 0) pools--;
      else fresh++;
      free = Math.floor((16384 - 48) / size);
    }
    blocks.set(size, free - 1);
  }
  return fresh;
}
