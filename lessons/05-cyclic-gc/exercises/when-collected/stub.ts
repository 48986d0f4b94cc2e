export function collections(events: ('make' | 'die')[], threshold: number): number {
  throw new Error('not written yet');
}
