export function chunkSize(nbytes: number): number {
  return Math.max(32, Math.ceil((nbytes + 8) / 8) * 8);
}
