export function recordBytes(_layout: 'tuple' | 'slots', fields: number): number {
  return 16 + 24 + 8 * fields;
}
