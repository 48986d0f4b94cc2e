export function fits(blocks: number, average: number, limit: number): string {
  throw new Error('not written yet');
}
