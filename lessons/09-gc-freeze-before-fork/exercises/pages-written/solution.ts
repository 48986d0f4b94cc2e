export function pagesWritten(heads: number[]): number {
  return new Set(heads.map((address) => Math.floor(address / 4096))).size;
}
