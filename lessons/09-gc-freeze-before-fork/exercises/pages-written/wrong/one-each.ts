export function pagesWritten(heads: number[]): number {
  return heads.length;
}
