export function recordBytes(layout: 'tuple' | 'slots', fields: number): number {
  throw new Error('not written yet');
}
