export function blocksPerPool(blockSize: number, poolSize: number): number {
  return Math.floor(poolSize / blockSize) - 1;
}
