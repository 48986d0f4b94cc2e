export function arenasKept(survivors: number[], perArena: number): number {
  return Math.ceil(survivors.length / perArena);
}
