export function arenasKept(survivors: number[], _perArena: number): number {
  return survivors.length;
}
