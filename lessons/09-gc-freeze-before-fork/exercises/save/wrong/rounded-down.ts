export function saved(tracked: number, bytesEach: number, workers: number): number {
  return Math.floor((tracked * bytesEach) / 4096) * workers;
}
