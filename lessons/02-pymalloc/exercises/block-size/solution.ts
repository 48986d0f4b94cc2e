export function blockSize(nbytes: number): number {
  if (nbytes < 1 || nbytes > 512) return 0;
  return Math.ceil(nbytes / 16) * 16;
}
