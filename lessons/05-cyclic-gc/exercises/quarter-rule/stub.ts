export function fullCollection(pending: number, total: number): boolean {
  throw new Error('not written yet');
}
