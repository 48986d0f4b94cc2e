export function kept(_before: number, freed: number, made: number, capacity: number): number {
  return Math.max(0, Math.min(capacity, freed) - made);
}
