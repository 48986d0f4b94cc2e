export function arenasFor(blocks: number, nbytes: number): number {
  throw new Error('not written yet');
}
