export function pagesWritten(heads: number[]): number {
  if (heads.length === 0) return 0;
  return Math.floor(Math.max(...heads) / 4096) - Math.floor(Math.min(...heads) / 4096) + 1;
}
