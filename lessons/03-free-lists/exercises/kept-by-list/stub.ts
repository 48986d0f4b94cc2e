export function kept(before: number, freed: number, made: number, capacity: number): number {
  throw new Error('not written yet');
}
