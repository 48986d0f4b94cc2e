export function fits(blocks: number, average: number, limit: number): string {
  return blocks * (average + 64) > limit ? 'no' : 'yes';
}
