export function saved(tracked: number, _bytesEach: number, workers: number): number {
  return Math.ceil((tracked * 16) / 4096) * workers;
}
