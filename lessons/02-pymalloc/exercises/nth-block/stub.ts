export function nthBlockOffset(n: number, blockSize: number): number {
  throw new Error('not written yet');
}
