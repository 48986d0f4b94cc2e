export function fullCollection(pending: number, total: number): boolean {
  return pending >= total / 4;
}
