export function arenasFor(blocks: number, nbytes: number): number {
  return Math.ceil(Math.ceil(blocks / Math.floor((4096 - 48) / nbytes)) / 64);
}
