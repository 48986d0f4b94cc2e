export function poolBytes(ids: number, _poolSize: number): number {
  return ids * 32;
}
