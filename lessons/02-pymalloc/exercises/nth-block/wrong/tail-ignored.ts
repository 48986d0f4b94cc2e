export function nthBlockOffset(n: number, blockSize: number): number {
  const perPool = Math.floor((16384 - 48) / blockSize);
  const pool = Math.floor(n / perPool);
  return (pool + 1) * 48 + n * blockSize;
}
