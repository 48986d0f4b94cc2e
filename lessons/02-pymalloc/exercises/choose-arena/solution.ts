export function chooseArena(freePools: number[]): number {
  let best = -1;
  freePools.forEach((free, arena) => {
    if (free > 0 && (best < 0 || free < freePools[best]!)) best = arena;
  });
  return best;
}
