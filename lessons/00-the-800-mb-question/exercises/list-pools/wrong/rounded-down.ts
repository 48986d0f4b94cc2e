export function poolBytes(ids: number, poolSize: number): number {
  return Math.floor(ids / Math.floor((poolSize - 48) / 32)) * poolSize;
}
