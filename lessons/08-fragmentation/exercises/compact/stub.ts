export function cheapestArenas(survivors: number[], goal: number): number {
  throw new Error('not written yet');
}
