export function blockSize(nbytes: number): number {
  throw new Error('not written yet');
}
