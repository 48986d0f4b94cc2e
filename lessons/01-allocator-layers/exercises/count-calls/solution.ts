export function arenasFor(blocks: number, nbytes: number): number {
  const perPool = Math.floor((4096 - 48) / (Math.ceil(nbytes / 16) * 16));
  return Math.ceil(Math.ceil(blocks / perPool) / 64);
}
