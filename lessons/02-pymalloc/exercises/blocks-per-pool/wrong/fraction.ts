export function blocksPerPool(blockSize: number, poolSize: number): number {
  return (poolSize - 48) / blockSize;
}
