export function poolBytes(ids: number, poolSize: number): number {
  const perPool = Math.floor((poolSize - 48) / 32);
  return Math.ceil(ids / perPool) * poolSize;
}
