export function saved(tracked: number, bytesEach: number, workers: number): number {
  return Math.ceil((tracked * bytesEach) / 4096) * workers;
}
