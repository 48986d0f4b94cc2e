export function chunkSize(nbytes: number): number {
  throw new Error('not written yet');
}
