export function pss(sharers: number[]): number {
  return sharers.reduce((sum, count) => sum + Math.floor(4 / count), 0);
}
