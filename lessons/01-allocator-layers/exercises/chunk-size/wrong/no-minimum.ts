export function chunkSize(nbytes: number): number {
  return Math.ceil((nbytes + 8) / 16) * 16;
}
