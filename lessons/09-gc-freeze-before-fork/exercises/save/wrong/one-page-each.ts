export function saved(tracked: number, _bytesEach: number, workers: number): number {
  return tracked * workers;
}
