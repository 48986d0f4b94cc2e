export function kept(before: number, freed: number, made: number, _capacity: number): number {
  return Math.max(0, before + freed - made);
}
