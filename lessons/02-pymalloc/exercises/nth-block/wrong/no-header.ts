export function nthBlockOffset(n: number, blockSize: number): number {
  const perPool = Math.floor(16384 / blockSize);
  return Math.floor(n / perPool) * 16384 + (n % perPool) * blockSize;
}
