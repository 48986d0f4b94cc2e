export function pagesWritten(heads: number[]): number {
  return Math.ceil((heads.length * 16) / 4096);
}
