export function pss(sharers: number[]): number {
  return sharers.length * 4;
}
