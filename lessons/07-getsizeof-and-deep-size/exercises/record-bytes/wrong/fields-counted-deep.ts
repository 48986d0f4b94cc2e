export function recordBytes(layout: 'tuple' | 'slots', fields: number): number {
  return (layout === 'tuple' ? 40 : 32) + (8 + 28) * fields;
}
