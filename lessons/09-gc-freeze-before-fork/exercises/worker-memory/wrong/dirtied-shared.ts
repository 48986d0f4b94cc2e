export function totalMemory(
  parent: number,
  workers: number,
  _dirtied: number,
  own: number,
): number {
  return parent + workers * own;
}
