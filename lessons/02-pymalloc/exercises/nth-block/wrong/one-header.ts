export function nthBlockOffset(n: number, blockSize: number): number {
  return 48 + n * blockSize;
}
