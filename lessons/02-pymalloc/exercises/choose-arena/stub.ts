export function chooseArena(freePools: number[]): number {
  throw new Error('not written yet');
}
