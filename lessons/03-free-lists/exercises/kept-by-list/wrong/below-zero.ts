export function kept(before: number, freed: number, made: number, capacity: number): number {
  return Math.min(capacity, before + freed) - made;
}
