export function residentPages(writes: [address: number, length: number][]): number {
  return writes.reduce((sum, [, length]) => sum + Math.ceil(length / 4096), 0);
}
