export function generationOf(events: string[]): number {
  throw new Error('not written yet');
}
