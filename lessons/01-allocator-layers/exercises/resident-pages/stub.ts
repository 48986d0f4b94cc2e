export function residentPages(writes: [address: number, length: number][]): number {
  throw new Error('not written yet');
}
