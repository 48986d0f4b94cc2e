export function chooseArena(freePools: number[]): number {
  if (freePools.length === 0) return -1;
  return freePools.indexOf(Math.min(...freePools));
}
