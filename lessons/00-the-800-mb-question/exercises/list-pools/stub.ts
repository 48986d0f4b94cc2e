export function poolBytes(ids: number, poolSize: number): number {
  throw new Error('not written yet');
}
