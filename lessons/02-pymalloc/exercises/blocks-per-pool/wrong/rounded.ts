export function blocksPerPool(blockSize: number, poolSize: number): number {
  return Math.round((poolSize - 48) / blockSize);
}
