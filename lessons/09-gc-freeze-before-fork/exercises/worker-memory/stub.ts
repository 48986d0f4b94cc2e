export function totalMemory(parent: number, workers: number, dirtied: number, own: number): number {
  throw new Error('not written yet');
}
