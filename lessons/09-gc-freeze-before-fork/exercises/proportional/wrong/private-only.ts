export function pss(sharers: number[]): number {
  return sharers.filter((count) => count === 1).length * 4;
}
