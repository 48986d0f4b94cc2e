export function chooseArena(freePools: number[]): number {
  let found = -1;
  freePools.forEach((free, arena) => {
    if (free > 0) found = arena;
  });
  return found;
}
