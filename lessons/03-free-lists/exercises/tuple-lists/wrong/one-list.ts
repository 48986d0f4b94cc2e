export function keptTuples(lengths: number[]): number {
  return Math.min(2000, lengths.filter((length) => length >= 1 && length <= 20).length);
}
