export function saved(tracked: number, bytesEach: number, _workers: number): number {
  return Math.ceil((tracked * bytesEach) / 4096);
}
