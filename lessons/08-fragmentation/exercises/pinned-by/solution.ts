export function arenasKept(survivors: number[], perArena: number): number {
  return new Set(survivors.map((object) => Math.floor(object / perArena))).size;
}
