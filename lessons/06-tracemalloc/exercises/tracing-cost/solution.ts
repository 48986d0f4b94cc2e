export function fits(blocks: number, average: number, limit: number): string {
  const traced = blocks * (average + 64);
  if (traced > limit) return 'no';
  return traced + blocks * 200 > limit ? 'no snapshot' : 'yes';
}
