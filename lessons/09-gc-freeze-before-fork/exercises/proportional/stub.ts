export function pss(sharers: number[]): number {
  throw new Error('not written yet');
}
