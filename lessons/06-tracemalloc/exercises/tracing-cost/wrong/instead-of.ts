export function fits(blocks: number, average: number, limit: number): string {
  if (blocks * (average + 64) > limit) return 'no';
  return blocks * 200 > limit ? 'no snapshot' : 'yes';
}
