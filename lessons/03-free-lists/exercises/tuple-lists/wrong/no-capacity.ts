export function keptTuples(lengths: number[]): number {
  return lengths.filter((length) => length >= 1 && length <= 20).length;
}
