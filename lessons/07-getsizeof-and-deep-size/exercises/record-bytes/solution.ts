export function recordBytes(layout: 'tuple' | 'slots', fields: number): number {
  return layout === 'tuple' ? 16 + 24 + 8 * fields : 16 + 16 + 8 * fields;
}
