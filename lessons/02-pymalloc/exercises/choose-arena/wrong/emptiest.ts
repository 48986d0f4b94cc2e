export function chooseArena(freePools: number[]): number {
  const most = Math.max(...freePools);
  return most > 0 ? freePools.indexOf(most) : -1;
}
