export function cheapestArenas(survivors: number[], goal: number): number {
  if (goal > survivors.length) return -1;
  return survivors.slice(0, goal).reduce((sum, count) => sum + count, 0);
}
