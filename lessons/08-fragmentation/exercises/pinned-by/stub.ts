export function arenasKept(survivors: number[], perArena: number): number {
  throw new Error('not written yet');
}
