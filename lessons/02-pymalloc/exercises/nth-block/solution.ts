export function nthBlockOffset(n: number, blockSize: number): number {
  const poolSize = 16384;
  const header = 48;
  const perPool = Math.floor((poolSize - header) / blockSize);
  const pool = Math.floor(n / perPool);
  return pool * poolSize + header + (n % perPool) * blockSize;
}
