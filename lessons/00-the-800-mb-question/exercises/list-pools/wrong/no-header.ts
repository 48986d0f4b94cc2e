export function poolBytes(ids: number, poolSize: number): number {
  return Math.ceil((ids * 32) / poolSize) * poolSize;
}
