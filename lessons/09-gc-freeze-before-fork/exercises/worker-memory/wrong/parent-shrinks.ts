export function totalMemory(parent: number, workers: number, dirtied: number, own: number): number {
  return parent - dirtied + workers * (dirtied + own);
}
