export function saved(tracked: number, bytesEach: number, workers: number): number {
  throw new Error('not written yet');
}
