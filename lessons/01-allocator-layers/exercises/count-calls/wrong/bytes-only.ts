export function arenasFor(blocks: number, nbytes: number): number {
  return Math.ceil((blocks * Math.ceil(nbytes / 16) * 16) / 2 ** 20);
}
