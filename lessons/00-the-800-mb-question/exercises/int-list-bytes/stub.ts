export function intBytes(values: number[]): number {
  throw new Error('not written yet');
}
