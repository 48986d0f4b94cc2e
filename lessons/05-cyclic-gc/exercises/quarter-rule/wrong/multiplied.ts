export function fullCollection(_pending: number, _total: number): boolean {
  return true;
}
