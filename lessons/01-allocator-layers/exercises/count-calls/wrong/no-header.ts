export function arenasFor(blocks: number, nbytes: number): number {
  return Math.ceil(Math.ceil(blocks / Math.floor(4096 / (Math.ceil(nbytes / 16) * 16))) / 64);
}
