export function slots(keys: number): number {
  throw new Error('not written yet');
}
