export function chooseArena(freePools: number[]): number {
  return freePools.findIndex((free) => free > 0);
}
