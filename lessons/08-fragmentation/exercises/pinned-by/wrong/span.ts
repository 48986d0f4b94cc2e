export function arenasKept(survivors: number[], perArena: number): number {
  if (survivors.length === 0) return 0;
  return (
    Math.floor(Math.max(...survivors) / perArena) -
    Math.floor(Math.min(...survivors) / perArena) +
    1
  );
}
