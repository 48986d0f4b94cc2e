export function fullCollection(pending: number, total: number): boolean {
  return pending >= Math.floor(total / 4);
}
