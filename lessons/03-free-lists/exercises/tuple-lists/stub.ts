export function keptTuples(lengths: number[]): number {
  throw new Error('not written yet');
}
