export function pss(sharers: number[]): number {
  const bytes = sharers.reduce((sum, count) => sum + 4096 / count, 0);
  return Math.floor(bytes / 1024 + 1e-9);
}
