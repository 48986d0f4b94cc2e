export function fits(blocks: number, average: number, limit: number): string {
  const held = blocks * average;
  if (held > limit) return 'no';
  return held + blocks * 200 > limit ? 'no snapshot' : 'yes';
}
