export function nthBlockOffset(n: number, blockSize: number): number {
  const perPool = Math.floor((4096 - 48) / blockSize);
  return Math.floor(n / perPool) * 4096 + 48 + (n % perPool) * blockSize;
}
