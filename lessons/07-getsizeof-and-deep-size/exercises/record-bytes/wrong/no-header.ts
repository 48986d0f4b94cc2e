export function recordBytes(layout: 'tuple' | 'slots', fields: number): number {
  return layout === 'tuple' ? 24 + 8 * fields : 16 + 8 * fields;
}
