export function blocksPerPool(blockSize: number, poolSize: number): number {
  throw new Error('not written yet');
}
