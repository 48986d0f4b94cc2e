export function blockSize(nbytes: number): number {
  if (nbytes > 512) return 0;
  return Math.max(1, Math.ceil(nbytes / 16)) * 16;
}
